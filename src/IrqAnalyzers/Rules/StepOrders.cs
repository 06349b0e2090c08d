using System.Collections.Immutable;
using IrqAnalyzers.Checks;
using IrqAnalyzers.Contracts;
using IrqAnalyzers.Program;
using IrqAnalyzers.Roslyn;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Rules;

/// <summary>
/// Steps that are put down now and run later, one after the other, as those of an undo stack: one of them demands that something is over that only a
/// later one ends. What they do is read off their text, so that it is possible only.
/// </summary>
internal sealed class StepOrders
{
    private readonly ProgramFacts program;
    private readonly ContractTable contracts;

    public StepOrders(ProgramFacts program)
    {
        this.program = program;
        contracts = program.Contracts;
    }

    public void Analyze(BlockContext block)
    {
        if (block.OwningSymbol is not IMethodSymbol method) return;
        foreach (var list in HeldSteps.Of(method, block.OperationBlocks, program, block.CancellationToken)) Check(block, list);
    }

    private void Check(BlockContext block, IReadOnlyList<IOperation> list)
    {
        var steps = new List<Step>();
        for (var place = 0; place < list.Count; place++) AddSteps(list[place], place, steps);
        for (var index = 0; index < steps.Count; index++)
        {
            var step = steps[index];
            foreach (var requirement in contracts.Of(step.Operation).Requires)
            {
                if (requirement is not { Subject: < 0, Assumption: 0 } || MakingUpFor(requirement, steps, index) is not { } later) continue;
                Report(block, step, requirement, later);
                break;
            }
        }
    }

    // The later step that ends what must be over, or that establishes what is needed, if no step before it has a hand in that.
    private Step? MakingUpFor(Requirement requirement, List<Step> steps, int index)
    {
        var (wanted, unwanted) = requirement.Kind switch
        {
            RequirementKind.Absent => (EffectKind.Revoke, EffectKind.Ensure),
            RequirementKind.AnyOf => (EffectKind.Ensure, EffectKind.Revoke),
            _ => default,
        };
        if (wanted == unwanted) return null;
        for (var other = 0; other < steps.Count; other++)
        {
            var step = steps[other];
            if (step.Subject != steps[index].Subject || AreAlternatives(step.Syntax, steps[index].Syntax)) continue;
            if (other != index && Changes(step.Operation, wanted, requirement.Facts)) return step.Place > steps[index].Place ? step : null;

            // What is given up first, and then established anew, was there before.
            if (Changes(step.Operation, unwanted, requirement.Facts)) return null;
        }

        return null;
    }

    // Whether only one of the two is put down.
    private static bool AreAlternatives(SyntaxNode one, SyntaxNode other)
    {
        foreach (var around in one.Ancestors())
        {
            var hasBoth = around.Span.Contains(other.Span);
            if (around is SwitchSectionSyntax { Parent: { } choice } && !hasBoth && choice.Span.Contains(other.Span)) return true;
            if (!hasBoth) continue;
            return around is IfStatementSyntax { Else: { } otherwise } && otherwise.Span.Contains(one.Span) != otherwise.Span.Contains(other.Span);
        }

        return false;
    }

    private bool Changes(IMethodSymbol operation, EffectKind kind, FactMask facts)
    {
        foreach (var effect in contracts.Of(operation).Effects)
        {
            if (effect is { Subject: < 0, IsWidespread: false, Part: < 0 } && effect.Kind == kind && (effect.Facts & facts) != 0) return true;
        }

        return false;
    }

    private void AddSteps(IOperation code, int place, List<Step> steps)
    {
        if (code is IMethodReferenceOperation { Instance: { } instance, Method: var named })
        {
            if (contracts.Known.IsDsl(named)) steps.Add(new(named, instance.Syntax.ToString(), code.Syntax, place));
            return;
        }

        if (code is not IAnonymousFunctionOperation { Symbol: var lambda } function) return;
        foreach (var operation in function.Body.Descendants())
        {
            if (operation is IInvocationOperation { Instance: { } receiver, TargetMethod: var called } call && contracts.Known.IsDsl(called))
                steps.Add(new(called, SubjectOf(receiver, lambda), call.Syntax, place));
        }
    }

    // What a lambda is given has another name in each.
    private static string SubjectOf(IOperation receiver, IMethodSymbol lambda) =>
        KindTests.Unwrapped(receiver) is IParameterReferenceOperation { Parameter: var parameter }
            && SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, lambda)
            ? "#" + parameter.Ordinal
            : receiver.Syntax.ToString();

    private static void Report(BlockContext block, Step step, Requirement requirement, Step later)
    {
        var place = step.Syntax.GetLocation();
        if (Descriptors.Find(requirement.Rule) is not { } descriptor || GeneratedCode.IsHidden(place, block.CancellationToken)) return;
        if (Reporter.PossibleSeverity(block.Options.AnalyzerConfigOptionsProvider.GetOptions(step.Syntax.SyntaxTree)) is not { } severity) return;
        var type = step.Operation.ContainingType.Name;
        var properties = ImmutableDictionary<string, string?>.Empty
            .Add(Reporter.Key, FindingKey.OfCall(requirement.Rule, $"{type}.{step.Operation.Name}", type, step.Syntax))
            .Add(Reporter.Certainty, "possible")
            .Add(Reporter.Subject, step.Subject)
            .Add(Reporter.Class, "any");
        var text = $"'{step.Operation.Name}' runs before '{later.Operation.Name}': these steps run later, in an order in which this one comes first. "
            + $"Put them down so that '{later.Operation.Name}' runs first.";
        block.ReportDiagnostic(Diagnostic.Create(descriptor, place, severity, new[] { later.Syntax.GetLocation() }, properties, text));
    }

    // One operation of a piece of code, which has a place in its list.
    private sealed class Step(IMethodSymbol operation, string subject, SyntaxNode syntax, int place)
    {
        public IMethodSymbol Operation { get; } = operation;

        public string Subject { get; } = subject;

        public SyntaxNode Syntax { get; } = syntax;

        public int Place { get; } = place;
    }
}
