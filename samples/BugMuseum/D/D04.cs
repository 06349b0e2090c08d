using IrqModel;

namespace BugMuseum.D;

/// <summary>The same table under several ids: what is cached under the others.</summary>
internal sealed class D04 : Exhibit
{
    public override string Id => "D04";

    public override string Commit => "5aac28784dca";

    public override string Title => "Changed entries were flushed from the cache under one id only";

    public override string Story =>
        "Since 3c124435e8dd several ids share a table, and the unit caches entries by id. After a change the driver sent INVALIDATE_INTERRUPT_TABLE "
        + "for the function's own id: copies that had been read for a proxy id stayed. When the bridge's driver had given its vectors back and taken "
        + "others, interrupts under proxy ids still went to the old ones, by then a NIC's. The fix flushes every alias in "
        + "iommu_flush_irt_and_complete(). The operations are in order; what one of them does is too little.";

    public override IReadOnlyList<string> Rules => [];

    public override bool IsRestless => true;

    public override Machine BuildMachine() => NtbMachine.Build(machine => machine.AddAmdIommu());

    public override Host Before(Machine machine) => new D04Before(machine);

    public override Host After(Machine machine) => new D04After(machine);

    // The link goes down and the bridge's driver lets its vectors go; a NIC is plugged in and takes them; the link comes up.
    public override async Flow Scenario(Host host)
    {
        var ntb = host.Machine[NtbMachine.Ntb];
        ntb.ReleaseInterrupts();
        ntb.FreeVectors();
        await host.HotAdd(host.Machine[NtbMachine.Nic]);
        if (ntb.AllocateVectors(ntb.VectorCapacity) > 0) ntb.RequestInterrupts();
    }
}
