using System.Collections.Immutable;
using System.Globalization;
using IrqAnalyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace IrqAnalyzers.Rules;

/// <summary>Turns findings into diagnostics.</summary>
internal sealed class Reporter
{
    public const string Key = "irq.key";
    public const string Certainty = "irq.certainty";
    public const string Subject = "irq.subject";
    public const string Class = "irq.class";
    public const string Missing = "irq.missing";
    public const string Needs = "irq.needs";
    public const string Reaches = "irq.reaches";
    public const string Kept = "irq.kept";
    public const string PossibleOption = "irq_report_possible";

    private readonly Remedies remedies;
    private readonly Circumstances circumstances;
    private readonly ContractTable contracts;

    public Reporter(ContractTable contracts, Circumstances circumstances)
    {
        this.contracts = contracts;
        remedies = Remedies.Of(contracts);
        this.circumstances = circumstances;
    }

    /// <summary>The places that explain a finding: where the operation itself is, and what leads there in the body that the finding is in.</summary>
    public ImmutableArray<Location> Explain(Finding finding, IOperation body)
    {
        var trail = Trail.Of(finding, body, contracts);
        return finding.Operation is { } operation ? trail.Insert(0, operation) : trail;
    }

    /// <summary>What there is to say of a finding, whatever the options say.</summary>
    public Report Describe(Finding finding) => new(
        finding.Requirement.Rule, finding.IsDefinite, finding.Requirement.Assumption, Properties(finding), Arguments(finding));

    /// <summary>
    /// The diagnostic of a report; <see langword="null"/> if the options or the rule say that there is none, or if it speaks of a circumstance
    /// that cannot arise in the project.
    /// </summary>
    public Diagnostic? Place(
        Report report, Location location, ImmutableArray<Location> additional, AnalyzerConfigOptions options, CancellationToken cancellation)
    {
        if (Descriptors.Find(report.Rule) is not { } descriptor || GeneratedCode.IsHidden(location, cancellation)) return null;
        var severity = report.IsDefinite ? descriptor.DefaultSeverity : PossibleSeverity(options);
        if (severity is not { } effective || !circumstances.CanArise(report.Assumption, cancellation)) return null;
        return Diagnostic.Create(descriptor, location, effective, additional, report.Properties, report.Arguments);
    }

    /// <summary>How severe what is merely possible is; <see langword="null"/> if it is not to be reported.</summary>
    public static DiagnosticSeverity? PossibleSeverity(AnalyzerConfigOptions options)
    {
        if (!options.TryGetValue(PossibleOption, out var value)) return DiagnosticSeverity.Info;
        return value.Trim() switch
        {
            "none" => null,
            "warning" => DiagnosticSeverity.Warning,
            _ => DiagnosticSeverity.Info,
        };
    }

    private static ImmutableDictionary<string, string?> Properties(Finding finding)
    {
        var properties = ImmutableDictionary.CreateBuilder<string, string?>(StringComparer.Ordinal);
        properties.Add(Key, finding.Key);
        properties.Add(Certainty, finding.IsDefinite ? "definite" : "possible");
        properties.Add(Subject, finding.Subject);
        properties.Add(Class, KindText(finding.Class));
        properties.Add(Missing, finding.Requirement.Facts.ToString(CultureInfo.InvariantCulture));
        properties.Add(Needs, finding.Requirement.Kind.ToString());
        if (finding.Reaching != Kinds.None) properties.Add(Reaches, KindText(finding.Reaching));
        if (finding.Leaves) properties.Add(Kept, finding.IsKeptElsewhere ? "some" : "none");
        return properties.ToImmutable();
    }

    private static string KindText(Kinds kinds) => kinds switch { Kinds.Physical => "physical", Kinds.Virtual => "virtual", _ => "any" };

    private object[] Arguments(Finding finding)
    {
        var requirement = finding.Requirement;
        var operation = requirement.Operation.Name;
        if (requirement.Rule == Descriptors.FlowNotAwaited.Id)
            return new object[] { operation, $"is started and not awaited{CircumstanceText(finding)}: what comes after it cannot rely on what it does; await it" };
        return new object[]
        {
            SpeaksOfSubject(requirement.Rule) ? finding.Leaves ? $"leaves '{operation}'" : $"reaches '{operation}'" : operation,
            finding.Subject,
            ClassText(finding),
            CircumstanceText(finding) + HelperText(finding),
            remedies.For(requirement, finding.Held),
            finding.Leaves ? "before returning" : "before",
            requirement.Kind == RequirementKind.Absent ? remedies.Revoking(requirement) : string.Empty,
            StateText(finding),
            finding.IsMetSomewhere || finding.Method is null
                ? $"before '{finding.Subject}' is registered with its IOMMU"
                : $"before anything in '{finding.Method}' registers '{finding.Subject}' with its IOMMU",
            finding.IsMetSomewhere || finding.Method is null ? "call it after" : "first call",
        };
    }

    // Rules that a handler can break by what it leaves undone, as well as a call.
    private static bool SpeaksOfSubject(string rule) =>
        rule == Descriptors.VirtualFunctionWithoutDomain.Id || rule == Descriptors.VfsOutliveSriov.Id || rule == Descriptors.BindingNeverAllowed.Id
        || rule == Descriptors.RemovedWithVectors.Id || rule == Descriptors.ResumedWithoutMessages.Id;

    private static string StateText(Finding finding)
    {
        var requirement = finding.Requirement;
        if (requirement.Rule == Descriptors.UsedAfterRemoval.Id)
            return requirement.Kind == RequirementKind.Absent ? "after its removal" : "without vectors: they are not allocated, or freed already";
        return finding.Leaves ? "without its messages" : "before it has power and decodes memory";
    }

    private static string ClassText(Finding finding)
    {
        if (finding.ClassIsStatic) return string.Empty;
        return finding.Class switch
        {
            Kinds.Virtual => " when it is a VF",
            Kinds.Physical => " when it is a PF",
            _ => string.Empty,
        };
    }

    // The place is the one that the key has.
    private static string HelperText(Finding finding)
    {
        var parts = finding.Key.Split('|');
        return finding.Operation is null || parts.Length < 3 ? string.Empty
            : string.IsNullOrEmpty(finding.Helper) ? $" (at {parts[2]})" : $" (in '{finding.Helper}' at {parts[2]})";
    }

    private static string CircumstanceText(Finding finding) => finding.IsDefinite ? string.Empty : finding.Requirement.Assumption switch
    {
        1 => " (if interrupt remapping is enabled)",
        2 => " (if several remapping units serve the bus)",
        3 => " (if that is a virtual one)",
        4 => " (if there is one)",
        5 => " (if that is not the one it sends with)",
        _ => " (on some paths)",
    };
}
