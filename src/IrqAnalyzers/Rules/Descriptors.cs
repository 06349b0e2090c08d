using System.Collections.Immutable;
using IrqAnalyzers.Contracts;
using IrqModel.Rules;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Rules;

/// <summary>The rules about what code does. <see cref="RuleTexts"/> has their titles and consequences, <see cref="Messages"/> their messages.</summary>
internal static class Descriptors
{
    /// <summary>The category of all rules.</summary>
    public const string Category = "InterruptBringUp";

    public static readonly DiagnosticDescriptor DomainBeforeRegistration = Create("IRQ1001", DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor VectorsBeforeDomain = Create("IRQ1002", DiagnosticSeverity.Info);

    public static readonly DiagnosticDescriptor DomainFromSharedBus = Create("IRQ1003", DiagnosticSeverity.Info);

    public static readonly DiagnosticDescriptor MessageBeforeEnable = Create("IRQ1004", DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor BusDomainAfterScan = Create("IRQ1005", DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor OverrideAfterDefault = Create("IRQ1006", DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor SpecialDomainOverwritten = Create("IRQ1007", DiagnosticSeverity.Info);

    public static readonly DiagnosticDescriptor NotifierAfterScan = Create("IRQ1008", DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor RemappingOutOfOrder = Create("IRQ1009", DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor DomainNeverDecided = Create("IRQ1010", DiagnosticSeverity.Info);

    public static readonly DiagnosticDescriptor DefaultDomainAfterScan = Create("IRQ1011", DiagnosticSeverity.Info);

    public static readonly DiagnosticDescriptor VirtualFunctionWithoutDomain = Create("IRQ2001", DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor VfBeforePfDomain = Create("IRQ2002", DiagnosticSeverity.Info);

    public static readonly DiagnosticDescriptor DomainFromVirtualBus = Create("IRQ2003", DiagnosticSeverity.Info);

    public static readonly DiagnosticDescriptor VfsOutliveSriov = Create("IRQ2004", DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor ForeignSourceId = Create("IRQ2005", DiagnosticSeverity.Info);

    public static readonly DiagnosticDescriptor BindingBeforeDomain = Create("IRQ3001", DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor BindingNeverAllowed = Create("IRQ3002", DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor FreedWhileRequested = Create("IRQ4001", DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor RemovedWithVectors = Create("IRQ4002", DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor EntryClearedWhileEnabled = Create("IRQ4003", DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor UnitRemovedInUse = Create("IRQ4004", DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor UsedAfterRemoval = Create("IRQ4005", DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor ResumedWithoutMessages = Create("IRQ4006", DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor HandlersLeftWaiting = Create("IRQ4007", DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor AnalysisIncomplete = Create("IRQ9001", DiagnosticSeverity.Hidden);

    public static readonly DiagnosticDescriptor WeakenedContract = Create("IRQ9002", DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor FlowNotAwaited = Create(FlowFacts.NotAwaited, DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor UnreadableContract = Create("IRQ9004", DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor UnknownOption = Create("IRQ9005", DiagnosticSeverity.Warning, WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor UncheckedContract = Create("IRQ9006", DiagnosticSeverity.Warning, WellKnownDiagnosticTags.CompilationEnd);

    public static readonly ImmutableArray<DiagnosticDescriptor> All = ImmutableArray.Create(
        DomainBeforeRegistration,
        VectorsBeforeDomain,
        DomainFromSharedBus,
        MessageBeforeEnable,
        BusDomainAfterScan,
        OverrideAfterDefault,
        SpecialDomainOverwritten,
        NotifierAfterScan,
        RemappingOutOfOrder,
        DomainNeverDecided,
        DefaultDomainAfterScan,
        VirtualFunctionWithoutDomain,
        VfBeforePfDomain,
        DomainFromVirtualBus,
        VfsOutliveSriov,
        ForeignSourceId,
        BindingBeforeDomain,
        BindingNeverAllowed,
        FreedWhileRequested,
        RemovedWithVectors,
        EntryClearedWhileEnabled,
        UnitRemovedInUse,
        UsedAfterRemoval,
        ResumedWithoutMessages,
        HandlersLeftWaiting,
        AnalysisIncomplete,
        WeakenedContract,
        FlowNotAwaited,
        UnreadableContract,
        UnknownOption,
        UncheckedContract);

    /// <summary>The descriptor of a rule. Its message is a whole sentence that the reporter writes.</summary>
    public static DiagnosticDescriptor Create(string id, DiagnosticSeverity severity, params string[] tags) => new(
        id,
        RuleTexts.TitleOf(id),
        "{0}",
        Category,
        severity,
        isEnabledByDefault: true,
        description: RuleTexts.ConsequenceOf(id),
        helpLinkUri: RuleTexts.HelpLinkOf(id),
        customTags: tags);

    /// <summary>The descriptor that a contract's rule names; <see langword="null"/> for rules of other analyzers.</summary>
    public static DiagnosticDescriptor? Find(string rule)
    {
        foreach (var descriptor in All)
        {
            if (descriptor.Id == rule) return descriptor;
        }

        return null;
    }
}
