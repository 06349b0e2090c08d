using BugMuseum.Shared;
using IrqModel;
using IrqModel.Engine;

namespace BugMuseum.F;

/// <summary>One entry of four is valid.</summary>
internal sealed class F13 : Exhibit
{
    public override string Id => "F13";

    public override string Commit => "4c457e8cb75e";

    public override IReadOnlyList<string> RelatedCommits => ["f3b0946d629c"];

    public override string Title => "Of several MSIs only the first was activated early";

    public override string Story =>
        "A function with several MSIs has one message; it puts the number of the vector into the low bits. __msi_domain_alloc_irqs() activated "
        + "the first interrupt of a descriptor only, so that MSI was enabled with a message whose other entries were not made yet. What the "
        + "function sent on those before its driver had requested all of them was refused (fault 0x22). The fix activates every interrupt of a "
        + "descriptor. That nobody waits yet for what is sent early is no harm in either model.";

    public override IReadOnlyList<string> Rules => ["IRQ1004"];

    public override bool IsRestless => true;

    public override Machine BuildMachine()
    {
        var machine = new Machine("endpoint with four MSIs");
        machine.AddRootBus().AddFunction("02.0", "endpoint", msixVectors: 0, msiVectors: 4);
        machine.AddCatchAllUnit();
        return machine;
    }

    public override Host Before(Machine machine) => new F13Linux(machine, new F13Before());

    public override Host After(Machine machine) => new F13Linux(machine, new F13After());

    public override string? Damage(RunResult result) =>
        result.Strays.FirstOrDefault(stray => stray.Fault != FaultReason.None)?.ToString()
        ?? result.Functions.SelectMany(function => function.Interrupts).FirstOrDefault(interrupt => interrupt.Outcome != DeliveryOutcome.Delivered)?.ToString();
}
