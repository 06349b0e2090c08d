using System.Text.RegularExpressions;
using IrqModel.Firmware;

namespace IrqModel.Tool.Knowledge;

/// <summary>What it means that nobody handled an interrupt.</summary>
/// <remarks>
/// Linux <c>common_interrupt()</c> (arch/x86/kernel/irq.c), <c>note_interrupt()</c> (kernel/irq/spurious.c) and <c>ISA_IRQ_VECTOR()</c>
/// (arch/x86/include/asm/irq_vectors.h).
/// </remarks>
public static partial class UnhandledKnowledge
{
    private const int FirstLegacyVector = 0x30;
    private const int LegacyIrqs = 16;

    /// <summary>Whether a vector is one that Linux keeps for the interrupts 0 to 15 of the old controller.</summary>
    public static bool IsLegacy(int vector) => vector is >= FirstLegacyVector and < FirstLegacyVector + LegacyIrqs;

    /// <summary>The interrupt of the old controller that Linux gives a vector.</summary>
    public static int LegacyIrq(int vector) => vector - FirstLegacyVector;

    /// <summary>What it means that a vector of a processor has no handler.</summary>
    /// <param name="vector">The vector.</param>
    /// <param name="isGuest">Whether the machine is known to be a virtual one.</param>
    public static string NoHandler(int vector, bool isGuest)
    {
        if (IsLegacy(vector))
        {
            var irq = LegacyIrq(vector);
            return $"Linux keeps vectors 48 to 63 for the old interrupts 0 to 15, and this is IRQ {irq}"
                + (irq is 7 or 15
                    ? ": the old interrupt controller reports there what it cannot tell. Firmware left one pending when it handed the processors over. "
                        + "A line for each processor at boot is harmless; no device loses anything"
                    : ": something raised it and no driver has it on this processor, often firmware that left it pending. Once at boot it is harmless");
        }

        return "a message came for a vector that was moved or freed. The usual causes: the interrupt was moved to another processor while a message was on its way "
            + "(irqbalance, a processor that goes offline); a device goes on sending after its driver is gone or was reset, or after kexec from a kernel before; "
            + "a table entry or message still names the old vector. One now and then costs one interrupt. Many, or a device that times out with them, mean that its interrupts are lost"
            + (isGuest ? ". In this guest: the hypervisor delivers where the interrupt was before, so look at the host too" : "");
    }

    /// <summary>What it means that FreeBSD slows an interrupt down.</summary>
    public static string Storm =>
        "FreeBSD counted more interrupts in a row than hw.intr_storm_threshold: a function on this line asserts its pin and no driver silences it, or a driver polls. "
        + "All who share the line are slowed down";

    /// <summary>What to do about an interrupt that FreeBSD slows down.</summary>
    public static string NextOfStorm => "vmstat -i and pciconf -lv (who shares it); let those drivers use MSI (their tunables in loader.conf), or unload them one by one";

    /// <summary>What it means that a driver was refused an interrupt.</summary>
    public static string NotShared =>
        "two drivers want one interrupt, and one of them asks for it without sharing or with another trigger: who comes second fails with error -16 (busy), "
        + "and its device works without interrupts or not at all";

    /// <summary>What it means that a driver's interrupt did not come.</summary>
    public static string NotReceived =>
        "the driver waited for an interrupt that its device should have sent, and none came: it was refused or lost on its way, or the device did not send it. "
        + "If the driver goes on with polling or the pin, its device works all the same";

    /// <summary>What it means that a driver found by itself what an interrupt should have told.</summary>
    public static string Polled =>
        "what an interrupt should have told was there when the driver looked by itself, after its time-out. That is evidence for a lost interrupt, and no proof: the interrupt may have been refused or "
        + "lost on its way, the device may not have sent it, or a processor may have had its interrupts off for that long. If it happens again and again, and the count in /proc/interrupts stands still, interrupts of the "
        + "function do not arrive";

    /// <summary>What it means that a driver got no interrupts.</summary>
    public static string NotAllocated =>
        "the kernel gave the driver no interrupts, or fewer than it wanted: the function has no MSI domain (no unit covers it), MSI is switched off for it, the processors have no vectors left, "
        + "the device's MSI-X table is smaller than asked for, or it asked for several MSI messages without interrupt remapping, which gives one. "
        + "The driver falls back to fewer messages or the pin, or its device does not work";

    /// <summary>What it means that a driver got no interrupts from a kernel that was booted with <c>pci=nomsi</c>.</summary>
    public static string NotAllocatedWithoutMessages =>
        "the kernel was booted with pci=nomsi, so that no function gets MSI or MSI-X. The driver falls back to the pin, or its device does not work";

    /// <summary>What to do about that.</summary>
    public static string NextWithoutMessages => "boot without pci=nomsi";

    /// <summary>What it means that a driver got one MSI message where it asked for several, and interrupts are not remapped.</summary>
    /// <remarks>
    /// <c>x86_vector_alloc_irqs()</c> and <c>native_setup_msi_irqs()</c>: the messages of MSI differ in their data only, which plain vectors
    /// cannot follow.
    /// </remarks>
    public static string OneMessageOnly =>
        "on x86, a function gets one MSI message where interrupts are not remapped, however many its driver asks for (of MSI-X it gets several). Interrupt remapping is off here. "
        + "The driver does with one message, or its device does not work";

    /// <summary>What to do about that.</summary>
    /// <param name="whyOff">Why remapping is off.</param>
    /// <param name="isAmd">Whether the machine is known to be AMD's.</param>
    public static string NextOfOneMessage(string whyOff, bool isAmd) =>
        $"switch interrupt remapping on: {(isAmd ? "the IOMMU" : "VT-d (AMD: the IOMMU)")} in the firmware setup, and no intremap=off or nointremap on the command line. It is off, for {whyOff}";

    /// <summary>Whether a driver says that it asked for several MSI messages: "failed to get 32 MSI vectors, only 1 available".</summary>
    public static bool AsksForSeveralMessages(LogUnhandledInterrupt interrupt)
    {
        ArgumentNullException.ThrowIfNull(interrupt);
        return interrupt.Kind == LogUnhandledKind.NotAllocated && SeveralMessages().IsMatch(interrupt.Text);
    }

    [GeneratedRegex(@"\b(?:[2-9]|[1-9][0-9]{1,3}) MSI (?:vectors|messages|interrupts|irqs|IRQs)\b")]
    private static partial Regex SeveralMessages();

    /// <summary>What it means that processors have no vectors left.</summary>
    /// <param name="irq">The interrupt that had to go elsewhere; null where none got a vector.</param>
    /// <remarks><c>migrate_irqs()</c> and <c>irq_matrix_alloc()</c>: a processor has about 200 vectors for devices.</remarks>
    public static string NoVectorsLeft(int? irq) => "each processor has about 200 vectors for interrupts of devices, and those of the processors that were allowed are all taken. "
        + (irq is null ? "Who asks for more gets none: a driver does with fewer queues, or its device does not work"
            : "The interrupt goes to another processor than it should: it arrives, and later ones may find no vector at all");

    /// <summary>What to do about that.</summary>
    public const string NextOfNoVectors = "sudo cat /sys/kernel/debug/irq/domains/VECTOR (how many vectors each processor has left); fewer queues (ethtool -L, the drivers' options) or fewer VFs; "
        + "let irqbalance or the affinities use all processors";

    /// <summary>What it means that an IOMMU does not finish.</summary>
    /// <remarks>AMD <c>wait_on_sem()</c>, Intel <c>qi_dump_fault()</c>.</remarks>
    public const string UnitTimedOut =
        "the kernel asked the IOMMU to forget addresses or interrupt entries that it keeps, and it did not report that it was done. While it hangs, changed entries are not surely in force: "
        + "interrupts that are moved or set up then may be lost. Mostly it waits for a device that keeps addresses of its own (ATS) and does not answer: one that lost power or its link, or does not come back from a reset";

    /// <summary>What to do about that.</summary>
    public const string NextOfUnit = "sudo dmesg | grep -e IOTLB_INV_TIMEOUT -e 'Time-out Error' (which device does not answer); lspci (does it show rev ff); a newer firmware of machine and device; "
        + "for a device that hangs after a guest's reset, leave it off (d3cold_allowed=0 in its folder of /sys) or boot with pci=noats";

    /// <summary>What it means that the interrupt of a TPM does not work.</summary>
    /// <remarks><c>tpm_tis_core_init()</c>: the driver tests the interrupt once and polls if none comes, or if it does not end.</remarks>
    public const string OfTpm =
        "the driver has tried the interrupt that firmware names for the TPM, in vain or without an end, and asks the TPM again and again instead, which works. A TPM is no PCI function: its interrupt is a pin of an "
        + "IOAPIC or GPIO controller, and a wrong number or trigger in firmware is the usual cause. Nothing follows for messages of other devices";

    /// <summary>What to do about it.</summary>
    public const string NextOfTpm = "nothing needs to be done; a newer firmware may mend it, and tpm_tis.interrupts=0 on the command line does without the test";

    /// <summary>What it means that a driver waited in vain.</summary>
    public static string TimedOut =>
        "the driver waited for its device in vain. Lost interrupts look like this, and so do a device or a link that hangs and a defect of the driver: by itself the line shows none of them";

    /// <summary>What to look at where a driver's interrupts do not come.</summary>
    /// <param name="function">The function, or null.</param>
    /// <param name="sender">Under which id its messages come to a unit; null where no unit can refuse them.</param>
    public static string NextOfDriver(string? function, string? sender) => (sender is null ? ""
        : $"sudo dmesg | grep -e DMAR -e AMD-Vi (does a unit refuse messages{(sender.Length == 0 ? "" : $" of {sender}")}); ") + NextOnMachine(function);

    /// <summary>What to look at on FreeBSD.</summary>
    /// <param name="device">The device, e.g. "igb0".</param>
    public static string NextOnFreeBsd(string device) => $"vmstat -i, twice (does the count of {device} grow); pciconf -lc {device} (are its messages on); "
        + "hw.pci.enable_msix=0 in loader.conf, to see whether it works with MSI or the pin";

    /// <summary>Whether a driver says that vectors or entries ran out: error 28, ENOSPC.</summary>
    public static bool IsOutOfVectors(LogUnhandledInterrupt interrupt)
    {
        ArgumentNullException.ThrowIfNull(interrupt);
        return interrupt.Kind == LogUnhandledKind.NotAllocated && NoSpace().IsMatch(interrupt.Text);
    }

    [GeneratedRegex(@"\bENOSPC\b|(?<![\w.])-28\b|No space left")]
    private static partial Regex NoSpace();

    /// <summary>What to look at in a guest.</summary>
    /// <param name="function">The function, or null.</param>
    /// <param name="whyNoHost">Why the user cannot look at the host; null where that may be.</param>
    public static string NextInGuest(string? function, string? whyNoHost) => $"{NextOnMachine(function)}. What a unit refuses, only the host's log shows, under the address that the function has there"
        + (whyNoHost is null ? "" : $": {whyNoHost}");

    private static string NextOnMachine(string? function) =>
        $"cat /proc/interrupts, twice (does its count grow); sudo lspci -vvv{(function is null ? "" : $" -s {function}")} (are its messages on, and where do they go)";

    /// <summary>What it means that nobody cared for an interrupt.</summary>
    /// <param name="isMessage">Whether it is a message of one function, by /proc/interrupts, and no line.</param>
    public static string NobodyCared(bool isMessage) => isMessage
        ? "the handlers said of nearly all of 100,000 interrupts that they were not theirs. It is a message of one function, which its driver does not understand: a defect of driver or device"
        : "of 100,000 interrupts nearly all were taken by no handler, so that the line (INTx) is stuck: a function that shares it asserts its pin, and whoever could "
            + "silence it is not there (no driver; a driver that uses MSI or has failed; one held for a guest by vfio-pci), or firmware says a wrong line for it. "
            + "While the line is off, all drivers on it get no interrupts: their devices hang, or crawl on timeouts";

    /// <summary>What to do about an interrupt that nobody cared for, once it is known who shares it.</summary>
    /// <param name="irq">Its number.</param>
    /// <param name="isMessage">Whether it is a message of one function.</param>
    public static string NextOfLine(int irq, bool isMessage) => isMessage
        ? "a newer driver or firmware of that function"
        : "unbind the drivers that share it one by one (echo ADDRESS | sudo tee /sys/bus/pci/devices/ADDRESS/driver/unbind): the guilty one is who is left when it comes again, "
            + "or a function on it that has no driver; a newer firmware, if none is. To go on until then: boot with irqpoll (handlers are asked at every tick and every interrupt: slower, and "
            + $"interrupts come late), or unload and load a driver of IRQ {irq}, which switches it on again";

    /// <summary>
    /// Whether an interrupt of <c>/proc/interrupts</c> is one that no PCI function has: it is
    /// triggered by edges, which the pins of PCI are not, or all who handle it are devices that firmware describes.
    /// </summary>
    public static bool IsOfNoPciFunction(InterruptRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (row.Chip is not { } chip || chip.Contains("MSI", StringComparison.Ordinal)) return false;
        if (!chip.EndsWith("IO-APIC", StringComparison.Ordinal)) return false;
        return row.HardwareIrq?.EndsWith("-edge", StringComparison.Ordinal) == true
            || (row.Actions.Length > 0 && row.Actions.Split(',', StringSplitOptions.TrimEntries).All(action => OfFirmware().IsMatch(action)));
    }

    /// <summary>What it means that nobody cared for an interrupt that no PCI function has.</summary>
    public static string NobodyCaredOutsidePci =>
        "of 100,000 interrupts nearly all were taken by no handler. By /proc/interrupts it is an interrupt of no PCI function: a device raises it that firmware describes (ACPI), often through a pin of "
        + "a GPIO controller. Usual causes are a pin that its driver does not silence, or a wrong trigger or polarity in firmware. While it is off, what hangs on it does not work "
        + "(a touchpad, buttons, waking up)";

    /// <summary>What to do about it.</summary>
    public const string NextOutsidePci = "sudo cat /sys/kernel/debug/gpio (which pin has an interrupt pending); a newer firmware, or a newer kernel with a newer driver of it";

    // ACPI ids: "AMDI0010:03", "INTC1057:00", "ELAN0501:00".
    [GeneratedRegex("^(?:pinctrl[_-].*|amd_gpio|acpi|i8042|rtc[0-9]|timer|[A-Z]{3,4}[0-9A-F]{4}:[0-9]{2})$")]
    private static partial Regex OfFirmware();

    /// <summary>What a spurious interrupt means.</summary>
    /// <param name="interrupt">The interrupt.</param>
    public static string Spurious(LogUnhandledInterrupt interrupt)
    {
        ArgumentNullException.ThrowIfNull(interrupt);
        return interrupt.Irq is not null
            ? "the controller raised an interrupt and had none to name when the processor asked: noise on a line, or one that was withdrawn. It is harmless"
            : "the interrupt was withdrawn or masked while the processor was about to take it. It is harmless; no device loses anything";
    }
}
