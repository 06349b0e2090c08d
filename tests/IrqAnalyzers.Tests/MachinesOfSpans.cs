using IrqAnalyzers.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace IrqAnalyzers.Tests;

/// <summary>Machines whose parts are handed on in a span, as a parameter with <c>params</c> takes them.</summary>
public class MachinesOfSpans
{
    private const string Each = "foreach (var function in covered) unit.Covers(function);";
    private const string Count = "for (var n = 0; n < covered.Length; n++) unit.Covers(covered[n]);";

    [Theory]
    [InlineData(Each, "Cover(nic); Cover(hba, nic);", "IRQ5002 definite any: Covers(function)")]
    [InlineData(Count, "Cover(nic); Cover(hba, nic);", "IRQ5002 definite any: Covers(covered[n])")]
    [InlineData("Span<PciFunction> copy = [.. covered]; copy[0] = nic; foreach (var function in copy) unit.Covers(function);", "Cover(nic); Cover(hba);", "IRQ5002 definite any: Covers(function)")]
    [InlineData("foreach (var function in covered.ToArray()) unit.Covers(function);", "Cover(nic); Cover(hba, nic);", "IRQ5002 definite any: Covers(function)")]
    [InlineData(Each, "Cover(nic); Cover(hba);", "")]
    [InlineData(Each, "Cover([nic, hba]);", "")]
    [InlineData(Each, "PciFunction[] both = [nic, hba]; Cover(both); Cover();", "")]
    [InlineData("foreach (var function in covered[1..]) unit.Covers(function);", "Cover(nic, hba); Cover(nic, hba);", "")]
    [InlineData("Span<PciFunction> copy = [.. covered]; copy.Reverse(); unit.Covers(copy[0]);", "Cover(nic, hba); Cover(nic, hba);", "")]
    public async Task A_span_has_the_parts_that_it_was_made_of(string cover, string use, string finding)
    {
        var version = (LanguageVersion)1300;
        Assert.SkipUnless(Enum.IsDefined(version), "This compiler has no spans for 'params'.");
        var source = Model.Source($$"""
            internal sealed class Board
            {
                private readonly Machine machine = new("m");
                private PciFunction nic = null!;
                public void Cover(params ReadOnlySpan<PciFunction> covered) { var unit = machine.AddRemappingUnit(); {{cover}} }
                public Machine Describe()
                {
                    var root = machine.AddRootBus();
                    nic = root.AddFunction("02.0");
                    var hba = root.AddFunction("03.0");
                    {{use}}
                    machine.AddCatchAllUnit();
                    return machine;
                }
            }
            internal static class Boards { public static Machine Describe() => new Board().Describe(); }
            """);
        var compilation = Model.Compile(string.Empty).RemoveAllSyntaxTrees()
            .AddSyntaxTrees(CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(version), "/models/Model0.cs"));
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));

        var found = (await Model.AnalyzeAsync(compilation)).Select(Model.Render);

        Assert.Equal(finding.Length > 0 ? [finding] : [], found);
    }
}
