using System.Collections.Immutable;
using System.Text;
using IrqAnalyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace IrqModel.Generator;

/// <summary>
/// Writes interceptors for calls of methods that have contracts of a model's own, so that a run checks and notes them. Runs when a project is built, not
/// at each keystroke, and writes nothing where there are no such contracts.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class ContractInterceptor : IIncrementalGenerator
{
    /// <summary>The namespace that a project must allow interceptors in; the package does so.</summary>
    public const string Namespace = "IrqModel.Generated";

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var files = context.AdditionalTextsProvider.Where(static file => ContractFile.IsOne(file.Path)).Collect();
        context.RegisterImplementationSourceOutput(
            context.CompilationProvider.Combine(files), static (output, source) => Write(output, source.Left, source.Right));
    }

    private static void Write(SourceProductionContext output, Compilation compilation, ImmutableArray<AdditionalText> files)
    {
        if (ContractTable.Create(compilation) is not { } contracts) return;
        var written = new WrittenContracts(compilation, contracts);
        foreach (var file in files)
        {
            if (file.GetText(output.CancellationToken) is { } text) written.Read(text);
        }

        if (!written.Search(output.CancellationToken)) return;
        var calls = new CallSearch(compilation, written).Find(output.CancellationToken);
        foreach (var unseen in calls.Unseen) output.ReportDiagnostic(unseen.ToDiagnostic());
        if (calls.Calls.Count + calls.Unseen.Count == 0) return;
        output.AddSource("CheckedCalls.g.cs", SourceText.From(new InterceptorWriter(written).Write(calls), Encoding.UTF8));
    }
}
