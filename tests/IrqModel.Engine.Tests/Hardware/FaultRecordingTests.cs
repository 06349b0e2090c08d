using IrqModel.Engine;
using Xunit;

namespace IrqModel.Engine.Tests.Hardware;

/// <summary>Fault recording. Source: vtd.md 1.6 (FRCD, FSTS, QEMU's flow) and the datasheets' pages of the fault record registers.</summary>
public sealed class FaultRecordingTests
{
    private readonly VtdUnit unit = new();

    // vtd.md 1.6: low [63:48] index; high 63 F, 62 T, 39:32 FR, 15:0 SID
    [Fact]
    public void A_record_has_its_fields_where_the_register_has_them()
    {
        unit.Fire(0x83);

        var record = unit.Hardware.Faults[0];
        Assert.Equal(0x0083_0000_0000_0000UL, record.Low);
        Assert.Equal(0x8000_0022_0000_0010UL, record.High);
    }

    [Fact]
    public void Every_record_survives_the_way_into_the_register_and_back()
    {
        var random = new Random(1);
        for (var round = 0; round < 10_000; round++)
        {
            var source = new RequesterId((ushort)random.Next(0x1_0000));
            var reason = (FaultReason)random.Next(0x20, 0x29);
            var index = random.Next(0x1_0000);

            var record = FaultRecordRegister.Of(source, reason, index);

            Assert.Equal((true, source, reason, index), (record.IsFault, record.SourceId, record.Reason, record.Index));
            Assert.False(record.Cleared.IsFault);
        }
    }

    // vtd.md 1.6: FSTS 0 PFO, 1 PPF, 15:8 FRI
    [Fact]
    public void The_status_says_pending_and_which_register_was_first()
    {
        Assert.Equal(0u, unit.Hardware.Read(VtdRegister.FaultStatus));
        unit.Fire(1);
        unit.Fire(2);
        Assert.Equal(2u, unit.Hardware.Read(VtdRegister.FaultStatus));

        unit.Drain();
        unit.Fire(3);

        Assert.Equal(0x0202u, unit.Hardware.Read(VtdRegister.FaultStatus));
        Assert.Equal(3, unit.Hardware.Faults[2].Index);
    }

    // vtd.md 1.6: "if next record busy set PFO and drop"; "drop if PFO"
    [Fact]
    public void After_an_overflow_nothing_is_recorded_until_software_clears_it_even_if_a_register_is_free()
    {
        for (var index = 0; index < 9; index++) unit.Fire(index);
        Assert.Equal(3u, unit.Hardware.Read(VtdRegister.FaultStatus));

        unit.Hardware.Faults.Clear(0);
        unit.Fire(20);
        Assert.False(unit.Hardware.Faults[0].IsFault);

        unit.Hardware.Write(VtdRegister.FaultStatus, 1);
        unit.Fire(21);
        Assert.Equal(21, unit.Hardware.Faults[0].Index);
    }

    // CAP.NFR; QEMU has one register
    [Fact]
    public void A_unit_with_one_register_overflows_at_the_second_fault()
    {
        var client = new VtdUnit(VtdUnit.With(VtdCapabilities.Server.WithFaultRegisters(1)));
        client.Fire(1);
        client.Fire(2);

        Assert.Equal(3u, client.Hardware.Read(VtdRegister.FaultStatus));
        Assert.Equal(1, Assert.Single(client.Drain()).Index);
    }

    // Datasheet, FLTREC_SRC: "When this field is set, hardware may collapse additional faults from the same requestor (SID)"
    [Fact]
    public void A_unit_that_collapses_keeps_one_pending_fault_a_requester()
    {
        var collapsing = new VtdUnit(new VtdConfiguration { CollapsesFaults = true });
        collapsing.Fire(1);
        collapsing.Fire(2);
        collapsing.Fire(3, VtdUnit.Other);

        Assert.Equal([1, 3], collapsing.Drain().Select(fault => fault.Index));
        collapsing.Fire(4);
        Assert.Equal(4, Assert.Single(collapsing.Drain()).Index);
    }

    // vtd.md 1.6: event MSI via FECTL.IM/IP and FEADDR/FEDATA only when PPF goes from 0 to 1
    [Fact]
    public void The_first_pending_fault_sends_the_event_message_and_the_second_does_not()
    {
        unit.Hardware.Write(VtdRegister.FaultEventData, 0x21);
        unit.Hardware.Write(VtdRegister.FaultEventAddress, 0xFEE0_1000);
        unit.Hardware.Write(VtdRegister.FaultEventUpperAddress, 1);
        unit.Hardware.Write(VtdRegister.FaultEventControl, 0);

        unit.Fire(1);
        unit.Fire(2);

        Assert.Equal(1, unit.Hardware.Faults.EventsSent);
        Assert.Equal(new MsiMessage(0x1_FEE0_1000, 0x21), unit.Hardware.Faults.EventMessage);
        unit.Drain();
        unit.Fire(3);
        Assert.Equal(2, unit.Hardware.Faults.EventsSent);
    }

    [Fact]
    public void While_masked_the_event_is_held_and_unmasking_sends_it()
    {
        unit.Fire(1);
        Assert.Equal(0xC000_0000u, unit.Hardware.Read(VtdRegister.FaultEventControl));

        unit.Hardware.Write(VtdRegister.FaultEventControl, 0);

        Assert.Equal(1, unit.Hardware.Faults.EventsSent);
        Assert.Equal(0u, unit.Hardware.Read(VtdRegister.FaultEventControl));
    }

    [Fact]
    public void An_event_that_software_has_dealt_with_while_masked_is_not_sent()
    {
        unit.Fire(1);
        unit.Drain();

        unit.Hardware.Write(VtdRegister.FaultEventControl, 0);

        Assert.Equal(0, unit.Hardware.Faults.EventsSent);
    }

    // vtd.md 1.6: 22h, 24h and 26h are qualified by FPD; 20h, 21h, 23h and 25h are not
    [Fact]
    public void FPD_keeps_the_three_qualified_faults_out_of_the_record()
    {
        const ulong FaultDisable = 2;
        var good = VtdUnit.To(0x41);
        unit.Write(1, good with { Low = (good.Low & ~1UL) | FaultDisable });
        unit.Write(2, good with { Low = good.Low | FaultDisable | (1UL << 24) });
        unit.Write(3, good with { Low = good.Low | FaultDisable });

        Assert.Equal(FaultReason.EntryNotPresent, unit.Fire(1).Fault);
        Assert.Equal(FaultReason.ReservedFieldInEntry, unit.Fire(2).Fault);
        Assert.Equal(FaultReason.SourceIdMismatch, unit.Fire(3, VtdUnit.Other).Fault);
        Assert.Empty(unit.Drain());

        Assert.Equal(FaultReason.IndexOutOfRange, unit.Fire(VtdUnit.Entries).Fault);
        Assert.Single(unit.Drain());
    }

    // Linux dmar_fault_do_one()
    [Fact]
    public void A_record_reads_as_Linux_logs_it()
    {
        unit.Fire(5);

        Assert.Equal(
            "[INTR-REMAP] Request device [00:02.0] fault index 0x5 [fault reason 0x22] Present field in the IRTE entry is clear",
            Assert.Single(unit.Drain()).ToString());
    }
}
