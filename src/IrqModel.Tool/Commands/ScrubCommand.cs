using System.CommandLine;
using System.Text;
using IrqModel.Tool.Output;
using IrqModel.Tool.Report;
using IrqModel.Tool.Scrubbing;

namespace IrqModel.Tool.Commands;

/// <summary><c>irqmodel scrub</c>.</summary>
internal static class ScrubCommand
{
    public static Command Create(ToolStreams streams)
    {
        var input = new Argument<string?>("INPUT") { Description = "A text file; standard input if not given.", Arity = ArgumentArity.ZeroOrOne };
        var output = new Option<string?>("--output", "-o") { Description = "Write the text to this file instead of standard output.", HelpName = "FILE" };
        var command = new Command(
            "scrub",
            "Removes serial numbers, MAC and IP addresses, names of machines and people, keys and UUIDs from a paste. "
                + "Equal values get equal stand-ins; what was changed is reported.")
        {
            input, output,
        };
        Help.AddExamples(
            command,
            [
                (ExitCodes.Answered, "the text is written, also where nothing had to be replaced"),
                (ExitCodes.InputIsWrong, "an option is wrong, or the input cannot be read"),
                (ExitCodes.Interrupted, "interrupted; no file is left half-written"),
            ],
            ("before posting", "irqmodel scrub paste.txt -o paste.clean.txt"),
            ("in a pipe", "sudo lspci -vvv | irqmodel scrub"));
        command.SetAction(parsed => ToolCommand.Guard(streams, () =>
        {
            var name = parsed.GetValue(input) ?? Inputs.StandardInput;
            var result = Scrubber.Scrub(TextOf(name == Inputs.StandardInput ? "standard input" : Path.GetFileName(name), Inputs.ReadFile(name, streams)));
            if (parsed.GetValue(output) is { } path) AtomicFile.Write(path, result.Text);
            else streams.Output.Write(result.Text);
            streams.Error.WriteLine(result.Counts.IsEmpty ? "nothing to replace was found" : "replaced:");
            foreach (var count in result.Counts) streams.Error.WriteLine($"  {Words.Count(count.Values, Noun(count.Kind))} in {Words.Count(count.Places, "place")}");
            streams.Error.WriteLine("Read the result before you post it: names in places that this program does not know remain.");
            return ExitCodes.Answered;
        }));
        return command;
    }

    // UTF-16 has a byte order mark or zeros in every other byte; a binary file has zeros elsewhere.
    private static string TextOf(string name, ReadOnlySpan<byte> bytes)
    {
        using var reader = new StreamReader(new MemoryStream(bytes.ToArray()), new UTF8Encoding(false), detectEncodingFromByteOrderMarks: true);
        var text = bytes.Length > 3 && bytes[1] == 0 && bytes[3] == 0 ? Encoding.Unicode.GetString(bytes) : reader.ReadToEnd();
        return text.Contains('\0', StringComparison.Ordinal) ? throw new InputException($"{name}: a binary file; scrub reads text.") : text;
    }

    private static string Noun(ScrubKind kind) => kind switch
    {
        ScrubKind.MacAddress => "MAC address",
        ScrubKind.SerialNumber => "serial number",
        ScrubKind.Uuid => "UUID",
        ScrubKind.WorldWideName => "world wide name",
        ScrubKind.IpAddress => "IP address",
        ScrubKind.HostName => "host name",
        ScrubKind.UserName => "user name",
        ScrubKind.Secret => "secret",
        _ => "row of licence key",
    };
}
