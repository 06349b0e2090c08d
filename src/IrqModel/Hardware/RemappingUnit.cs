using System.Runtime.CompilerServices;
using IrqModel.Contracts;
using IrqModel.Rules;
using IrqModel.Runtime;

namespace IrqModel;

/// <summary>A DMA and interrupt remapping unit, declared by a DRHD record of the ACPI DMAR table or an IVHD block of the IVRS.</summary>
[Brings(Assumption.UnitsLackExtendedMode, Member = nameof(SupportsExtendedInterruptMode))]
public sealed class RemappingUnit : ModelObject
{
    private readonly List<DeviceScope> scopes = [];
    private readonly List<SourceLocation> scopePlaces = [];

    internal RemappingUnit(
        Machine machine, string name, int index, int segment, ulong registerBase, bool includeAll,
        SourceLocation describedAt, RemappingArchitecture architecture = RemappingArchitecture.VtD, PciFunction? ownFunction = null)
    {
        DescribedAt = describedAt;
        Architecture = architecture;
        OwnFunction = ownFunction;
        Machine = machine;
        Name = name;
        Index = index;
        Segment = segment;
        RegisterBase = registerBase;
        IncludeAll = includeAll;
    }

    /// <summary>The machine that has the unit.</summary>
    [States(TopologyTrait.Machine)]
    public Machine Machine { get; }

    /// <summary>Its name, for instance <c>dmar0</c>.</summary>
    public string Name { get; }

    /// <summary>Its position in the table, from 0.</summary>
    public int Index { get; }

    /// <summary>The PCI segment it serves.</summary>
    public int Segment { get; }

    /// <summary>The physical address of its registers.</summary>
    public ulong RegisterBase { get; }

    /// <summary>INCLUDE_PCI_ALL: it covers every function of its segment that no other unit names.</summary>
    public bool IncludeAll { get; }

    /// <summary>Whose unit it is.</summary>
    public RemappingArchitecture Architecture { get; }

    /// <summary>
    /// The PCI function that the unit appears as, on AMD; <see langword="null"/> for VT-d. The unit does not remap its own messages.
    /// </summary>
    public PciFunction? OwnFunction { get; }

    /// <summary>Whether ECAP.IR is set: the unit can remap interrupts.</summary>
    [States(TopologyTrait.RemapsInterrupts)]
    public bool SupportsInterruptRemapping { get; set; } = true;

    /// <summary>Whether CAP.PI is set: entries of a VT-d unit may post to memory.</summary>
    public bool SupportsPostedInterrupts { get; set; }

    /// <summary>
    /// Whether ECAP.EIM is set: entries of a VT-d unit have 32 bits for the processor. Without, they have eight, and x2APIC mode cannot be used. For an
    /// AMD-Vi unit, XTSup.
    /// </summary>
    public bool SupportsExtendedInterruptMode { get; set; } = true;

    /// <summary>Its device scopes, in table order.</summary>
    public IReadOnlyList<DeviceScope> Scopes => scopes;

    private protected override ModelRuntime? AttachedRuntime => Machine.AttachedTo;

    internal object? Hardware { get; set; }

    /// <summary>The requester ids that an IVHD block names; <see langword="null"/> where scopes say what is covered.</summary>
    internal IReadOnlySet<RequesterId>? Requesters { get; init; }

    /// <summary>Where the machine's description has it.</summary>
    internal SourceLocation DescribedAt { get; }

    /// <summary>Where the machine's description has each of the scopes.</summary>
    internal IReadOnlyList<SourceLocation> ScopePlaces => scopePlaces;

    /// <summary>Adds a scope.</summary>
    /// <param name="scope">The scope.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    [Describes(TopologyPart.Coverage)]
    [TopologyRule(TopologyMistake.ScopesOverlap, Rule = RuleIds.ScopesOverlap)]
    public RemappingUnit Covers(
        [States(TopologyTrait.Covered)] DeviceScope scope, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return Covers(scope, new SourceLocation(file, line));
    }

    /// <summary>Adds the scope of a function, or of a bridge with everything below it.</summary>
    /// <param name="function">The function.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <exception cref="TopologyException">The function is of another machine or another segment.</exception>
    [Describes(TopologyPart.Coverage)]
    [TopologyRule(TopologyMistake.ScopesOverlap, Rule = RuleIds.ScopesOverlap)]
    public RemappingUnit Covers(
        [States(TopologyTrait.Covered)] PciFunction function, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(function);
        if (!ReferenceEquals(function.Bus.Machine, Machine))
            throw new TopologyException(
                $"{Name} of machine '{Machine.Name}' cannot cover {function}, which is in machine "
                + $"'{function.Bus.Machine.Name}'.", new SourceLocation(file, line));
        if (function.Address.Segment != Segment)
            throw new TopologyException($"{Name} serves segment {Segment:x4} and cannot cover {function}.", new SourceLocation(file, line));
        return Covers(DeviceScope.Of(function), new SourceLocation(file, line));
    }

    /// <summary>Adds the scope of an IOAPIC.</summary>
    /// <param name="ioApic">The IOAPIC.</param>
    /// <param name="file">Filled in by the compiler.</param>
    /// <param name="line">Filled in by the compiler.</param>
    /// <exception cref="TopologyException">The IOAPIC is of another machine.</exception>
    [Describes(TopologyPart.Coverage)]
    public RemappingUnit Covers(
        [States(TopologyTrait.Covered)] IoApic ioApic, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(ioApic);
        if (!ReferenceEquals(ioApic.Machine, Machine))
            throw new TopologyException(
                $"{Name} of machine '{Machine.Name}' cannot cover {ioApic}, which is in machine '{ioApic.Machine.Name}'.", new SourceLocation(file, line));
        return Covers(DeviceScope.Of(ioApic), new SourceLocation(file, line));
    }

    /// <summary>Whether one of the scopes names the function or a bridge above it.</summary>
    public bool Names(PciFunction function) => Requesters is { } requesters
        ? function.Address.Segment == Segment && requesters.Contains(function.Address.RequesterId)
        : IndexOfScope(function) >= 0;

    /// <summary>The scope that names the function or the nearest bridge above it; -1 if none does.</summary>
    internal int IndexOfScope(PciFunction function)
    {
        if (function.Address.Segment != Segment) return -1;
        for (var current = function; current is not null; current = current.Bus.Bridge)
        {
            for (var index = 0; index < scopes.Count; index++)
            {
                var scope = scopes[index];
                var reaches = scope.Kind == DeviceScopeKind.Bridge || ReferenceEquals(current, function);
                if (reaches && scope.LeadsTo(current)) return index;
            }
        }

        return -1;
    }

    /// <summary>Whether one of the scopes names the IOAPIC.</summary>
    internal bool Names(IoApic ioApic)
    {
        foreach (var scope in scopes)
        {
            if (scope.Kind == DeviceScopeKind.IoApic && scope.EnumerationId == ioApic.Id) return true;
        }

        return false;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    private RemappingUnit Covers(DeviceScope scope, SourceLocation at)
    {
        scopes.Add(scope);
        scopePlaces.Add(at);
        return this;
    }
}
