namespace IrqModel.Tool.Runs;

/// <summary>What sort of thing went wrong besides broken rules and refused requests.</summary>
public enum RunLossKind
{
    /// <summary>An interrupt that a restless function sent in the middle of the run went astray.</summary>
    Stray,

    /// <summary>Software can no longer free a vector or a table entry.</summary>
    Leak,

    /// <summary>Software did something to a unit that its specification leaves undefined.</summary>
    Misuse,
}
