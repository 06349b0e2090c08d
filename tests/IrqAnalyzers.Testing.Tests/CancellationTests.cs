using System.Collections.Concurrent;
using IrqAnalyzers.Testing.Tests.Fakes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace IrqAnalyzers.Testing.Tests;

public class CancellationTests
{
    [Fact]
    public Task An_analyzer_that_throws_on_cancellation_passes() => Test<PoliteAnalyzer>().RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task An_analyzer_that_looks_at_no_token_passes() => Test<LowerCaseTypeAnalyzer>().RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task An_analyzer_that_wraps_the_cancellation_fails() => Failing.WithAsync(
        () => Test<WrappingAnalyzer>().RunAsync(),
        "Context: Cancelled on entry to action",
        "The cancelled analyzer threw:",
        "ArithmeticException: Lost");

    [Fact]
    public Task An_analyzer_that_keeps_half_a_result_fails() => Failing.WithAsync(
        () => Test<PoisonedAnalyzer>().RunAsync(), "After cancelled runs the analyzer reported otherwise than before");

    [Fact]
    public async Task An_analyzer_that_goes_on_for_too_long_fails()
    {
        await Failing.WithAsync(
            () => DirectAsync<StubbornAnalyzer>(TimeSpan.FromMilliseconds(50)), "ms after it was cancelled; allowed are 50 ms");
    }

    [Fact]
    public Task An_analyzer_that_stops_at_once_is_in_time() => DirectAsync<PoliteAnalyzer>(TimeSpan.FromSeconds(20));

    private static CheckedAnalyzerTest<T, DefaultVerifier> Test<T>()
        where T : DiagnosticAnalyzer, new() => new()
        {
            TestCode = "class [|a|] { } class [|b|] { }",
            ExtraChecks = ExtraChecks.Cancellation,
        };

    private static async Task DirectAsync<T>(TimeSpan maximumDelay)
        where T : DiagnosticAnalyzer, new()
    {
        using var workspace = new AdhocWorkspace();
        var project = workspace.AddProject("P", LanguageNames.CSharp)
            .AddMetadataReferences(RunningFramework.References)
            .AddDocument("A.cs", "class a { }").Project;
        await CancellationCheck.VerifyAsync(project, () => [new T()], new DefaultVerifier(), maximumDelay: maximumDelay);
    }

    public abstract class TokenAnalyzer : LowerCaseTypeAnalyzer
    {
        public override void Initialize(AnalysisContext context)
        {
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.RegisterCompilationStartAction(start => start.RegisterSymbolAction(Look, SymbolKind.NamedType));
        }

        protected abstract void Look(SymbolAnalysisContext context);
    }

    [DiagnosticAnalyzer(LanguageNames.CSharp)]
    public sealed class PoliteAnalyzer : TokenAnalyzer
    {
        protected override void Look(SymbolAnalysisContext context)
        {
            context.CancellationToken.ThrowIfCancellationRequested();
            Analyze(context);
        }
    }

    [DiagnosticAnalyzer(LanguageNames.CSharp)]
    public sealed class WrappingAnalyzer : TokenAnalyzer
    {
        protected override void Look(SymbolAnalysisContext context)
        {
            try
            {
                context.CancellationToken.ThrowIfCancellationRequested();
                Analyze(context);
            }
            catch (OperationCanceledException lost)
            {
                throw new ArithmeticException("Lost", lost);
            }
        }
    }

    [DiagnosticAnalyzer(LanguageNames.CSharp)]
    public sealed class PoisonedAnalyzer : TokenAnalyzer
    {
        private readonly ConcurrentDictionary<string, bool> cache = new();

        protected override void Look(SymbolAnalysisContext context)
        {
            var name = context.Symbol.Name;
            if (cache.GetOrAdd(name, _ => char.IsLower(name[0])) && !context.CancellationToken.IsCancellationRequested)
                Analyze(context);
            else
                cache[name] = false;
        }
    }

    [DiagnosticAnalyzer(LanguageNames.CSharp)]
    public sealed class StubbornAnalyzer : TokenAnalyzer
    {
        protected override void Look(SymbolAnalysisContext context)
        {
            if (context.CancellationToken.IsCancellationRequested)
                Thread.Sleep(300);
        }
    }
}
