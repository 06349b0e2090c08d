using System.Text.RegularExpressions;

namespace IrqModel.Firmware;

/// <summary>The lines in which drivers say that interrupts do not come, or that they get none.</summary>
internal static partial class DriverText
{
    /// <summary>Reads a line; null if no driver says such a thing in it.</summary>
    /// <param name="text">The message.</param>
    /// <param name="line">Its line.</param>
    public static LogUnhandledInterrupt? Read(string text, int line)
    {
        if (!MayBe(text) || Speaker().Match(text) is not { Success: true } speaker)
            return null;
        LogUnhandledKind? kind = NotReceived().IsMatch(text) ? LogUnhandledKind.NotReceived
            : Polled().IsMatch(text) ? LogUnhandledKind.Polled
            : NotAllocated().IsMatch(text) ? LogUnhandledKind.NotAllocated
            : TimedOut().IsMatch(text) ? LogUnhandledKind.TimedOut
            : null;
        return kind is not { } known ? null : new LogUnhandledInterrupt(known, line, text)
        {
            Driver = ValueOf(speaker.Groups["driver"]) is not { } driver ? null : driver.StartsWith("mpt2sas", StringComparison.Ordinal) ? "mpt3sas" : driver,
            Device = ValueOf(speaker.Groups["device"]),
            Function = Bdf.TryParse(speaker.Groups["address"].Value, null, out Bdf address) ? address : null,
        };
    }

    /// <summary>Whether a line can be one at all: a look at it that costs little.</summary>
    public static bool MayBe(string text) => Topic().IsMatch(text);

    /// <summary>Whether all of the line is such a message.</summary>
    public static bool IsLine(string text) => Read(text, 0) is not null;

    /// <summary>
    /// The name that a line gives to a function, e.g. "nvme nvme0: pci function 0000:01:00.0", "igb 0000:03:00.0 enp3s0: renamed from eth0".
    /// </summary>
    public static (string Name, Bdf Function)? NameIn(string text)
    {
        const string OfNvme = "pci function ";
        if (text.StartsWith("nvme ", StringComparison.Ordinal) && text.IndexOf(OfNvme, StringComparison.Ordinal) is > 0 and int at
            && text.IndexOf(':', StringComparison.Ordinal) is > 5 and int end
            && Bdf.TryParse(text[(at + OfNvme.Length)..], null, out Bdf disk))
            return (text[5..end], disk);
        int space = text.IndexOf(' ', StringComparison.Ordinal);
        int next = space < 0 ? -1 : text.IndexOf(' ', space + 1);
        // A function in the middle, without a colon behind it: then its name follows.
        if (next - space is not (13 or 14) || text[next - 2] != '.' || text.IndexOf(':', next) is not (> 0 and int colon)
            || !Bdf.TryParse(text[(space + 1)..next], null, out Bdf function))
            return null;
        string name = text[(next + 1)..colon];
        return name.Length is > 0 and <= 15 && !name.Contains(' ', StringComparison.Ordinal) ? (name, function) : null;
    }

    /// <summary>
    /// The function in a predictable name of a network interface: enp3s0f1, enP2p33s0. The numbers of bus and slot are decimal there. Null
    /// for other names, and for those of VFs, which name their PF.
    /// </summary>
    public static Bdf? FunctionIn(string device)
    {
        if (Predictable().Match(device) is not { Success: true } name)
            return null;
        int segment = name.Groups["segment"].Success ? Numbers.Int(name.Groups["segment"]) ?? -1 : 0;
        int function = name.Groups["function"].Success ? Numbers.Int(name.Groups["function"]) ?? -1 : 0;
        return segment is >= 0 and <= 0xFFFF && Numbers.Int(name.Groups["bus"]) is <= byte.MaxValue and int bus
            && Numbers.Int(name.Groups["slot"]) is <= 31 and int slot && function is >= 0 and <= 7
            ? new Bdf(segment, (byte)bus, slot, function) : null;
    }

    private static string? ValueOf(Group group) => group.Success ? group.Value : null;

    [GeneratedRegex("polled|polling|[Tt]ime-?out|TIMEOUT|[Tt]imed? out|not responding|firmware chunk|ucode"
        + "|nterrupt|IRQ|irq|MSI|msi|vectors|Fence fallback|[Ee][Qq][Ee]s")]
    private static partial Regex Topic();

    // Who says it: "igb 0000:03:00.0 eth0: ", "nvme nvme0: ", "NETDEV WATCHDOG: eth0 (igb): ", "ata1.00: ", "sky2 eth0: ".
    [GeneratedRegex(
        @"^(?:NETDEV WATCHDOG: (?<device>[\w.-]{1,15}) \((?<driver>[\w-]{1,32})\): "
        + @"|(?<driver>[A-Za-z][\w-]{0,30}) (?<address>[0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7])"
        + @"(?: (?<device>[\w.-]{1,24}))?(?: \([^)]{1,40}\))?: |(?<driver>nvme) (?<device>nvme[0-9]{1,4}): |(?<device>ata[0-9]{1,3})(?:\.[0-9]{2})?: "
        + @"|(?<driver>NVRM): (?:GPU (?<address>[0-9a-f]{4}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]): )?"
        + @"|(?<device>hd[a-z]): |(?<device>(?<driver>mpt[23]sas)_cm[0-9]{1,3}): "
        + @"|(?<driver>qla2xxx) \[(?<address>[0-9a-f]{4}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7])\]-[0-9a-f]{4}:[0-9]*: "
        + @"|(?<driver>tpm|tpm_tis|tpm_tis_spi) (?<device>tpm[0-9]{1,2}|[A-Z]{3,4}[0-9A-F]{4}:[0-9]{2}|[0-9a-f]{2}:[0-9a-f]{2}|spi-[\w:.-]{3,20}): "
        + @"|(?<device>(?<driver>[a-z]{2,8})[0-9]{1,2}): (?=[Ww]atchdog timeout|[Mm]issing interrupt|Resetting controller due to a timeout)"
        + @"|(?<driver>[a-z][a-z0-9_]{1,30}) (?<device>(?:eth|en|ib|wl|sd|card)[\w.-]{1,14}): )")]
    private static partial Regex Speaker();

    // What an interrupt should have told was there when the driver looked by itself.
    [GeneratedRegex(
        @"timeout,? completion polled|[Rr]ecovered [0-9]+ [Ee][Qq][Ee]s|[Ff]ence fallback timer expired|completion, polling"
        + @"|sent a completion but the driver didn't receive a MSI-X interrupt")]
    private static partial Regex Polled();

    // The driver waited for an interrupt and nothing else, and says that none came.
    [GeneratedRegex(
        @"\b(?:MSI(?:-?X)?|[Ii]nterrupt|IRQ|irq)\b[^.:]{0,40}\btest failed|\btest (?:of )?(?:MSI"
        + @"|interrupts?)\b[^.:]{0,20}\bfailed"
        + @"|[Nn]o interrupts? (?:was |were )?(?:generated|received|seen)|(?:did not|didn't|never) (?:receive|get|see) (?:an? |any )?(?:\w+ )?(?:MSI"
        + @"|interrupt|IRQ)"
        + @"|failed to generate (?:an? )?(?:\S+ )?interrupt|\b(?:[Ll]ost|[Mm]iss(?:ed|ing)) (?:an )?(?:interrupt|IRQ|irq)\b"
        + @"|TPM interrupt storm detected, polling instead"
        + @"|interrupts? (?:is |are )?not (?:working|arriving|delivered)")]
    private static partial Regex NotReceived();

    [GeneratedRegex(
        @"\b(?:[Ff]ailed to|[Uu]nable to|[Cc]ould not|[Cc]ouldn't|[Cc]an(?:no|')t) (?:request|allocate|alloc|enable|set ?up|initiali[sz]e|init"
        + @"|acquire|get|register|find)\b[^.:;]{0,40}"
        + @"(?:\b(?:irqs?|IRQs?|interrupts?|MSI(?:-?X)?|msix?|vectors?)\b|_irqs?\b)|\b(?:request_(?:threaded_)?irq|pci_alloc_irq_vectors"
        + @"|pci_enable_msix?)\w*\b[^.;]{0,20}(?:failed|error|returned)"
        + @"|\bMSI(?:-?X)? (?:and MSI )?(?:is |are )?not available|\b[Nn]ot enough (?:MSI(?:-?X)? )?(?:vectors|interrupts|IRQs)"
        + @"|\b[Nn]o (?:MSI(?:-?X)? )?(?:vectors|interrupts) available|\b(?:Only )?0 MSI(?:-?X)? (?:interrupts|vectors) available"
        + @"|\b(?:[Nn]ot enough|[Ii]nsufficient) (?:device )?(?:MSI(?:-?X)? )?(?:vectors|interrupts|IRQs)")]
    private static partial Regex NotAllocated();

    [GeneratedRegex(
        @"transmit queue [0-9]+ timed out|\btx_timeout: VSI|[Ww]atchdog timeout|Resetting controller due to a timeout"
        + @"|_base_\w+: timeout|_config_request: timeout|FAILED with timeout|\bMBX Command timeout\b|\bMailbox cmd timeout\b"
        + @"|Timeout while waiting for [a-z ]{3,40} command|not responding to stop endpoint command"
        + @"|Failed to load firmware chunk|Error sending \w+: time out after [0-9]+ ?ms|Failed to start (?:INIT|RT|REGULAR) ucode: -110"
        + @"|\bMessage [0-9a-f]{8} \(seq [0-9]+\) timeout|\b[0-9]+ msecs since last interrupt|Potential MSI-?X issue|\bTX timeout (?:detected|on queue)"
        + @"|\breset due to tx timeout|\bTimeout on hotplug command 0x[0-9a-f]+"
        + @"|\bI/O (?:tag )?[0-9]+\b[^,]{0,60}QID [0-9]+ timeout|\b[Cc]ommand 0x[0-9a-f]+ timed out"
        + @"|\btimeout\. Will cause a leak of a command"
        + @"|\bqc timeout\b|[Nn]o response from codec, disabling MSI|switching to polling mode")]
    private static partial Regex TimedOut();

    [GeneratedRegex(@"^(?:en|wl)(?:P(?<segment>[0-9]{1,5}))?p(?<bus>[0-9]{1,3})s(?<slot>[0-9]{1,2})(?:f(?<function>[0-7]))?(?:np?[0-9]{1,3}|d[0-9]{1,3})?$")]
    private static partial Regex Predictable();
}
