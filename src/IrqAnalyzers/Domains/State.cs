using IrqAnalyzers.Contracts;

namespace IrqAnalyzers.Domains;

/// <summary>
/// One disjunct: what is known of each object and what each variable holds, on some of the paths to a point. Clones share their arrays until one of them
/// changes (copy on write).
/// </summary>
internal sealed class State
{
    private readonly ObjectTable table;
    private Cell?[] cells;
    private Value?[] values;
    private bool sharesCells;
    private bool sharesValues;

    public State(ObjectTable table)
    {
        this.table = table;
        cells = Array.Empty<Cell?>();
        values = Array.Empty<Value?>();
    }

    private State(State original)
    {
        table = original.table;
        cells = original.cells;
        values = original.values;
        original.sharesCells = original.sharesValues = sharesCells = sharesValues = true;
        IsDead = original.IsDead;
        Doubt = original.Doubt;
        DependsOnFlags = original.DependsOnFlags;
        Elsewhere = original.Elsewhere;
        Widespread = original.Widespread;
        Recalled = original.Recalled;
        Granted = original.Granted;
        Achieved = original.Achieved;
        Failed = original.Failed;
        Scattered = original.Scattered;
        Thrown = original.Thrown;
        KeepsAnswers = original.KeepsAnswers;
        Answers = original.Answers;
        Assumptions = original.Assumptions;
    }

    /// <summary>Whether the paths ended: a call never returns, a test cannot come out this way.</summary>
    public bool IsDead { get; set; }

    /// <summary>
    /// Whether a test came out against what is known, or something threw that need not: the paths are gone on with, but nothing on them
    /// is sure.
    /// </summary>
    public bool IsDoubtful => (Doubt & ~(Doubt.Callers | Doubt.Harmless)) != Doubt.None;

    /// <summary>Why nothing on the paths is sure.</summary>
    public Doubt Doubt { get; private set; }

    /// <summary>From here on nothing is sure, if that is so.</summary>
    public void AddDoubt(bool isDoubtful, Doubt reason = Doubt.Test)
    {
        if (isDoubtful) Doubt |= reason;
    }

    /// <summary>Whether nothing can be lost, as a test on the way has shown.</summary>
    public bool IsHarmless => (Doubt & Doubt.Harmless) != Doubt.None;

    /// <summary>Whether what callers know may rule the disjunct out.</summary>
    public bool IsDoubtfulToCallers => (Doubt & ~Doubt.Harmless) != Doubt.None;

    /// <summary>Whether a flag was tested on the way whose value a caller may know.</summary>
    public bool DependsOnFlags { get; set; }

    /// <summary>Facts that objects without a name may have: an operation on the path established them, or may have.</summary>
    public FactMask Elsewhere { get; set; }

    /// <summary>Facts that an operation established on objects that it does not name: any object may be one of them.</summary>
    public FactMask Widespread { get; set; }

    /// <summary>Facts that an operation took back, or may have, of objects that it does not name: no object is assumed to be one that still has them.</summary>
    public FactMask Recalled { get; set; }

    /// <summary>The facts that are taken for granted because handlers are there to bring them about: a test of them may come out otherwise.</summary>
    public FactMask Granted { get; set; }

    /// <summary>Facts of which an operation reported that it brought them about.</summary>
    public FactMask Achieved { get; set; }

    /// <summary>Facts of which an operation reported that it could not bring them about.</summary>
    public FactMask Failed { get; set; }

    /// <summary>Facts that were changed of objects that may be any: whoever called has others that may be meant.</summary>
    public FactMask Scattered { get; set; }

    /// <summary>The exception that is under way; <see langword="null"/> if none is.</summary>
    public Thrown? Thrown { get; set; }

    /// <summary>What look-ups have said of facts on the way here; <see langword="null"/> if that is nothing.</summary>
    public Answer? Answers { get; private set; }

    /// <summary>The settings that a test on every path to here has found to be one way; <see langword="null"/> if there are none.</summary>
    public Assumption? Assumptions { get; private set; }

    /// <summary>Whether variables may say something of facts that may change.</summary>
    public bool KeepsAnswers { get; private set; }

    public int CellCount => cells.Length;

    public int ValueCount => values.Length;

    public State Clone() => new(this);

    public Cell CellOf(int id) => (id < cells.Length ? cells[id] : null) ?? table[id].Initial;

    /// <summary>What is known of an object, and what look-ups have said of it.</summary>
    public Cell KnownOf(int id) => Answer.Of(Answers, id) is var facts && facts != 0 ? CellOf(id).Ensure(facts) : CellOf(id);

    /// <summary>
    /// Something that was looked up would not have been found did not one of the facts hold. The cell stays as it was: where this path meets others
    /// it is as true of it as of them.
    /// </summary>
    public void NoteAnswer(int id, FactMask facts)
    {
        if (facts.IsSingle) NoteAnswers(id, facts);
    }

    /// <summary>The same where all of the facts hold.</summary>
    public void NoteAnswers(int id, FactMask facts) => Answers = Answer.With(Answers, id, facts);

    /// <summary>
    /// A test of a setting came out one way, and could have come out the other. One setting may be either way; of two, nobody knows whether some program
    /// sets them like that, so what follows is doubtful. What an operation has changed in between did not depend on how the second comes out.
    /// </summary>
    public void Assume(int setting, bool outcome)
    {
        AddDoubt(Assumption.IsOfOther(Assumptions, setting));
        Assumptions = Assumption.With(Assumptions, setting, outcome);
    }

    /// <summary>A later test says that facts do not hold.</summary>
    public void Withdraw(int id, FactMask facts)
    {
        if (Answers is not null) Answers = Answer.Without(Answers, id, facts);
    }

    /// <summary>Something has been done to an object, or may have been to some of its facts: what a test said of them before may be out of date.</summary>
    public void Set(int id, Cell cell) => Set(id, cell, FactMask.All);

    /// <summary>Something has been done to some facts of an object, or may have been.</summary>
    public void Set(int id, Cell cell, FactMask touched)
    {
        if (KeepsAnswers) ForgetAnswers(id, touched);
        if (Answers is not null && touched != 0) Answers = Answer.Without(Answers, id, touched);
        if (Assumptions is not null && touched != 0 && !cell.Equals(CellOf(id))) Assumptions = null;
        SetCell(id, cell.Equals(table[id].Initial) ? null : cell);
    }

    /// <summary>An operation took facts back of objects that it does not name: of none is it known any more that it has them.</summary>
    public void Recall(FactMask facts)
    {
        Recalled |= facts;
        for (var id = 0; id < cells.Length; id++)
        {
            if (cells[id] is { } cell && ((cell.Physical.True | cell.Virtual.True) & facts) != 0) Set(id, cell.Forget(facts), facts);
        }
    }

    /// <summary>More is known of an object, which is as it was.</summary>
    public void Narrow(int id, Cell cell) => SetCell(id, cell.Equals(table[id].Initial) ? null : cell);

    public Value? ValueOf(Variable variable) => variable.Id < values.Length ? values[variable.Id] : null;

    public void Set(Variable variable, Value? value) => SetValue(variable.Id, value);

    /// <summary>Assigns a variable; what others said about its old value is gone.</summary>
    public void Assign(Variable variable, Value? value)
    {
        for (var index = 0; index < values.Length; index++)
        {
            if (values[index] is not { } other) continue;
            if (other.Scalar?.Source == variable.Id && index != variable.Id) SetValue(index, other = other.WithScalar(Detached(other.Scalar, variable)));
            if (SpeaksOf(other.Truth, variable.Id) || SpeaksOf(other.Nullness, variable.Id)) SetValue(index, other.WithoutConditions());
        }

        if (value is not null && (SpeaksOf(value.Truth, variable.Id) || SpeaksOf(value.Nullness, variable.Id)))
            value = value.WithoutConditions();
        if (value?.Scalar?.Source == variable.Id) value = value.WithScalar(Detached(value.Scalar, variable));
        KeepsAnswers |= value is { Truth.IsPassing: true } or { Nullness.IsPassing: true };
        Set(variable, value);
    }

    /// <summary>Re-evaluating an allocation site moves its previous object into the site's summary object.</summary>
    public void Renew(AbstractObject site)
    {
        var isPending = site.Handle is StartedFlow && (CellOf(site.Id).Physical.True & FlowFacts.Pending) != 0;
        var old = isPending || Holds(site.Id) ? table.OlderThan(site) : null;
        if (old is not null) Set(old.Id, isPending || Holds(old.Id) ? CellOf(old.Id).Join(CellOf(site.Id)) : CellOf(site.Id));
        for (var index = 0; index < values.Length; index++)
        {
            if (values[index] is not { } value) continue;
            if (old is not null && value.Holds(site.Id)) SetValue(index, value.Replace(site.Id, old.Id));
            else if (IsAbout(value.Truth, site.Id) || IsAbout(value.Nullness, site.Id)) SetValue(index, value.WithoutConditions());
        }

        Set(site.Id, site.Initial);
        ForgetMembers(site);
    }

    /// <summary>What members of an object that others can assign hold is no longer known.</summary>
    public void ForgetShared(int owner)
    {
        for (var index = 0; index < values.Length; index++)
        {
            if (values[index] is not { } value) continue;
            var variable = table.VariableAt(index);
            if (!variable.IsShared || (variable.Owner?.Id ?? -1) != owner) continue;
            Assign(variable, value.MayRuleOut && value.Objects.Length == 0 ? Value.Unknown : null);
        }

        for (var id = 0; id < table.ObjectCount; id++)
        {
            var candidate = table[id];
            if (candidate.Origin == ObjectOrigin.Path && (candidate.Owner?.Id ?? -1) == owner && IsShared(candidate))
                Set(id, CellOf(id).With(candidate.StaticKinds).Forget(FactMask.All));
        }
    }

    /// <summary>Flags that others can assign are no longer known, nor what was asked about facts that others can change.</summary>
    /// <param name="areStructuresOwn">Whether only this body can reach the structures in its variables.</param>
    /// <param name="confined">The objects that no other code can reach; <see langword="null"/> if there are none.</param>
    public void ForgetFlags(bool areStructuresOwn, HashSet<int>? confined)
    {
        if (KeepsAnswers) ForgetAnswers(id: -1, FactMask.All);
        for (var index = 0; index < values.Length; index++)
        {
            if (values[index] is not { Objects.Length: 0 } value || table.VariableAt(index) is not { IsShared: true } variable) continue;

            if (areStructuresOwn && variable.Owner is { Origin: ObjectOrigin.Site, Type.IsValueType: true }) continue;
            if (confined is not null && variable.Owner is { } owner && confined.Contains(owner.Id)) continue;

            // Another flow may have changed the flag. Findings on the branch that contradicts the old value are only possible, however often one waits.
            Assign(variable, value.Boolean != Tri.Unknown || value.Scalar is { IsBounded: true } || value.MayRuleOut ? Value.Unknown : null);
        }
    }

    /// <summary>
    /// The disjunct leaves the body: what was required of objects on the way is of no account to callers, and what is doubtful to them is doubtful.
    /// </summary>
    public void HandOver()
    {
        AddDoubt(IsDoubtfulToCallers);
        for (var id = 0; id < cells.Length; id++)
        {
            if (cells[id] is { Asked: not 0 } cell) Narrow(id, cell.WithAsked(0));
        }
    }

    /// <summary>All ways to the disjunct are in it: no test on them makes it doubtful.</summary>
    public void Settle() => Doubt &= Doubt.Harmless;

    /// <summary>Whether nothing is known of any object: neither what holds for it or does not, nor its kind.</summary>
    /// <param name="apartFrom">Facts that are of no account.</param>
    public bool IsBlank(FactMask apartFrom)
    {
        for (var id = 0; id < table.ObjectCount; id++)
        {
            // What the contract of a parameter says holds from the start.
            if ((id >= cells.Length || cells[id] is null) && !table[id].IsFormal) continue;
            var cell = CellOf(id);
            var known = cell.Physical.True | cell.Physical.False | cell.Virtual.True | cell.Virtual.False;
            if ((known & ~apartFrom) != 0 || cell.Kinds != table[id].StaticKinds) return false;
        }

        return true;
    }

    /// <summary>Drops what nothing refers to any more, so that it keeps no disjuncts apart.</summary>
    public void Collect()
    {
        bool[]? live = null;
        for (var id = cells.Length - 1; id >= 0; id--)
        {
            if (cells[id] is null) continue;
            if (live is null)
            {
                live = new bool[table.ObjectCount];
                foreach (var value in values)
                {
                    if (value is null) continue;
                    foreach (var held in value.Objects) live[held] = true;
                }
            }

            if (!IsLive(table[id], live)) SetCell(id, null);
        }
    }

    /// <summary>Whether two disjuncts differ in nothing but what is known of objects and variables.</summary>
    public bool IsAlike(State other) =>
        Doubt == other.Doubt && DependsOnFlags == other.DependsOnFlags && Elsewhere == other.Elsewhere && Widespread == other.Widespread
        && Recalled == other.Recalled && Granted == other.Granted && HaveSameReports(other) && Scattered == other.Scattered;

    /// <summary>Whether operations reported the same on the way to both.</summary>
    public bool HaveSameReports(State other) => Achieved == other.Achieved && Failed == other.Failed;

    /// <summary>Joins another disjunct into this one; tells whether that changed it.</summary>
    public bool Join(State other)
    {
        var doubt = (IsDoubtfulToCallers && other.IsDoubtfulToCallers ? (Doubt | other.Doubt) & ~Doubt.Harmless : Doubt.None)
            | (Doubt & other.Doubt & Doubt.Harmless);
        var changed = doubt != Doubt || (other.DependsOnFlags && !DependsOnFlags);
        changed |= ((other.Elsewhere & ~Elsewhere) | (other.Widespread & ~Widespread) | (other.Recalled & ~Recalled)
            | (other.Granted & ~Granted) | (other.Scattered & ~Scattered)) != 0;
        changed |= ((Achieved & ~other.Achieved) | (Failed & ~other.Failed)) != 0;
        DependsOnFlags |= other.DependsOnFlags;
        Doubt = doubt;
        Elsewhere |= other.Elsewhere;
        Widespread |= other.Widespread;
        Recalled |= other.Recalled;
        Granted |= other.Granted;
        Achieved &= other.Achieved;
        Failed &= other.Failed;
        Scattered |= other.Scattered;
        if (!ReferenceEquals(Thrown, other.Thrown))
        {
            var thrown = Domains.Thrown.Join(Thrown, other.Thrown);
            changed |= !Equals(thrown, Thrown);
            Thrown = thrown;
        }

        changed |= JoinTests(other);
        var count = Math.Max(cells.Length, other.cells.Length);
        for (var id = 0; id < count; id++)
        {
            var mine = id < cells.Length ? cells[id] : null;
            var theirs = id < other.cells.Length ? other.cells[id] : null;
            if (ReferenceEquals(mine, theirs)) continue;
            var before = mine ?? table[id].Initial;
            var joined = before.Join(theirs ?? table[id].Initial);
            if (joined.Equals(before)) continue;
            Set(id, joined, touched: 0);
            changed = true;
        }

        count = Math.Max(values.Length, other.values.Length);
        for (var id = 0; id < count; id++)
        {
            var mine = id < values.Length ? values[id] : null;
            var theirs = id < other.values.Length ? other.values[id] : null;
            if (ReferenceEquals(mine, theirs)) continue;
            var variable = table.VariableAt(id);
            var joined = VariableJoins.Join(table, variable, mine, theirs);
            if (Equals(joined, mine)) continue;
            Set(variable, joined);
            changed = true;
        }

        return changed;
    }

    // What tests on both ways have said.
    private bool JoinTests(State other)
    {
        KeepsAnswers |= other.KeepsAnswers;
        var (answers, assumptions) = (Answer.Both(Answers, other.Answers), Assumption.Both(Assumptions, other.Assumptions));
        var changed = !ReferenceEquals(answers, Answers) || !ReferenceEquals(assumptions, Assumptions);
        (Answers, Assumptions) = (answers, assumptions);
        return changed;
    }

    // What a copy of a variable was known to be when the variable was assigned.
    private Scalar? Detached(Scalar copy, Variable variable) =>
        (copy.IsConstant ? copy : ValueOf(variable)?.Scalar ?? copy) is { IsBounded: true } known ? known.From(-1) : null;

    private void ForgetAnswers(int id, FactMask touched)
    {
        for (var index = 0; index < values.Length; index++)
        {
            if (values[index] is not { } value || !(IsAnswer(value.Truth, id) || IsAnswer(value.Nullness, id))) continue;
            if (value.Outcome is { } outcome)
            {
                if ((outcome.Facts & touched) != 0) SetValue(index, value.ToKeep());
                continue;
            }

            // What a property that can be set showed is worth something even then: it is set to that again. So is an answer that could hardly be.
            var isHeld = value.Truth is { CanBeHeld: true } && id >= 0;
            SetValue(index, isHeld ? value.WithTruth(value.Truth!.AsHeld(CellOf(id))) : value.WithoutConditions());
        }
    }

    private static bool IsAnswer(Condition? condition, int id) => condition is { IsPassing: true } && (id < 0 || condition.Target == id);

    private static bool SpeaksOf(Condition? condition, int variable) =>
        condition is { SpeaksOfObject: false } && condition.Target == variable;

    private static bool IsAbout(Condition? condition, int @object) => condition is { SpeaksOfObject: true } && condition.Target == @object;

    private static bool IsShared(AbstractObject path) => new Variable(0, path.Symbol, path.Owner, isMember: true).IsShared;

    private static bool IsLive(AbstractObject candidate, bool[] live)
    {
        // Whether a flow was awaited is asked at the end.
        if (candidate.Handle is StartedFlow) return true;
        for (AbstractObject? current = candidate; current is not null; current = current.Owner)
        {
            if (live[current.Id] || current.Origin is ObjectOrigin.Variable or ObjectOrigin.This) return true;
            if (current.Origin == ObjectOrigin.Path && current.Owner is null) return true;
        }

        return false;
    }

    /// <summary>Whether any variable may hold an object.</summary>
    public bool Holds(int id)
    {
        foreach (var value in values)
        {
            if (value is not null && value.Holds(id)) return true;
        }

        return false;
    }

    private void ForgetMembers(AbstractObject owner)
    {
        for (var index = 0; index < values.Length; index++)
        {
            if (values[index] is not null && table.VariableAt(index).Owner?.Id == owner.Id) SetValue(index, null);
        }

        for (var id = 0; id < cells.Length; id++)
        {
            if (cells[id] is not null && table[id].Owner?.Id == owner.Id) SetCell(id, null);
        }
    }

    private void SetCell(int id, Cell? cell)
    {
        if (id >= cells.Length)
        {
            if (cell is null) return;
            Array.Resize(ref cells, table.ObjectCount);
            sharesCells = false;
        }
        else if (ReferenceEquals(cells[id], cell))
        {
            return;
        }
        else if (sharesCells)
        {
            cells = (Cell?[])cells.Clone();
            sharesCells = false;
        }

        cells[id] = cell;
    }

    private void SetValue(int id, Value? value)
    {
        if (id >= values.Length)
        {
            if (value is null) return;
            Array.Resize(ref values, table.VariableCount);
            sharesValues = false;
        }
        else if (ReferenceEquals(values[id], value))
        {
            return;
        }
        else if (sharesValues)
        {
            values = (Value?[])values.Clone();
            sharesValues = false;
        }

        values[id] = value;
    }
}
