using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace IrqAnalyzers.Tests.Corpus;

/// <summary>Models as engineers write them, each with all that is to be found in it, and nothing else.</summary>
public class CorpusTests
{
    private static readonly Dictionary<string, CorpusModel> Models = ((IEnumerable<CorpusModel>)
    [
        .. Aliases.Models,
        .. Answers.Models,
        .. ArgumentTests.Models,
        .. ArgumentWays.Models,
        .. Arguments.Models,
        .. CapturedFlags.Models,
        .. Carriers.Models,
        .. Collections.Models,
        .. ContainerPlaces.Models,
        .. Contracts.Models,
        .. Delegates.Models,
        .. Disposal.Models,
        .. ErrorCodes.Models,
        .. Exceptions.Models,
        .. Filled.Models,
        .. FilledElsewhere.Models,
        .. Flags.Models,
        .. Flows.Models,
        .. ForwardedFlags.Models,
        .. Gotos.Models,
        .. HandedBack.Models,
        .. Helpers.Models,
        .. HostOrder.Models,
        .. Jumps.Models,
        .. KindConditions.Models,
        .. KindGuards.Models,
        .. KindPaths.Models,
        .. Kinds.Models,
        .. Lifecycle.Models,
        .. LocalFunctions.Models,
        .. LoopFlags.Models,
        .. Loops.Models,
        .. LooseValues.Models,
        .. Members.Models,
        .. Objects.Models,
        .. Computations.Models,
        .. OpaqueNumbers.Models,
        .. OpaqueTests.Models,
        .. Parts.Models,
        .. SavedMatchDriver.Models,
        .. Selections.Models,
        .. SeveralDelegates.Models,
        .. SharedFlags.Models,
        .. States.Models,
        .. Structures.Models,
        .. Switches.Models,
        .. Targets.Models,
        .. Thrown.Models,
        .. ThrownByHelpers.Models,
        .. Unbinding.Models,
        .. UnitRemoval.Models,
        .. WrittenByTheCompiler.Models,
    ]).ToDictionary(model => model.Name, StringComparer.Ordinal);

    public static TheoryData<string> Names => [.. Models.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task What_is_wrong_with_a_model_is_found_where_it_is(string name)
    {
        var model = Models[name];
        Assert.SkipUnless(model.CanBeCompiled, "The compiler of this host does not know primary constructors of classes.");
        var compilation = model.Compile();
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        Assert.Equal(string.Join("\n", model.Expected()), string.Join("\n", await model.FindAsync(compilation)));
    }

    /// <summary>Half-typed models; <c>IRQ_PREFIXES</c> tokens of each, or a few.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_model_that_is_being_typed_does_not_break_the_analyzers(string name)
    {
        var most = int.TryParse(Environment.GetEnvironmentVariable("IRQ_PREFIXES"), out var asked) ? asked : 4;
        foreach (var compilation in Models[name].WhileTyped(most))
        {
            var found = await compilation.WithAnalyzers([new BringUpAnalyzer()]).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
            Assert.DoesNotContain(found, diagnostic => diagnostic.Id == "AD0001");
        }
    }
}
