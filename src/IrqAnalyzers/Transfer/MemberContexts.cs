using IrqAnalyzers.Domains;
using IrqAnalyzers.Summaries;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Transfer;

/// <summary>
/// Flags and numbers in members of the receiver or of arguments that decide what callees do. What is known of them here is part of the call context. Where
/// several calls ask for one of which nothing is known, the body is analyzed once more with a case for each outcome.
/// </summary>
internal sealed class MemberContexts(BodyContext context, Cursor at, Heap heap, Refinement refinement, Bindings bindings)
{
    private readonly ObjectTable table = context.Table;

    /// <summary>What is known of the members that select what a callee does; empty if that is nothing. The state may be dead afterwards.</summary>
    public KnownMember[] KnownOf(Summary callee, CallSite call)
    {
        if (callee.SelectingMembers.Count == 0 || call.Is(CallMode.Starting | CallMode.Completing | CallMode.Detached)) return Array.Empty<KnownMember>();
        List<KnownMember>? known = null;
        foreach (var selecting in callee.SelectingMembers)
        {
            if (OwnerOf(selecting, callee, call) is not { } owner) continue;
            var member = Results.MemberOf(owner.Type, selecting.Member);
            if (Variable.TypeOf(member) is not { } type) continue;
            var variable = table.VariableOf(owner, member);
            if (at.State.ValueOf(variable) is null) context.Builder.AddSelecting(owner, member, selecting.Range);
            var value = heap.ConstantOf(heap.ReadMember(owner, member, type)) ?? Split(variable, selecting, call);
            if (at.State.IsDead) return Array.Empty<KnownMember>();
            if (value is not null) (known ??= new()).Add(new(selecting.Ordinal, selecting.Member, value));
        }

        return known?.ToArray() ?? Array.Empty<KnownMember>();
    }

    /// <summary>Whether one of these members may depend on the state here, and the callee does not see how.</summary>
    public bool MayRuleOut(Summary callee, CallSite call)
    {
        foreach (var selecting in callee.SelectingMembers)
        {
            if (OwnerOf(selecting, callee, call) is not { } owner) continue;
            var value = at.State.ValueOf(table.VariableOf(owner, Results.MemberOf(owner.Type, selecting.Member)));
            if (value is { MayRuleOut: true } && heap.ConstantOf(value) is null) return true;
        }

        return false;
    }

    // Whose member it is here, if that is one object.
    private AbstractObject? OwnerOf(SelectingMember selecting, Summary callee, CallSite call) =>
        bindings.Bind(selecting.Owner, callee, call) is { Single: >= 0 and var single } && !table[single].IsSummary ? table[single] : null;

    // How much an operation has done: nothing, or something. It stays so for the next callee that asks.
    private Value? SplitCount(Variable variable, Value value)
    {
        if (refinement.DecideCount(value.Nullness!) is not { } number || at.State.IsDead) return null;
        at.State.Set(variable, value.WithScalar(number));
        return Value.OfScalar(number);
    }

    private Value? Split(Variable variable, SelectingMember selecting, CallSite call)
    {
        var value = at.State.ValueOf(variable) ?? Value.Free;
        if (value.IsLossy || value.IsNull == Tri.True || value.Objects.Length > 0) return null;
        if (!context.MembersApart.Contains(variable))
        {
            context.MembersApart.Note(variable, call.Operation.Syntax, context.Tested);
            return null;
        }

        if (value.TellsCount) return SplitCount(variable, value);
        var condition = value.Truth is { IsPassing: false } truth ? truth
            : value.Truth is not null ? null
            : Variable.TypeOf(variable.Symbol!)?.SpecialType == SpecialType.System_Boolean ? Condition.OfBool(variable.Id)
            : selecting.Range is { } range ? Condition.OfScalar(variable.Id, range)
            : null;
        if (condition is null || refinement.Decide(condition) is not { } outcome || at.State.IsDead) return null;
        return condition.Kind == ConditionKind.Scalar ? heap.ConstantOf(at.State.ValueOf(variable) ?? Value.Free) : Value.OfBoolean(outcome);
    }
}
