namespace IrqAnalyzers.Domains;

/// <summary>Joins of what one variable holds in two disjuncts.</summary>
internal static class VariableJoins
{
    /// <summary>What a variable holds where two paths meet. On a path that has not met it, it holds what it held at entry; a local holds nothing yet.</summary>
    public static Value? Join(ObjectTable table, Variable variable, Value? mine, Value? theirs)
    {
        if (variable is { Slot: { } slot, Owner.Handle: Container or Enumeration }) return JoinSlots(variable.Owner.Handle, slot, mine, theirs);
        if (mine is not null && theirs is not null) return mine.Join(theirs);
        if (!variable.IsMember) return mine ?? theirs;
        var known = (mine ?? theirs)!;
        if (Variable.TypeOf(variable.Symbol!) is not { IsReferenceType: true } type) return null;
        return known.Join(Value.Of(table.OfPath(variable.Owner, variable.Symbol!, type).Id));
    }

    // Other elements on either side: it is not sure that all are there. An enumeration that is not as far on either side is anywhere.
    private static Value? JoinSlots(Handle handle, int slot, Value? mine, Value? theirs)
    {
        switch (handle)
        {
            case Container when slot == Container.Elements:
                if (mine is null || theirs is null) return mine ?? theirs;
                var joined = mine.Join(theirs);
                return joined.Equals(mine) || mine.Objects.Length == theirs.Objects.Length && joined.Objects.Length == mine.Objects.Length
                    ? joined
                    : joined.WithNull(Tri.Unknown);
            case Container when slot is >= Container.FirstPlace and < Container.FirstCount:
                return mine is null || theirs is null ? null : mine.Join(theirs);
            case Container:
                return Equals(mine, theirs) ? mine : null;
            default:
                if (slot is Enumeration.Source or Enumeration.Rest or Enumeration.Visited)
                {
                    return mine is null || theirs is null ? mine ?? theirs : mine.Join(theirs);
                }

                return Equals(mine, theirs) ? mine : Value.Unknown;
        }
    }
}
