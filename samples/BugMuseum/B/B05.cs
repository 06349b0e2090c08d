using BugMuseum.Shared;
using IrqModel;
using IrqModel.Rules;

namespace BugMuseum.B;

/// <summary>Functions that are plugged in later are in no unit's scope</summary>
internal sealed class B05 : Exhibit
{
    public override string Id => "B05";

    public override string Commit => "59ce0515cdaf";

    public override string Title => "Functions that are plugged in later are in no unit's scope";

    public override string Story =>
        "Scopes were resolved once, at boot: a function that came later was unknown to the DMAR driver, kept the plain domain, " +
        "and its messages were blocked. The fix adds the notifier. Whoever subscribes after the scan without visiting what is " +
        "there leaves the same hole.";

    public override IReadOnlyList<string> Rules => [RuleIds.NotifierAfterScan];

    public override Machine BuildMachine() => Machines.NicWithItsOwnUnit();

    public override Host Before(Machine machine) => new B05Before(machine);

    public override Host After(Machine machine) => new B05After(machine);
}
