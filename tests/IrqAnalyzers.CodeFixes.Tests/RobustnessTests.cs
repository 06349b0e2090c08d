using IrqAnalyzers.CodeFixes.Tests.Support;
using IrqAnalyzers.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace IrqAnalyzers.CodeFixes.Tests;

/// <summary>The fixes work on code as it is while somebody types.</summary>
public class RobustnessTests
{
    private const int Step = 41;

    [Fact]
    public Task Moves_are_looked_for_in_half_typed_code_without_an_exception() => TypeAsync(new BringUpFix(), Models.Host(
        """
        var domain = dmar.FindMsiDomain(function);
        function.AssignMsiDomain(domain); // decided
        function.MatchDriver = false;
        await function.Add();
        """));

    [Fact]
    public Task Insertions_are_looked_for_in_half_typed_code_without_an_exception() => TypeAsync(new BringUpFix(), Models.Handler(
        """
        if (function.IsVirtual) return; // skipped
        switch (function.VectorCapacity)
        {
            case 0: return;
        }
        """));

    // What is typed so far, with the rest missing, and with the rest there but a gap before it.
    private static async Task TypeAsync(CodeFixProvider fix, string source)
    {
        var references = RunningFramework.References.Add(Models.Dsl);
        using var workspace = new AdhocWorkspace();
        var project = workspace.AddProject("Typing", LanguageNames.CSharp)
            .WithMetadataReferences(references)
            .WithCompilationOptions(new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        var offered = 0;
        for (var length = Models.Usings.Length; length <= source.Length; length += Step)
        {
            offered += await OfferAsync(fix, project.AddDocument("Model.cs", source[..length]));
            offered += await OfferAsync(fix, project.AddDocument("Model.cs", source[..length] + source[Math.Min(source.Length, length + 5)..]));
        }

        Assert.NotEqual(0, offered);
    }

    private static async Task<int> OfferAsync(CodeFixProvider fix, Document document)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var compilation = (await document.Project.GetCompilationAsync(cancellation))!;
        var findings = await compilation.WithAnalyzers([new BringUpAnalyzer()]).GetAnalyzerDiagnosticsAsync(cancellation);
        var actions = new List<CodeAction>();
        foreach (var finding in findings.Where(finding => fix.FixableDiagnosticIds.Contains(finding.Id)))
            await fix.RegisterCodeFixesAsync(new CodeFixContext(document, finding, (action, _) => actions.Add(action), cancellation));
        foreach (var action in actions) await action.GetOperationsAsync(cancellation);
        return actions.Count;
    }
}
