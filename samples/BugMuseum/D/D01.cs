using IrqModel;

namespace BugMuseum.D;

/// <summary>The proxy ids of a non-transparent bridge, VT-d.</summary>
internal sealed class D01 : Exhibit
{
    public override string Id => "D01";

    public override string Commit => "3f0c625c6ae7";

    public override string Title => "Only one of the ids under which a non-transparent bridge sends was let through";

    public override string Story =>
        "set_msi_sid() kept the last alias that pci_for_each_dma_alias() showed it, took an alias on the function's own bus for a DMA quirk that "
        + "says nothing about MSI, and had the unit verify the function's own id. A bridge to another host sends under proxy ids, and all but its "
        + "own were blocked. The fix verifies the bus alone where all of several aliases are on it. No order of operations is wrong here: what is "
        + "wrong is what the kernel believes of the hardware.";

    public override IReadOnlyList<string> Rules => [];

    public override Machine BuildMachine() => NtbMachine.Build(machine => machine.AddCatchAllUnit());

    public override Host Before(Machine machine) => new D01Before(machine);

    public override Host After(Machine machine) => new D01After(machine);
}
