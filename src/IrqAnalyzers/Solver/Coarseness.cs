using IrqAnalyzers.Contracts;

namespace IrqAnalyzers.Solver;

/// <summary>How much of what tests ask for keeps disjuncts apart (the coarseness of the trace partitioning).</summary>
internal enum Coarseness : byte
{
    /// <summary>Kinds of all objects, and flags.</summary>
    Full,

    /// <summary>The same, but what is sure and what is doubtful are one: so at the head of a loop, which may have had no round.</summary>
    LoopHead,

    /// <summary>Kinds of all objects.</summary>
    Kinds,

    /// <summary>Kinds of the objects that the body was entered with.</summary>
    FormalKinds,

    /// <summary>Nothing: one disjunct.</summary>
    None,
}
