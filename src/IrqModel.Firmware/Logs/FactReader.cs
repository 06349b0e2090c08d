using System.Text.RegularExpressions;

namespace IrqModel.Firmware;

/// <summary>
/// Single facts: the output of <c>uname</c>, <c>/proc/cmdline</c>, the processor from <c>lscpu</c> or <c>/proc/cpuinfo</c>.
/// </summary>
internal sealed partial class FactReader(string source, EvidenceBuilder evidence) : TextReaderPart
{
    private bool _asksForVersion;
    private bool _asksForCommandLine;
    private bool _asksForConfiguration;
    private bool _asksForVirtualization;

    public override bool TryRead(TextLine line)
    {
        string body = line.Body;
        // One command may ask for both: "uname -r; cat /proc/cmdline".
        if (_asksForVersion && Version().Match(body) is { Success: true } version)
            return Take("the kernel version", evidence.KernelVersion = version.Value, line.Number);
        if (TryReadCommandLine(body, line) || TryReadVirtualization(body, line.Number))
            return true;
        if (!MayBeFact(body[0]) && !body.Contains(" on pci", StringComparison.Ordinal))
            return false;
        if (body[0] == 'L' && Uname().Match(body) is { Success: true } uname)
        {
            // "uname -a" ends with the kind of processor; x86 says nothing of whose it is.
            if (UnameProcessor().Match(body) is { Success: true } kind)
                evidence.Processor ??= kind.Groups[1].Value;
            return Take("the kernel version", evidence.KernelVersion = uname.Groups[1].Value, line.Number);
        }
        if (body[0] is 'K' or 'p' or 'S' or 'U' or 'u' && Release().Match(body) is { Success: true } release)
            return Take("the kernel version", evidence.KernelVersion = release.Groups[1].Value, line.Number);
        if ((body[0] is 'F' or '-' || body.Contains(" on pci", StringComparison.Ordinal)) && FreeBsd().Match(body) is { Success: true } system)
        {
            if (evidence.OtherSystem is null)
                Take("the operating system", evidence.OtherSystem = system.Groups[1].Success
                    ? $"FreeBSD {system.Groups[1].Value}" : "FreeBSD", line.Number);
            return true;
        }
        if (OtherSystemText.In(body) is { } other)
        {
            if (evidence.OtherSystem is null)
                Take("the operating system", evidence.OtherSystem = other, line.Number);
            return true;
        }
        if (body[0] is 'H' or 'B' or 'D' or 's' && HypervisorNames.In(body) is { } hypervisor)
            return Take("the hypervisor", evidence.Hypervisor = hypervisor, line.Number);
        if (body[0] is 'M' or 'm' && Processor().Match(body) is { Success: true } processor)
        {
            // There is one such line for each CPU.
            if (evidence.Processor is null)
                Take("the processor", evidence.Processor = processor.Groups[1].Value, line.Number);
            return true;
        }
        return false;
    }

    private bool TryReadCommandLine(string body, TextLine line)
    {
        (bool isBooted, bool isConfigured) = (_asksForCommandLine, _asksForConfiguration);
        (_asksForCommandLine, _asksForConfiguration) = (false, false);
        if (isBooted && CommandLineText.IsOptions(body))
            return Take("the kernel's command line", evidence.CommandLine = body, line.Number);
        if (isConfigured && CommandLineText.IsOptions(body))
            return Configure(line, "/etc/kernel/cmdline", body);
        if (CommandLineText.Configured(body) is { } configured)
            return Configure(line, configured.Setting, configured.Options);
        return CommandLineText.Booted(body) is { } booted
            && Take("the kernel's command line", evidence.CommandLine = booted, line.Number);
    }

    private bool TryReadVirtualization(string body, int line)
    {
        if ((_asksForVirtualization ? body : VirtualizationText.In(body)) is not { } word)
            return false;
        if (word == "none")
            return Take("virtualization", "none", line);
        if (VirtualizationText.HypervisorOf(word) is { } hypervisor)
            return Take("the hypervisor", evidence.Hypervisor = hypervisor, line);
        return VirtualizationText.IsContainer(word) && Take("the kind of container", evidence.Container = word, line);
    }

    private bool Configure(TextLine line, string setting, string options)
    {
        // What a mail quotes is somebody else's.
        if (line.QuoteDepth == 0)
            evidence.Add(new ConfiguredCommandLine(source, line.Number, setting, options));
        return Take("a configured command line", $"{setting}, {options}", line.Number);
    }

    // The first letters of the expressions: a line that starts otherwise is no fact.
    private static bool MayBeFact(char first) =>
        first is '-' or '[' or '+' or '|' or 'c' or 'i' or 'm' or 'p' or 'r' or 's' or 'u' or 'v' || char.IsAsciiLetterUpper(first);

    public override void Command(int number, string command)
    {
        _asksForVersion = command.Contains("uname", StringComparison.Ordinal);
        _asksForCommandLine = command.Contains("/proc/cmdline", StringComparison.Ordinal);
        _asksForVirtualization = VirtualizationText.IsAsked(command);
        _asksForConfiguration = command.Contains("/etc/kernel/cmdline", StringComparison.Ordinal);
    }

    // What stands in a quoted mail is somebody else's, or older.
    public override void Unknown(TextLine line)
    {
        if (line.QuoteDepth > 0)
            return;
        // "kernel: 6.7.4-arch1-1" in a list has the prefix of a log.
        if (line.IsLooseLog && KernelMentionText.IsVersion(line.Body))
            evidence.Add(new KernelMention(source, line.Number, line.Body));
        if (line.IsKernelLog)
            return;
        foreach (string version in KernelMentionText.Read(line.Body))
            evidence.Add(new KernelMention(source, line.Number, version));
    }

    public override void End()
    {
    }

    private bool Take(string what, string value, int line)
    {
        evidence.Add(new EvidencePart(source, EvidenceKind.Fact, $"{what}: {value}") { FirstLine = line, LastLine = line });
        return true;
    }

    [GeneratedRegex(@"^Linux \S+ ([0-9]+\.[0-9]+\.[0-9]+[\w.+~-]*) #[0-9]")]
    private static partial Regex Uname();

    [GeneratedRegex(@"\b(aarch64|riscv64|loongarch64|ppc64(?:le)?)(?: \S+){0,3}$")]
    private static partial Regex UnameProcessor();

    // The first lines of its dmesg, and uname -a.
    [GeneratedRegex(@"^(?:FreeBSD (?:\S+ )?([0-9]+\.[0-9]+-[A-Z]+[\w-]*) |FreeBSD is a registered trademark|---<<BOOT>>---$"
        + @"|[a-z]{2,8}[0-9]{1,2}: <[^>]{3,120}>.* (?:at device [0-9]+\.[0-9]+ (?:numa-domain [0-9]+ )?)?on pci[0-9]+$)")]
    private static partial Regex FreeBsd();

    // pveversion, hostnamectl, inxi, the system page of Proxmox.
    [GeneratedRegex(
        @"^(?:[Uu]name(?: -[ar]+)?: +(?:Linux (?:[^\s0-9]\S* )?)?(?<1>[0-9]+\.[0-9]+\.[0-9]+[\w.+~-]*)|(?:pve-manager/"
        + @"|proxmox-ve: )\S+ \(running kernel: (?<1>[0-9]+\.[0-9]+[\w.+~-]*)\)"
        + @"|(?:System:\s+(?:Host: \S+ )?)?Kernel(?: Version)?:?\s+(?:Linux )?(?<1>[0-9]+\.[0-9]+\.[0-9]+[\w.+~-]*)"
        + @"(?:\s*$|\s+(?:arch:|bits:|x86_64|i[3-6]86|aarch64|ppc64|\()))")]
    private static partial Regex Release();

    [GeneratedRegex(@"^[0-9]+\.[0-9]+[\w.+~-]*$")]
    private static partial Regex Version();

    [GeneratedRegex(@"^(?:Model name|model name)\s*:\s*(\S.*)$")]
    private static partial Regex Processor();
}
