using System.Runtime.CompilerServices;
using IrqModel.Runtime;

namespace IrqModel;

/// <summary>A DMA and interrupt remapping unit, declared by a DRHD record of the ACPI DMAR table or an IVHD block of the IVRS.</summary>
public sealed class RemappingUnit : ModelObject
{
    private readonly List<DeviceScope> scopes = [];

    internal RemappingUnit(
        Machine machine, string name, int index, int segment, ulong registerBase, bool includeAll,
        RemappingArchitecture architecture = RemappingArchitecture.VtD, PciFunction? ownFunction = null)
    {
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
    public bool SupportsInterruptRemapping { get; set; } = true;

    /// <summary>Whether CAP.PI is set: entries of a VT-d unit may post to memory..</summary>
    public bool SupportsPostedInterrupts { get; set; }

    /// <summary>Its device scopes, in table order.</summary>
    public IReadOnlyList<DeviceScope> Scopes => scopes;

    private protected override ModelRuntime? AttachedRuntime => Machine.AttachedTo;

    internal object? Hardware { get; set; }

    /// <summary>Adds a scope.</summary>
    public RemappingUnit Covers(DeviceScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        scopes.Add(scope);
        return this;
    }

    /// <summary>Adds the scope of a function, or of a bridge with everything below it.</summary>
    /// <exception cref="TopologyException">The function is of another machine or another segment.</exception>
    public RemappingUnit Covers(PciFunction function, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        ArgumentNullException.ThrowIfNull(function);
        if (!ReferenceEquals(function.Bus.Machine, Machine))
            throw new TopologyException($"{Name} of machine '{Machine.Name}' cannot cover {function}, which is in machine '{function.Bus.Machine.Name}'.", new SourceLocation(file, line));
        if (function.Address.Segment != Segment)
            throw new TopologyException($"{Name} serves segment {Segment:x4} and cannot cover {function}.", new SourceLocation(file, line));
        return Covers(DeviceScope.Of(function));
    }

    /// <summary>Whether one of the scopes names the function or a bridge above it.</summary>
    public bool Names(PciFunction function)
    {
        if (function.Address.Segment != Segment) return false;
        for (var current = function; current is not null; current = current.Bus.Bridge)
        {
            foreach (var scope in scopes)
            {
                var reaches = scope.Kind == DeviceScopeKind.Bridge || ReferenceEquals(current, function);
                if (reaches && scope.LeadsTo(current)) return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
