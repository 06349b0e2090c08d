using System.Collections.Immutable;
using IrqModel.Rules;

namespace IrqModel.Tool.Output;

/// <summary>Rules for SARIF logs.</summary>
internal static class SarifRules
{
    /// <summary>The rules of the catalogue.</summary>
    public static ImmutableArray<SarifRule> OfCatalogue { get; } =
        [.. RuleCatalogue.All.Select(rule => new SarifRule(rule.Id, rule.Title, rule.Consequence, rule.HelpLink))];
}
