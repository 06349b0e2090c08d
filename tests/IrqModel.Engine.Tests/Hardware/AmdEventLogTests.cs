using IrqModel.Engine;
using Xunit;

namespace IrqModel.Engine.Tests.Hardware;

/// <summary>The event log of AMD-Vi. Source: Linux <c>amd_iommu_types.h</c> and <c>iommu_print_event()</c>; AMD specification 2.5.</summary>
public sealed class AmdEventLogTests
{
    private readonly AmdUnit unit = new();

    // Linux EVENT_DEVID 15:0, EVENT_FLAGS from bit 48 (I is 0x8), EVENT_TYPE 63:60
    [Fact]
    public void A_refused_interrupt_is_an_IO_PAGE_FAULT_with_I_set()
    {
        unit.Fire(7);

        var logged = unit.Hardware.Faults[0];
        Assert.Equal((0x2008_0000_0000_0010UL, 0xFEE0_0000UL), (logged.Low, logged.High));
        Assert.Equal((AmdEventCode.IoPageFault, AmdUnit.Nic, true), (logged.Code, logged.DeviceId, logged.IsInterrupt));
    }

    [Theory]
    [InlineData(12, AmdEventCode.IllegalDeviceTableEntry)]
    [InlineData(0, AmdEventCode.IoPageFault)]
    public void The_code_says_what_was_wrong(int tableLength, AmdEventCode expected)
    {
        unit.SetDevice(AmdUnit.Nic, AmdDeviceEntry.Remapping(AmdUnit.InterruptTable, tableLength));
        unit.Fire(7);

        Assert.Equal(expected, unit.Hardware.Faults[0].Code);
    }

    // vtd.md 2: SupIOPF (no_fault), bit 1
    [Fact]
    public void SupIOPF_keeps_the_fault_of_an_entry_out_of_the_log()
    {
        unit.Write(7, AmdIrte.Narrow(3, false, 0x41).WithoutRemapping(suppressFaults: true));

        Assert.Equal(FaultReason.AmdEntryNotEnabled, unit.Fire(7).Fault);
        Assert.Equal(0, unit.Hardware.Faults.Count);
    }

    // AMD specification 2.2.2.1, IG: "1=Suppress event logging for interrupt messages causing IO_PAGE_FAULT events"
    [Fact]
    public void IG_keeps_all_page_faults_of_a_device_out_of_the_log()
    {
        unit.SetDevice(AmdUnit.Nic, AmdDeviceEntry.Remapping(AmdUnit.InterruptTable, 4).WithIgnoreUnmapped());

        Assert.Equal(FaultReason.AmdEntryNotEnabled, unit.Fire(7).Fault);
        Assert.Equal(FaultReason.AmdIndexOutOfRange, unit.Fire(100).Fault);
        Assert.Equal(0, unit.Hardware.Faults.Count);
    }

    [Fact]
    public void Nothing_is_logged_while_the_log_is_off()
    {
        unit.Hardware.WriteControl(AmdControl.IommuEnable);

        Assert.Equal(FaultReason.AmdEntryNotEnabled, unit.Fire(7).Fault);
        Assert.Equal(0, unit.Hardware.Faults.Count);
    }

    // Linux amd_iommu_restart_event_logging(): a full log stops with EventOverflow until it is switched off and on
    [Fact]
    public void A_full_log_stops_until_it_is_restarted()
    {
        for (var fault = 0; fault < 600; fault++) unit.Fire(7);
        Assert.Equal((511, true), (unit.Hardware.Faults.Count, unit.Hardware.Faults.Overflowed));

        unit.Hardware.WriteControl(AmdControl.IommuEnable);
        unit.Hardware.WriteControl(AmdControl.IommuEnable | AmdControl.EventLogEnable);
        unit.Fire(7);

        Assert.Equal((1, false), (unit.Hardware.Faults.Count, unit.Hardware.Faults.Overflowed));
    }

    [Fact]
    public void Draining_gives_the_causes_in_order_through_the_same_seam_as_VT_d()
    {
        unit.Fire(7);
        unit.Hardware.Request(new(0xFEE0_0000, 0x200), AmdUnit.Nic);
        InterruptRemapper seam = unit.Hardware;

        var faults = new List<FaultRecord>();
        seam.Faults.Drain(faults);

        Assert.Equal([FaultReason.AmdEntryNotEnabled, FaultReason.AmdTypeNotPassed], faults.Select(fault => fault.Reason));
        Assert.Equal(7, faults[0].Index);
        Assert.StartsWith("AMD-Vi: interrupt request of device [00:02.0] index 0x7", faults[0].ToString(), StringComparison.Ordinal);
        Assert.Equal(0, unit.Hardware.Faults.Count);
    }
}
