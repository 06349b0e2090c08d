using IrqModel;

namespace BugMuseum.G;

/// <summary>An entry that came back from a guest.</summary>
internal sealed class G10 : Exhibit
{
    public override string Id => "G10";

    public override string Commit => "26e495f34107";

    public override string Title => "An entry that was taken back from a guest was not valid any more";

    public override string Story =>
        "When a guest's interrupt goes back to the host, amd_iommu_deactivate_guest_mode() makes the entry anew, and left its valid "
        + "bit, RemapEn, at 0. What the device sent then ended in the unit as a fault. The fix keeps the bit. e52d58d54a32, of the same "
        + "series, writes all 128 bits at once: before, the driver cleared RemapEn while it changed an entry, and an interrupt that "
        + "came meanwhile was an IO_PAGE_FAULT.";

    public override IReadOnlyList<string> Rules => ["IRQ4003"];

    public override IReadOnlyList<string> RelatedCommits => ["e52d58d54a32"];

    public override Machine BuildMachine()
    {
        var machine = new Machine("AMD with a guest");
        machine.AddRootBus().AddFunction("02.0", "nic", msixVectors: 2);
        machine.AddAmdIommu();
        return machine;
    }

    public override Host Before(Machine machine) => new G10Before(machine);

    public override Host After(Machine machine) => new G10After(machine);

    public override async Flow Scenario(Host host)
    {
        ((G10Host)host).LeaveGuestMode(host.Machine[Bdf.Parse("00:02.0")]);
    }
}
