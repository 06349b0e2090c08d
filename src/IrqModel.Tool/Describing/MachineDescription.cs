using System.Collections.Immutable;

namespace IrqModel.Tool.Describing;

/// <summary>
/// A machine as data: what can be written as JSON (<c>docs/machine.schema.json</c>) or as C#, and read back. A <see cref="Machine"/> takes
/// part in one run; <see cref="CreateMachine"/> makes as many equal ones as are wanted.
/// </summary>
/// <param name="Name">What messages and reports call it.</param>
public sealed record MachineDescription(string Name)
{
    /// <summary>The version of the schema; it changes when a member goes or changes its meaning.</summary>
    public const int CurrentSchemaVersion = 1;

    /// <summary>The version of the schema that the description follows.</summary>
    public int SchemaVersion { get; init; } = CurrentSchemaVersion;

    /// <summary>Number of processors.</summary>
    public int Processors { get; init; } = 2;

    /// <summary>Whether the APICs run in x2APIC mode.</summary>
    public bool X2Apic { get; init; }

    /// <summary>Whether firmware offers interrupt remapping.</summary>
    public bool OffersInterruptRemapping { get; init; } = true;

    /// <summary>Whether VT-d units block compatibility-format requests while they remap; false for some emulators.</summary>
    public bool BlocksCompatibilityRequests { get; init; } = true;

    /// <summary>Number of IOAPIC pins, all IOAPICs together.</summary>
    public int IoApicPins { get; init; } = 24;

    /// <summary>What had to be decided, assumed or left out where the machine was imported.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>What is left out or assumed and decides what becomes of interrupts, for a machine that was imported.</summary>
    public ImmutableArray<DescribedGap> Gaps { get; init; } = [];

    /// <summary>The buses that no bridge leads to.</summary>
    public ImmutableArray<DescribedBus> RootBuses { get; init; } = [];

    /// <summary>The functions, by address. VFs are not among them.</summary>
    public ImmutableArray<DescribedFunction> Functions { get; init; } = [];

    /// <summary>The remapping units, in table order.</summary>
    public ImmutableArray<DescribedUnit> Units { get; init; } = [];

    /// <summary>The IOAPICs.</summary>
    public ImmutableArray<DescribedIoApic> IoApics { get; init; } = [];

    /// <summary>Describes a machine.</summary>
    /// <param name="machine">The machine. What a run does to software state does not show.</param>
    public static MachineDescription Of(Machine machine) => MachineDescriber.Describe(machine);

    /// <summary>Of which functions a run of the description does not say what becomes of their interrupts, and why.</summary>
    /// <param name="functions">Functions of the run.</param>
    internal IReadOnlyDictionary<Bdf, string> WhyUnknown(IEnumerable<Bdf> functions)
    {
        var reasons = new Dictionary<Bdf, string>();
        foreach (var gap in Gaps)
        {
            foreach (var address in gap.IsOfAll ? functions : gap.Functions.Select(text => Bdf.Parse(text))) reasons.TryAdd(address, gap.Because);
        }

        return reasons;
    }

    /// <summary>Makes a machine.</summary>
    /// <exception cref="TopologyException">No hardware can have what is described.</exception>
    public Machine CreateMachine() => new MachineMaker(this).Make();
}
