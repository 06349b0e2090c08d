using System.Globalization;
using IrqAnalyzers.Contracts;
using IrqAnalyzers.Program;
using IrqAnalyzers.Roslyn;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Rules;

/// <summary>
/// Pieces of code that run one after the other, as the steps of an undo stack or two loops over one collection: one of them demands that something is
/// over, or there, that only a later one ends or brings about. What they do is read off their text, so that it is possible only.
/// </summary>
internal sealed class StepOrders
{
    private readonly ProgramFacts program;
    private readonly ContractTable contracts;
    private readonly StepReader reader;

    public StepOrders(ProgramFacts program)
    {
        this.program = program;
        contracts = program.Contracts;
        reader = new(program);
    }

    public void Analyze(BlockContext block)
    {
        if (block.OwningSymbol is not (IMethodSymbol or IFieldSymbol)) return;
        foreach (var list in HeldSteps.Of(block, program)) Check(block, list);
    }

    private void Check(BlockContext block, IReadOnlyList<HeldStep> list)
    {
        var steps = new List<StepUse>();
        for (var place = 0; place < list.Count; place++) reader.Read(list[place], place, steps, block.CancellationToken);
        List<(StepUse Early, StepUse Late)>? turned = null;
        for (var index = 0; index < steps.Count; index++)
        {
            var step = steps[index];
            foreach (var requirement in contracts.Of(step.Operation).Requires)
            {
                if (requirement.Subject != step.Ordinal || requirement.Assumption is not (0 or Circumstance.RemappingEnabled)) continue;
                if ((requirement.When & step.Kinds) == Kinds.None || requirement.Kind is not (RequirementKind.Absent or RequirementKind.AnyOf)) continue;
                if (MakingUpFor(requirement, steps, index) is { } later)
                {
                    Report(block, step, requirement, later);
                    (turned ??= new()).Add((step, later));
                }
                else if (TakingBack(requirement, steps, index) is { } before && !AreTurned(turned, before, step))
                    ReportTakenBack(block, step, requirement, before);
                else continue;

                break;
            }
        }
    }

    // Of two steps that are in the wrong order one finding is enough.
    private static bool AreTurned(List<(StepUse Early, StepUse Late)>? turned, StepUse early, StepUse late)
    {
        if (turned is null) return false;
        foreach (var pair in turned)
        {
            if (pair.Early.Syntax == early.Syntax && pair.Late.Syntax == late.Syntax) return true;
        }

        return false;
    }

    // The later step that ends what must be over, or that establishes what is needed, if no step before it has a hand in that.
    private StepUse? MakingUpFor(Requirement requirement, List<StepUse> steps, int index)
    {
        if (steps[index].IsFollowed) return null;
        var (wanted, unwanted) = EffectsFor(requirement);
        for (var other = 0; other < steps.Count; other++)
        {
            var step = steps[other];
            if (!AreForOne(step, steps[index], requirement)) continue;
            if (other != index && Changes(step, wanted, requirement.Facts))
            {
                return other > index && step.Place > steps[index].Place && !IsOfOneCall(step, steps[index]) && !ExclusiveConditions.Hold(step, steps[index])
                    ? step : null;
            }

            // What is given up from here on, and then established anew, was there before.
            if (other >= index && Changes(step, unwanted, requirement.Facts)) return null;
        }

        return null;
    }

    // The step that surely takes back what an earlier one has brought about and this one needs, or brings about what must not be there, if no step in
    // between makes up for it.
    private StepUse? TakingBack(Requirement requirement, List<StepUse> steps, int index)
    {
        if (steps[index].IsConditional) return null;
        var (wanted, unwanted) = EffectsFor(requirement);
        StepUse? established = null, takenBack = null;
        for (var other = 0; other < index; other++)
        {
            var step = steps[other];
            if (!AreForOne(step, steps[index], requirement)) continue;
            if (Changes(step, wanted, requirement.Facts)) (established, takenBack) = (step, null);
            else if (!step.IsConditional && Changes(step, unwanted, requirement.Facts)) takenBack = step;
        }

        if (takenBack?.Piece is not { } piece) return null;

        // What must not be there was not there before, as far as anybody sees.
        if (established is null && (requirement.Kind != RequirementKind.Absent || !AreOfSameElements(piece, steps[index]))) return null;
        if (takenBack.Place <= (established?.Place ?? -1) || takenBack.Place >= steps[index].Place || IsOfOneCall(takenBack, steps[index])) return null;
        return Placement.IsDecidedApart(piece, steps[index].Syntax) ? null : takenBack;
    }

    // Two loops over one collection are about the same elements if nothing changes it. Steps that are put down are about what they name.
    private bool AreOfSameElements(IOperation piece, StepUse later)
    {
        if (piece is not ILoopOperation) return later.Piece is not ILoopOperation;
        if (piece is not IForEachLoopOperation first || later.Piece is not IForEachLoopOperation { Syntax: var second }) return false;
        if (first.Syntax.Parent is not { } around || !around.Span.Contains(second.Span)) return false;
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var operation in first.Collection.DescendantsAndSelf())
        {
            // What the DSL lists changes with what is done.
            if (operation is IMemberReferenceOperation { Member: var member } && contracts.Known.IsDsl(member)) return false;
        }

        foreach (var node in first.Collection.Syntax.DescendantNodesAndSelf())
        {
            if (node is IdentifierNameSyntax name) names.Add(name.Identifier.ValueText);
        }

        foreach (var node in around.DescendantNodes())
        {
            if (node.SpanStart < first.Body.Syntax.SpanStart || node.Span.End >= second.SpanStart || node is not IdentifierNameSyntax name) continue;
            var isOwnCall = name.Parent is InvocationExpressionSyntax && node.SpanStart > first.Syntax.Span.End;
            if (isOwnCall || names.Contains(name.Identifier.ValueText)) return false;
        }

        return true;
    }

    private static (EffectKind Wanted, EffectKind Unwanted) EffectsFor(Requirement requirement) =>
        requirement.Kind == RequirementKind.Absent ? (EffectKind.Revoke, EffectKind.Ensure) : (EffectKind.Ensure, EffectKind.Revoke);

    private static bool AreForOne(StepUse one, StepUse other, Requirement requirement) =>
        one.Subject == other.Subject && (one.Kinds & other.Kinds & requirement.When) != Kinds.None && !Placement.AreAlternatives(one.Syntax, other.Syntax);

    // The order within a method that is called is looked at there.
    private static bool IsOfOneCall(StepUse one, StepUse other) => one.IsInCall && one.Syntax == other.Syntax;

    private bool Changes(StepUse step, EffectKind kind, FactMask facts) => (contracts.Of(step.Operation).Changed(kind, step.Ordinal) & facts) != 0;

    private static void Report(BlockContext block, StepUse step, Requirement requirement, StepUse later) => TextFindings.Report(
        block, requirement.Rule, step.Operation, step.Syntax, step.Subject,
        $"'{step.Operation.Name}' may run before '{later.Operation.Name}' for the same object: each is in a step or a loop of its own, and the one with "
            + $"'{later.Operation.Name}' (line {LineOf(later.Syntax)}) runs later. It must come first.",
        new[] { later.Syntax.GetLocation() });

    private static void ReportTakenBack(BlockContext block, StepUse step, Requirement requirement, StepUse before) => TextFindings.Report(
        block, requirement.Rule, step.Operation, step.Syntax, step.Subject,
        requirement.Kind == RequirementKind.Absent
            ? $"'{step.Operation.Name}' may run too late: '{before.Operation.Name}' (line {LineOf(before.Syntax)}), in a step or a loop before, has "
                + "brought about what must not be there yet, and nothing in between takes it back."
            : $"'{step.Operation.Name}' may run while what it needs is not there: '{before.Operation.Name}' (line {LineOf(before.Syntax)}), in a step or a "
                + "loop before, has taken it back, and nothing in between makes up for that.",
        new[] { before.Syntax.GetLocation() });

    private static string LineOf(SyntaxNode syntax) =>
        (syntax.GetLocation().GetMappedLineSpan().StartLinePosition.Line + 1).ToString(CultureInfo.InvariantCulture);
}
