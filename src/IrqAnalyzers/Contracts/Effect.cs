namespace IrqAnalyzers.Contracts;

/// <summary>What an operation does to facts.</summary>
internal enum EffectKind
{
    Ensure,
    MayEnsure,
    Revoke,
}

/// <summary>One change of facts that an operation makes.</summary>
internal sealed class Effect
{
    public Effect(EffectKind kind, FactMask facts, int subject, Kinds when)
    {
        Kind = kind;
        Facts = facts;
        Subject = subject;
        When = when;
    }

    public EffectKind Kind { get; }

    public FactMask Facts { get; }

    /// <summary>Ordinal of the parameter whose facts are meant; -1 is the receiver.</summary>
    public int Subject { get; }

    public Kinds When { get; }

    /// <summary>Whether objects are meant that the operation does not name.</summary>
    public bool IsWidespread { get; set; }

    /// <summary>Whether it is handlers who bring it about, if they do what they are for.</summary>
    public bool IsThroughHandlers { get; set; }

    /// <summary>Whether it comes about only where the caller ignores the result.</summary>
    public bool IsIfIgnored { get; set; }

    /// <summary>Whether it comes about only where the operation returns true.</summary>
    public bool IsIfTrue { get; set; }

    /// <summary>Ordinal of the parameter that keeps it from coming about where it is one; -1 if none does.</summary>
    public int UnlessOne { get; set; } = -1;

    /// <summary>Ordinal of the parameter that names the part of the object that is meant; -1 if all of it is.</summary>
    public int Part { get; set; } = -1;

    /// <summary>Whether the operation throws where the facts hold already.</summary>
    public bool IsOnce { get; set; }
}
