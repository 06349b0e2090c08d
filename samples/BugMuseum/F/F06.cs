using IrqModel;

namespace BugMuseum.F;

/// <summary>Messages written to a table that nobody can reach.</summary>
internal sealed class F06 : Exhibit
{
    public override string Id => "F06";

    public override string Commit => "2026, PCI/MSI: Enable memory decoding before restoring MSI-X messages";

    public override string Title => "MSI-X messages were restored before the function decoded memory";

    public override string Story =>
        "pci_restore_msi_state() writes the messages that software remembers into the MSI-X table, which is memory of the function. After a reset or a "
        + "resume Memory Space Enable may be clear: the writes end as unsupported requests, the table stays empty, and the function sends to address 0. "
        + "The fix sets the bit around the restoration.";

    public override IReadOnlyList<string> Rules => ["IRQ4006"];

    public override Machine BuildMachine() => NicMachine.Build();

    public override Host Before(Machine machine) => new F06Before(machine);

    public override Host After(Machine machine) => new F06After(machine);

    public override async Flow Scenario(Host host)
    {
        await host.SuspendDevices();
        await host.ResumeDevices();
    }
}
