using IrqAnalyzers.Testing.Tests.Fakes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace IrqAnalyzers.Testing.Tests;

public class DeterminismTests
{
    [Fact]
    public Task An_analyzer_of_one_symbol_at_a_time_passes() => Test<LowerCaseTypeAnalyzer>().RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task An_analyzer_that_remembers_fails() => Failing.WithAsync(
        () => Test<RememberingAnalyzer>().RunAsync(), "Not deterministic: a second run over the same code reported otherwise", "-/0/Test0.cs");

    [Fact]
    public Task An_analyzer_that_depends_on_the_order_of_files_fails() => Failing.WithAsync(
        () => Test<FileOrderAnalyzer>().RunAsync(), "Not deterministic: a run with the files in reverse order", "+/0/Test1.cs");

    [Fact]
    public Task An_analyzer_that_depends_on_its_instance_fails() => Failing.WithAsync(
        () => Test<InstanceAnalyzer>().RunAsync(), "Not deterministic: a run of new analyzer instances");

    private static CheckedAnalyzerTest<T, DefaultVerifier> Test<T>()
        where T : DiagnosticAnalyzer, new() => new()
        {
            TestState = { Sources = { "class {|#0:a|} { }", "class {|#1:b|} { }" } },
            ExpectedDiagnostics =
            {
                new DiagnosticResult(LowerCaseTypeAnalyzer.Rule).WithLocation(0).WithMessage(null),
                new DiagnosticResult(LowerCaseTypeAnalyzer.Rule).WithLocation(1).WithMessage(null),
            },
            ExtraChecks = ExtraChecks.Determinism,
        };

    public abstract class MessageAnalyzer : LowerCaseTypeAnalyzer
    {
        public override void Initialize(AnalysisContext context)
        {
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.EnableConcurrentExecution();
            context.RegisterSymbolAction(
                symbol => symbol.ReportDiagnostic(Diagnostic.Create(Rule, symbol.Symbol.Locations[0], Argument(symbol))),
                SymbolKind.NamedType);
        }

        protected abstract object Argument(SymbolAnalysisContext context);
    }

    [DiagnosticAnalyzer(LanguageNames.CSharp)]
    public sealed class RememberingAnalyzer : MessageAnalyzer
    {
        private int seen;

        protected override object Argument(SymbolAnalysisContext context) => Interlocked.Increment(ref seen);
    }

    [DiagnosticAnalyzer(LanguageNames.CSharp)]
    public sealed class FileOrderAnalyzer : MessageAnalyzer
    {
        protected override object Argument(SymbolAnalysisContext context) => context.Compilation.SyntaxTrees.First().FilePath;
    }

    [DiagnosticAnalyzer(LanguageNames.CSharp)]
    public sealed class InstanceAnalyzer : MessageAnalyzer
    {
        private readonly Guid id = Guid.NewGuid();

        protected override object Argument(SymbolAnalysisContext context) => id;
    }
}
