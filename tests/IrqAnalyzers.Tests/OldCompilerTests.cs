using System.Collections.Immutable;
using IrqAnalyzers.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace IrqAnalyzers.Tests;

/// <summary>IRQ9006 for a project: its compiler is too old for the generator that lets runs check contracts of its own.</summary>
public class OldCompilerTests
{
    private const string Rule = "IRQ9006";

    private const string Own = """
        [ProtocolFacts] public enum LineFacts { Wired }
        public class Line
        {
            [Ensures(LineFacts.Wired)] public void Wire() { }
            [Requires(LineFacts.Wired, Rule = "IRQU001")] public void Arm() { }
        }
        """;

    [Fact]
    public async Task An_old_compiler_is_named_once_with_the_one_that_is_needed()
    {
        var diagnostic = Assert.Single(await AnalyzeAsync(Own, new(4, 8)));

        Assert.Equal(Rule, diagnostic.Id);
        Assert.Equal(Location.None, diagnostic.Location);
        Assert.Equal(
            "Only the analyzers check the contracts of this project: a run needs compiler 4.14 (.NET SDK 9.0.300) or newer, and this is compiler 4.8.",
            diagnostic.GetMessage(null));
    }

    [Fact]
    public async Task A_compiler_that_runs_the_generator_is_no_matter() => Assert.Empty(await AnalyzeAsync(Own, new(4, 14)));

    [Fact]
    public async Task A_project_without_contracts_of_its_own_needs_no_newer_compiler() => Assert.Empty(await AnalyzeAsync(Model.Host(""), new(4, 5)));

    [Theory]
    [InlineData("IrqContracts.Vendor.txt", "M:Line.Arm : Requires(LineFacts.Wired, Rule = IRQU001)", true)]
    [InlineData("IrqContracts.txt", "M:Line.Arm : RequiresAbsent(Registered, Rule = IRQU001)", true)]
    [InlineData("IrqContracts.txt", "M:Line.Arm : Ensures(LineFacts.Wired)", false)]
    [InlineData("IrqContracts.txt", "M:Line.Arm : Requires(", false)]
    [InlineData("Notes.txt", "M:Line.Arm : Requires(LineFacts.Wired, Rule = IRQU001)", false)]
    public async Task Contracts_in_files_need_a_newer_compiler_as_attributes_do(string file, string line, bool isNamed) => Assert.Equal(
        isNamed ? [Rule] : [],
        from diagnostic in await AnalyzeAsync("[ProtocolFacts] public enum LineFacts { Wired } public class Line { public void Arm() { } }", new(4, 8), new ContractText(file, line))
        select diagnostic.Id);

    private static async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(string model, Version compiler, params AdditionalText[] files) =>
        await new CompilationWithAnalyzers(
            Model.Compile(model), [new OldCompilerAnalyzer { Compiler = compiler }], new CompilationWithAnalyzersOptions(new([.. files]), null, true, false)).GetAnalyzerDiagnosticsAsync();

    private sealed class ContractText(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }
}
