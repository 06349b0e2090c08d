using BugMuseum.Shared;
using IrqModel;

namespace BugMuseum.B;

/// <summary>A VF is looked for in the device scopes, which name only its PF</summary>
internal sealed class B02 : Exhibit
{
    public override string Id => "B02";

    public override string Commit => "1c387188c60f";

    public override string Title => "A VF is looked for in the device scopes, which name only its PF";

    public override string Story =>
        "Firmware's scopes name physical functions. The look-up took the VF itself, found no scope that names it, and fell " +
        "through to the catch-all unit, whose table the VF's requests never reach. The fix looks the PF up. The order of " +
        "operations is right, so no rule on order speaks.";

    public override IReadOnlyList<string> Rules => [];

    public override Machine BuildMachine() => Machines.NicWithItsOwnUnit();

    public override Host Before(Machine machine) => new B02Before(machine);

    public override Host After(Machine machine) => new B02After(machine);

    public override Flow Scenario(Host host) => Machines.Nic(host).EnableSriov(2);
}
