using IrqModel.Engine;

namespace IrqModel.Tool.Describing;

/// <summary>What is wrong with a machine whatever software does with it, by the part of its description that says so.</summary>
internal sealed class MachineMistakes
{
    private readonly ILookup<(string Operation, string Subject), (string Rule, string Message)> found;
    private readonly Dictionary<Bdf, string> names;

    private MachineMistakes(ILookup<(string Operation, string Subject), (string Rule, string Message)> found, Dictionary<Bdf, string> names)
    {
        this.found = found;
        this.names = names;
    }

    /// <summary>Checks a machine.</summary>
    public static MachineMistakes Of(MachineDescription description)
    {
        var machine = description.CreateMachine();
        return new(
            TopologyChecker.Check(machine)
                .ToLookup(finding => (finding.Key.Operation, finding.Subject), finding => (finding.Key.Rule, finding.Message)),
            machine.Functions.ToDictionary(function => function.Address, function => function.ToString()));
    }

    /// <summary>What is wrong with a function.</summary>
    public IReadOnlyList<(string Rule, string Message)> Of(Bdf function) =>
        [.. Distinct("PciBus.AddFunction", names[function]), .. Distinct("PciBus.AddBridge", names[function])];

    /// <summary>What is wrong with an IOAPIC.</summary>
    public IReadOnlyList<(string Rule, string Message)> OfIoApic(byte id) => [.. Distinct("Machine.AddIoApic", $"IOAPIC {id}")];

    /// <summary>What is wrong with a unit.</summary>
    public IReadOnlyList<(string Rule, string Message)> OfUnit(string unit) =>
        [.. Distinct("Machine.AddCatchAllUnit", unit), .. Distinct("Machine.AddAmdIommu", unit)];

    /// <summary>What is wrong with scopes of a unit.</summary>
    public IReadOnlyList<(string Rule, string Message)> OfScopesOf(string unit) => [.. Distinct("RemappingUnit.Covers", unit)];

    private IEnumerable<(string Rule, string Message)> Distinct(string operation, string subject) => found[(operation, subject)]
        .DistinctBy(mistake => mistake.Rule);
}
