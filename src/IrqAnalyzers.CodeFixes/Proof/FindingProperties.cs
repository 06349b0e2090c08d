using IrqAnalyzers.Contracts;
using IrqAnalyzers.Rules;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.CodeFixes.Proof;

/// <summary>What the analyzer tells its fixes about a finding.</summary>
internal static class FindingProperties
{
    public static bool IsDefinite(Diagnostic finding) => Get(finding, Reporter.Certainty) == "definite";

    /// <summary>Source text of the device expression.</summary>
    public static string? Subject(Diagnostic finding) => Get(finding, Reporter.Subject);

    /// <summary>What tells a finding from the others of its project.</summary>
    public static string? Key(Diagnostic finding) => Get(finding, Reporter.Key);

    /// <summary>The operation or the handler, from the key: rule, operation, location, subject type.</summary>
    public static string Operation(Diagnostic finding)
    {
        var parts = (Get(finding, Reporter.Key) ?? string.Empty).Split('|');
        return parts.Length > 1 ? parts[1] : string.Empty;
    }

    /// <summary>The facts of which one was needed; 0 if the analyzer does not say.</summary>
    public static FactMask Missing(Diagnostic finding, ContractTable contracts) => contracts.Facts.OfText(Get(finding, Reporter.Missing));

    /// <summary>How the facts were needed: one of them, none of them, or not at all.</summary>
    public static RequirementKind Needs(Diagnostic finding) =>
        Enum.TryParse<RequirementKind>(Get(finding, Reporter.Needs), out var kind) ? kind : RequirementKind.AnyOf;

    /// <summary>The functions for which it goes wrong.</summary>
    public static Kinds Class(Diagnostic finding) => ToKinds(Get(finding, Reporter.Class));

    /// <summary>
    /// The functions that get to the place where a handler is left, or that an operation is wrong at for some, those for which all is well included.
    /// </summary>
    public static Kinds Reaching(Diagnostic finding) => ToKinds(Get(finding, Reporter.Reaches));

    /// <summary>Whether a handler is left, rather than an operation called.</summary>
    public static bool Leaves(Diagnostic finding) => Get(finding, Reporter.Kept) is not null;

    /// <summary>Whether the handler may have kept its duty towards functions that leave at the same place.</summary>
    public static bool IsKeptElsewhere(Diagnostic finding) => Get(finding, Reporter.Kept) != "none";

    private static Kinds ToKinds(string? text) => text switch
    {
        "virtual" => Kinds.Virtual,
        "physical" => Kinds.Physical,
        _ => Kinds.Any,
    };

    private static string? Get(Diagnostic finding, string name) =>
        finding.Properties.TryGetValue(name, out var value) ? value : null;
}
