using System.Text.RegularExpressions;

namespace IrqModel.Firmware;

/// <summary>
/// Single facts: the output of <c>uname</c>, <c>/proc/cmdline</c>, the processor from <c>lscpu</c> or <c>/proc/cpuinfo</c>.
/// </summary>
internal sealed partial class FactReader(string source, EvidenceBuilder evidence) : TextReaderPart
{
    private bool _asksForVersion;

    public override bool TryRead(TextLine line)
    {
        string body = line.Body;
        if (Uname().Match(body) is { Success: true } uname)
            return Take("the kernel version", evidence.KernelVersion = uname.Groups[1].Value, line.Number);
        if (_asksForVersion && Version().Match(body) is { Success: true } version)
            return Take("the kernel version", evidence.KernelVersion = version.Value, line.Number);
        if (FreeBsd().Match(body) is { Success: true } system)
        {
            if (evidence.OtherSystem is null)
                Take("the operating system", evidence.OtherSystem = system.Groups[1].Success ? $"FreeBSD {system.Groups[1].Value}" : "FreeBSD", line.Number);
            return true;
        }
        if (CommandLine().IsMatch(body))
            return Take("the kernel's command line", evidence.CommandLine = body, line.Number);
        if (Processor().Match(body) is { Success: true } processor)
        {
            // There is one such line for each CPU.
            if (evidence.Processor is null)
                Take("the processor", evidence.Processor = processor.Groups[1].Value, line.Number);
            return true;
        }
        return false;
    }

    public override void Command(int number, string command) => _asksForVersion = command.Contains("uname", StringComparison.Ordinal);

    public override void End()
    {
    }

    private bool Take(string what, string value, int line)
    {
        evidence.Add(new EvidencePart(source, EvidenceKind.Fact, $"{what}: {value}") { FirstLine = line, LastLine = line });
        return true;
    }

    [GeneratedRegex(@"^Linux \S+ ([0-9]+\.[0-9]+[\w.+~-]*) #")]
    private static partial Regex Uname();

    // The first lines of its dmesg, and uname -a.
    [GeneratedRegex(@"^(?:FreeBSD (?:\S+ )?([0-9]+\.[0-9]+-[A-Z]+[\w-]*) |FreeBSD is a registered trademark|---<<BOOT>>---$)")]
    private static partial Regex FreeBsd();

    [GeneratedRegex(@"^[0-9]+\.[0-9]+[\w.+~-]*$")]
    private static partial Regex Version();

    [GeneratedRegex(@"^(?:BOOT_IMAGE=|initrd=\S+ root=|root=\S+ )")]
    private static partial Regex CommandLine();

    [GeneratedRegex(@"^(?:Model name|model name)\s*:\s*(\S.*)$")]
    private static partial Regex Processor();
}
