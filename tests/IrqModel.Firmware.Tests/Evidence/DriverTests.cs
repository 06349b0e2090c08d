namespace IrqModel.Firmware.Tests;

/// <summary>Lines in which drivers say that interrupts do not come.</summary>
public class DriverTests
{
    [Theory]
    [InlineData("nvme nvme1: I/O 24 QID 6 timeout, completion polled", LogUnhandledKind.Polled, "nvme1", null)]
    [InlineData("nvme nvme0: I/O tag 24 (f018) opcode 0x2 (I/O Cmd) QID 6 timeout, completion polled", LogUnhandledKind.Polled, "nvme0", null)]
    [InlineData("nvme nvme0: I/O 24 QID 6 timeout, aborting", LogUnhandledKind.TimedOut, "nvme0", null)]
    [InlineData("NETDEV WATCHDOG: enp5s0f1 (ixgbe): transmit queue 3 timed out", LogUnhandledKind.TimedOut, "enp5s0f1", "05:00.1")]
    [InlineData("NETDEV WATCHDOG: eth0 (r8169): transmit queue 0 timed out 5008 ms", LogUnhandledKind.TimedOut, "eth0", null)]
    [InlineData("e1000e 0000:00:19.0 eth0: MSI interrupt test failed, using legacy interrupt.", LogUnhandledKind.NotReceived, "eth0", "00:19.0")]
    [InlineData("tg3 0000:04:00.0 eth2: No interrupt was generated using MSI. Switching to INTx mode.", LogUnhandledKind.NotReceived, "eth2", "04:00.0")]
    [InlineData("sky2 0000:02:00.0: No interrupt generated using MSI, switching to INTx mode.", LogUnhandledKind.NotReceived, null, "02:00.0")]
    [InlineData("mlx4_core 0000:82:00.0: NOP command failed to generate MSI-X interrupt IRQ 56)", LogUnhandledKind.NotReceived, null, "82:00.0")]
    [InlineData("mlx5_core 0000:3b:00.1: mlx5_cmd_eq_recover: Recovered 1 EQEs on cmd_eq", LogUnhandledKind.Polled, null, "3b:00.1")]
    [InlineData("mlx5_core 0000:c1:00.0 ens1f0np0: Recovered 1 eqes on EQ 0x11", LogUnhandledKind.Polled, "ens1f0np0", "c1:00.0")]
    [InlineData("mlx5_core 0000:c1:00.0 ens1f0np0: TX timeout detected", LogUnhandledKind.TimedOut, "ens1f0np0", "c1:00.0")]
    [InlineData("bnxt_en 0000:af:00.0 eth0: TX timeout detected, starting reset task!", LogUnhandledKind.TimedOut, "eth0", "af:00.0")]
    [InlineData("ixgbe 0000:3b:00.0 eth2: initiating reset due to tx timeout", LogUnhandledKind.TimedOut, "eth2", "3b:00.0")]
    [InlineData("pcieport 0000:00:1c.0: pciehp: Timeout on hotplug command 0x1038 (issued 65284 msec ago)", LogUnhandledKind.TimedOut, null, "00:1c.0")]
    [InlineData("ath11k_pci 0000:03:00.0: failed to receive control response completion, polling..", LogUnhandledKind.Polled, null, "03:00.0")]
    [InlineData("snd_hda_intel 0000:00:1b.0: No response from codec, disabling MSI: last cmd=0x00170500", LogUnhandledKind.TimedOut, null, "00:1b.0")]
    [InlineData("snd_hda_intel 0000:00:1f.3: azx_get_response timeout, switching to polling mode: last cmd=0x000f0000", LogUnhandledKind.TimedOut, null, "00:1f.3")]
    [InlineData("amdgpu 0000:0b:00.0: [drm] Fence fallback timer expired on ring sdma0", LogUnhandledKind.Polled, null, "0b:00.0")]
    [InlineData("ata1: lost interrupt (Status 0x50)", LogUnhandledKind.NotReceived, "ata1", null)]
    [InlineData("ixgbe 0000:06:00.0: Failed to allocate MSI-X interrupts. Err: -22", LogUnhandledKind.NotAllocated, null, "06:00.0")]
    [InlineData("igb 0000:01:00.0: Failed to initialize MSI-X interrupts. Falling back to MSI interrupts.", LogUnhandledKind.NotAllocated, null, "01:00.0")]
    [InlineData("e1000e 0000:00:1f.6 eno1: Unable to allocate interrupt, Error: -28", LogUnhandledKind.NotAllocated, "eno1", "00:1f.6")]
    [InlineData("mpt3sas 0000:09:00.0: request_irq failed", LogUnhandledKind.NotAllocated, null, "09:00.0")]
    [InlineData("nvme 10000:e1:00.0: failed to request irq", LogUnhandledKind.NotAllocated, null, "10000:e1:00.0")]
    [InlineData("ice 0000:18:00.0 ens1f0: tx_timeout: VSI_num: 6, Q 12, NTC: 0x1c, HW_HEAD: 0x1d, NTU: 0x1f, INT: 0x1", LogUnhandledKind.TimedOut, "ens1f0", "18:00.0")]
    [InlineData("i40e 0000:81:00.0 enp129s0f0: tx_timeout: VSI_seid: 390, Q 3, NTC: 0x1b, HWB: 0x1b", LogUnhandledKind.TimedOut, "enp129s0f0", "81:00.0")]
    [InlineData("ice 0000:4b:00.0: Failed to enable SRIOV: Only 0 MSI-X interrupts available for SR-IOV. Not enough to support minimum of 2 MSI-X interrupts per VF", LogUnhandledKind.NotAllocated, null, "4b:00.0")]
    [InlineData("ice 0000:4b:00.0: not enough device MSI-X vectors. wanted = 130, available = 64", LogUnhandledKind.NotAllocated, null, "4b:00.0")]
    [InlineData("mpt3sas_cm1: _base_event_notification: timeout", LogUnhandledKind.TimedOut, "mpt3sas_cm1", null)]
    [InlineData("mpt2sas_cm0: port enable: FAILED with timeout (timeout=300 seconds)", LogUnhandledKind.TimedOut, "mpt2sas_cm0", null)]
    [InlineData("qla2xxx [0000:87:00.0]-d04c:1: MBX Command timeout for cmd 8, iocontrol=c0000000", LogUnhandledKind.TimedOut, null, "87:00.0")]
    [InlineData("qla2xxx [0000:0b:00.0]-00c6:0: MSI-X: Failed to enable support with 32 vectors, using 16 vectors.", LogUnhandledKind.NotAllocated, null, "0b:00.0")]
    [InlineData("xhci_hcd 0000:2d:00.0: Timeout while waiting for setup device command", LogUnhandledKind.TimedOut, null, "2d:00.0")]
    [InlineData("xhci_hcd 0000:00:14.0: xHCI host not responding to stop endpoint command.", LogUnhandledKind.TimedOut, null, "00:14.0")]
    [InlineData("iwlwifi 0000:00:14.3: Failed to load firmware chunk!", LogUnhandledKind.TimedOut, null, "00:14.3")]
    [InlineData("iwlwifi 0000:00:14.3: Error sending STATISTICS_CMD: time out after 2000ms.", LogUnhandledKind.TimedOut, null, "00:14.3")]
    [InlineData("mt7921e 0000:02:00.0: Message 00020007 (seq 4) timeout", LogUnhandledKind.TimedOut, null, "02:00.0")]
    [InlineData("ena 0000:00:05.0 eth0: TX hasn't completed, qid 1, index 801. 10172 msecs since last interrupt, 10172 msecs since last napi execution", LogUnhandledKind.TimedOut, "eth0", "00:05.0")]
    [InlineData("tpm tpm0: [Firmware Bug]: TPM interrupt not working, polling instead", LogUnhandledKind.NotReceived, "tpm0", null)]
    [InlineData("tpm_tis STM7308:00: [Firmware Bug]: TPM interrupt not working, polling instead", LogUnhandledKind.NotReceived, "STM7308:00", null)]
    [InlineData("igb0: Watchdog timeout Queue[0]-- resetting", LogUnhandledKind.TimedOut, "igb0", null)]
    [InlineData("ix0: Watchdog timeout -- resetting", LogUnhandledKind.TimedOut, "ix0", null)]
    [InlineData("re0: watchdog timeout", LogUnhandledKind.TimedOut, "re0", null)]
    [InlineData("NVRM: GPU 0000:0b:00.0: Failed to enable MSI-X.", LogUnhandledKind.NotAllocated, null, "0b:00.0")]
    [InlineData("NVRM: Can't find an IRQ for your NVIDIA card!", LogUnhandledKind.NotAllocated, null, null)]
    [InlineData("nvme0: Missing interrupt", LogUnhandledKind.NotReceived, "nvme0", null)]
    public void What_a_driver_says_is_read_with_its_device_and_its_function(string text, LogUnhandledKind kind, string? device, string? function)
    {
        LogUnhandledInterrupt said = Assert.Single(Assert.Single(EvidenceReader.ReadText($"[   31.500000] {text}\n", "t").Logs).Unhandled);

        Assert.Equal((kind, device, function is null ? null : Bdf.Parse(function)), (said.Kind, said.Device, said.Function));
        Assert.Equal(text, said.Text);
        Assert.Single(Assert.Single(EvidenceReader.ReadText(text + "\n", "t").Logs).Unhandled);
    }

    [Theory]
    [InlineData("nvme nvme0: 16/0/0 default/read/poll queues")]
    [InlineData("xhci_hcd 0000:00:14.0: HC died; cleaning up")]
    [InlineData("igb 0000:01:00.0: Using MSI-X interrupts. 4 rx queue(s), 4 tx queue(s)")]
    [InlineData("ata1: SATA max UDMA/133 abar m2048@0xf7e36000 port 0xf7e36100 irq 125")]
    [InlineData("usb 1-4: device descriptor read/64, error -110 timeout")]
    [InlineData("pcieport 0000:00:1c.0: PME: Signaling with IRQ 122")]
    [InlineData("systemd-journald[333]: Failed to get interrupts")]
    [InlineData("xhci_hcd 0000:00:14.0: xHCI Host Controller")]
    [InlineData("mpt3sas_cm0: MSI-X vectors supported: 96")]
    [InlineData("i40e 0000:81:00.0 enp129s0f0: tx_timeout recovery level 1, txqueue 3")]
    [InlineData("iwlwifi 0000:00:14.3: Timeout waiting for hardware access (CSR_GP_CNTRL 0x0804800d)")]
    [InlineData("NVRM: GPU 0000:0b:00.0: RmInitAdapter failed! (0x24:0x65:1423)")]
    [InlineData("iTCO_wdt iTCO_wdt: watchdog timeout 30 sec")]
    public void Other_lines_tell_no_trouble(string text) =>
        Assert.All(EvidenceReader.ReadText($"[   31.500000] {text}\n", "t").Logs, log => Assert.Empty(log.Unhandled));

    [Fact]
    public void Names_go_with_what_the_log_says_of_them_even_where_interfaces_change_theirs()
    {
        const string Log = """
            [    1.000000] nvme nvme0: pci function 0000:41:00.0
            [    1.100000] igb 0000:01:00.0 eth1: renamed from eth0
            [    1.200000] igb 0000:02:00.0 eth0: renamed from eth1
            [   31.000000] nvme nvme0: I/O 24 QID 6 timeout, completion polled
            [   32.000000] NETDEV WATCHDOG: eth0 (igb): transmit queue 0 timed out

            """;

        Assert.Equal([Bdf.Parse("41:00.0"), Bdf.Parse("02:00.0")],
            Assert.Single(EvidenceReader.ReadText(Log, "t").Logs).Unhandled.Select(said => said.Function));
    }

    [Fact]
    public void The_function_of_a_disk_is_among_those_that_the_log_names() => Assert.Equal(
        new LogFunction(Bdf.Parse("01:00.0"), 1, "nvme", "pci function 0000:01:00.0"),
        Assert.Single(Assert.Single(EvidenceReader.ReadText("[    1.000000] nvme nvme0: pci function 0000:01:00.0\n", "t").Logs).Functions));

    [Theory]
    [InlineData("mpt3sas 0000:01:00.0: enabling device (0000 -> 0002)\n", "01:00.0")]
    [InlineData("mpt3sas 0000:01:00.0: enabling device (0000 -> 0002)\n[    2.000000] mpt3sas 0000:02:00.0: enabling device (0000 -> 0002)\n", null)]
    public void The_only_function_of_a_driver_in_the_log_is_meant_by_a_device_without_an_address(string before, string? function) => Assert.Equal(
        function is null ? null : Bdf.Parse(function),
        Assert.Single(Assert.Single(EvidenceReader.ReadText($"[    1.000000] {before}[   31.000000] mpt3sas_cm0: _base_event_notification: timeout\n", "t").Logs).Unhandled).Function);

    [Theory]
    [InlineData("enp3s0", "0000:03:00.0")]
    [InlineData("enp65s0f1np1", "0000:41:00.1")]
    [InlineData("enP2p33s0", "0002:21:00.0")]
    [InlineData("wlp2s0", "0000:02:00.0")]
    [InlineData("enp3s0f0v2", null)]
    [InlineData("ens1f0", null)]
    [InlineData("eno1", null)]
    [InlineData("enp300s0", null)]
    public void A_predictable_name_says_the_function_in_decimal(string device, string? function) => Assert.Equal(
        function is null ? null : Bdf.Parse(function),
        Assert.Single(Assert.Single(EvidenceReader.ReadText($"[    9.0] NETDEV WATCHDOG: {device} (x): transmit queue 0 timed out\n", "t").Logs).Unhandled).Function);

    [Fact]
    public void What_somebody_writes_of_timeouts_is_no_log() =>
        Assert.Empty(EvidenceReader.ReadText("I see timeouts, and then completion polled, and the MSI test failed too.\n", "t").Logs);

    [Theory]
    [InlineData("nvidia 0000:03:00.0: enabling device (0000 -> 0002)\n", "0000:03:00.0")]
    [InlineData("nvidia 0000:03:00.0: enabling device (0000 -> 0002)\nnvidia 0000:04:00.0: enabling device (0000 -> 0002)\n", null)]
    [InlineData("nouveau 0000:03:00.0: enabling device (0000 -> 0002)\n", null)]
    public void What_NVIDIAs_resource_manager_says_is_of_the_only_function_with_that_driver(string functions, string? function)
    {
        KernelLog log = Assert.Single(EvidenceReader.ReadText($"{functions}NVRM: Can't find an IRQ for your NVIDIA card!\n", "t").Logs);

        Assert.Equal(function, Assert.Single(log.Unhandled).Function?.ToString());
    }
}
