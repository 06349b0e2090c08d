using IrqModel;

namespace BugMuseum.R;

/// <summary>A table that has no address yet.</summary>
internal sealed class R07 : Exhibit
{
    public override string Id => "R07";

    public override string Commit => "https://github.com/microsoft/openvmm/pull/4146";

    public override string Title => "A saved virtual machine was restored from the middle";

    public override string Story =>
        "What a restored device asks for the addresses of its BARs was restored before the configuration space that holds them, and "
        + "found memory decoding off. The MSI-X table could not be reached, and the messages that were written to it went nowhere. The "
        + "fix restores the configuration space first.";

    public override IReadOnlyList<string> Rules => ["IRQ4006"];

    public override Machine BuildMachine() => ReportMachines.OneDevice();

    public override Host Before(Machine machine) => new R07Before(machine);

    public override Host After(Machine machine) => new R07After(machine);

    public override async Flow Scenario(Host host)
    {
        await host.SuspendDevices();
        await host.ResumeDevices();
    }
}
