using IrqAnalyzers.CodeFixes.Tests.Support;
using IrqAnalyzers.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace IrqAnalyzers.CodeFixes.Tests;

/// <summary>What cannot be proved, in the project or in another that has the same file, is not offered.</summary>
public sealed class ProofTests : IDisposable
{
    private const string Move = "function.AssignMsiDomain(dmar.FindMsiDomain(function));\nfunction.MatchDriver = false;\nawait function.Add();";
    private const string Replace = "function.MatchDriver = false;\nawait function.Add();\nif (!function.IsVirtual) function.InheritMsiDomainFromBus();\nfunction.MatchDriver = true;";

    // More choices than one visit of each block can tell apart.
    // More to report than a small budget has visits for, so that the analysis gives up when it has reported some of it.
    private static readonly string Long = string.Concat(
        Enumerable.Range(0, 60).Select(number => $"if (function.Address.Bus == {number}) function.AssignMsiDomain(null);\n")) + "\n";

    private readonly AdhocWorkspace workspace = new();

    [Theory]
    [InlineData("IRQ1001", Move)]
    [InlineData("IRQ1003", Replace)]
    public async Task A_file_of_two_projects_is_fixed_where_both_agree(string rule, string body) =>
        Assert.Single((await OfferedAsync(Models.Host(body), rule)).Select(action => action.Title).Distinct());

    [Fact]
    public async Task What_is_hidden_from_a_project_is_not_crossed() => Assert.Empty(await OfferedAsync(
        Models.Host(Move.Replace("\nawait", "\n#if OTHER\nSystem.Console.WriteLine();\n#endif\nawait", StringComparison.Ordinal)), "IRQ1001"));

    [Fact]
    public async Task A_move_that_adds_a_finding_in_another_project_is_not_offered() => Assert.Empty(await OfferedAsync(
        Models.Host(
            Move.Replace("\nawait", "\nUse(function);\nawait", StringComparison.Ordinal),
            "#if OTHER\n[Requires(Facts.MsiDomainDecided, Subject = \"one\", Rule = RuleIds.VectorsBeforeDomain)]\n#endif\nprivate static void Use(PciFunction one) { }\n"),
        "IRQ1001"));

    [Fact]
    public async Task A_replacement_that_does_not_compile_in_another_project_is_not_offered() => Assert.Empty(await OfferedAsync(
        Models.Host(Replace).Replace(
            "    private readonly Iommu dmar;", "#if OTHER\n    private readonly object dmar;\n#else\n    private readonly Iommu dmar;\n#endif", StringComparison.Ordinal),
        "IRQ1003"));

    [Theory]
    [InlineData("60", "60", true)]
    [InlineData("1", "60", false)]
    [InlineData("60", "1", false)]
    [InlineData("1\ndotnet_diagnostic.IRQ9001.severity = none", "60", false)]
    [InlineData("60", "1\ndotnet_diagnostic.IRQ9001.severity = none", false)]
    [InlineData("60\ndotnet_diagnostic.IRQ9001.severity = none", "60", true)]
    public async Task Where_the_analysis_gives_up_nothing_is_offered(string budget, string otherBudget, bool isOffered) => Assert.Equal(
        isOffered,
        (await OfferedAsync(
            Models.Host("var one = function.Bus.AddFunction(\"00.0\");\none.AssignMsiDomain(null);\ndmar.Register(one);\n" + Long), "IRQ1001", budget, otherBudget)).Count > 0);

    [Fact]
    public async Task Of_two_findings_at_one_call_of_a_helper_each_has_its_own_fix() => Assert.Single(await OfferedAsync(
        Models.Host(
            """
            if (function.IsVirtual) return;
            Place(function);
            void Place(PciFunction one)
            {
                if (one.Address.Device == 1)
                {
                    one.AssignMsiDomain(null);
                    dmar.Register(one);
                }
                else
                {
                    one.AssignMsiDomain(null);
                }
            }
            """),
        "IRQ1001", findings: 2));

    public void Dispose() => workspace.Dispose();

    private async Task<IReadOnlyList<CodeAction>> OfferedAsync(string source, string rule, string budget = "60", string otherBudget = "60", int? findings = null)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var references = RunningFramework.References.Add(Models.Dsl);
        var other = Add("Other", references, source, otherBudget, "OTHER");
        var own = Add("Own", references, source, budget);
        var document = workspace.CurrentSolution.GetDocument(own)!;
        Assert.Equal(other, Assert.Single(document.GetLinkedDocumentIds()));
        var actions = new List<CodeAction>();
        var found = (await FormatRun.FindingsAsync(document.Project, cancellation)).Where(finding => finding.Id == rule).ToList();
        Assert.NotEmpty(found);
        Assert.Equal(findings ?? found.Count, found.Count);
        foreach (var finding in found)
            await new BringUpFix().RegisterCodeFixesAsync(new CodeFixContext(document, finding, (action, _) => actions.Add(action), cancellation));
        return actions;
    }

    private DocumentId Add(string name, IEnumerable<MetadataReference> references, string source, string budget, params string[] symbols)
    {
        var project = workspace.AddProject(name, LanguageNames.CSharp)
            .WithMetadataReferences(references)
            .WithParseOptions(new CSharpParseOptions(preprocessorSymbols: symbols))
            .WithCompilationOptions(new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable))
            .AddAnalyzerConfigDocument(".editorconfig", SourceText.From($"root = true\n[*.cs]\nirq_analysis_budget = {budget}\n"), filePath: "/.editorconfig").Project;
        var document = project.AddDocument("Host.cs", source, filePath: "/Host.cs");
        Assert.True(workspace.TryApplyChanges(document.Project.Solution));
        return document.Id;
    }
}
