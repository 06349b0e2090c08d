namespace IrqModel.Firmware.Tests;

/// <summary>Lines that look like those of a form and are none: they are taken only if all of them has the form, or among others of it.</summary>
public class StrictnessTests
{
    [Theory]
    [InlineData("00:00.0 midnight, all is well")]
    [InlineData("12:00.0 noon\n\n13:00.0 one o'clock, and all is well")]
    [InlineData("Lap times:\n01:12.3 Ann\n01:14.1 Bob\nAnn wins.")]
    [InlineData("3b:00.0")]
    [InlineData("01:00.0 Timer: egg\n02:30.0 Timer: tea")]
    [InlineData("07:15.0 Bridge: cards with the neighbours")]
    [InlineData("03:00.0 Modem: unplug it")]
    public void A_time_of_day_is_no_function(string text)
    {
        Evidence evidence = EvidenceReader.ReadText(text, "t");

        Assert.Empty(evidence.Listings);
        Assert.Empty(evidence.Parts);
        Assert.Equal(text.Split('\n').Count(line => line.Length > 0), Assert.Single(evidence.Skipped).Count);
    }

    [Theory]
    [InlineData("3b:00.0 Ethernet controller: Made Up NIC")]
    [InlineData("3b:00.0 0200: 8086:10fb (rev 01)")]
    [InlineData("3b:00.0 Made Up NIC (rev 01)")]
    [InlineData("3b:00.0 Made Up NIC [8086:10fb]")]
    [InlineData("0000:3b:00.0 Made Up NIC")]
    [InlineData("3b:00.0 Made Up NIC\n\tFlags: bus master, fast devsel, latency 0")]
    [InlineData("3b:00.0 Made Up NIC\n00: 86 80 fb 10 06 04 10 00 01 00 00 02 10 00 80 00")]
    public void A_line_with_the_form_of_a_listing_is_a_function(string text) =>
        Assert.Equal("0000:3b:00.0", Assert.Single(Assert.Single(EvidenceReader.ReadText(text, "t").Listings).Functions).Address.ToString());

    [Theory]
    [InlineData("00:00.0 Host bridge: Made Up\n3b:00.0 something else")]
    [InlineData("3b:00.0 something else\n3c:00.0 Ethernet controller: Made Up")]
    public void A_line_beside_one_of_a_listing_belongs_to_it(string text) =>
        Assert.Equal(2, Assert.Single(EvidenceReader.ReadText(text, "t").Listings).Functions.Length);

    [Fact]
    public void A_line_apart_from_a_listing_does_not_belong_to_it()
    {
        Evidence evidence = EvidenceReader.ReadText("00:00.0 Host bridge: Made Up\n\nThen I went to bed.\n01:00.0 one o'clock\nAnd slept.\n", "t");

        Assert.Single(Assert.Single(evidence.Listings).Functions);
        Assert.Equal(3, Assert.Single(evidence.Skipped).Count);
    }

    [Theory]
    [InlineData("[ 1.0] ping")]
    [InlineData("[1.0] first footnote\n\n[2.0] second footnote")]
    [InlineData("[    12.345] (II) LoadModule: \"glx\"\n[    12.346] (II) Loading /usr/lib/xorg/modules/libglx.so")]
    [InlineData("<3> love")]
    [InlineData("my kernel: 5.10, I think")]
    public void A_stamp_that_other_texts_have_makes_no_kernel_log(string text)
    {
        Evidence evidence = EvidenceReader.ReadText(text, "t");

        Assert.Empty(evidence.Logs);
        Assert.Single(evidence.Skipped);
    }

    [Theory]
    [InlineData("[    1.000000] usb 1-1: new high-speed USB device")]
    [InlineData("[ 1.0] DMAR-IR: Enabled IRQ remapping in x2apic mode")]
    [InlineData("[ 4.9] irq 27: nobody cared (try booting with the \"irqpoll\" option)")]
    [InlineData("<6>[    1.000000] usb 1-1: new")]
    [InlineData("May  1 10:00:00 made kernel: usb 1-1: new")]
    public void A_stamp_of_a_kernel_or_its_words_make_a_kernel_log(string text) => Assert.Single(EvidenceReader.ReadText(text, "t").Logs);

    [Theory]
    [InlineData("  1:   2   3   cups of tomato soup\n  2:   1   0   onions")]
    [InlineData("           CPU0       CPU1\n  1:   2   3   carrots\n  2:   1   0   large onions")]
    [InlineData("CAL: 300")]
    [InlineData("LOC: 3 potatoes")]
    [InlineData("ERR: 5")]
    [InlineData("4: 2 TOPICS of the day")]
    [InlineData("  3:   2   PICKLES, sliced")]
    [InlineData("1: 5 PCI-MSI is how I spell it")]
    [InlineData("           CPU0       CPU1\n HOT:   2   3   peppers")]
    public void A_row_of_numbers_is_no_interrupt(string text)
    {
        Evidence evidence = EvidenceReader.ReadText(text, "t");

        Assert.Empty(evidence.Interrupts);
        Assert.Empty(evidence.Parts);
    }

    [Theory]
    [InlineData("handler: Bob\ndevice: lawnmower\nstatus: 0x1")]
    [InlineData("Linux rocks 5.10 #1")]
    [InlineData("Kernel: 5.4.3 of the corn")]
    [InlineData("irq 5: nobody cared about him")]
    [InlineData("DMAR is the Danish museum of art")]
    [InlineData("3b:00.0 -> 3c:00.0")]
    [InlineData("Group 5: the winners\n  01:02.3 Ann\n  01:02.4 Bob")]
    public void A_line_that_starts_as_one_of_a_form_and_goes_on_otherwise_is_nobodys(string text)
    {
        Evidence evidence = EvidenceReader.ReadText(text, "t");

        Assert.Empty(evidence.Parts);
        Assert.Empty(evidence.MentionedUnhandled);
    }

    [Theory]
    [InlineData(" 27:       1234          0     GICv3  27 Level     arch_timer", true)]
    [InlineData(" 29:       1234          0       GIC  twd", true)]
    [InlineData(" 63:          7          0  bcm2835-gpio  12 Edge      button", false)]
    [InlineData(" 16:          7          0  xen-pirq    -ioapic-level  ehci_hcd:usb1", true)]
    [InlineData("  7:          7          0    MPIC  INTC-level  serial", true)]
    [InlineData("131:          5          0  PCI-MSI-edge      eth0", true)]
    [InlineData(" 24:          5          0  Hyper-V PCIe MSI 1073741824-edge      nvme0q0", true)]
    [InlineData("TLB:         12          3   TLB shootdowns", true)]
    [InlineData("PIW:          0          0   Posted-interrupt wakeup event", true)]
    public void A_row_of_an_interrupt_is_one_with_its_heading_and_where_its_chip_is_known_without(string row, bool withoutHeading)
    {
        Assert.Single(EvidenceReader.ReadText($"           CPU0       CPU1\n{row}\n", "t").Interrupts);
        Assert.Equal(withoutHeading ? 1 : 0, EvidenceReader.ReadText(row + "\n", "t").Interrupts.Length);
    }

    [Theory]
    [InlineData("00:1f.2 Timer: Example Corporation HPET")]
    [InlineData("00:1f.2 Timer: Example HPET (rev 02)")]
    [InlineData("00:1f.2 Bridge [0680]: Example")]
    [InlineData("00:00.0 Host bridge: Example\n00:1f.2 Timer: Example HPET")]
    public void A_function_of_a_class_with_an_everyday_name_is_known_by_its_maker_or_its_place(string text) =>
        Assert.Contains(EvidenceReader.ReadText(text, "t").Listings[0].Functions, function => function.Address.Device == 0x1F);

    [Theory]
    [InlineData("    cap 05[80] = MSI supports 8 messages, 64 bit\n", null)]
    [InlineData("    cap 05[80] = MSI supports 8 messages, 64 bit enabled with 2 messages\n", true)]
    [InlineData("    cap 05[80] = MSI supports 8 messages, 64 bit\nenabled with 2 messages\n", true)]
    public void Messages_of_which_pciconf_does_not_say_that_they_are_on_are_not_off(string line, bool? isOn) =>
        Assert.Equal(isOn, EvidenceReader.ReadText(
            "xhci0@pci0:0:20:0:\tclass=0x0c0330 rev=0x31 hdr=0x00 vendor=0x8086 device=0xa36d subvendor=0x8086 subdevice=0x7270\n" + line, "t")
            .Listings[0].Functions[0].Msi!.Enabled);

    [Fact]
    public void A_name_that_fits_two_ways_does_not_double_the_time_of_a_line()
    {
        const int Names = 2000;

        Assert.Empty(EvidenceReader.ReadText($"$ ls /sys/firmware/acpi/tables\n{string.Concat(Enumerable.Repeat("SSDT1 ", Names))}x\n", "t").TableNames);
    }
}
