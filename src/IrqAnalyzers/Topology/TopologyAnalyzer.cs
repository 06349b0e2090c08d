using System.Collections.Immutable;
using IrqAnalyzers.Rules;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Topology;

/// <summary>Reads the machines that a model describes and reports what is wrong with them.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TopologyAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => TopologyDescriptors.All;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCode.IsLeftAlone);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static start =>
        {
            if (TopologyTypes.Find(start.Compilation) is not { } types) return;
            var handover = new Handover(start.Compilation);
            start.RegisterOperationBlockAction(block => Analyze(block, types, handover));
        });
    }

    private static void Analyze(OperationBlockAnalysisContext block, TopologyTypes types, Handover handover)
    {
        foreach (var part in block.OperationBlocks)
        {
            if (part is IAttributeOperation || !Describes(part, types)) continue;
            Analyze(block, types, handover, part, part, block.OwningSymbol as IMethodSymbol);
        }
    }

    /// <summary>The cheap question before the dear one: does a body describe anything?</summary>
    private static bool Describes(IOperation body, TopologyTypes types)
    {
        foreach (var operation in body.Descendants())
        {
            switch (operation.Kind)
            {
                case OperationKind.Invocation when types.PartOf(((IInvocationOperation)operation).TargetMethod) != TopologyPart.None:
                case OperationKind.ObjectCreation when ((IObjectCreationOperation)operation).Constructor is { } constructor && types.PartOf(constructor) == TopologyPart.Machine:
                    return true;
            }
        }

        return false;
    }

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
            descriptor, description.Place, severity, finding.Others, properties,
            subject, finding.What, isDefinite ? string.Empty : " (unless more of the machine is described where it is returned to)"));
    }
}
