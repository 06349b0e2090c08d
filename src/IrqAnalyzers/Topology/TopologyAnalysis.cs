using System.Collections.Immutable;
using IrqAnalyzers.Contracts;
using IrqAnalyzers.Program;
using IrqAnalyzers.Roslyn;
using IrqAnalyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Topology;

/// <summary>Reads the machines that a model describes and reports what is wrong with them.</summary>
internal sealed class TopologyAnalysis
{
    private readonly TopologyTypes types;
    private readonly Handover handover;

    private TopologyAnalysis(TopologyTypes types, Handover handover) => (this.types, this.handover) = (types, handover);

    /// <summary>The analysis; <see langword="null"/> if the compilation does not know how machines are described.</summary>
    public static TopologyAnalysis? Create(Compilation compilation, KnownTypes known) => TopologyTypes.Of(known) is { } types ? new(types, new(compilation)) : null;

    /// <summary>The cheap question before the dear one: whether a call describes a part of a machine.</summary>
    public bool IsDescribedBy(IMethodSymbol call) => types.PartOf(call) != TopologyPart.None;

    /// <summary>The same of the creation of an object.</summary>
    public bool IsCreatedBy(IMethodSymbol constructor) => types.PartOf(constructor) == TopologyPart.Machine;

    /// <summary>Analyses a part of a body that describes a machine.</summary>
    public void Analyze(OperationBlockAnalysisContext block, IOperation part) =>
        Analyze(block, types, handover, part, part, block.OwningSymbol as IMethodSymbol);

    private static void Analyze(
        OperationBlockAnalysisContext block, TopologyTypes types, Handover handover, IOperation function, IOperation body, IMethodSymbol? method)
    {
        var walker = new TopologyWalker(types, block.Compilation.Assembly, block.CancellationToken);
        if (walker.Run(body, method))
        {
            foreach (var machine in walker.Machines)
            {
                foreach (var finding in TopologyChecks.Of(machine)) Report(block, types, handover, machine, finding, function, method);
            }
        }

        foreach (var inner in walker.Nested)
        {
            switch (inner)
            {
                case IAnonymousFunctionOperation lambda:
                    Analyze(block, types, handover, lambda, lambda.Body, lambda.Symbol);
                    break;
                case ILocalFunctionOperation { Body: { } statements } local:
                    Analyze(block, types, handover, local, statements, local.Symbol);
                    break;
            }
        }
    }

    private static void Report(
        OperationBlockAnalysisContext block, TopologyTypes types, Handover handover, MachineModel machine, TopologyFinding finding,
        IOperation function, IMethodSymbol? method)
    {
        var description = finding.Description;
        if (GeneratedCode.IsHidden(description.Place, block.CancellationToken)) return;
        if (types.RuleOf(description.Method, finding.Mistake) is not { } rule || TopologyDescriptors.Find(rule) is not { } descriptor) return;
        var isDefinite = !finding.DependsOnTheRest || !machine.IsReturned || (function is IAnonymousFunctionOperation lambda
            ? handover.IsFinal(lambda)
            : method is not null && handover.IsFinal(method, block.CancellationToken));
        var options = block.Options.AnalyzerConfigOptionsProvider.GetOptions(description.Place.SourceTree!);
        if ((isDefinite ? descriptor.DefaultSeverity : Reporter.PossibleSeverity(options)) is not { } severity) return;
        var subject = description.Name ?? description.Method.Name;
        var properties = ImmutableDictionary<string, string?>.Empty
            .Add(Reporter.Key, description.KeyOf(rule))
            .Add(Reporter.Certainty, isDefinite ? "definite" : "possible")
            .Add(Reporter.Subject, subject)
            .Add(Reporter.Class, "any");
        block.ReportDiagnostic(Diagnostic.Create(
            descriptor, description.Place, severity, finding.Others, properties, TopologyDescriptors.MessageOf(finding, subject, isDefinite)));
    }
}
