using IrqModel.Firmware;
using IrqModel.Firmware.Tests;
using IrqModel.Tool.Explaining;
using IrqModel.Tool.Hosts;

namespace IrqModel.Tool.Tests;

/// <summary>A small machine in full: two units, a NIC with two PFs and two VFs each below a root port, an xHCI controller.</summary>
internal static class Reference
{
    /// <summary>The listing of <c>lspci -vvv</c> as root.</summary>
    public const string Listing = """
        00:00.0 Host bridge: Example Host Bridge (rev 01)
        	Capabilities: [90] Express (v2) Root Complex Integrated Endpoint, MSI 00

        00:02.0 PCI bridge: Example Root Port (rev 01) (prog-if 00 [Normal decode])
        	Bus: primary=00, secondary=17, subordinate=18, sec-latency=0
        	Capabilities: [40] Express (v2) Root Port (Slot+), MSI 00
        	Capabilities: [80] MSI: Enable+ Count=1/1 Maskable- 64bit-
        		Address: fee00038  Data: 0000
        	Kernel driver in use: pcieport

        00:14.0 USB controller: Example xHCI (rev 01) (prog-if 30 [XHCI])
        	Capabilities: [80] MSI: Enable+ Count=1/8 Maskable- 64bit+
        		Address: 00000000fee00078  Data: 0000
        	Kernel driver in use: xhci_hcd

        17:00.0 Ethernet controller: Example NIC (rev 01)
        	Capabilities: [70] MSI-X: Enable+ Count=10 Masked-
        	Capabilities: [a0] Express (v2) Endpoint, MSI 00
        	Capabilities: [160 v1] Single Root I/O Virtualization (SR-IOV)
        		IOVCtl:	Enable+ Migration- Interrupt- MSE+ ARIHierarchy+
        		Initial VFs: 8, Total VFs: 8, Number of VFs: 2, Function Dependency Link: 00
        		VF offset: 128, stride: 2, Device ID: 10ed
        	Kernel driver in use: ixgbe

        17:00.1 Ethernet controller: Example NIC (rev 01)
        	Capabilities: [70] MSI-X: Enable+ Count=10 Masked-
        	Capabilities: [a0] Express (v2) Endpoint, MSI 00
        	Capabilities: [160 v1] Single Root I/O Virtualization (SR-IOV)
        		IOVCtl:	Enable+ Migration- Interrupt- MSE+ ARIHierarchy+
        		Initial VFs: 8, Total VFs: 8, Number of VFs: 2, Function Dependency Link: 00
        		VF offset: 128, stride: 2, Device ID: 10ed
        	Kernel driver in use: ixgbe

        17:10.0 Ethernet controller: Example NIC Virtual Function (rev 01)
        	Capabilities: [70] MSI-X: Enable+ Count=3 Masked-
        	Capabilities: [a0] Express (v2) Endpoint, MSI 00
        	Kernel driver in use: vfio-pci

        17:10.1 Ethernet controller: Example NIC Virtual Function (rev 01)
        	Capabilities: [70] MSI-X: Enable+ Count=3 Masked-
        	Capabilities: [a0] Express (v2) Endpoint, MSI 00
        	Kernel driver in use: vfio-pci

        17:10.2 Ethernet controller: Example NIC Virtual Function (rev 01)
        	Capabilities: [70] MSI-X: Enable+ Count=3 Masked-
        	Capabilities: [a0] Express (v2) Endpoint, MSI 00
        	Kernel driver in use: vfio-pci

        17:10.3 Ethernet controller: Example NIC Virtual Function (rev 01)
        	Capabilities: [70] MSI-X: Enable+ Count=3 Masked-
        	Capabilities: [a0] Express (v2) Endpoint, MSI 00
        	Kernel driver in use: vfio-pci

        """;

    /// <summary>A kernel log of the machine.</summary>
    public const string Log = """
        [    0.000000] Linux version 5.10.0-rc2 (builder@example) (gcc 10.2.0) #1 SMP
        [    0.000000] Command line: BOOT_IMAGE=/vmlinuz-5.10.0-rc2 root=/dev/sda1 ro
        [    0.004000] DMAR: Host address width 39
        [    0.004001] DMAR: DRHD base: 0x000000fed90000 flags: 0x0
        [    0.004002] DMAR: DRHD base: 0x000000fed91000 flags: 0x1
        [    0.100000] DMAR-IR: Enabled IRQ remapping in x2apic mode
        [   90.000000] DMAR: DRHD: handling fault status reg 2
        [   90.000001] DMAR: [INTR-REMAP] Request device [17:10.1] fault index 0 [fault reason 37] Blocked a compatibility format interrupt request

        """;

    /// <summary>Addresses of the VFs.</summary>
    public static readonly string[] Vfs = ["0000:17:10.0", "0000:17:10.1", "0000:17:10.2", "0000:17:10.3"];

    /// <summary>A bridge scope of the root port under unit 0; unit 1 is the catch-all.</summary>
    public static byte[] Table() => new DmarBytes()
        .Drhd(0xFED90000, false, DmarBytes.Scope(Tables.Bridge, 0, 0, 2, 0))
        .Drhd(0xFED91000, true, Tables.TheIoApic).Build();

    /// <summary>The listing as other options of <c>lspci</c> would show it: lines that a test keeps.</summary>
    public static string ListingWhere(Func<string, bool> keeps) =>
        string.Join('\n', Listing.ReplaceLineEndings("\n").Split('\n').Where(keeps));

    /// <summary>Explains texts, with the table or without.</summary>
    public static Explanation Explain(string? host, bool withTable, params string[] texts) =>
        Explain(host, [.. texts.Select((text, index) => InputSource.FromText($"input{index}.txt", text)), .. withTable
            ? [new InputSource("DMAR", Table())] : Array.Empty<InputSource>()]);

    /// <summary>Explains inputs.</summary>
    public static Explanation Explain(string? host, params InputSource[] inputs) =>
        Explainer.Explain(Read(inputs), host is null ? null : HostCatalogue.Find(host) ?? throw new ArgumentException(host),
            cancellation: TestContext.Current.CancellationToken);

    /// <summary>Reads inputs.</summary>
    public static Evidence Read(params InputSource[] inputs) => EvidenceReader.Read(inputs);

    /// <summary>What is said of a function.</summary>
    public static FunctionExplanation At(this Explanation explanation, string address) =>
        explanation.Functions.Single(function => function.Function.Address == Bdf.Parse(address));

    /// <summary>The verdict in words, or why it is unknown.</summary>
    public static string Verdict(this Explanation explanation, string address) =>
        explanation.At(address).Prediction.Verdict is { IsKnown: true } known
            ? known.Value.ToString() : $"unknown: {explanation.At(address).Prediction.Verdict.Because}";
}
