using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Xunit;

namespace Editors.Tests.Hosting;

/// <summary>The light bulb, in a workspace that reads projects from disk and writes them back: preview, apply, undo, Fix All.</summary>
public sealed class FixesInAnIde(IdeSession ide) : IClassFixture<IdeSession>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_finding_has_a_light_bulb_with_one_action()
    {
        foreach (var document in IdeSession.Files.Select(ide.Document))
        {
            var findings = await LightBulb.FindingsAsync(document, Cancellation);
            Assert.Equal(["IRQ1001", "IRQ1001"], findings.Select(finding => finding.Id));
            foreach (var finding in findings)
                Assert.Equal(["Move 'Register' before 'AssignMsiDomain'"], (await LightBulb.ActionsAsync(document, finding, Cancellation)).Select(action => action.Title));
        }
    }

    [Fact]
    public async Task A_preview_shows_one_moved_line_and_changes_nothing()
    {
        var (document, action) = await FirstActionAsync("Beta.cs");
        var (solution, disk) = (ide.Workspace.CurrentSolution, ide.Disk());
        var preview = Assert.IsType<ApplyChangesOperation>(Assert.Single(await action.GetPreviewOperationsAsync(Cancellation))).ChangedSolution;

        var changed = preview.GetDocument(Assert.Single(Assert.Single(preview.GetChanges(solution).GetProjectChanges()).GetChangedDocuments()))!;
        Assert.Equal(document.Id, changed.Id);
        var (before, after) = ((await document.GetTextAsync(Cancellation)).ToString().Split('\n'), (await changed.GetTextAsync(Cancellation)).ToString().Split('\n'));
        Assert.Equal(before.Order(StringComparer.Ordinal), after.Order(StringComparer.Ordinal));
        Assert.Equal(
            ["        // Nothing is known of the function yet.", "        function.AssignMsiDomain(null);", "        iommu.Register(function);"],
            before.Where((line, index) => line != after[index]).Order(StringComparer.Ordinal).Select(line => line.TrimEnd('\r')));

        Assert.Same(solution, ide.Workspace.CurrentSolution);
        Assert.Equal(disk, ide.Disk());
    }

    [Theory]
    [InlineData("Alpha.cs")]
    [InlineData("Beta.cs")]
    public async Task Apply_writes_what_the_preview_showed_and_undo_gives_back_every_byte(string file)
    {
        var (_, action) = await FirstActionAsync(file);
        var (solution, disk) = (ide.Workspace.CurrentSolution, ide.Disk());
        var preview = ((ApplyChangesOperation)(await action.GetPreviewOperationsAsync(Cancellation)).Single()).ChangedSolution;

        await ide.ApplyAsync(action, Cancellation);
        var (applied, written) = (ide.Workspace.CurrentSolution, ide.Disk());
        Assert.Equal(await TextsAsync(preview), await TextsAsync(applied));
        Assert.Equal(1, (await IdeSession.CountAsync(applied, Cancellation))[file]);
        Assert.Equal([file], IdeSession.Files.Where((_, index) => !disk[index].AsSpan().SequenceEqual(written[index])));
        Assert.Equal(disk.Select(bytes => bytes.Length), written.Select(bytes => bytes.Length));

        ide.GoTo(solution);
        Assert.Equal(disk, ide.Disk());
        Assert.Equal(2, (await IdeSession.CountAsync(ide.Workspace.CurrentSolution, Cancellation))[file]);

        ide.GoTo(applied);
        Assert.Equal(written, ide.Disk());
        ide.GoTo(solution);
    }

    [Theory]
    [InlineData(FixAllScope.Document, "Alpha.cs")]
    [InlineData(FixAllScope.Project, "Alpha.cs", "Beta.cs")]
    [InlineData(FixAllScope.Solution, "Alpha.cs", "Beta.cs", "Gamma.cs")]
    public async Task Fix_all_fixes_its_scope_and_nothing_else(FixAllScope scope, params string[] files)
    {
        var (solution, disk) = (ide.Workspace.CurrentSolution, ide.Disk());
        var document = ide.Document("Alpha.cs");
        var finding = (await LightBulb.FindingsAsync(document, Cancellation))[0];

        await ide.ApplyAsync(await LightBulb.FixAllAsync(document, finding, scope, Cancellation), Cancellation);
        var counts = await IdeSession.CountAsync(ide.Workspace.CurrentSolution, Cancellation);
        var written = ide.Disk();
        ide.GoTo(solution);

        Assert.Equal(IdeSession.Files.Except(files).ToDictionary(file => file, _ => 2), counts);
        Assert.Equal(files, IdeSession.Files.Where((_, index) => !disk[index].AsSpan().SequenceEqual(written[index])));
        Assert.Equal(disk, ide.Disk());
    }

    [Fact]
    public async Task Fix_all_gives_what_one_light_bulb_after_the_other_gives()
    {
        var document = ide.Document("Beta.cs");
        var finding = (await LightBulb.FindingsAsync(document, Cancellation))[0];
        var all = await ChangedAsync(await LightBulb.FixAllAsync(document, finding, FixAllScope.Document, Cancellation));

        var solution = document.Project.Solution;
        while (await LightBulb.FindingsAsync(solution.GetDocument(document.Id)!, Cancellation) is [var next, ..])
            solution = await ChangedAsync((await LightBulb.ActionsAsync(solution.GetDocument(document.Id)!, next, Cancellation))[0]);
        Assert.Equal(await TextsAsync(solution), await TextsAsync(all));
    }

    [Fact]
    public async Task Fix_all_stops_when_it_is_cancelled()
    {
        var document = ide.Document("Alpha.cs");
        var finding = (await LightBulb.FindingsAsync(document, Cancellation))[0];
        using var cancelled = new CancellationTokenSource();
        var action = await LightBulb.FixAllAsync(document, finding, FixAllScope.Solution, cancelled.Token);
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => action.GetOperationsAsync(cancelled.Token));
    }

    private static async Task<Solution> ChangedAsync(CodeAction action) =>
        ((ApplyChangesOperation)(await action.GetOperationsAsync(Cancellation)).Single(operation => operation is ApplyChangesOperation)).ChangedSolution;

    private static async Task<string[]> TextsAsync(Solution solution) =>
        await Task.WhenAll(solution.Projects.SelectMany(project => project.Documents).Select(async document => (await document.GetTextAsync(Cancellation)).ToString()));

    private async Task<(Document Document, CodeAction Action)> FirstActionAsync(string file)
    {
        var document = ide.Document(file);
        var finding = (await LightBulb.FindingsAsync(document, Cancellation))[0];
        return (document, (await LightBulb.ActionsAsync(document, finding, Cancellation))[0]);
    }
}
