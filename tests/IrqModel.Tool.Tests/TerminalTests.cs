using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace IrqModel.Tool.Tests;

/// <summary>The tool as a process of its own, at a terminal and under Ctrl-C.</summary>
[Trait("Suite", "Long")]
public sealed partial class TerminalTests : IDisposable
{
    private const string Terminal = "/usr/bin/script";

    private readonly string folder = Directory.CreateTempSubdirectory("irqmodel").FullName;

    private static string Tool => typeof(ExitCodes).Assembly.Location;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("1", false)]
    public void A_terminal_gets_colours_unless_NO_COLOR_is_set(string? noColor, bool expected)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists(Terminal), $"{Terminal} is not there to make a terminal.");
        var table = Path.Combine(folder, "DMAR");
        File.WriteAllBytes(table, Reference.Table());
        var listing = Write("lspci.txt", Reference.Listing);
        var info = new ProcessStartInfo(Terminal, ["-qec", $"dotnet {Tool} run --host linux-5.10-rc3 --machine {table} {listing}", "/dev/null"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        info.Environment["TERM"] = "xterm-256color";
        info.Environment.Remove("NO_COLOR");
        if (noColor is not null) info.Environment["NO_COLOR"] = noColor;
        using var process = Process.Start(info)!;
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        Assert.Contains("blocked", output, StringComparison.Ordinal);
        Assert.Equal(expected, Colour().IsMatch(output));
    }

    // SGR; the runtime itself sends other sequences to a terminal when it starts.
    [GeneratedRegex(@"\x1b\[[0-9;]*m")]
    private static partial Regex Colour();

    [Theory]
    [InlineData("run")]
    [InlineData("diff")]
    public void Ctrl_C_while_a_model_runs_ends_it_and_leaves_no_file(string verb)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "There are no signals to send.");
        Assert.SkipWhen(IsInterruptIgnored(), "What runs the tests ignores SIGINT, as a shell does in the background, and so do the processes that they start.");
        const string Started = "the model speaks";
        var model = Write("model.cs", Runs.Models.Right.Replace("await ScanBuses();", "while (true) { }", StringComparison.Ordinal));
        var outputs = new[] { "html", "json", "dot" }.Select(kind => Path.Combine(folder, $"out.{kind}")).ToArray();
        string[] inputs = verb == "diff" ? [model, model] : [model];
        using var process = Process.Start(new ProcessStartInfo(
            "dotnet", [Tool, verb, .. inputs, "--timeout", "120", "--html", outputs[0], "--json", outputs[1], "--dot", outputs[2]])
        { RedirectStandardError = true, RedirectStandardOutput = true })!;
        while (process.StandardError.ReadLine() is { } line && line != Started)
        {
            // What comes before is of no interest.
        }

        using (var kill = Process.Start("kill", ["-INT", $"{process.Id}"])) kill.WaitForExit();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();

        Assert.Equal((ExitCodes.Interrupted, "interrupted\n"), (process.ExitCode, error));
        Assert.Equal(["model.cs"], Directory.GetFiles(folder).Select(Path.GetFileName));
    }

    private static bool IsInterruptIgnored()
    {
        const string Heading = "SigIgn:";
        const int Interrupt = 2;
        var ignored = File.ReadLines("/proc/self/status").Single(line => line.StartsWith(Heading, StringComparison.Ordinal))[Heading.Length..].Trim();
        return (ulong.Parse(ignored, NumberStyles.HexNumber, CultureInfo.InvariantCulture) & (1UL << (Interrupt - 1))) != 0;
    }
}
