namespace IrqModel.Hosts.Tests.Drivers;

/// <summary>
/// <c>drivers/net/ethernet/intel/igb</c> for the 82576. The number of its queues, and so of its vectors, depends on whether it has VFs;
/// enabling them makes it give its vectors back and take new ones.
/// </summary>
/// <param name="processors">Number of processors.</param>
/// <param name="reinitializesFirst">
/// Whether it takes its new vectors before the VFs come into being (6.12) or afterwards (6.1), in <c>igb_enable_sriov()</c>.
/// </param>
internal sealed class IgbDriver(int processors, bool reinitializesFirst) : DeviceDriver("igb", DeviceNames.Igb)
{
    private const int MostVfs = 7;
    private const int QueuesWithoutVfs = 8;
    private const int QueuesWithVfs = 2;

    protected override int VectorsFor(PciFunction function) => VectorsFor(vfs: 0);

    protected override async Flow ConfigureSriov(PhysicalFunction function, int count)
    {
        if (!HasVectors(function) || count > MostVfs) return;   // igb_enable_sriov(): -EPERM
        if (reinitializesFirst) Reinitialize(function, count);
        if (count > 0) await function.EnableSriov(count);
        else await function.DisableSriov();
        if (!reinitializesFirst) Reinitialize(function, count);
    }

    // igb_remove(): igb_disable_sriov()
    protected override async Flow Unbind(PciFunction function)
    {
        if (function is PhysicalFunction { HasVirtualFunctions: true } physical) await physical.DisableSriov();
        await base.Unbind(function);
    }

    // igb_sriov_reinit(): igb_close(), igb_clear_interrupt_scheme(), igb_init_interrupt_scheme(), igb_open()
    private void Reinitialize(PhysicalFunction function, int vfs)
    {
        function.ReleaseInterrupts();
        function.FreeVectors();
        SetUpInterrupts(function, VectorsFor(vfs));
    }

    // igb_init_queue_configuration(), igb_set_flag_queue_pairs(), igb_set_interrupt_capability()
    private int VectorsFor(int vfs)
    {
        var most = vfs > 0 ? QueuesWithVfs : QueuesWithoutVfs;
        var receive = Math.Min(most, processors);
        var transmit = vfs > 0 ? 1 : receive;
        var paired = receive > most / 2;
        return receive + (paired ? 0 : transmit) + 1;
    }
}
