using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace IrqAnalyzers.Benchmarks;

/// <summary>Analyzers that are measured together.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="Analyzers">The analyzers.</param>
/// <param name="Rules">The rules that are on; all others of the analyzers are off.</param>
internal sealed record AnalyzerSet(string Name, ImmutableArray<MeasuredAnalyzer> Analyzers, ImmutableArray<string> Rules)
{
    /// <summary>The analyzers of an assembly that have one of the rules.</summary>
    /// <exception cref="InvalidOperationException">The assembly has none.</exception>
    public static AnalyzerSet Load(string name, string path, params string[] rules)
    {
        Type?[] types;
        var assembly = Assembly.LoadFrom(path);
        try
        {
            types = assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException some)
        {
            types = some.Types; // what a newer host would be needed for is not measured
        }

        var found = ImmutableArray.CreateBuilder<MeasuredAnalyzer>();
        foreach (var type in types)
        {
            if (type is null || type.IsAbstract || !typeof(DiagnosticAnalyzer).IsAssignableFrom(type) || type.GetConstructor(Type.EmptyTypes) is null) continue;
            var analyzer = (DiagnosticAnalyzer)Activator.CreateInstance(type)!;
            if (analyzer.SupportedDiagnostics.Any(descriptor => rules.Contains(descriptor.Id))) found.Add(new(analyzer));
        }

        if (found.Count == 0) throw new InvalidOperationException($"{path} has none of {string.Join(", ", rules)}.");
        return new(name, found.ToImmutable(), [.. rules]);
    }

    /// <summary>Milliseconds of processor time in the actions of all of them, since they were made.</summary>
    public double Own => Analyzers.Sum(analyzer => analyzer.Milliseconds);

    /// <summary>The same with analyzers that have seen nothing yet, as each build has them.</summary>
    public AnalyzerSet Fresh() => this with { Analyzers = [.. Analyzers.Select(analyzer => analyzer.Fresh())] };

    /// <summary>Which rules are on. Rules of our own are as they come.</summary>
    public ImmutableDictionary<string, ReportDiagnostic> Options
    {
        get
        {
            var options = ImmutableDictionary.CreateBuilder<string, ReportDiagnostic>();
            if (Rules.IsEmpty) return options.ToImmutable();
            foreach (var descriptor in Analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics))
                options[descriptor.Id] = Rules.Contains(descriptor.Id) ? ReportDiagnostic.Warn : ReportDiagnostic.Suppress;
            return options.ToImmutable();
        }
    }
}
