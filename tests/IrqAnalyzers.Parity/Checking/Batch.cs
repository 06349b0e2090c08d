using System.Collections.Immutable;
using IrqAnalyzers.Parity.Generation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace IrqAnalyzers.Parity.Checking;

/// <summary>Compiles programs together, analyses them and runs them.</summary>
internal static class Batch
{
    // A circumstance that nothing in a compilation names cannot arise there.
    private static readonly (string Path, string Text) OldUnits = (
        "OldUnits.cs",
        "internal static class OldUnits { public static void Age(IrqModel.RemappingUnit unit) => unit.SupportsExtendedInterruptMode = false; }");

    /// <summary>Checks programs.</summary>
    /// <param name="programs">The programs, each with a number of its own.</param>
    /// <param name="maximumRuns">How many runs to make on each machine.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="InvalidOperationException">A program does not compile.</exception>
    public static ImmutableArray<Findings> Check(IReadOnlyList<ModelProgram> programs, int maximumRuns, CancellationToken cancellation)
    {
        var files = programs.SelectMany(program => new[] { (program.HostFile, program.HostSource()), (program.DriverFile, program.DriverSource()) }).Append(OldUnits);

        // Optimised code has other sequence points; keys must not depend on them.
        var optimization = programs[0].Number % 2 == 0 ? OptimizationLevel.Debug : OptimizationLevel.Release;
        var findings = programs.ToDictionary(program => program.Name, _ => new Findings());
        using var compiled = CompiledPrograms.Of(files, optimization, cancellation);
        Analyze(compiled.Compilation, findings, cancellation);
        foreach (var program in programs)
        {
            Explorer.Explore(
                compiled.HostOf(program.Name), compiled.NotifierOf(program.Name), program.NotifierLine, findings[program.Name], maximumRuns,
                program.IsOfVectors ? Machines.PlugInAndSleep : Machines.PlugIn);
        }

        return [.. programs.Select(program => findings[program.Name])];
    }

    /// <summary>What the analyzers say of compiled programs.</summary>
    public static ImmutableArray<Diagnostic> Analyze(CSharpCompilation compilation, CancellationToken cancellation) => Analyze(compilation, ImmutableArray<AdditionalText>.Empty, cancellation);

    /// <summary>What the analyzers say of compiled programs that have contract files.</summary>
    public static ImmutableArray<Diagnostic> Analyze(CSharpCompilation compilation, ImmutableArray<AdditionalText> contracts, CancellationToken cancellation)
    {
        var options = new CompilationWithAnalyzersOptions(
            new AnalyzerOptions(contracts), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: false, reportSuppressedDiagnostics: true);
        var diagnostics = compilation.WithAnalyzers([new BringUpAnalyzer()], options).GetAnalyzerDiagnosticsAsync(cancellation).GetAwaiter().GetResult();
        return diagnostics.FirstOrDefault(diagnostic => diagnostic.Id == "AD0001") is { } thrown ? throw new InvalidOperationException(thrown.ToString()) : diagnostics;
    }

    private static void Analyze(CSharpCompilation compilation, Dictionary<string, Findings> findings, CancellationToken cancellation)
    {
        foreach (var diagnostic in Analyze(compilation, cancellation))
        {
            var file = diagnostic.Location.SourceTree!.FilePath;
            if (file == OldUnits.Path) throw new InvalidOperationException($"Nothing is wrong there: {diagnostic}");
            var found = findings[file[..file.IndexOf('.', StringComparison.Ordinal)]];
            if (diagnostic.Id == "IRQ9001")
            {
                found.IsIncomplete = true;
                continue;
            }

            var key = diagnostic.Properties["irq.key"]!;
            var isDefinite = diagnostic.Properties["irq.certainty"] == "definite";
            found.Reported[key] = isDefinite || found.Reported.GetValueOrDefault(key);
        }
    }
}
