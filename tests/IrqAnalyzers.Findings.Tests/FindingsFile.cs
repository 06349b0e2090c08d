using System.Globalization;

namespace IrqAnalyzers.Findings.Tests;

/// <summary>
/// Writes everything that the analyzers report to a file, so that two checkouts can be compared: a change that only moves code leaves the file
/// as it is, byte for byte.
/// </summary>
[Trait("Suite", "Long")]
public sealed class FindingsFile(ITestOutputHelper output)
{
    /// <summary>The environment variable that names the file.</summary>
    private const string PathVariable = "IRQ_FINDINGS";

    /// <summary>The environment variable that says how many random programs there are; 300 unless it does.</summary>
    private const string CountVariable = "IRQ_FINDINGS_PROGRAMS";

    [Fact]
    public async Task Everything_that_is_reported_is_written_to_a_file()
    {
        var path = Environment.GetEnvironmentVariable(PathVariable);
        Assert.SkipWhen(string.IsNullOrEmpty(path), $"{PathVariable} names no file.");
        var count = Environment.GetEnvironmentVariable(CountVariable) is { Length: > 0 } asked ? int.Parse(asked, CultureInfo.InvariantCulture) : 300;
        var cancellation = TestContext.Current.CancellationToken;
        var sets = SourceSet.Corpus().Concat(SourceSet.Samples()).Concat(SourceSet.Programs(count)).Append(SourceSet.Benchmark()).ToArray();
        var written = new string[sets.Length];
        await Parallel.ForAsync(0, sets.Length, cancellation, async (index, token) =>
            written[index] = $"# {sets[index].Name}\n{await sets[index].AnalyzeAsync(new(), token)}");
        var text = string.Concat(written);
        Assert.DoesNotContain(" AD0001 ", text, StringComparison.Ordinal);
        await File.WriteAllTextAsync(path!, text, cancellation);
        output.WriteLine($"{text.Count(static character => character == '\n') - sets.Length} findings in {sets.Length} sets of sources: {path}");
    }
}
