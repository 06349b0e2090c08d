using System.Runtime.CompilerServices;
using IrqModel.Contracts;
using IrqModel.Rules;
using IrqModel.Runtime;

namespace IrqModel;

/// <summary>
/// A machine: segments, buses, bridges, functions and remapping units. It is data; what software does with it is a <see cref="Host"/>.
/// A machine takes part in one run; describe it in a method and hand that to the engine, which calls it for each run.
/// </summary>
[Describes(TopologyPart.Machine)]
public sealed class Machine
{
    // Where firmware puts the first unit on most machines; units that follow come a page later.
    private const ulong FirstRegisterBase = 0xFED9_0000;
    private const ulong RegisterPage = 0x1000;
    private const int MaxProcessors = 32_768;

    private readonly List<PciBus> buses = [];
    private readonly Dictionary<(int Segment, byte Number), PciBus> busesByNumber = [];
    private readonly List<RemappingUnit> units = [];
    private readonly Dictionary<Bdf, PciFunction> functions = [];
    private readonly List<IoApic> ioApics = [];

    /// <summary>An empty machine.</summary>
    /// <param name="name">What messages and reports call it.</param>
    [Describes(TopologyPart.Machine)]
    public Machine(string name) => Name = name;

    /// <summary>What messages and reports call it.</summary>
    public string Name { get; }

    /// <summary>Number of processors; their APIC ids are 0, 1, ...</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not 1 to 32,768.</exception>
    public int Processors
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, MaxProcessors);
            field = value;
        }
    } = 2;

    /// <summary>Whether the processors' APICs run in x2APIC mode, so that units need EIME.</summary>
    public bool X2Apic { get; init; }

    /// <summary>Whether firmware offers interrupt remapping (DMAR flag INTR_REMAP); where it does not, software cannot switch it on.</summary>
    [States(TopologyTrait.RemapsInterrupts)]
    public bool OffersInterruptRemapping { get; init; } = true;

    /// <summary>
    /// Whether VT-d units block compatibility-format requests while they remap, as hardware does with EIME set or CFIS clear. False for an
    /// emulator that lets these requests pass.
    /// </summary>
    /// <remarks>VT-d specification 5.1.4. QEMU 10.0 <c>vtd_interrupt_remap_msi()</c> passes them.</remarks>
    public bool BlocksCompatibilityRequests { get; init; } = true;

    /// <summary>Number of IOAPIC pins, all IOAPICs together: as many global system interrupts (GSIs) there are.</summary>
    public int IoApicPins { get; init; } = 24;

    /// <summary>All buses that exist, in the order they were described, virtual ones included once VFs need them.</summary>
    public IReadOnlyList<PciBus> Buses => buses;

    /// <summary>The remapping units, in table order.</summary>
    [HarmlessIf(0)]
    public IReadOnlyList<RemappingUnit> RemappingUnits => units;

    /// <summary>
    /// The IOAPICs, where the machine's description has any: interrupt remapping then needs each in a unit's scope. A machine without has one
    /// that is taken to be in a scope.
    /// </summary>
    public IReadOnlyList<IoApic> IoApics => ioApics;

    /// <summary>All functions that exist, hot-addable ones and enabled VFs included.</summary>
    public IReadOnlyCollection<PciFunction> Functions => functions.Values;

    internal ModelRuntime? AttachedTo { get; private set; }

    /// <summary>The function at an address.</summary>
    /// <exception cref="TopologyException">There is none.</exception>
    [States(TopologyTrait.FunctionAt)]
    public PciFunction this[Bdf address] => functions.TryGetValue(address, out var function)
        ? function
        : throw new TopologyException($"Machine '{Name}' has no function {address}.");

    /// <summary>Adds a root bus, the bus directly below a host bridge.</summary>
    /// <param name="number">The bus number.</param>
    /// <param name="segment">The segment.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <exception cref="TopologyException">The number is taken.</exception>
    [Describes(TopologyPart.Bus)]
    [TopologyRule(TopologyMistake.AddressTaken, Rule = RuleIds.AddressTaken)]
    public PciBus AddRootBus(
        [States(TopologyTrait.BusNumber)] byte number = 0, [States(TopologyTrait.Segment)] int segment = 0,
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var at = new SourceLocation(file, line);
        if (segment < 0) throw new TopologyException($"A segment is 0 or more, not {segment}.", at);
        var bus = new PciBus(this, segment, number, bridge: null, parent: null);
        AddBus(bus, at);
        return bus;
    }

    /// <summary>Adds a root bus that hides behind a function: only that function's driver finds it, with <see cref="Host.ScanBus"/>.</summary>
    /// <param name="controller">The function.</param>
    /// <param name="segment">The segment, beyond those of firmware (Linux counts VMD's from 0x10000).</param>
    /// <param name="number">The bus number.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <exception cref="TopologyException">The number is taken.</exception>
    [Describes(TopologyPart.Bus)]
    [TopologyRule(TopologyMistake.AddressTaken, Rule = RuleIds.AddressTaken)]
    public PciBus AddRootBusBehind(
        [States(TopologyTrait.Controller)] PhysicalFunction controller, [States(TopologyTrait.Segment)] int segment = 0x10000,
        [States(TopologyTrait.BusNumber)] byte number = 0, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(controller);
        var bus = new PciBus(this, segment, number, bridge: null, parent: null) { Controller = controller };
        AddBus(bus, new(file, line));
        return bus;
    }

    /// <summary>Adds a remapping unit that covers what its scopes name.</summary>
    /// <param name="name">Its name; <c>dmarN</c> if not given.</param>
    /// <param name="segment">The segment it serves.</param>
    /// <param name="registerBase">Physical address of its registers; the next free page if not given.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    [Describes(TopologyPart.Unit)]
    public RemappingUnit AddRemappingUnit(
        [States(TopologyTrait.Name)] string? name = null, [States(TopologyTrait.Segment)] int segment = 0, ulong? registerBase = null,
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        AddUnit(name, segment, registerBase, includeAll: false, new(file, line));

    /// <summary>Adds a remapping unit that covers every function of its segment that no other unit names (INCLUDE_PCI_ALL).</summary>
    /// <inheritdoc cref="AddRemappingUnit"/>
    [Describes(TopologyPart.CatchAllUnit)]
    [TopologyRule(TopologyMistake.SecondCatchAll, Rule = RuleIds.SecondCatchAll)]
    public RemappingUnit AddCatchAllUnit(
        [States(TopologyTrait.Name)] string? name = null, [States(TopologyTrait.Segment)] int segment = 0, ulong? registerBase = null,
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        AddUnit(name, segment, registerBase, includeAll: true, new(file, line));

    /// <summary>Adds an AMD-Vi unit that covers every function of its segment that no other unit names, except the one it appears as.</summary>
    /// <param name="ownFunction">The PCI function that the unit appears as, if it is to be modelled.</param>
    /// <param name="name">Its name; <c>ivhdN</c> if not given.</param>
    /// <param name="segment">The segment it serves.</param>
    /// <param name="registerBase">Physical address of its registers; the next free page if not given.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <remarks>ACPI IVRS, one IVHD block; the unit's own function is in none of its device entries.</remarks>
    [Describes(TopologyPart.CatchAllUnit)]
    [TopologyRule(TopologyMistake.SecondCatchAll, Rule = RuleIds.SecondCatchAll)]
    public RemappingUnit AddAmdIommu(
        [States(TopologyTrait.OwnFunction)] PciFunction? ownFunction = null, [States(TopologyTrait.Name)] string? name = null,
        [States(TopologyTrait.Segment)] int segment = 0, ulong? registerBase = null,
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var unit = new RemappingUnit(
            this, name ?? $"ivhd{units.Count}", units.Count, segment,
            registerBase ?? FirstRegisterBase + ((ulong)units.Count * RegisterPage), includeAll: true,
            new(file, line), RemappingArchitecture.AmdVi, ownFunction);
        units.Add(unit);
        return unit;
    }

    /// <summary>Adds an AMD-Vi unit that covers the requester ids that its IVHD block names, and no others.</summary>
    /// <param name="ownFunction">The PCI function that the unit appears as, if it is in the machine.</param>
    /// <param name="segment">The segment it serves.</param>
    /// <param name="registerBase">Physical address of its registers.</param>
    /// <param name="requesters">The requester ids.</param>
    internal RemappingUnit AddAmdIommuOf(PciFunction? ownFunction, int segment, ulong registerBase, IReadOnlySet<RequesterId> requesters)
    {
        var unit = new RemappingUnit(
            this, $"ivhd{units.Count}", units.Count, segment, registerBase, includeAll: false, new("", 0), RemappingArchitecture.AmdVi, ownFunction)
        {
            Requesters = requesters,
        };
        units.Add(unit);
        return unit;
    }

    /// <summary>Adds an IOAPIC as the MADT lists it. A machine that has one with an id remaps interrupts only if units name all of them.</summary>
    /// <param name="id">Its id in the MADT.</param>
    /// <param name="bus">The bus number in the id that its requests carry.</param>
    /// <param name="device">The device number.</param>
    /// <param name="function">The function number.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <exception cref="TopologyException">The id is taken, or device or function number are none.</exception>
    /// <remarks>Linux <c>parse_ioapics_under_ir()</c>. How many pins all IOAPICs have is <see cref="IoApicPins"/>.</remarks>
    [Describes(TopologyPart.IoApic)]
    [TopologyRule(TopologyMistake.IoApicUncovered, Rule = RuleIds.IoApicUncovered)]
    [TopologyRule(TopologyMistake.AddressTaken, Rule = RuleIds.AddressTaken)]
    public IoApic AddIoApic(
        [States(TopologyTrait.EnumerationId)] byte id = 0, byte bus = 0xF0, byte device = 0x1F, byte function = 0,
        [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var at = new SourceLocation(file, line);
        if (device > 31 || function > 7)
            throw new TopologyException($"IOAPIC {id}: {device:x2}.{function:x} is no device and function (device 00 to 1f, function 0 to 7).", at);
        if (ioApics.Exists(other => other.Id == id)) throw new TopologyException($"IOAPIC {id} exists already.", at, RuleIds.AddressTaken);
        var added = new IoApic(this, id, new RequesterId((ushort)((bus << 8) | (device << 3) | function)), at);
        ioApics.Add(added);
        return added;
    }

    /// <summary>
    /// The unit that a function's requests pass through: one that names it, or else the catch-all of its segment. A VF's requests pass
    /// through the unit of its PF. <see langword="null"/> if no unit covers the function.
    /// </summary>
    /// <remarks>
    /// Where several units name a function, the last in table order is found first, as in Linux, which puts units that are not
    /// catch-alls at the head of its list (<c>dmar_register_drhd_unit()</c>, <c>dmar_find_matched_drhd_unit()</c>).
    /// </remarks>
    public RemappingUnit? UnitCovering(PciFunction function)
    {
        var covered = function.RealDmaFunction;
        covered = covered.PhysicalFunction ?? covered;
        for (var index = units.Count - 1; index >= 0; index--)
        {
            if (!units[index].IncludeAll && units[index].Names(covered)) return units[index];
        }

        foreach (var unit in units)
        {
            if (unit.IncludeAll && unit.Segment == covered.Address.Segment && !ReferenceEquals(unit.OwnFunction, covered)) return unit;
        }

        return null;
    }

    /// <summary>The units that cover functions of a bus, in table order. More than one is normal.</summary>
    public IReadOnlyList<RemappingUnit> UnitsServing(PciBus bus)
    {
        var serving = new HashSet<RemappingUnit>();
        foreach (var function in bus.Functions)
        {
            if (UnitCovering(function) is { } unit) serving.Add(unit);
        }

        return [.. units.Where(serving.Contains)];
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    internal void Attach(ModelRuntime runtime)
    {
        if (AttachedTo is not null)
            throw new InvalidOperationException($"Machine '{Name}' has taken part in a run. Hand Simulation.Run a method that builds a new one.");
        AttachedTo = runtime;
    }

    internal bool IsTaken(Bdf address) => functions.ContainsKey(address);

    // Names are made only for the error: there may be 65,536 VFs.
    internal void CheckFree(PciFunction function, SourceLocation at)
    {
        if (IsTaken(function.Address)) CheckFree(function.Address, function.Name, at, function.IsVirtual ? null : RuleIds.AddressTaken);
    }

    internal void CheckFree(Bdf address, string newcomer, SourceLocation at, string? rule = null)
    {
        if (!functions.TryGetValue(address, out var other)) return;
        var holder = other.Name == address.ToString() ? "another function" : other.Name;
        var who = newcomer == address.ToString() ? "the new one" : newcomer;
        throw new TopologyException($"{address} is already taken by {holder}; {who} needs an address of its own.", at, rule);
    }

    internal void Place(PciFunction function, SourceLocation at)
    {
        CheckFree(function, at);
        functions.Add(function.Address, function);
        function.Bus.Insert(function);
    }

    internal void Remove(PciFunction function)
    {
        functions.Remove(function.Address);
        function.Bus.Take(function);
    }

    internal void AddSecondaryBus(PciBridge bridge, byte? secondary, byte? subordinate, SourceLocation at)
    {
        var segment = bridge.Bus.Segment;
        var number = secondary ?? NextFreeBus(segment, at);
        if (subordinate < number)
            throw new TopologyException($"{bridge}: subordinate bus {subordinate:x2} lies before secondary bus {number:x2}.", at, RuleIds.AddressTaken);
        var bus = new PciBus(this, segment, number, bridge, bridge.Bus);
        AddBus(bus, at);
        bridge.SecondaryBus = bus;
        bridge.DeclaredSubordinate = subordinate;
    }

    internal PciBus VirtualBus(PciBus physical, byte number)
    {
        if (FindBus(physical.Segment, number) is { } existing) return existing;
        var added = new PciBus(this, physical.Segment, number, bridge: null, parent: physical);
        buses.Add(added);
        busesByNumber.Add((added.Segment, added.Number), added);
        return added;
    }

    internal PciBus? FindBus(int segment, byte number) => busesByNumber.GetValueOrDefault((segment, number));

    internal void RemoveBus(PciBus bus)
    {
        buses.Remove(bus);
        busesByNumber.Remove((bus.Segment, bus.Number));
    }

    private void AddBus(PciBus bus, SourceLocation at)
    {
        if (!busesByNumber.TryAdd((bus.Segment, bus.Number), bus)) throw new TopologyException($"Bus {bus} exists already.", at, RuleIds.AddressTaken);
        buses.Add(bus);
    }

    private byte NextFreeBus(int segment, SourceLocation at)
    {
        var highest = buses.Where(bus => bus.Segment == segment).Max(bus => (int)bus.Number);
        return highest < 255
            ? (byte)(highest + 1)
            : throw new TopologyException($"Segment {segment:x4} has no bus number left.", at);
    }

    private RemappingUnit AddUnit(string? name, int segment, ulong? registerBase, bool includeAll, SourceLocation at)
    {
        var unit = new RemappingUnit(
            this, name ?? $"dmar{units.Count}", units.Count, segment,
            registerBase ?? FirstRegisterBase + ((ulong)units.Count * RegisterPage), includeAll, at);
        units.Add(unit);
        return unit;
    }
}
