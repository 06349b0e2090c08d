using System.Runtime.CompilerServices;
using IrqModel.Contracts;
using IrqModel.Rules;
using IrqModel.Runtime;

namespace IrqModel;

/// <summary>A PCI bus: a root bus, the bus below a bridge, or a virtual bus that only VFs live on.</summary>
[Describes(TopologyPart.Bus)]
public sealed class PciBus : ModelObject
{
    private readonly List<PciFunction> functions = [];

    internal PciBus(Machine machine, int segment, byte number, PciBridge? bridge, PciBus? parent)
    {
        Machine = machine;
        Segment = segment;
        Number = number;
        Bridge = bridge;
        Parent = parent;
    }

    /// <summary>The machine that has the bus.</summary>
    [States(TopologyTrait.Machine)]
    public Machine Machine { get; }

    /// <summary>PCI segment group.</summary>
    public int Segment { get; }

    /// <summary>Bus number.</summary>
    [States(TopologyTrait.BusNumber)]
    public byte Number { get; }

    /// <summary>
    /// The bridge above the bus (Linux <c>bus-&gt;self</c>); <see langword="null"/> for root buses and for the virtual buses of VFs.
    /// </summary>
    public PciBridge? Bridge { get; }

    /// <summary>The bus above this one; for a virtual bus the bus of the PF.</summary>
    public PciBus? Parent { get; }

    /// <summary>
    /// The function that the bus hides behind, for a root bus that a driver finds and firmware does not list; requests from the bus and those
    /// below leave as requests of that function. <see langword="null"/> for all other buses.
    /// </summary>
    /// <remarks>Intel VMD; Linux <c>pci_real_dma_dev()</c>.</remarks>
    public PhysicalFunction? Controller { get; internal init; }

    /// <summary>Whether the bus exists only in requester ids of VFs.</summary>
    public bool IsVirtual => Bridge is null && Parent is not null;

    /// <summary>The functions on the bus, in order of device and function number.</summary>
    public IReadOnlyList<PciFunction> Functions => functions;

    /// <summary>
    /// The MSI domain of the bus (Linux <c>bus-&gt;dev.msi.domain</c>). Linux sets it once, when the bus is created, to what the bridge
    /// above has at that moment; it is not updated when the bridge's own domain changes.
    /// </summary>
    public MsiDomain? MsiDomain { get; internal set; }

    private protected override ModelRuntime? AttachedRuntime => Machine.AttachedTo;

    /// <summary>Sets the MSI domain of the bus.</summary>
    /// <remarks>Linux <c>dev_set_msi_domain(&amp;bus-&gt;dev, ...)</c>, <c>pci_set_bus_msi_domain()</c>.</remarks>
    [RequiresAbsent(Facts.BusScanned, Rule = RuleIds.BusDomainAfterScan)]
    [Footprint(Writes = Slots.MsiDomain)]
    public void SetMsiDomain(MsiDomain? domain, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Runtime.SetBusMsiDomain(this, domain, new(file, line));

    /// <summary>Adds a function to the bus.</summary>
    /// <param name="deviceFunction">Device and function number, for instance <c>02.0</c>.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="msixVectors">Size of its MSI-X table; 0 for none.</param>
    /// <param name="msiVectors">Vectors of its MSI capability, a power of two; 0 for none.</param>
    /// <param name="sriov">Its SR-IOV capability, if it has one.</param>
    /// <param name="plugged">False if the function is hot-added later.</param>
    /// <param name="msiMaskBits">Whether its MSI capability has mask bits.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <exception cref="TopologyException">The address is taken or is no address, or a capability is impossible.</exception>
    [Describes(TopologyPart.Function)]
    [TopologyRule(TopologyMistake.FunctionUncovered, Rule = RuleIds.FunctionUncovered)]
    [TopologyRule(TopologyMistake.AddressTaken, Rule = RuleIds.AddressTaken)]
    [TopologyRule(TopologyMistake.VfsBeyondBuses, Rule = RuleIds.VfsBeyondBuses)]
    [return: ArrivesWithout(Facts.All)]
    public PhysicalFunction AddFunction(
        [States(TopologyTrait.DeviceFunction)] string deviceFunction, [States(TopologyTrait.Name)] string? name = null,
        [States(TopologyTrait.Vectors)] int msixVectors = 1, [States(TopologyTrait.Vectors)] int msiVectors = 0,
        [States(TopologyTrait.Sriov)] SriovCapability? sriov = null,
        bool plugged = true, bool msiMaskBits = true, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var at = new SourceLocation(file, line);
        var function = new PhysicalFunction(this, ParseAddress(deviceFunction, at), name)
        {
            MsixTableSize = msixVectors,
            MsiVectors = msiVectors,
            Sriov = sriov,
            IsPlugged = plugged,
            HasMsiMaskBits = msiMaskBits,
            DescribedAt = at,
        };
        TopologyRules.CheckCapabilities(function, at);
        Machine.Place(function, at);
        return function;
    }

    /// <summary>Adds a bridge and the bus below it.</summary>
    /// <param name="deviceFunction">Device and function number, for instance <c>1c.0</c>.</param>
    /// <param name="kind">What sort of bridge.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="secondaryBus">Number of the bus below; the next free one if not given.</param>
    /// <param name="subordinateBus">Last bus number routed through the bridge; grows with the buses added below if not given.</param>
    /// <param name="msixVectors">Size of its MSI-X table; 0 for none.</param>
    /// <param name="msiVectors">Vectors of its MSI capability, a power of two; 0 for none.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <exception cref="TopologyException">The address or the bus number is taken or impossible, or a capability is.</exception>
    [Describes(TopologyPart.Bridge)]
    [TopologyRule(TopologyMistake.FunctionUncovered, Rule = RuleIds.FunctionUncovered)]
    [TopologyRule(TopologyMistake.AddressTaken, Rule = RuleIds.AddressTaken)]
    [return: ArrivesWithout(Facts.All)]
    public PciBridge AddBridge(
        [States(TopologyTrait.DeviceFunction)] string deviceFunction, BridgeKind kind = BridgeKind.RootPort,
        [States(TopologyTrait.Name)] string? name = null, [States(TopologyTrait.BusNumber)] byte? secondaryBus = null,
        [States(TopologyTrait.SubordinateBus)] byte? subordinateBus = null, [States(TopologyTrait.Vectors)] int msixVectors = 0,
        [States(TopologyTrait.Vectors)] int msiVectors = 0, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var at = new SourceLocation(file, line);
        var bridge = new PciBridge(this, ParseAddress(deviceFunction, at), name, kind)
        {
            MsixTableSize = msixVectors,
            MsiVectors = msiVectors,
            DescribedAt = at,
        };
        TopologyRules.CheckCapabilities(bridge, at);
        Machine.CheckFree(bridge, at);
        Machine.AddSecondaryBus(bridge, secondaryBus, subordinateBus, at);
        Machine.Place(bridge, at);
        return bridge;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Segment:x4}:{Number:x2}";

    internal void Insert(PciFunction function)
    {
        // From the end: a scan and SR-IOV both find them in ascending order.
        var index = functions.Count;
        while (index > 0 && functions[index - 1].Address > function.Address) index--;
        functions.Insert(index, function);
    }

    internal void Take(PciFunction function) => functions.Remove(function);

    private Bdf ParseAddress(string deviceFunction, SourceLocation at) =>
        Bdf.TryParse($"{Segment:x4}:{Number:x2}:{deviceFunction}", null, out var address)
            ? address
            : throw new TopologyException(
                $"'{deviceFunction}' is not a device and function on bus {this}; expected dd.f, for instance 1c.0 (device 00 to "
                    + "1f, function 0 to 7).", at, RuleIds.AddressTaken);
}
