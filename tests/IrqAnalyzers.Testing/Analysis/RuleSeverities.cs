using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>The severities that a test gives to rules.</summary>
internal static class RuleSeverities
{
    /// <summary>
    /// Rules that are off by default are on unless an analyzer configuration file sets them, since options of a compilation go before
    /// those files. AD0001 is an error whatever anybody says.
    /// </summary>
    public static ImmutableDictionary<string, ReportDiagnostic> Create(
        Project project, IEnumerable<DiagnosticAnalyzer> analyzers, IEnumerable<string> disabled)
    {
        var severities = ImmutableDictionary.CreateBuilder<string, ReportDiagnostic>();
        foreach (var descriptor in analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics))
        {
            if (!descriptor.IsEnabledByDefault && !IsConfigured(project, descriptor.Id))
                severities[descriptor.Id] = Report(descriptor.DefaultSeverity);
        }

        foreach (var id in disabled)
            severities[id] = ReportDiagnostic.Suppress;
        foreach (var (id, severity) in project.CompilationOptions!.SpecificDiagnosticOptions)
            severities[id] = severity;
        severities["AD0001"] = ReportDiagnostic.Error;
        return severities.ToImmutable();
    }

    private static bool IsConfigured(Project project, string id) => project.AnalyzerConfigDocuments.Any(document =>
        document.TryGetText(out var text)
        && text.ToString().Contains($"dotnet_diagnostic.{id}.severity", StringComparison.OrdinalIgnoreCase));

    private static ReportDiagnostic Report(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => ReportDiagnostic.Error,
        DiagnosticSeverity.Warning => ReportDiagnostic.Warn,
        DiagnosticSeverity.Info => ReportDiagnostic.Info,
        _ => ReportDiagnostic.Hidden,
    };
}
