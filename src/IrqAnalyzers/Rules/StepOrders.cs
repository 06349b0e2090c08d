using System.Globalization;
using IrqAnalyzers.Contracts;
using IrqAnalyzers.Program;
using IrqAnalyzers.Roslyn;
using Microsoft.CodeAnalysis;
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
        foreach (var list in HeldSteps.Of(block.OwningSymbol, block.OperationBlocks, program, block.CancellationToken)) Check(block, list);
    }

    private void Check(BlockContext block, IReadOnlyList<HeldStep> list)
    {
        var steps = new List<StepUse>();
        for (var place = 0; place < list.Count; place++) reader.Read(list[place], place, steps, block.CancellationToken);
        for (var index = 0; index < steps.Count; index++)
        {
            var step = steps[index];
            foreach (var requirement in contracts.Of(step.Operation).Requires)
            {
                if (requirement.Subject != step.Ordinal || requirement.Assumption is not (0 or Circumstance.RemappingEnabled)) continue;
                if ((requirement.When & step.Kinds) == Kinds.None || requirement.Kind is not (RequirementKind.Absent or RequirementKind.AnyOf)) continue;
                if (MakingUpFor(requirement, steps, index) is { } later) Report(block, step, requirement, later);
                else if (TakingBack(requirement, steps, index) is { } before) ReportTakenBack(block, step, requirement, before);
                else continue;
                break;
            }
        }
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

    // The step that surely takes back what an earlier one has brought about and this one needs, if no step in between makes up for it.
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

        if (established is null || takenBack?.Piece is not { } piece) return null;
        if (takenBack.Place <= established.Place || takenBack.Place >= steps[index].Place || IsOfOneCall(takenBack, steps[index])) return null;
        return Placement.IsDecidedApart(piece, steps[index].Syntax) ? null : takenBack;
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
        $"'{step.Operation.Name}' may run while what it needs is not there: '{before.Operation.Name}' (line {LineOf(before.Syntax)}), in a step or a loop "
            + "before, has taken it back, and nothing in between makes up for that.",
        new[] { before.Syntax.GetLocation() });

    private static string LineOf(SyntaxNode syntax) =>
        (syntax.GetLocation().GetMappedLineSpan().StartLinePosition.Line + 1).ToString(CultureInfo.InvariantCulture);
}
