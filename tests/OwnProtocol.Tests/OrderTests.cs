using System.Collections.Immutable;
using System.Text;
using IrqAnalyzers.CodeFixes;
using IrqModel.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using OwnProtocol.Protocol;

namespace OwnProtocol.Tests;

/// <summary>The six orders of the sample: both readers find them, fixes repair them.</summary>
public sealed class OrderTests
{
    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Orders.All.Count)];

    /// <summary>Orders that are mended by moving a call. The others need a decision: what to do instead, and for which functions.</summary>
    public static TheoryData<int> Movable => [.. Enumerable.Range(0, Orders.All.Count).Where(number => Orders.All[number].Rule is not (VmmRules.UnroutedUnderIrqfd or VmmRules.AttachedUnmapped))];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_run_finds_the_wrong_order_and_shows_its_harm(int number)
    {
        var order = Orders.All[number];
        var before = Simulation.Run(Orders.Machine, order.Before);
        Assert.Equal(order.Rule, Assert.Single(before.Findings).Key.Rule);
        Assert.NotEqual("", ((Vmm)before.Host).Harm);
        var after = Simulation.Run(Orders.Machine, order.After);
        Assert.Empty(after.Findings);
        Assert.Equal("", ((Vmm)after.Host).Harm);
    }

    [Fact]
    public async Task The_analyzers_and_the_runs_find_the_same_by_key()
    {
        var found = await CompiledModel.Of(Sample.Sources).AnalyzeAsync(Cancellation);
        var runs = Orders.All.SelectMany(order => Simulation.Run(Orders.Machine, order.Before).Findings).Select(finding => finding.Key.ToString());
        Assert.Equal(runs.Order(StringComparer.Ordinal), found.Select(one => one.Properties["irq.key"]!).Order(StringComparer.Ordinal));
        Assert.All(found, one => Assert.Equal("definite", one.Properties["irq.certainty"]));
        Assert.All(found, one => Assert.True(Sample.IsWrong(one.Location.SourceTree!.FilePath), one.ToString()));
    }

    [Theory]
    [MemberData(nameof(Movable))]
    public async Task A_fix_repairs_it_for_both_readers(int number)
    {
        var name = Orders.All[number].Before(Orders.Machine()).GetType().Name;
        using var workspace = new AdhocWorkspace();
        var project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(), VersionStamp.Default, "Models", "Models", LanguageNames.CSharp,
            compilationOptions: CompiledModel.Options, parseOptions: CompiledModel.Parsing, metadataReferences: CompiledModel.References));
        foreach (var (file, text) in Sample.Sources.Append(("Usings.cs", "global using System; global using System.Collections.Generic; global using System.Linq;")))
            project = project.AddDocument(Path.GetFileName(file), SourceText.From(text, Encoding.UTF8), filePath: file).Project;
        var fix = new BringUpFix();
        var finding = Assert.Single(await FindingsAsync(project, name));
        CodeAction? offered = null;
        var document = project.GetDocument(finding.Location.SourceTree)!;
        await fix.RegisterCodeFixesAsync(new CodeFixContext(document, finding, (action, _) => offered ??= action, Cancellation));
        Assert.NotNull(offered);
        var changed = (await offered.GetOperationsAsync(Cancellation)).OfType<ApplyChangesOperation>().Single().ChangedSolution.GetProject(project.Id)!;
        var text2 = (await changed.GetDocument(document.Id)!.GetTextAsync(Cancellation)).ToString();
        Assert.True((await FindingsAsync(changed, name)).IsEmpty, text2);
        var model = CompiledModel.Of((CSharpCompilation)(await changed.GetCompilationAsync(Cancellation))!, []);
        var run = model.Run("OwnProtocol.Wrong." + name);
        Assert.True(run.Findings.IsEmpty, string.Join('\n', run.Findings) + text2);
    }

    private static async Task<ImmutableArray<Diagnostic>> FindingsAsync(Project project, string name) =>
        (await CompiledModel.Of((CSharpCompilation)(await project.GetCompilationAsync(Cancellation))!, []).AnalyzeAsync(Cancellation))
        .RemoveAll(one => Path.GetFileNameWithoutExtension(one.Location.SourceTree!.FilePath) != name || !Sample.IsWrong(one.Location.SourceTree.FilePath));
}
