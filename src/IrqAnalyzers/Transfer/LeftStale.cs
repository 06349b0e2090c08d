using IrqAnalyzers.Checks;
using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;
using IrqAnalyzers.Solver;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Transfer;

/// <summary>
/// Entries of functions that a body finds somewhere, or has in a member of its object, changes, and leaves without a word to their unit. Who calls it from
/// outside cannot name these functions, and may tell the unit in another way only.
/// </summary>
internal sealed class LeftStale(BodyContext context, ForwardSolver<State, Value> solver, FindingSet findings)
{
    private const string Rule = "IRQ1009";

    private readonly ObjectTable table = context.Table;
    private readonly List<(int Id, SyntaxNode Call, string Subject, IMethodSymbol Operation, ulong Part)> changes = new();

    /// <summary>An operation may leave entries stale.</summary>
    public void NoteChange(Value subject, CallSite call, int operand, ulong part)
    {
        foreach (var id in subject.Objects)
        {
            if (!(table[id].IsAnonymous || IsOfThis(table[id])) || changes.Exists(known => known.Id == id && known.Call == call.Operation.Syntax)) continue;
            changes.Add((id, call.Operation.Syntax, RequirementChecker.SubjectText(call.OperandOf(operand)), call.Method, part));
        }
    }

    /// <summary>Variables go out of scope, and with them what they alone lead to.</summary>
    public void Collect(State arriving)
    {
        List<int>? stale = null;
        foreach (var change in changes)
        {
            if (IsStale(arriving, table[change.Id])) (stale ??= new()).Add(change.Id);
        }

        arriving.Collect();
        foreach (var id in stale ?? new())
        {
            if (!IsStale(arriving, table[id])) Report(id, ulong.MaxValue);
        }
    }

    /// <summary>The body is left.</summary>
    public void Check(State left)
    {
        foreach (var change in changes)
        {
            if (IsStale(left, table[change.Id]) && IsLeft(left.CellOf(change.Id), change.Part)) Report(change.Id, change.Part);
        }
    }

    private static bool IsOfThis(AbstractObject candidate) => candidate is { Origin: ObjectOrigin.Path, Owner.Origin: ObjectOrigin.This };

    // Of several entries some may have been invalidated since.
    private static bool IsLeft(Cell cell, ulong part) => cell.Parts is not { } parts || (parts.Perhaps & part) != 0;

    private void Report(int id, ulong part)
    {
        if (context.Body is not { Outer: null, Method: { } method } || !solver.NoteEvent()) return;
        foreach (var change in changes)
        {
            if (change.Id != id || (change.Part & part) == 0) continue;
            var requirement = new Requirement(
                RequirementKind.Absent, context.Contracts.Known.Stale, subject: -1, Kinds.Any, Rule, Circumstance.LeftStale, change.Operation);
            var (place, key) = (change.Call.GetLocation(), FindingKey.OfCall(requirement, change.Call));
            findings.Add(requirement, place, key, change.Subject, leaves: false, definite: false, Kinds.Any, classIsStatic: true, operation: null);
            findings.Explain(requirement, place, key, method.Name, isMetSomewhere: true, helper: null, FactMask.None);
        }
    }

    // The object of the last round of a loop, or those of the rounds before.
    private bool IsStale(State state, AbstractObject found) =>
        MayBeStale(state.CellOf(found.Id)) || (table.FindOlder(found) is { } older && MayBeStale(state.CellOf(older.Id)));

    private bool MayBeStale(Cell cell) => ((cell.Physical.True | cell.Virtual.True) & context.Contracts.Known.Stale) != 0;
}
