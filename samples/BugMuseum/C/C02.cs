using BugMuseum.Shared;
using IrqModel;
using IrqModel.Engine;
using IrqModel.Rules;

namespace BugMuseum.C;

/// <summary>match_driver kept false to keep drivers off, and never given back</summary>
internal sealed class C02 : Exhibit
{
    public override string Id => "C02";

    public override string Commit => "cbbc00be2ce3";

    public override string Title => "match_driver kept false to keep drivers off, and never given back";

    public override string Story =>
        "The AMD IOMMU driver keeps other drivers from its own PCI function with match_driver = false. Where the same is done to " +
        "a function that somebody shall drive, and nobody sets it back, no driver ever binds: it has no interrupts because it has " +
        "no driver.";

    public override IReadOnlyList<string> Rules => [RuleIds.BindingNeverAllowed];

    public override Machine BuildMachine() => Machines.OneNic();

    public override Host Before(Machine machine) => new C02Before(machine);

    public override Host After(Machine machine) => new C02After(machine);

    public override string? Damage(RunResult result) =>
        result.Functions.FirstOrDefault(function => function.Driver is null) is { } unbound ? $"{unbound.Name}: no driver binds" : Harm.In(result);
}
