using System.Collections.Immutable;
using IrqAnalyzers.Checks;
using IrqAnalyzers.Roslyn;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace IrqAnalyzers.Rules;

/// <summary>Findings that are read off the text of bodies, without following values: they are possible, never sure.</summary>
internal static class TextFindings
{
    /// <summary>Reports a finding of a rule at a call, unless one of the rule is reported there already.</summary>
    /// <param name="block">Takes it.</param>
    /// <param name="rule">The rule.</param>
    /// <param name="operation">The operation that is called.</param>
    /// <param name="call">The call.</param>
    /// <param name="subject">The object that it is called for, as the source has it.</param>
    /// <param name="text">The message.</param>
    /// <param name="others">Other places that have to do with it.</param>
    public static void Report(
        BlockContext block, string rule, IMethodSymbol operation, SyntaxNode call, string subject, string text, IEnumerable<Location>? others = null)
    {
        var place = call.GetLocation();
        if (Descriptors.Find(rule) is not { } descriptor || GeneratedCode.IsHidden(place, block.CancellationToken)) return;
        if (Reporter.PossibleSeverity(block.Options.AnalyzerConfigOptionsProvider.GetOptions(call.SyntaxTree)) is not { } severity) return;
        if (block.HasReported(rule, place)) return;
        var owner = operation.ContainingType.Name;
        var properties = ImmutableDictionary<string, string?>.Empty
            .Add(Reporter.Key, FindingKey.OfCall(rule, $"{owner}.{operation.Name}", owner, call))
            .Add(Reporter.Certainty, "possible")
            .Add(Reporter.Subject, subject)
            .Add(Reporter.Class, "any");
        block.ReportDiagnostic(Diagnostic.Create(descriptor, place, severity, others, properties, text));
    }
}
