using System.Diagnostics;
using System.Globalization;

namespace Report.Tests;

/// <summary>How long the tool took as a program of its own, start included.</summary>
/// <param name="Elapsed">The time on the clock, which other programs on a busy machine lengthen.</param>
/// <param name="Processor">The time that it had processors. On a machine that has nothing else to do, it takes about as long.</param>
internal sealed record TimedRun(TimeSpan Elapsed, TimeSpan Processor)
{
    // A program gets no figure of the processor time of a child that has ended; a shell does.
    private const string Shell = "/bin/sh";
    private const string RunAndTell = """
        "$@" > /dev/null
        code=$?
        times >&2
        exit $code
        """;

    /// <summary>Whether the processor time of what ran can be measured here.</summary>
    public static bool IsPossible => File.Exists(Shell);

    /// <summary>Runs the tool.</summary>
    /// <param name="arguments">Its arguments.</param>
    public static TimedRun Of(params string[] arguments)
    {
        var watch = Stopwatch.StartNew();
        using var shell = Process.Start(new ProcessStartInfo(
            Shell, ["-c", RunAndTell, Shell, "dotnet", typeof(IrqModel.Tool.ExitCodes).Assembly.Location, .. arguments])
        { RedirectStandardError = true })!;
        var error = shell.StandardError.ReadToEnd();
        shell.WaitForExit();
        var elapsed = watch.Elapsed;
        Assert.True(shell.ExitCode == 0, error);
        return new(elapsed, ChildrenOf(error));
    }

    // The last line of what times prints: user and system time of the children, "0m1.234s 0m0.056s".
    private static TimeSpan ChildrenOf(string times)
    {
        var children = times.TrimEnd().Split('\n')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, children.Length);
        return Read(children[0]) + Read(children[1]);
    }

    private static TimeSpan Read(string time)
    {
        var parts = time.TrimEnd('s').Split('m');
        return TimeSpan.FromMinutes(int.Parse(parts[0], CultureInfo.InvariantCulture)) + TimeSpan.FromSeconds(double.Parse(parts[1], CultureInfo.InvariantCulture));
    }
}
