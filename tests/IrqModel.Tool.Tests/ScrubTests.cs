using IrqModel.Tool.Scrubbing;

namespace IrqModel.Tool.Tests;

public class ScrubTests
{
    private const string Paste = """
        ann@buildbox:~$ sudo lspci -vvv
        3b:00.0 Ethernet controller: Example NIC (rev 01)
        	Capabilities: [140 v1] Device Serial Number 3c-fd-fe-ff-ff-a1-b2-c3
        		[SN] Serial number: AB12CD34
        Nov 29 17:00:01 buildbox kernel: ixgbe 0000:3b:00.0: Intel(R) 10 Gigabit 3c:fd:fe:a1:b2:c3
        2: ens1f0: <BROADCAST> mtu 1500
            link/ether 3c:fd:fe:a1:b2:c3 brd ff:ff:ff:ff:ff:ff
            inet 10.1.2.3/24 brd 10.1.2.255 scope global ens1f0
        Command line: root=UUID=3e6be9de-8139-11d1-9106-a43f08d823a6 ro
        /home/ann/lspci.txt
        """;

    [Theory]
    [InlineData("{\"_HOSTNAME\":\"vault7\",\"_MACHINE_ID\":\"0123456789abcdef0123456789abcdef\",\"_TRANSPORT\":\"kernel\"}")]
    [InlineData("\t\"_HOSTNAME\" : \"vault7\",\n\t\"_BOOT_ID\" : \"0123456789abcdef0123456789abcdef\"")]
    [InlineData("    _HOSTNAME=vault7\n    _MACHINE_ID=0123456789abcdef0123456789abcdef")]
    [InlineData("Fri 2024-11-29 17:00:01 CET vault7 kernel: DMAR: IOMMU enabled")]
    [InlineData("Fr 2024-11-29 17:00:01 CET vault7 kernel: DMAR: IOMMU enabled")]
    [InlineData("Okt 29 17:00:01 vault7 kernel: DMAR: IOMMU enabled")]
    [InlineData("f\u00e9vr. 29 17:00:01 vault7 systemd[1]: Started")]
    [InlineData("11\u6708 29 17:00:01 vault7 kernel: DMAR: IOMMU enabled")]
    [InlineData("> \u0434\u0435\u043a 29 17:00:01 vault7 kernel: DMAR: IOMMU enabled")]
    [InlineData("&gt; Nov 29 17:00:01 vault7 kernel: DMAR: IOMMU enabled")]
    public void Names_and_ids_of_a_journal_are_replaced(string text)
    {
        var scrubbed = Scrubber.Scrub(text).Text;

        Assert.DoesNotContain("vault7", scrubbed, StringComparison.Ordinal);
        Assert.DoesNotContain("0123456789abcdef", scrubbed, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Command line: root=/dev/mapper/vault7--vg-root ro resume=/dev/vault7-vg/swap_1", "Command line: root=/dev/mapper/host1--vg-root ro resume=/dev/host1-vg/swap_1")]
    [InlineData("[    0.0] Command line: root=/dev/mapper/big--vault--7--vg-root ro", "[    0.0] Command line: root=/dev/mapper/host1--vg-root ro")]
    [InlineData("rd.lvm.lv=fedora_vault7/root root=/dev/mapper/fedora_vault7-root", "rd.lvm.lv=fedora_host1/root root=/dev/mapper/fedora_host1-root")]
    [InlineData("  VG Name               vault7-vg", "  VG Name               host1-vg")]
    [InlineData("\u251C\u2500vault7--vg-root   254:0    0  27.9G  0 lvm  /", "\u251C\u2500host1--vg-root   254:0    0  27.9G  0 lvm  /")]
    [InlineData("root=/dev/mapper/ubuntu--vg-ubuntu--lv ro", "root=/dev/mapper/ubuntu--vg-ubuntu--lv ro")]
    [InlineData("root=/dev/mapper/pve-root ro", "root=/dev/mapper/pve-root ro")]
    [InlineData("root=/dev/mapper/vault7--vg-root\nann said that vault7 hangs", "root=/dev/mapper/host1--vg-root\nann said that host1 hangs")]
    public void A_volume_that_is_named_after_its_machine_gives_the_name_away_no_more(string text, string scrubbed) => Assert.Equal(scrubbed, Scrubber.Scrub(text).Text);

    [Theory]
    [InlineData("/dev/nvme0n1p1: UUID=\"1A2B-3C4D\" TYPE=\"vfat\"")]
    [InlineData("\u251C\u2500sda1 vfat   FAT32 EFI  1A2B-3C4D   500M  1% /boot/efi")]
    [InlineData("UUID=1A2B-3C4D  /boot/efi  vfat  umask=0077  0 1")]
    [InlineData("Mounting dev-disk-by\\x2duuid-1A2B\\x2d3C4D.device")]
    public void The_serial_number_of_a_FAT_volume_is_replaced(string text)
    {
        var scrubbed = Scrubber.Scrub(text).Text;

        Assert.DoesNotContain("1A2B", scrubbed, StringComparison.Ordinal);
        Assert.Contains("0000", scrubbed, StringComparison.Ordinal);
        Assert.Equal(scrubbed, Scrubber.Scrub(scrubbed).Text);
    }

    [Fact]
    public void An_id_of_a_function_is_no_serial_number_of_a_volume() =>
        Assert.Equal("nic 8086-1572 and ABCD-1234", Scrubber.Scrub("nic 8086-1572 and ABCD-1234").Text);

    [Theory]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nMIIEpAIBAAKCAQEA\nKp3+/Q==\n-----END RSA PRIVATE KEY-----\nafter")]
    [InlineData("> -----BEGIN OPENSSH PRIVATE KEY-----\n> MIIEpAIBAAKCAQEA\n> Kp3+/Q==\n> -----END OPENSSH PRIVATE KEY-----\nafter")]
    [InlineData("  -----BEGIN CERTIFICATE-----\r\n  MIIEpAIBAAKCAQEA\r\n  Kp3+/Q==\r\n  -----END CERTIFICATE-----\r\nafter")]
    [InlineData("{\"key\": \"-----BEGIN PRIVATE KEY-----\\nMIIEpAIBAAKCAQEA\\nKp3+/Q==\\n-----END PRIVATE KEY-----\\n\"}\nafter")]
    public void A_private_key_is_replaced_and_its_marks_stay(string text)
    {
        var scrubbed = Scrubber.Scrub(text).Text;

        Assert.DoesNotContain("MIIE", scrubbed, StringComparison.Ordinal);
        Assert.DoesNotContain("Kp3", scrubbed, StringComparison.Ordinal);
        Assert.Contains("-----END ", scrubbed, StringComparison.Ordinal);
        Assert.EndsWith("after", scrubbed, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ann@vault7:~$ hostnamectl\n\tStatic hostname: vault7\n", "\tStatic hostname: host1\n")]
    [InlineData("127.0.1.1\tvault7.corp.lan\tvault7\n", "127.0.1.1\thost1.example\thost1\n")]
    [InlineData("ann@vault7:~$ lspci -v\n3b:00.0 Ethernet controller: Example NIC\n\tKernel driver in use: vault7\n", "\tKernel driver in use: vault7\n")]
    [InlineData("disk\tserial\tS466NX0K123456A\n", "disk\tserial\tSERIAL1\n")]
    public void A_tab_hides_no_name_but_below_a_slot_where_it_is_what_the_machine_says(string text, string end) => Assert.EndsWith(end, Scrubber.Scrub(text).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("ann")]
    [InlineData("buildbox")]
    [InlineData("3c:fd:fe:a1:b2:c3")]
    [InlineData("3c-fd-fe-ff-ff-a1-b2-c3")]
    [InlineData("AB12CD34")]
    [InlineData("3e6be9de")]
    [InlineData("10.1.2.3")]
    public void Nothing_that_identifies_remains(string secret) =>
        Assert.DoesNotContain(secret, Scrubber.Scrub(Paste).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("[    0.0] Linux version 5.10.0-rc3 (ann@buildbox) (gcc 10.2.0) #1 SMP", "ann", "buildbox")]
    [InlineData("[    0.0] Command line: root=/dev/nfs nfsroot=10.1.2.3:/srv ip=10.1.2.4::10.1.2.1", "10.1.2.3", "10.1.2.4")]
    [InlineData("Last login: Sun Nov 29 17:00:01 2026 from 10.1.2.3", "10.1.2.3", "10.1.2.3")]
    [InlineData("Ann Lee <ann.lee@mail.corp.example> wrote:", "ann.lee", "corp")]
    [InlineData("ping statistics for 2a02:8108:1234:5600::17 and fe80::3efd:feff:fea1:b2c3%eth0", "2a02:8108", "3efd:feff")]
    [InlineData("nameserver list: 2001:0638:0902:0001:0202:b3ff:fe1e:8329,", "0638:0902", "b3ff")]
    [InlineData("qla2xxx [0000:3b:00.0]: WWPN 50:01:43:80:12:34:56:78 linked", "50:01:43", "56:78")]
    [InlineData("audit: USER_LOGIN user=ann acct=\"ann\" exe=sshd", "ann", "ann")]
    [InlineData("nvme0: Samsung SSD 970, serial S466NX0K123456A", "S466", "123456A")]
    [InlineData("nvme-Samsung_SSD_970_EVO_500GB_S466NX0K123456A -> ../../nvme0n1", "S466", "123456A")]
    [InlineData("  Mobo: Example model: B450M serial: /7XYZ99/CNWS2008C6000A/ UEFI: Example v: F50", "7XYZ99", "CNWS2008C6000A")]
    [InlineData("  ID-1: /dev/nvme0n1 vendor: Example serial: s4ewnx0r123456 temp: 40 C", "s4ew", "123456")]
    [InlineData("  Serial ID: \"S4EWNX0R123456\"", "S4EW", "123456")]
    [InlineData("  Unique ID: rdCR.n_7QNeEnh23", "rdCR", "7QNeEnh23")]
    [InlineData("  Host: annsbox Kernel: 6.1.0 arch: x86_64", "annsbox", "annsbox")]
    public void Nothing_that_identifies_remains_in_a_line(string line, string secret, string other)
    {
        var text = Scrubber.Scrub(line).Text;

        Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
        Assert.DoesNotContain(other, text, StringComparison.Ordinal);
        Assert.Equal(text, Scrubber.Scrub(text).Text);
    }

    [Theory]
    [InlineData("3b:00.0 Ethernet controller: Example NIC (rev 01)")]
    [InlineData("ixgbe 0000:3b:00.0: Intel(R) 10 Gigabit")]
    [InlineData("Nov 29 17:00:01 ")]
    [InlineData("brd ff:ff:ff:ff:ff:ff")]
    [InlineData("ens1f0: <BROADCAST> mtu 1500")]
    public void What_the_answer_needs_remains(string needed) =>
        Assert.Contains(needed, Scrubber.Scrub(Paste).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("0000:3b:10.0 Ethernet controller [0200]: Example [8086:10ed] (rev 01)")]
    [InlineData("[   12.345678] pci 0000:00:1f.3: [8086:a348] type 00 class 0x040380")]
    [InlineData("serial8250: ttyS0 at I/O 0x3f8 (irq = 4, base_baud = 115200) is a 16550A")]
    [InlineData("2024-05-01T10:00:00.123456+00:00 DMAR: [INTR-REMAP] Request device [3b:10.0] fault index 0x1 [fault reason 0x25] Blocked")]
    [InlineData("00: 86 80 fb 10 06 04 10 00 01 00 00 02 10 00 80 00")]
    [InlineData("::1 and 00:00:00:00:00:00:00:00 are nobody's")]
    public void What_identifies_nobody_remains(string line) => Assert.Equal(line, Scrubber.Scrub(line).Text);

    [Fact]
    public void Equal_values_get_equal_stand_ins_and_what_changed_is_counted()
    {
        var result = Scrubber.Scrub(Paste);

        Assert.Equal(2, result.Text.Split("02:00:00:00:00:01").Length - 1);
        Assert.Equal(2, result.Text.Split("host1").Length - 1);
        Assert.Equal(new ScrubCount(ScrubKind.MacAddress, 1, 2), result.Counts.Single(count => count.Kind == ScrubKind.MacAddress));
        Assert.Equal(new ScrubCount(ScrubKind.UserName, 1, 2), result.Counts.Single(count => count.Kind == ScrubKind.UserName));
    }

    [Fact]
    public void What_is_scrubbed_twice_is_scrubbed_once()
    {
        var once = Scrubber.Scrub(Paste).Text;

        Assert.Equal(once, Scrubber.Scrub(once).Text);
    }

    [Fact]
    public void Lines_and_line_ends_stay_as_they_were()
    {
        var crlf = Paste.ReplaceLineEndings("\r\n") + "\r\n";

        Assert.Equal(crlf.Split("\r\n").Length, Scrubber.Scrub(crlf).Text.Split("\r\n").Length);
        Assert.DoesNotContain("\n", Scrubber.Scrub(crlf).Text.Replace("\r\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void The_serial_number_in_a_hexadecimal_dump_is_zeroed_and_nothing_else()
    {
        const string Dump = """
            3b:00.0 Ethernet controller: Example NIC (rev 01)
            00: 86 80 fb 10 06 04 10 00 01 00 00 02 10 00 80 00
            100: 03 00 01 00 c3 b2 a1 ff ff fe fd 3c 00 00 00 00
            110: 11 22 33 44 55 66 77 88 99 aa bb cc dd ee ff 00
            """;

        Assert.Equal(Dump.Replace("c3 b2 a1 ff ff fe fd 3c", "00 00 00 00 00 00 00 00", StringComparison.Ordinal),
            Scrubber.Scrub(Dump).Text);
    }

    [Fact]
    public void Licence_keys_of_ACPI_dumps_are_blanked()
    {
        const string Dump = "MSDM @ 0x0000000000000000\n    0000: 4D 53 44 4D 55 00 00 00 03 39 45 58 41 4D 50 4C  MSDMU....9EXAMPL\n\nDMAR @ 0x0000000000000000\n    0000: 44 4D 41 52  DMAR\n";
        var scrubbed = Scrubber.Scrub(Dump).Text;

        Assert.DoesNotContain("4D 53 44", scrubbed, StringComparison.Ordinal);
        Assert.DoesNotContain("EXAMPL", scrubbed, StringComparison.Ordinal);
        Assert.Contains("44 4D 41 52  DMAR", scrubbed, StringComparison.Ordinal);
    }

    [Fact]
    public void The_answer_for_a_scrubbed_paste_is_the_answer_for_the_paste()
    {
        var before = Reference.Explain(null, true, Reference.Listing, Reference.Log);
        var after = Reference.Explain(null, true, Scrubber.Scrub(Reference.Listing).Text, Scrubber.Scrub(Reference.Log).Text);

        Assert.Equal(before.Functions.Select(function => before.Verdict(function.Function.Address.ToString())), after.Functions
            .Select(function => after.Verdict(function.Function.Address.ToString())));
    }

    [Theory]
    [InlineData("root@pve:~# lspci -vvv\n", "May  1 10:00:00 pve.example.org kernel: DMAR-IR: Enabled IRQ remapping in x2apic mode\n")]
    [InlineData("root@pve:~# lspci -vvv\n", "May  1 10:00:00 other kernel: DMAR-IR: Enabled IRQ remapping in x2apic mode\n")]
    [InlineData("root@archiso ~ # lspci -vvv\n", "[ann@desk ~]$ dmesg\n[    0.0] Linux version 5.10.0-rc2 (ann@desk) #1 SMP\n")]
    [InlineData("", "[    0.0] Linux version 5.15.0-91-generic (buildd@lcy02-amd64-045) #101-Ubuntu SMP\n")]
    [InlineData("", "Linux box 6.1.0-18-amd64 #1 SMP Debian 6.1.76-1 x86_64 GNU/Linux\n")]
    [InlineData("", "Okt  1 10:00:00 box kernel: DMAR-IR: Enabled IRQ remapping in x2apic mode\n")]
    [InlineData("I am running kernel 5.10.0-rc2.\n", "> Feb  1 10:00:00 olga kernel: Linux version 5.4.0 (a@b) #1 SMP\n\nMar  1 10:00:00 box kernel: Linux version 5.10.0-rc2 (a@b) #1 SMP\n")]
    [InlineData("", "FreeBSD box.example.org 13.2-RELEASE FreeBSD 13.2-RELEASE GENERIC amd64\n")]
    [InlineData("", "People see DMAR: [INTR-REMAP] Request device [17:10.0] fault index 0 [fault reason 37] there.\n")]
    public void No_answer_depends_on_what_scrub_replaces(string before, string after)
    {
        foreach (var listing in (string[])[Reference.Listing, Reference.ListingWhere(line => !line.StartsWith('\t')),
            Reference.ListingWhere(line => !line.Contains("IOVCtl", StringComparison.Ordinal))])
        {
            var text = $"{before}{listing}\n{after}";
            Assert.Equal(Answers(text), Answers(Scrubber.Scrub(text).Text));
        }
    }

    private static IEnumerable<string> Answers(string text)
    {
        var explanation = Reference.Explain(null, true, text);
        return explanation.Functions.Select(
            function => $"{function.Function.Address} {function.Unit.IsKnown} {function.Prediction.Verdict.IsKnown} "
            + (function.Prediction.Verdict.IsKnown ? $"{function.Prediction.Verdict.Value} {function.Prediction.Verdict.IsCertain}" : ""));
    }

    [Theory]
    [InlineData("[    1.200000] Serial: 8250/16550 driver, 32 ports, IRQ sharing enabled")]
    [InlineData("  Type: Desktop product: B450M serial: N/A")]
    [InlineData("  Mobo: Example serial: <superuser required> UEFI: Example")]
    public void What_is_no_serial_number_remains(string line) => Assert.Equal(line, Scrubber.Scrub(line).Text);
}
