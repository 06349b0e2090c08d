using System.Globalization;
using IrqAnalyzers.Tests.Shared;
using IrqAnalyzers.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace IrqAnalyzers.Tests;

/// <summary>
/// Programs with one bug each and their twins without, which people wrote who had not seen these tests. They lie beside the checkout; where they do
/// not, the tests are skipped.
/// </summary>
[Trait("Suite", "Long")]
public class SharedPrograms(ITestOutputHelper output)
{
    private const int MostMissed = 2;
    private const int MostNoisy = 4;

    private const int MostMissedOfSmall = 0;
    private const int MostNoisyOfSmall = 6;

    // Wrong programs have a bug of an idiom, or are the neighbours of one; the right ones among them ask for VFs before they give them up.
    private static readonly string[] RightOnes = ["q50_virtualfunctions_count.cs", "q51.cs", "q52.cs", "q53.cs"];

    private static readonly string? Folder = Checkout.SharedFolder("IRQ_PROGRAMS", Path.Combine("cases", "programs"));

    private const string Usings =
        "global using System; global using System.Collections.Generic; global using System.Linq; global using System.Threading; global using System.Threading.Tasks; global using IrqModel;";

    [Fact]
    public async Task Nothing_in_a_right_program_is_called_certain_and_little_is_missed_in_a_wrong_one()
    {
        SkipWhereTheyCannotBeCompiled();
        var (missed, noisy, falselySure, sure) = (0, 0, 0, 0);
        foreach (var (pair, rule) in Pairs())
        {
            var wrong = await FindAsync($"{pair}Bug.cs", "Shared.cs");
            var right = await FindAsync($"{pair}Ok.cs", "Shared.cs");
            var found = wrong.Where(finding => finding.StartsWith(rule, StringComparison.Ordinal)).ToList();
            var isSure = found.Exists(finding => finding.Contains(" definite ", StringComparison.Ordinal));
            var isFalselySure = right.Exists(finding => finding.Contains(" definite ", StringComparison.Ordinal));
            missed += found.Count == 0 ? 1 : 0;
            sure += isSure ? 1 : 0;
            noisy += right.Count > 0 && !isFalselySure ? 1 : 0;
            falselySure += isFalselySure ? 1 : 0;
            output.WriteLine(
                $"{pair} {rule}: {(isSure ? "definite" : found.Count > 0 ? "possible" : "MISSED")}, twin {(isFalselySure ? "FALSE-DEFINITE" : right.Count > 0 ? "NOISE" : "clean")}"
                + string.Concat(wrong.Select(finding => $"\n    wrong: {finding}")) + string.Concat(right.Select(finding => $"\n    right: {finding}")));
        }

        output.WriteLine($"sure {sure}, missed {missed}, noisy twins {noisy}, twins with a false certainty {falselySure}");
        Assert.Equal(0, falselySure);
        Assert.InRange(missed, 0, MostMissed);
        Assert.InRange(noisy, 0, MostNoisy);
    }

    [Fact]
    public async Task Small_programs_have_no_false_certainty_and_few_misses()
    {
        SkipWhereTheyCannotBeCompiled();
        var (falselySure, missed, noisy) = (new List<string>(), new List<string>(), new List<string>());
        foreach (var path in Directory.GetFiles(Path.Combine(Folder!, "small"), "*.cs").Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(path);
            var findings = await FindAsync(Path.Combine("small", name));
            output.WriteLine(name + string.Concat(findings.Select(finding => $"\n    {finding}")));
            var isWrong = name[0] == 'q' && !RightOnes.Contains(name);
            if (isWrong && findings.Count == 0) missed.Add(name);
            if (isWrong || findings.Count == 0) continue;
            noisy.Add(name);
            if (findings.Exists(finding => finding.Contains(" definite ", StringComparison.Ordinal))) falselySure.Add(name);
        }

        output.WriteLine($"missed {missed.Count}, noisy {noisy.Count}, false certainties {falselySure.Count}");
        Assert.Empty(falselySure);
        Assert.InRange(missed.Count, 0, MostMissedOfSmall);
        Assert.InRange(noisy.Count, 0, MostNoisyOfSmall);
    }

    [Fact]
    public async Task Large_programs_have_no_false_certainty()
    {
        SkipWhereTheyCannotBeCompiled();
        var falselySure = new List<string>();
        foreach (var path in Directory.GetDirectories(Path.Combine(Folder!, "large")).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(path);
            var files = Directory.GetFiles(path, "*.cs").Select(file => Path.GetRelativePath(Folder!, file)).Append(Path.Combine("large", "Shared.cs"));
            var findings = await FindAsync([.. files]);
            output.WriteLine(name + string.Concat(findings.Select(finding => $"\n    {finding}")));
            if (name.EndsWith("Ok", StringComparison.Ordinal)) falselySure.AddRange(findings.Where(finding => finding.Contains(" definite ", StringComparison.Ordinal)));
        }

        Assert.Empty(falselySure);
    }

    private static void SkipWhereTheyCannotBeCompiled()
    {
        Assert.SkipWhen(Folder is null, "There is no folder ../shared/cases/programs.");
        Assert.SkipUnless(Enum.IsDefined((LanguageVersion)1200), "This compiler has no primary constructors of classes, and the programs have.");
    }

    // The rows of the table in the README: "| T01 | idiom | IRQ1001 | ...".
    private static IEnumerable<(string Pair, string Rule)> Pairs() =>
        from line in File.ReadLines(Path.Combine(Folder!, "README.md"))
        where line.StartsWith("| T", StringComparison.Ordinal)
        let cells = line.Split('|')
        where File.Exists(Path.Combine(Folder!, $"{cells[1].Trim()}Bug.cs"))
        select (cells[1].Trim(), cells[3].Trim());

    private static async Task<List<string>> FindAsync(params string[] files)
    {
        var parsing = new CSharpParseOptions(LanguageVersion.Latest);
        var trees = files.Select(file => Path.Combine(Folder!, file)).Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), parsing, path));
        var compilation = Model.Compile().AddSyntaxTrees([.. trees, CSharpSyntaxTree.ParseText(Usings, parsing, "Usings.cs")]);
        compilation = compilation.RemoveSyntaxTrees(compilation.SyntaxTrees.Where(tree => tree.FilePath.StartsWith("/models/", StringComparison.Ordinal)));
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        var found = await compilation.WithAnalyzers([new BringUpAnalyzer()]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return
        [
            .. found
                .Where(diagnostic => diagnostic.Severity != DiagnosticSeverity.Hidden)
                .OrderBy(diagnostic => diagnostic.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start)
                .Select(Render),
        ];
    }

    private static string Render(Diagnostic diagnostic)
    {
        var place = diagnostic.Location.GetLineSpan();
        var line = (place.StartLinePosition.Line + 1).ToString(CultureInfo.InvariantCulture);
        return $"{Model.Render(diagnostic).Split('\n')[0]} ({Path.GetFileName(place.Path)}:{line})";
    }
}
