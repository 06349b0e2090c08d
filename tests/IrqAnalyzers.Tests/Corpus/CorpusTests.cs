using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace IrqAnalyzers.Tests.Corpus;

/// <summary>Models as engineers write them, each with all that is to be found in it, and nothing else.</summary>
public class CorpusTests
{
    public static TheoryData<string> Names => [.. CorpusModels.All.Select(model => model.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task What_is_wrong_with_a_model_is_found_where_it_is(string name)
    {
        var model = CorpusModels.Named(name);
        Assert.SkipUnless(model.CanBeCompiled, "The compiler of this host does not know the language of the model.");
        var compilation = model.Compile();
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        Assert.Equal(string.Join("\n", model.Expected()), string.Join("\n", await model.FindAsync(compilation)));
    }

    /// <summary>Half-typed models; <c>IRQ_PREFIXES</c> tokens of each, or a few.</summary>
    [Theory]
    [Trait("Suite", "Long")]
    [MemberData(nameof(Names))]
    public async Task A_model_that_is_being_typed_does_not_break_the_analyzers(string name)
    {
        var most = int.TryParse(Environment.GetEnvironmentVariable("IRQ_PREFIXES"), out var asked) ? asked : 4;
        foreach (var compilation in CorpusModels.Named(name).WhileTyped(most))
        {
            var found = await compilation.WithAnalyzers([new BringUpAnalyzer()]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
            Assert.DoesNotContain(found, diagnostic => diagnostic.Id == "AD0001");
        }
    }
}
