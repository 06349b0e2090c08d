using IrqAnalyzers.Checks;
using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;
using IrqAnalyzers.Summaries;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Transfer;

/// <summary>
/// What a handler is given, under another name. A session that was put away when a device came, and is taken out when it goes, leads to the
/// device that goes.
/// </summary>
internal sealed partial class FlowPass
{
    /// <summary>
    /// How a demand of a method of the model's own object fares if what the object holds is what this handler is given. That is not sure, and
    /// nothing is said of it once anything has been done to either.
    /// </summary>
    private Verdict? OfHandlersOwn(ConditionalRequirement conditional, Value subject)
    {
        var requirement = conditional.Requirement;
        if (requirement.Kind != RequirementKind.Absent || body is not { Outer: null, Method: { } method }) return null;
        Verdict? worst = null;
        foreach (var parameter in method.Parameters)
        {
            if ((contracts.Of(parameter).ArrivesWith & requirement.Facts) == 0) continue;
            var given = table.OfSymbol(parameter, parameter.Type);
            var arrived = state.CellOf(given.Id);
            if (!IsAsGiven(arrived, requirement.Facts)) continue;
            foreach (var id in subject.Objects)
            {
                if (id == given.Id || !IsKept(table[id]) || !CanBeSame(table[id].Type, given.Type)) continue;
                var cell = conditional.Cell.After(state.CellOf(id));
                if (!IsUntouched(cell, requirement.Facts)) continue;
                var verdict = Verdict.Of(requirement, arrived.With(arrived.Kinds & cell.Kinds), null);
                if (verdict.IsViolation) worst = worst is { } known ? known.Merge(verdict) : verdict;
            }
        }

        return worst;
    }

    // What an object of the model's own holds that has been put away somewhere.
    private bool IsKept(AbstractObject candidate) =>
        candidate is { Origin: ObjectOrigin.Path, Owner: { Origin: not ObjectOrigin.This, IsNew: false, Type: { } type } owner } && !contracts.Known.IsDsl(type)
        && (owner.IsAnonymous || IsOfThis(owner));

    private static bool IsOfThis(AbstractObject owner)
    {
        while (owner is { Origin: ObjectOrigin.Path, Owner: { } above }) owner = above;
        return owner.Origin == ObjectOrigin.This;
    }

    private static bool IsAsGiven(Cell cell, FactMask facts) => ((cell.Physical.True | cell.Virtual.True) & facts) != 0 && ((cell.Physical.Unknown | cell.Virtual.Unknown) & facts) == 0;

    private static bool IsUntouched(Cell cell, FactMask facts) =>
        ((cell.Physical.True | cell.Physical.False | cell.Virtual.True | cell.Virtual.False) & facts) == 0;
}
