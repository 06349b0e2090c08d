using System.Collections.Immutable;
using System.Globalization;
using IrqAnalyzers.Caching;
using IrqAnalyzers.Checks;
using IrqAnalyzers.Contracts;
using IrqAnalyzers.Roslyn;
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
    private readonly DeclaredRules rules;
    private readonly OwnRemedies ownRemedies;

    public Reporter(ContractTable contracts, DeclaredRules rules, Circumstances circumstances)
    {
        this.rules = rules;
        ownRemedies = new(contracts);
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

    /// <summary>The report of a finding, regardless of the options.</summary>
    public Report Describe(Finding finding) => new(
        finding.Requirement.Rule, finding.IsDefinite, finding.Requirement.Assumption, Properties(finding), MessageOf(finding),
        finding.Operation is null ? null : finding.Helper ?? string.Empty);

    /// <summary>
    /// The diagnostic of a report; <see langword="null"/> if the options or the rule say that there is none, or if it speaks of a circumstance
    /// that cannot arise in the project.
    /// </summary>
    public Diagnostic? Place(
        Report report, Location location, ImmutableArray<Location> additional, AnalyzerConfigOptions options, ISymbol owner, CancellationToken cancellation)
    {
        var declared = rules.Find(report.Rule)?.Descriptor ?? DeclaredRules.Standing(report.Rule);
        if ((declared ?? Descriptors.Find(report.Rule)) is not { } descriptor || GeneratedCode.IsHidden(location, cancellation)) return null;
        var severity = report.IsDefinite ? descriptor.DefaultSeverity : PossibleSeverity(options);
        if (severity is not { } effective || (!report.IsDefinite && !circumstances.CanArise(report.Assumption, owner, location, cancellation))) return null;
        return Diagnostic.Create(descriptor, location, effective, additional, report.Properties, report.Text);
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

    /// <summary>Whether <see cref="PossibleOption"/> can have a value.</summary>
    public static bool IsPossibleSeverity(string value) => value is "none" or "suggestion" or "warning";

    private ImmutableDictionary<string, string?> Properties(Finding finding)
    {
        var properties = ImmutableDictionary.CreateBuilder<string, string?>(StringComparer.Ordinal);
        properties.Add(Key, finding.Key);
        properties.Add(Certainty, finding.IsDefinite ? "definite" : "possible");
        properties.Add(Subject, finding.Subject);
        properties.Add(Class, KindText(finding.Class));
        properties.Add(Missing, contracts.Facts.ToText(finding.Requirement.Facts));
        properties.Add(Needs, finding.Requirement.Kind.ToString());
        if (finding.Reaching != Kinds.None) properties.Add(Reaches, KindText(finding.Reaching));
        if (finding.Leaves) properties.Add(Kept, finding.IsKeptElsewhere ? "some" : "none");
        return properties.ToImmutable();
    }

    private static string KindText(Kinds kinds) => kinds switch { Kinds.Physical => "physical", Kinds.Virtual => "virtual", _ => "any" };

    private string MessageOf(Finding finding)
    {
        var requirement = finding.Requirement;
        var isAbsence = requirement.Kind == RequirementKind.Absent;
        var isOwn = !contracts.Known.IsDsl(requirement.Operation) && requirement.Assumption != Circumstance.FromOutside;
        var parts = new MessageParts(requirement.Rule, requirement.Operation.Name, finding.Subject)
        {
            When = ClassText(finding) + CircumstanceText(finding),
            Method = finding.Method,
            Leaves = finding.Leaves,
            IsAbsence = isAbsence,
            IsSetUpAnew = requirement.Assumption == Circumstance.EntriesInUse && requirement.Operation.Name == "SetTablePointer",
            IsUnasked = requirement.Assumption == Circumstance.UnitsLackExtendedMode,
            IsLeftStale = requirement.Assumption == Circumstance.LeftStale,
            IsStale = isAbsence && (requirement.Facts & contracts.Known.Stale) != 0,
            IsIgnored = requirement.Assumption == Circumstance.OperationFailed,
            IsRepeated = isAbsence
                && (requirement.Facts & contracts.Known.GivenBack & contracts.Of(requirement.Operation).EnsuresFor(requirement.Subject)) != 0,
            IsFreed = isAbsence && (requirement.Facts & contracts.Known.GivenBack) != 0,
            IsHeldByGuest = isAbsence && (requirement.Facts & contracts.Known.HeldByGuests) != 0,
            IsMetSomewhere = finding.IsMetSomewhere,
            Establishing = isOwn ? ownRemedies.Establishing(requirement) : remedies.For(requirement, finding.Held),
            Undoing = !isAbsence ? string.Empty : isOwn ? ownRemedies.Revoking(requirement) : remedies.Revoking(requirement),
        };
        if (!DeclaredRules.IsReserved(requirement.Rule)) return Messages.Of(parts);
        var facts = requirement.Facts == 0 ? string.Empty : contracts.Facts.NamesOf(requirement.Facts, "' or '");
        return rules.Find(requirement.Rule) is { } rule ? rule.MessageOf(parts, facts) : DeclaredRule.StandardText(parts, facts);
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

    private static string CircumstanceText(Finding finding) => finding.IsDefinite ? string.Empty : finding.Requirement.Assumption switch
    {
        1 => ", if interrupt remapping is on",
        2 => ", if several remapping units serve the bus",
        3 => ", if that bus is virtual",
        4 => ", if there is one",
        5 => ", if that is not the id in the message",
        Circumstance.NobodyDecides => ", unless something else decides it",
        7 => ", if they keep domains that do not remap",
        8 => ", if one of them asks for vectors",
        Circumstance.HandlersWait => ", if handlers wait",
        Circumstance.OperationFailed => ", if the allocation gave none",
        Circumstance.GuestsHoldFunctions => ", if they do",
        Circumstance.UnitsLackExtendedMode => ", and one may not",
        Circumstance.FromOutside => ", if it is in use",
        Circumstance.AfterBoot => ", if it is called after the boot",
        Circumstance.EntriesInUse => ", if functions use it",
        Circumstance.LeftStale => string.Empty,
        _ => " on some paths",
    };
}
