using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;

namespace IrqAnalyzers.Checks;

/// <summary>How a requirement fares on one object, over the kinds that it may have.</summary>
internal readonly struct Verdict
{
    private Verdict(bool isDefinite, bool isPossible, bool dependsOnEntry, Kinds @class)
    {
        IsDefinite = isDefinite;
        IsPossible = isPossible;
        DependsOnEntry = dependsOnEntry;
        Class = @class;
    }

    /// <summary>For the kinds of <see cref="Class"/> every state is bad.</summary>
    public bool IsDefinite { get; }

    /// <summary>On an explicit path the state is bad.</summary>
    public bool IsPossible { get; }

    /// <summary>The caller may know better.</summary>
    public bool DependsOnEntry { get; }

    public Kinds Class { get; }

    public bool IsViolation => IsDefinite || IsPossible;

    /// <param name="requirement">The requirement.</param>
    /// <param name="cell">What is known of the object.</param>
    /// <param name="callee">
    /// What a callee knew of it where the operation is: a violation that it saw itself is not the caller's.
    /// </param>
    public static Verdict Of(Requirement requirement, Cell cell, Cell? callee)
    {
        var definite = Kinds.None;
        var possible = Kinds.None;
        var depends = false;
        for (var kind = Kinds.Physical; kind <= Kinds.Virtual; kind = (Kinds)((int)kind << 1))
        {
            if ((cell.Kinds & requirement.When & kind) == 0) continue;
            var facts = cell.For(kind);
            depends |= Depends(requirement, facts);
            if (callee is not null && IsBad(requirement, callee.For(kind))) continue;
            if (IsSurelyBad(requirement, facts)) definite |= kind;
            else if (IsBad(requirement, facts)) possible |= kind;
        }

        return definite != Kinds.None
            ? new(true, false, depends, definite)
            : new(false, possible != Kinds.None, depends, possible);
    }

    /// <summary>The verdict on either of two objects.</summary>
    public Verdict Merge(Verdict other)
    {
        if (IsDefinite == other.IsDefinite) return new(IsDefinite, IsPossible || other.IsPossible, DependsOnEntry || other.DependsOnEntry, Class | other.Class);
        return IsDefinite ? this : other;
    }

    private static bool IsSurelyBad(Requirement requirement, FactSet facts) => requirement.Kind == RequirementKind.AnyOf
        ? (requirement.Facts & ~facts.OnlyFalse) == 0
        : (requirement.Facts & facts.OnlyTrue) != 0 && (requirement.While & ~facts.OnlyTrue) == 0 && (requirement.Unless & ~facts.OnlyFalse) == 0;

    private static bool IsBad(Requirement requirement, FactSet facts) => requirement.Kind == RequirementKind.AnyOf
        ? (requirement.Facts & ~facts.False) == 0
        : (requirement.Facts & facts.True) != 0 && (requirement.While & ~facts.True) == 0
            && (requirement.Unless & ~(facts.False | Assumed(requirement, facts))) == 0;

    // What makes up for a violation is not taken for granted of an object that a caller hands in, unless circumstances decide anyway.
    private static FactMask Assumed(Requirement requirement, FactSet facts) => requirement.Assumption == 0 ? facts.Entry : FactMask.None;

    private static bool Depends(Requirement requirement, FactSet facts) => requirement.Kind == RequirementKind.AnyOf
        ? (requirement.Facts & ~(facts.False | facts.Entry)) == 0 && (requirement.Facts & facts.Entry) != 0
        : (requirement.Facts & facts.Entry) != 0;
}
