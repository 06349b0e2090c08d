using IrqAnalyzers.Checks;
using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;
using IrqAnalyzers.Solver;
using IrqAnalyzers.Summaries;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Transfer;

/// <summary>
/// What an operation requires of an object that was found somewhere, and that is brought about only after the operation. Of such an object nothing is
/// known; but who registers it afterwards did not think that it was registered before, and who releases its interrupts after its vectors are freed did
/// not think that they were released. The finding is possible.
/// </summary>
internal sealed class LateRemedies(BodyContext context, Cursor at, ForwardSolver<State, Value> solver, FindingSet findings)
{
    // A bit for each place, as many as there are bits.
    private const int MaximumPlaces = 64;

    private readonly List<Place> places = new();
    private readonly ObjectTable table = context.Table;

    /// <summary>Something was required of an object, and it is not known whether it holds.</summary>
    /// <param name="requirement">What is required.</param>
    /// <param name="id">The object.</param>
    /// <param name="call">The call that is reported.</param>
    /// <param name="key">The key of the finding.</param>
    /// <param name="subject">What the object is called there.</param>
    /// <param name="operation">The call of the operation itself, if that is in a callee.</param>
    public void NoteAsked(Requirement requirement, int id, SyntaxNode call, string key, string subject, Location? operation)
    {
        var candidate = table[id];
        var cell = at.State.CellOf(id);
        if (!IsFollowed(requirement) || requirement.Assumption is not (0 or Circumstance.RemappingEnabled) || candidate.IsSummary || candidate.Handle is not null) return;
        if (!IsFound(candidate) && !(requirement.Kind == RequirementKind.Absent && IsOfThis(candidate))) return;
        if (!IsUndecided(requirement, cell) || !(requirement.Assumption != 0 || cell.IsAs(candidate.Initial, requirement.Facts))) return;
        if (HasBeenAsked(cell, requirement, call)) return;
        var place = places.FindIndex(known => ReferenceEquals(known.Requirement, requirement) && known.Call == call && known.Key == key);
        if (place < 0)
        {
            if (places.Count == MaximumPlaces) return;
            place = places.Count;
            places.Add(new(requirement, call, key, subject, operation, Verdict.Of(requirement, cell, null).DependsOnEntry));
        }

        at.State.Narrow(id, cell.WithAsked(cell.Asked | (1UL << place)));
    }

    // Of what is asked for again, the first place is where it was too early.
    private bool HasBeenAsked(Cell cell, Requirement requirement, SyntaxNode call)
    {
        if (cell.Asked == 0) return false;
        for (var index = 0; index < places.Count; index++)
        {
            if ((cell.Asked & (1UL << index)) != 0 && places[index].Call != call && places[index].Requirement.Kind == requirement.Kind && places[index].Requirement.Facts == requirement.Facts) return true;
        }

        return false;
    }

    /// <summary>Facts are brought about on an object: what was required of it before comes too late.</summary>
    public void NoteEnsured(int id, FactMask facts)
    {
        var cell = at.State.CellOf(id);
        var asked = cell.Asked;
        for (var index = 0; asked != 0 && index < places.Count; index++)
        {
            if ((asked & (1UL << index)) == 0 || (places[index].Requirement.Facts & facts) == 0) continue;

            // Who takes them back afterwards means those that hold from now on.
            if (places[index].Requirement.Kind == RequirementKind.Absent) asked &= ~(1UL << index);
            else if (solver.NoteEvent()) Report(places[index], id, cell);
        }

        if (asked != cell.Asked) at.State.Narrow(id, cell.WithAsked(asked));
    }

    private void Report(Place place, int id, Cell cell)
    {
        // Who calls a method of its own object knows no more of what the object holds. Of a domain that handlers may have decided meanwhile no caller knows more.
        if (table[id].IsFormal && !IsOfThis(table[id]) && (place.DependsOnEntry || place.Requirement.Assumption == 0)) context.Builder.AddLate(place.Requirement, table[id], place.Key);
        else Report(place.Requirement, place.Call, place.Key, place.Subject, cell.Kinds & place.Requirement.When, place.Operation);
    }

    // What may not hold, and is there to be given up by an operation of its own: what a driver uses, or a fact of the model's own.
    private bool IsFollowed(Requirement requirement) => requirement.Kind switch
    {
        RequirementKind.AnyOf => true,
        RequirementKind.Absent => requirement.While == 0 && requirement.Unless == 0 && (requirement.Facts.First & ~context.Contracts.Known.InUse) == 0,
        _ => false,
    };

    // What came from somewhere, or was handed in, or what that holds.
    private static bool IsFound(AbstractObject candidate) => HolderOf(candidate) is { Origin: ObjectOrigin.Variable } or { Origin: ObjectOrigin.Site, IsNew: false };

    private static bool IsOfThis(AbstractObject candidate) => candidate.Origin == ObjectOrigin.Path && HolderOf(candidate).Origin == ObjectOrigin.This;

    private static AbstractObject HolderOf(AbstractObject candidate)
    {
        while (candidate is { Origin: ObjectOrigin.Path, Owner: { } owner }) candidate = owner;
        return candidate;
    }

    /// <summary>
    /// Facts are taken back: somebody thought that they held. What required before that they do not comes too early, unless it takes them back itself.
    /// </summary>
    public void NoteRevoked(int id, FactMask facts, SyntaxNode call)
    {
        var cell = at.State.CellOf(id);
        var asked = cell.Asked;
        for (var index = 0; asked != 0 && index < places.Count; index++)
        {
            var place = places[index];
            if ((asked & (1UL << index)) == 0 || (place.Requirement.Facts & facts) == 0 || place.Call == call) continue;
            if (place.Requirement.Kind == RequirementKind.Absent && solver.NoteEvent()) Report(place, id, cell);
            asked &= ~(1UL << index);
        }

        at.State.Narrow(id, cell.WithAsked(asked));
    }

    /// <summary>Reports what a callee requires, and brings about only afterwards, of an object that was found here.</summary>
    public void Report(Requirement requirement, SyntaxNode call, string key, string subject, Kinds kinds, Location? operation)
    {
        if (kinds == Kinds.None) return;
        findings.Add(requirement, call.GetLocation(), key, subject, leaves: false, definite: false, kinds, classIsStatic: false, operation);
        findings.Explain(requirement, call.GetLocation(), key, context.Body.Method?.Name, isMetSomewhere: true, helper: null, FactMask.None);
    }

    /// <summary>Whether it is unknown if a requirement is met.</summary>
    public static bool IsUndecided(Requirement requirement, Cell cell)
    {
        var isUndecided = false;
        for (var kind = Kinds.Physical; kind <= Kinds.Virtual; kind = (Kinds)((int)kind << 1))
        {
            if ((cell.Kinds & requirement.When & kind) == 0) continue;
            var facts = cell.For(kind);
            if ((requirement.Facts & facts.True) != 0) return false;
            if (requirement.Kind == RequirementKind.Absent && (requirement.Facts & facts.False) != 0) return false;
            isUndecided |= (requirement.Facts & (facts.Unknown | facts.Entry)) != 0;
        }

        return isUndecided;
    }

    private sealed class Place
    {
        public Place(Requirement requirement, SyntaxNode call, string key, string subject, Location? operation, bool dependsOnEntry)
        {
            DependsOnEntry = dependsOnEntry;
            Requirement = requirement;
            Call = call;
            Key = key;
            Subject = subject;
            Operation = operation;
        }

        public Requirement Requirement { get; }

        public SyntaxNode Call { get; }

        public string Key { get; }

        public string Subject { get; }

        public Location? Operation { get; }

        /// <summary>Whether the caller may know more.</summary>
        public bool DependsOnEntry { get; }
    }
}
