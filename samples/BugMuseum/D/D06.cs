using IrqModel;
using IrqModel.Engine;

namespace BugMuseum.D;

/// <summary>A domain for one message.</summary>
internal sealed class D06 : Exhibit
{
    public override string Id => "D06";

    public override string Commit => "9cc82d99b13c";

    public override string Title => "The domain of a function was made for one message, whatever the function can send";

    public override string Story =>
        "Since 15c72f824b32 the domain for a function's MSI was made for one message. That did no harm until 1396e89e09f0 had the "
        + "domain prepared when it is created: GICv3's ITS then sized the function's table for one, and multi-message MSI did not work "
        + "any more. The fix makes it for as many messages as the function can send. MSI-X was right before. No order of operations is "
        + "wrong; the steps inside one of them are.";

    public override IReadOnlyList<string> Rules => [];

    public override IReadOnlyList<string> RelatedCommits => ["15c72f824b32", "1396e89e09f0"];

    public override Machine BuildMachine()
    {
        var machine = new Machine("four messages");
        machine.AddRootBus().AddFunction("02.0", "nic", msixVectors: 0, msiVectors: 4);
        machine.AddCatchAllUnit();
        return machine;
    }

    public override Host Before(Machine machine) => new D06Before(machine);

    public override Host After(Machine machine) => new D06After(machine);

    public override string? Damage(RunResult result) =>
        Harm.WithoutVectors(result) ?? base.Damage(result);
}
