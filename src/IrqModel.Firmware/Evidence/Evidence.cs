using System.Collections.Immutable;

namespace IrqModel.Firmware;

/// <summary>
/// Everything that the inputs show about a machine, as they show it: nothing is merged, concluded or assumed. What an input does not show
/// is null or absent here; it is never 0 or false.
/// </summary>
public sealed record Evidence
{
    /// <summary>What was recognised, in the order of the inputs.</summary>
    public ImmutableArray<EvidencePart> Parts { get; init; } = [];

    /// <summary>Lines that no reader knows, one entry for each input that has some.</summary>
    public ImmutableArray<SkippedText> Skipped { get; init; } = [];

    /// <summary>Every problem of every reader.</summary>
    public ImmutableArray<EvidenceProblem> Problems { get; init; } = [];

    /// <summary>The listings of PCI functions; of two of one input the later state is last.</summary>
    public ImmutableArray<PciListing> Listings { get; init; } = [];

    /// <summary>The ACPI tables.</summary>
    public ImmutableArray<AcpiTable> Tables { get; init; } = [];

    /// <summary>The names of tables about IOMMUs that a listing of <c>/sys/firmware/acpi/tables</c> shows to be there.</summary>
    public ImmutableArray<string> TableNames { get; init; } = [];

    /// <summary>The kernel logs, one for each input that has one.</summary>
    public ImmutableArray<KernelLog> Logs { get; init; } = [];

    /// <summary>Logs of earlier boots and of other machines, which say nothing of the boot and the machine of <see cref="Logs"/>.</summary>
    public ImmutableArray<OtherLog> OtherLogs { get; init; } = [];

    /// <summary>Machines of which inputs show something, and which are not the one that is explained.</summary>
    public ImmutableArray<LeftOutMachine> LeftOutMachines { get; init; } = [];

    /// <summary>The machines that the inputs name, but those that are left out. Of more than one the inputs do not belong together.</summary>
    public ImmutableArray<NamedMachine> NamedMachines { get; init; } = [];

    /// <summary>Why it cannot be told which of several machines some input is of; null where it can.</summary>
    public string? WhyNobodys { get; init; }

    /// <summary>Refused requests of which texts speak, which are not taken for the machine's.</summary>
    public ImmutableArray<FaultMention> MentionedFaults { get; init; } = [];

    /// <summary>Interrupts that nobody handled and of which texts speak, which are not taken for the machine's.</summary>
    public ImmutableArray<UnhandledMention> MentionedUnhandled { get; init; } = [];

    /// <summary>The tables of <c>/proc/interrupts</c>; of two of one input the later state is last.</summary>
    public ImmutableArray<InterruptTable> Interrupts { get; init; } = [];

    /// <summary>The IOMMU groups.</summary>
    public ImmutableArray<IommuGroup> IommuGroups { get; init; } = [];

    /// <summary>Interrupts that debugfs shows.</summary>
    public ImmutableArray<IrqDetail> IrqDetails { get; init; } = [];

    /// <summary>Names of interrupt domains that debugfs lists.</summary>
    public ImmutableArray<string> IrqDomains { get; init; } = [];

    /// <summary>Interrupt remapping entries that debugfs shows.</summary>
    public ImmutableArray<RemappingEntry> RemappingEntries { get; init; } = [];

    /// <summary>The IOMMUs that sysfs or debugfs shows. One that both show, or two files, is there more than once.</summary>
    public ImmutableArray<IommuUnit> IommuUnits { get; init; } = [];

    /// <summary>The kernel version, from <c>uname</c> or a log, or null.</summary>
    public string? KernelVersion { get; init; }

    /// <summary>All kernel versions that the inputs show, each once: several where they are of different machines or boots.</summary>
    public ImmutableArray<string> KernelVersions { get; init; } = [];

    /// <summary>The kernels of which sentences say that they run; none of them is in <see cref="KernelVersions"/> for that alone.</summary>
    public ImmutableArray<KernelMention> MentionedKernels { get; init; } = [];

    /// <summary>The kernel's command line, from <c>/proc/cmdline</c> or a log, or null.</summary>
    public string? CommandLine { get; init; }

    /// <summary>Command lines that boot loaders are configured with. They need not be the one that was booted.</summary>
    public ImmutableArray<ConfiguredCommandLine> ConfiguredCommandLines { get; init; } = [];

    /// <summary>The hypervisor of a virtual machine, from <c>lscpu</c>, systemd or a log, in their words, e.g. "KVM"; or null.</summary>
    public string? Hypervisor { get; init; }

    /// <summary>The kind of container that inputs are of, from <c>systemd-detect-virt</c> or <c>hostnamectl</c>, e.g. "lxc"; or null.</summary>
    public string? Container { get; init; }

    /// <summary>The operating system, where it is another than Linux, e.g. "FreeBSD 13.2-RELEASE", or null.</summary>
    public string? OtherSystem { get; init; }

    /// <summary>
    /// The maker's name of the machine, from <c>dmidecode</c> or <c>lshw</c>, e.g. "Dell Inc. PowerEdge R740", or null.
    /// </summary>
    public string? Machine { get; init; }

    /// <summary>The processor's make and model, from <c>lscpu</c>, <c>/proc/cpuinfo</c> or a log, or null.</summary>
    public string? Processor { get; init; }
}
