namespace IrqAnalyzers.Parity.Generation;

/// <summary>What the generator knows of the kind of a function.</summary>
internal enum Kind
{
    Any,
    Physical,
    Virtual,
}

/// <summary>The part of a bring-up that a block belongs to. What may be written there depends on it: see docs/parity.md, "What is not generated".</summary>
internal enum Phase
{
    /// <summary>In a host, before <c>Add</c>, where the notifier may be relied upon to meet a function that nobody has touched.</summary>
    Untouched,

    /// <summary>In a host, before <c>Add</c>; anything goes.</summary>
    BeforeAdd,

    /// <summary>In a host, after <c>Add</c>, where the notifier need not have registered the function.</summary>
    AfterAdd,

    /// <summary>In a host, after <c>Add</c>, with a notifier that registers every function.</summary>
    AfterRegistration,

    /// <summary>In the notifier.</summary>
    Notified,
}

/// <summary>A variable that holds a function.</summary>
internal sealed record FunctionVariable(string Name, Kind Kind);

/// <summary>What a block can name, and what it may do.</summary>
internal sealed class Scope
{
    public required Phase Phase { get; init; }

    public required List<FunctionVariable> Functions { get; init; }

    public required List<string> Flags { get; init; }

    /// <summary>The flags among them that can be assigned.</summary>
    public required List<string> Locals { get; init; }

    /// <summary>The variables that hold numbers.</summary>
    public List<string> Numbers { get; init; } = [];

    /// <summary>The numbers among them that can be assigned.</summary>
    public List<string> OwnNumbers { get; init; } = [];

    /// <summary>The variables that hold members of an enumeration.</summary>
    public List<string> Modes { get; init; } = [];

    /// <summary>How an early end is written; <see langword="null"/> if there is none here.</summary>
    public string? Return { get; init; }

    public bool MayAwait { get; init; }

    public int Depth { get; init; }

    /// <summary>Whether it is in a class of its own, which does not know the host.</summary>
    public bool IsApart { get; init; }

    public Place Place => Phase == Phase.Notified ? Place.Notifier : Place.Host;

    /// <summary>The scope of a block inside, where some variables are known to be of a kind.</summary>
    public Scope Inner(IEnumerable<(string Name, Kind Kind)>? narrowed = null)
    {
        var functions = new List<FunctionVariable>(Functions);
        foreach (var (name, kind) in narrowed ?? [])
        {
            var index = functions.FindIndex(function => function.Name == name);
            if (index >= 0) functions[index] = new(name, kind);
        }

        return new()
        {
            Phase = Phase,
            Functions = functions,
            Flags = [.. Flags],
            Locals = [.. Locals],
            Numbers = [.. Numbers],
            OwnNumbers = [.. OwnNumbers],
            Modes = [.. Modes],
            Return = Return,
            MayAwait = MayAwait,
            IsApart = IsApart,
            Depth = Depth + 1,
        };
    }

    /// <summary>The scope of a block inside that does what the phase around it does not allow everywhere.</summary>
    public Scope InPhase(Phase phase) => new()
    {
        Phase = phase,
        Functions = [.. Functions],
        Flags = [.. Flags],
        Locals = [.. Locals],
        Numbers = [.. Numbers],
        OwnNumbers = [.. OwnNumbers],
        Modes = [.. Modes],
        MayAwait = MayAwait,
        IsApart = IsApart,
        Depth = Depth + 1,
    };
}
