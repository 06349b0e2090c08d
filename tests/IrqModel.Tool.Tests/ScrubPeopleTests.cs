using IrqModel.Tool.Explaining;
using IrqModel.Tool.Scrubbing;

namespace IrqModel.Tool.Tests;

/// <summary>What systems write of people: logins, sessions, keys, addresses. None of it remains, and no answer changes.</summary>
public class ScrubPeopleTests
{
    private const int Rounds = 150;

    // The user is berta, the machine mimas, the domain werft.lan.
    private static readonly string[] Secrets = ["berta", "mimas", "werft", "kHyo4pHZT6gTPzRm", "AAAAC3Nza", "hunter2", "203.0.113.", "10.9.8.", "Berta", "Boje", "zoe", "3f1d0c2e", "lager", "Wattenmeer", "kQ9v"];

    public static TheoryData<string> SystemLines =>
    [
        "Nov 29 17:00:01 mimas sshd[1234]: Accepted publickey for berta from 203.0.113.7 port 51234 ssh2: ED25519 SHA256:kHyo4pHZT6gTPzRmwEVoY7Dd3M5q0f4oBZKJxO1w0aA",
        "Nov 29 17:00:01 mimas sshd[1234]: Failed password for invalid user zoe from 203.0.113.9 port 22 ssh2",
        "Nov 29 17:00:01 mimas sshd[1234]: Invalid user zoe from 203.0.113.9",
        "Nov 29 17:00:01 mimas sshd[1234]: Connection closed by authenticating user berta 203.0.113.7 port 22 [preauth]",
        "Nov 29 17:00:01 mimas sshd[1234]: Disconnected from user berta 203.0.113.7 port 22",
        "Nov 29 17:00:01 mimas sshd[1234]: pam_unix(sshd:session): session opened for user berta(uid=1000) by (uid=0)",
        "Nov 29 17:00:01 mimas sudo[12]: pam_unix(sudo:auth): authentication failure; logname=berta uid=1000 euid=0 tty=/dev/pts/0 ruser=berta rhost=pult.werft.lan  user=berta",
        "Nov 29 17:00:01 mimas sudo[12]:    berta : TTY=pts/0 ; PWD=/home/berta ; USER=root ; COMMAND=/usr/bin/dmesg",
        "Nov 29 17:00:01 mimas sudo[12]: pam_unix(sudo:session): session opened for user root(uid=0) by berta(uid=1000)",
        "Nov 29 17:00:01 mimas systemd-logind[700]: New session 3 of user berta.",
        "Nov 29 17:00:01 mimas systemd[1]: Started Session 3 of User berta.",
        "Nov 29 17:00:01 mimas systemd[1]: Created slice User Slice of berta.",
        "Nov 29 17:00:01 mimas CRON[99]: (berta) CMD (/home/berta/bin/backup)",
        "Nov 29 17:00:01 mimas su[77]: (to root) berta on pts/1",
        "uid=1000(berta) gid=1000(berta) groups=1000(berta),27(sudo)",
        "-rw-r--r-- 1 berta berta 12345 Nov  3 10:00 dmesg.txt",
        "berta    pts/0        10.9.8.7         Fri Nov 29 17:00   still logged in",
        "berta:x:1000:1000:Berta Boje,,,:/home/berta:/bin/bash",
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ0Zk berta@mimas",
        "see https://wolke.werft.lan/s/abc and https://berta:hunter2@git.werft.lan/x.git",
        "curl -H token=hunter2 https://wolke.werft.lan/",
        "From: Berta Boje <berta.boje@werft.lan>",
        "From: \"Berta Boje\" <berta.boje@werft.lan>",
        "On Tue, Jan 10, 2023, Berta Boje wrote:",
        "On Tue, 10 Jan 2023 12:00:01 +0100 Berta Boje <berta.boje@werft.lan> wrote:",
        "> Reported-by: Berta Boje",
        "-- \nBerta Boje",
        "it was Berta Boje who saw it, and Boje again, Berta says",
        "Nov 29 17:00:01 mimas kernel: nfs: server lager.werft.lan not responding, still trying",
        "Nov 29 17:00:01 mimas kernel: nfs: server lager not responding, still trying",
        "PrivateKey = kQ9vWmF0ZXJrZXlpc25vdGFyZWFsa2V5YXRhbGwxMjM=",
        "  private-key: kQ9vWmF0ZXJrZXlpc25vdGFyZWFsa2V5YXRhbGwxMjM=",
        "peer: kQ9vWmF0ZXJrZXlpc25vdGFyZWFsa2V5YXRhbGwxMjM=",
        "PublicKey=kQ9vWmF0ZXJrZXlpc25vdGFyZWFsa2V5YXRhbGwxMjM=",
        "private-key=kQ9v12345678",
        "curl -H 'Authorization: Bearer kQ9v0123456789abcdef' https://wolke.werft.lan/",
        "{\"Authorization\": \"Basic kQ9vOnNlY3JldA==\"}",
        "git clone with ghp_kQ9v0123456789abcdef0123456789abcdef",
        "psk: kQ9v99mm, \"password\": \"hunter2\"",
        "Nov 29 17:00:01 mimas wpa_supplicant[7]: wlp2s0: Trying to associate with SSID 'Wattenmeer'",
        "wlp2s0  IEEE 802.11  ESSID:\"Wattenmeer West\"",
        "\tSSID: Wattenmeer West",
        "    ssid=\"Wattenmeer\"",
        "root=/dev/mapper/x rd.luks.uuid=luks-3f1d0c2e-1111-4e2d-9a7c-001122334455 quiet",
        "/dev/mapper/home-3f1d0c2e-1111-4e2d-9a7c-001122334455",
        "Nov 29 17:00:01 mimas systemd[1]: Timed out waiting for device dev-disk-by\\x2duuid-3f1d0c2e\\x2d1111\\x2d4e2d\\x2d9a7c\\x2d001122334455.device",
        "Nov 29 17:00:01 mimas systemd[1]: systemd-cryptsetup@luks\\x2d3f1d0c2e\\x2d1111\\x2d4e2d\\x2d9a7c\\x2d001122334455.service",
        "CRYPT-LUKS2-3f1d0c2e11114e2d9a7c001122334455-luks-3f1d0c2e-1111-4e2d-9a7c-001122334455",
        "my log is at /run/media/berta/STICK/lspci.txt",
        "[sudo] password for berta:",
        "berta@mimas:~$ uptime",
        "Nov 29 17:00:01 mimas kernel: Command line: root=/dev/nfs nfsroot=filer.werft.lan:/srv/berta ip=10.9.8.7::10.9.8.1:255.255.255.0:mimas:eth0:off",
        "Nov 29 17:00:01 mimas dhclient[5]: DHCPACK of 203.0.113.20 from 10.9.8.1",
        "MD5:00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff of berta@mimas",
    ];

    private static readonly string[] KernelLines =
    [
        "Nov 29 17:00:01 mimas kernel: Linux version 5.10.0-rc2 (berta@mimas) (gcc 10.2.0) #1 SMP",
        "Nov 29 17:00:01 mimas kernel: DMAR-IR: Enabled IRQ remapping in x2apic mode",
        "Nov 29 17:00:02 mimas kernel: DMAR: [INTR-REMAP] Request device [17:10.1] fault index 0 [fault reason 37] Blocked",
        "Nov 29 17:00:03 mimas kernel: ixgbe 0000:17:00.0: fw version 16.35.20.10",
        "Nov 29 17:00:04 mimas kernel: nvme nvme0: I/O 24 QID 6 timeout, completion polled",
        "GRUB_CMDLINE_LINUX=\"quiet intel_iommu=on\"",
        "Nov 29 18:00:01 titan kernel: AMD-Vi: Interrupt remapping enabled",
        "[    0.000000] Linux version 6.1.0-18-amd64 #1 SMP Debian 6.1.76-1",
        "Linux version 5.10.0-rc2 #1 SMP",
        "Linux mimas 5.10.0-rc2 #1 SMP x86_64 GNU/Linux",
        "Nov 29 19:00:01 DMAR kernel: DMAR: [INTR-REMAP] Request device [17:10.1] fault index 0 [fault reason 37] Blocked",
        "Nov 29 19:00:02 version kernel: Linux version 5.15.0 (berta@mimas) (gcc 10.2.0) #1 SMP",
    ];

    [Theory]
    [MemberData(nameof(SystemLines))]
    public void Nothing_that_identifies_remains_in_a_line(string line)
    {
        // What a line shows only once is known by the lines around it.
        var text = Scrubber.Scrub($"From: Berta Boje\nberta@mimas:~$ cat it\n{line}\n").Text;

        Assert.All(Secrets, secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
        Assert.Equal(text, Scrubber.Scrub(text).Text);
    }

    [Fact]
    public void Pastes_of_all_that_people_post_give_the_same_answer_scrubbed()
    {
        var random = new Random(5);
        string[] system = [.. SystemLines.Select(row => row.Data)];
        for (var round = 0; round < Rounds; round++)
        {
            var share = random.NextDouble();
            var lines = system.Concat(KernelLines).Where(_ => random.NextDouble() < share).ToArray();
            random.Shuffle(lines);
            // A name must be known from somewhere: a folder of a file server alone tells none.
            var text = "From: Berta Boje\nberta@mimas:~$ id\nuid=1000(berta)\n" + string.Join('\n', lines) + "\n\n" + (round % 3 == 0 ? Reference.Listing : "");
            var scrubbed = Scrubber.Scrub(text).Text;

            Assert.True(Answer(text) == Answer(scrubbed), $"{text}\n=== scrubbed ===\n{scrubbed}\n{Answer(text)}\n===\n{Answer(scrubbed)}");
            Assert.Equal(scrubbed, Scrubber.Scrub(scrubbed).Text);
            Assert.All(Secrets, secret => Assert.False(scrubbed.Contains(secret, StringComparison.Ordinal), $"{secret} in\n{scrubbed}"));
        }
    }

    [Theory]
    [InlineData("Nov 29 17:00:03 oak kernel: ixgbe 0000:17:00.0: fw version 16.35.20.10 ready", "16.35.20.10")]
    [InlineData("[    3.0] mpt3sas_cm0: LSISAS3008: FWVersion(16.00.12.00), ChipRevision(0x02)", "16.00.12.00")]
    [InlineData("BIOS 1.2.3.4 of the board", "1.2.3.4")]
    [InlineData("see https://bugzilla.kernel.org/show_bug.cgi?id=1 and https://forum.proxmox.com/threads/1", "forum.proxmox.com")]
    [InlineData("Nov 29 17:00:01 oak systemd[1]: session opened for user root by (uid=0)", "root")]
    [InlineData("[    1.0] tpm: token: disabled for this boot", "token: disabled for this boot")]
    [InlineData("the password: nobody knows it", "nobody knows it")]
    [InlineData("From: a@werft.co.uk, see kernel.co.uk and DMAR.c", "DMAR.c")]
    [InlineData("wlp2s0: bearer is up", "bearer is up")]
    [InlineData("netmask 255.255.255.0, lo 127.0.0.1", "127.0.0.1")]
    public void What_identifies_nobody_remains(string line, string needed) => Assert.Contains(needed, Scrubber.Scrub(line).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("[    0.0] Linux version 6.1.0-18-amd64 #1 SMP Debian 6.1.76-1")]
    [InlineData("Linux version 6.1.0-18-amd64 #1 SMP")]
    [InlineData("I run Linux kernel 6.1.0 #1")]
    public void A_word_of_a_banner_is_no_name(string line) => Assert.Equal(line, Scrubber.Scrub(line).Text);

    [Fact]
    public void A_machine_that_is_called_like_a_word_of_the_kernel_loses_its_name_and_keeps_the_word()
    {
        const string Text = "Nov 29 17:00:01 igb kernel: igb 0000:03:00.0: added PHC on eth0\n[    2.0] Linux version 5.10.0 (berta@version) #1 SMP\n[    3.0] nfs: server igb not responding\nigb\n";

        Assert.Equal("Nov 29 17:00:01 host1 kernel: igb 0000:03:00.0: added PHC on eth0\n[    2.0] Linux version 5.10.0 (user1@host2) #1 SMP\n[    3.0] nfs: server host1 not responding\nhost1\n",
            Scrubber.Scrub(Text).Text);
    }

    [Fact]
    public void A_person_has_one_stand_in_in_all_of_a_mail()
    {
        const string Mail = "From: Berta Boje <bb@werft.lan>\n\nit was Berta Boje who saw it, and Boje again.\n\nOn Tue, Jan 10, 2023, Berta Boje wrote:\n> yes\n-- \nBerta Boje\n";

        Assert.Equal("From: PersonB PersonC <user1@host1.example>\n\nit was PersonB PersonC who saw it, and PersonC again.\n\n"
            + "On Tue, Jan 10, 2023, PersonB PersonC wrote:\n> yes\n-- \nPersonB PersonC\n", Scrubber.Scrub(Mail).Text);
    }

    [Theory]
    [InlineData("From: Linux Kernel Mailing List\nLinux version 5.10.0 #1\n")]
    [InlineData("From: Grant Intel\nIntel Corporation\n")]
    public void A_list_or_a_vendor_is_nobody(string text) => Assert.Equal(text, Scrubber.Scrub(text).Text);

    [Fact]
    public void A_name_that_is_a_driver_too_stays_in_what_the_kernel_says()
    {
        const string Text = "uid=1000(igb) gid=1000(igb)\n[    1.0] igb 0000:03:00.0: added PHC on eth0\n[    2.0] Command line: root=/home/igb/disk\nigb says hello\n";

        Assert.Equal("uid=1000(user1) gid=1000(user1)\n[    1.0] igb 0000:03:00.0: added PHC on eth0\n[    2.0] Command line: root=/home/user1/disk\nuser1 says hello\n", Scrubber.Scrub(Text).Text);
    }

    private static string Answer(string text)
    {
        var explanation = Reference.Explain(null, true, text);
        var functions = explanation.Functions.Select(function => $"{function.Function.Address} {function.Unit.IsKnown} {function.Agreement} {function.ShowsLoss} "
            + (function.Prediction.Verdict is { IsKnown: true } verdict ? $"{verdict.Value} {verdict.IsCertain}" : "unknown"));
        var faults = explanation.Faults.Concat(explanation.OtherLogs.SelectMany(other => other.Faults)).Select(fault => $"{fault.Fault.Line} {fault.Fault.Requester} {fault.Fault.Reason} {fault.Times}");
        return string.Join('\n', [.. functions, .. faults, .. explanation.Unhandled.Select(unhandled => unhandled.What),
            .. explanation.OtherLogs.Select(other => $"{other.Other.Kind} {other.Other.Log.FirstLine} {other.Other.Log.KernelVersion}"),
            $"{explanation.Machine.Platform} {explanation.Machine.Remapping.IsKnown} {explanation.Host.IsKnown} {explanation.Evidence.CommandLine is null} {explanation.Evidence.ConfiguredCommandLines.Length}"]);
    }
}
