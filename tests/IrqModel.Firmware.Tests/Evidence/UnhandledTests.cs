namespace IrqModel.Firmware.Tests;

/// <summary>Interrupts that nobody handled, in the words of kernels from 2.6 to 6.15 and of Xen.</summary>
public class UnhandledTests
{
    [Theory]
    [InlineData("irq 1822: Affinity broken due to vector space exhaustion.", LogUnhandledKind.NoVectorsLeft, 1822, null)]
    [InlineData("CPU 3 has 210 vectors, 12 available. Cannot disable CPU", LogUnhandledKind.NoVectorsLeft, null, null)]
    [InlineData("irq: vector space exhausted", LogUnhandledKind.NoVectorsLeft, null, null)]
    [InlineData("No irq vectors available", LogUnhandledKind.NoVectorsLeft, null, null)]
    [InlineData("AMD-Vi: Completion-Wait loop timed out", LogUnhandledKind.UnitTimedOut, null, null)]
    [InlineData("DMAR: VT-d detected Invalidation Time-out Error: SID 3b00", LogUnhandledKind.UnitTimedOut, null, "3b:00.0")]
    [InlineData("DMAR: VT-d detected Invalidation Time-out Error: SID 0", LogUnhandledKind.UnitTimedOut, null, null)]
    public void Vectors_that_ran_out_and_units_that_hang_are_read(string text, LogUnhandledKind kind, int? irq, string? function)
    {
        LogUnhandledInterrupt said = Assert.Single(Assert.Single(EvidenceReader.ReadText($"[   31.500000] {text}\n", "t").Logs).Unhandled);

        Assert.Equal((kind, irq, function is null ? null : Bdf.Parse(function)), (said.Kind, said.Irq, said.Function));
    }

    [Theory]
    [InlineData("[   70.010266] do_IRQ: 3.37 No irq handler for vector", 3, 37)]
    [InlineData("[   70.010266] do_IRQ: 8.207 No irq handler for vector (irq -1)", 8, 207)]
    [InlineData("[    0.004421] __common_interrupt: 96.55 No irq handler for vector", 96, 55)]
    [InlineData("[    1.000000] common_interrupt: 2.33 No irq handler for vector", 2, 33)]
    [InlineData("[    1.000000] call_irq_handler: 3.37 No irq handler for vector", 3, 37)]
    [InlineData("Message from syslogd@made at Nov 24 08:31:32 ...\n kernel:do_IRQ: 11.120 No irq handler for vector (irq -1)", 11, 120)]
    [InlineData("Nov 24 08:31:32 made kernel: do_IRQ: 11.120 No irq handler for vector", 11, 120)]
    [InlineData("(XEN) CPU1: No irq handler for vector e7 (IRQ -2147483648, LAPIC)", 1, 0xE7)]
    [InlineData("do_IRQ: 3.55 No irq handler for vector", 3, 55)]
    public void A_vector_without_a_handler_has_its_processor_and_its_number(string text, int processor, int vector)
    {
        LogUnhandledInterrupt unhandled = Assert.Single(Assert.Single(EvidenceReader.ReadText(text + "\n", "t").Logs).Unhandled);

        Assert.Equal((LogUnhandledKind.NoHandlerForVector, processor, vector), (unhandled.Kind, unhandled.Processor, unhandled.Vector));
    }

    [Theory]
    [InlineData("irq 16: nobody cared (try booting with the \"irqpoll\" option)")]
    [InlineData("irq 16: nobody cared (try booting with the \"irqpoll\" option.")]
    [InlineData("irq 16: nobody cared!")]
    public void An_interrupt_that_nobody_took_has_its_handlers_and_its_end(string cared)
    {
        string text = $"[    9.000000] {cared}\n[    9.000001] Call Trace:\n[    9.000002]  [<c012b752>] __report_bad_irq+0x22/0x90\n"
            + "[    9.000003] handlers:\n[    9.000004] [<00000000e2b1f5f8>] usb_hcd_irq [usbcore]\n"
            + "[    9.000005] [<c2842930>] (yenta_interrupt+0x0/0x40 [yenta_socket])\n[    9.000006] Disabling IRQ #16\n"
            + "[    9.000007] [<00000000e2b1f5f8>] not_a_handler\n";
        KernelLog log = Assert.Single(EvidenceReader.ReadText(text, "t").Logs);

        Assert.Equal([(LogUnhandledKind.NobodyCared, 16, 1), (LogUnhandledKind.Disabled, 16, 7)],
            log.Unhandled.Select(unhandled => (unhandled.Kind, unhandled.Irq!.Value, unhandled.Line)));
        Assert.Equal(["usb_hcd_irq [usbcore]", "yenta_interrupt [yenta_socket]"], log.Unhandled[0].Handlers);
    }

    [Theory]
    [InlineData("spurious 8259A interrupt: IRQ7.", 7, null)]
    [InlineData("Spurious interrupt (vector 0xef) on CPU#1. Acked", null, 0xEF)]
    [InlineData("spurious APIC interrupt through vector ff on CPU#0, should never happen.", null, 0xFF)]
    public void A_spurious_interrupt_is_told_from_one_that_is_lost(string message, int? irq, int? vector)
    {
        LogUnhandledInterrupt unhandled = Assert.Single(Assert.Single(EvidenceReader.ReadText($"[    9.000000] {message}", "t").Logs).Unhandled);

        Assert.Equal((LogUnhandledKind.Spurious, irq, vector), (unhandled.Kind, unhandled.Irq, unhandled.Vector));
    }

    [Fact]
    public void A_storm_of_FreeBSD_has_its_interrupt()
    {
        LogUnhandledInterrupt unhandled = Assert.Single(Assert.Single(
            EvidenceReader.ReadText("interrupt storm detected on \"irq16:\"; throttling interrupt source\n", "t").Logs).Unhandled);

        Assert.Equal((LogUnhandledKind.Storm, 16), (unhandled.Kind, unhandled.Irq));
    }

    [Fact]
    public void An_interrupt_that_is_not_shared_names_both_drivers()
    {
        LogUnhandledInterrupt unhandled = Assert.Single(Assert.Single(
            EvidenceReader.ReadText("[    2.114000] genirq: Flags mismatch irq 16. 00000080 (i801_smbus) vs. 00000000 (mei)\n", "t").Logs).Unhandled);

        Assert.Equal((LogUnhandledKind.NotShared, 16, "i801_smbus, mei"), (unhandled.Kind, unhandled.Irq, string.Join(", ", unhandled.Handlers)));
    }

    [Theory]
    [InlineData("After the upgrade I see \"do_IRQ: 1.55 No irq handler for vector\" at boot.")]
    [InlineData("My log was full of \"irq 16: nobody cared\" yesterday")]
    [InlineData("My box hangs with\n\nDisabling IRQ #16")]
    public void What_a_person_says_is_a_mention(string text)
    {
        Evidence evidence = EvidenceReader.ReadText(text, "t");

        Assert.Single(evidence.MentionedUnhandled);
        Assert.DoesNotContain(evidence.Logs, log => log.Unhandled.Length > 0);
    }

    [Theory]
    [InlineData("[    9.000000] No irq handler for vector")]
    [InlineData("[    9.000000] do_IRQ: 3.999 No irq handler for vector")]
    [InlineData("[    9.000000] irq 99999999999: nobody cared")]
    [InlineData("nobody cared, and so I stopped")]
    public void A_line_without_its_numbers_reports_none(string text)
    {
        Evidence evidence = EvidenceReader.ReadText(text, "t");

        Assert.Empty(evidence.MentionedUnhandled);
        Assert.DoesNotContain(evidence.Logs, log => log.Unhandled.Length > 0);
    }
}
