namespace IrqAnalyzers.Domains;

/// <summary>
/// How tests of settings came out on every path to a point. An immutable list. A setting is what the body did not make or ask a method for: a member or a
/// parameter.
/// </summary>
internal sealed class Assumption
{
    private Assumption(int setting, bool outcome, Assumption? others)
    {
        Setting = setting;
        Outcome = outcome;
        Others = others;
    }

    /// <summary>The number of the setting within the body.</summary>
    public int Setting { get; }

    /// <summary>How the first test of it came out.</summary>
    public bool Outcome { get; }

    public Assumption? Others { get; }

    /// <summary>Whether another setting than this has been tested.</summary>
    public static bool IsOfOther(Assumption? assumptions, int setting)
    {
        for (; assumptions is not null; assumptions = assumptions.Others)
        {
            if (assumptions.Setting != setting) return true;
        }

        return false;
    }

    /// <summary>The first test of a setting counts: what others say of it afterwards is about the same value.</summary>
    public static Assumption With(Assumption? assumptions, int setting, bool outcome) =>
        assumptions is not null && Of(assumptions, setting) is not null ? assumptions : new(setting, outcome, assumptions);

    /// <summary>What holds on both paths; the first itself, if that is all it says.</summary>
    public static Assumption? Both(Assumption? one, Assumption? other)
    {
        if (one is null || ReferenceEquals(one, other)) return one;
        var others = Both(one.Others, other);
        if (Of(other, one.Setting) != one.Outcome) return others;
        return ReferenceEquals(others, one.Others) ? one : new(one.Setting, one.Outcome, others);
    }

    private static bool? Of(Assumption? assumptions, int setting)
    {
        for (; assumptions is not null; assumptions = assumptions.Others)
        {
            if (assumptions.Setting == setting) return assumptions.Outcome;
        }

        return null;
    }
}
