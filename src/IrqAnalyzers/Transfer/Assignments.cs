using IrqAnalyzers.Domains;
using IrqAnalyzers.Program;
using IrqAnalyzers.Summaries;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Transfer;

/// <summary>
/// Assigns variables and members. What leads to other objects (a collection, a delegate, a started flow) is not followed through
/// members, and escapes.
/// </summary>
internal sealed class Assignments(BodyContext context, Cursor at, Heap heap, Escapes escapes)
{
    private readonly Body body = context.Body;
    private readonly SummaryBuilder builder = context.Builder;
    private readonly ObjectTable table = context.Table;

    public void AssignVariable(Variable variable, Value value)
    {
        var isCaptured = variable.Symbol is { } symbol && body.IsCaptured(symbol);
        if (variable.Symbol is { } assigned && heap.IsLoose(assigned)) value = Value.Unknown;
        if (isCaptured) escapes.HandOver(value);
        if (variable is { IsMember: false, Symbol: ILocalSymbol local }) value = heap.AsMixed(value, local);
        at.State.Assign(variable, isCaptured ? value.ToKeep() : value);
        if (isCaptured) builder.AddAssigned(variable);
    }

    public void AssignMember(Value? owner, ISymbol member, Value value)
    {
        escapes.HandOver(value);
        if (owner is null)
        {
            heap.AssignMember((AbstractObject?)null, member, value);
            return;
        }

        var single = owner.Single;
        if (single >= 0 && !table[single].IsSummary)
        {
            heap.AssignMember(table[single], member, value);
            return;
        }

        foreach (var id in owner.Objects)
        {
            var type = Variable.TypeOf(member);
            heap.AssignMember(table[id], member, type is null ? Value.Unknown : heap.ReadMember(table[id], member, type).Join(value));
        }
    }
}
