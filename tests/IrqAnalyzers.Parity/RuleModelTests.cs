using IrqModel;
using IrqModel.Engine.Tests.Rules.Models;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Xunit;

namespace IrqAnalyzers.Parity;

/// <summary>The hand-written models of the rules: what the analyzers report in their files is what runs of them show, by key.</summary>
public sealed class RuleModelTests
{
    private const string Usings = "global using System; global using System.Collections.Generic; global using System.Linq; global using IrqModel; global using IrqModel.Engine;";

    private static readonly string[] Common = ["RuleModel", "RemappedHost", "DmarNotifier", "Harms"];

    public static TheoryData<string> Names => [.. RuleModels.All.Select(model => model.ToString())];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Static_and_dynamic_findings_have_the_same_keys(string name)
    {
        var model = RuleModels.Named(name);
        var shown = model.Run(right: false).FindingKeys.Concat(model.Run(right: true).FindingKeys).Select(key => key.ToString());

        var reported = await AnalyzeAsync(name);

        Assert.Equal(
            shown.Distinct().Order(StringComparer.Ordinal),
            reported.Where(diagnostic => !model.Suspected.Contains(diagnostic.Id)).Select(Key).Distinct().Order(StringComparer.Ordinal));
        Assert.All(
            reported.Where(diagnostic => model.Suspected.Contains(diagnostic.Id)),
            diagnostic => Assert.Equal("possible", diagnostic.Properties["irq.certainty"]));
    }

    private static string Key(Diagnostic diagnostic) => diagnostic.Properties["irq.key"]!;

    private static async Task<IReadOnlyList<Diagnostic>> AnalyzeAsync(string name)
    {
        var folder = Path.Combine(Checkout.Root, "tests", "IrqModel.Engine.Tests", "Rules", "Models");
        var parsing = new CSharpParseOptions(LanguageVersion.Latest);
        var trees = Common.Append(name).Select(file => Path.Combine(folder, $"{file}.cs"))
            .Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), parsing, path))
            .Append(CSharpSyntaxTree.ParseText(Usings, parsing, "Usings.cs"));
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var file && (file.StartsWith("System.", StringComparison.Ordinal) || file is "IrqModel.dll" or "IrqModel.Engine.dll"))
            .Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            "Models", trees, references, new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        var diagnostics = await compilation.WithAnalyzers([new BringUpAnalyzer()]).GetAnalyzerDiagnosticsAsync();
        return [.. diagnostics.Where(diagnostic => diagnostic.Severity != DiagnosticSeverity.Hidden)];
    }
}
