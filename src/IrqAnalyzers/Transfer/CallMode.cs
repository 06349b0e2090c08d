namespace IrqAnalyzers.Transfer;

/// <summary>How sure it is that a call runs this code, and how much of it. A mode holds for all that the call comes to.</summary>
[Flags]
internal enum CallMode : byte
{
    /// <summary>The code runs to its end.</summary>
    None = 0,

    /// <summary>The call returns a task that is awaited later: its exceptions surface at the await, and what may hold only until it ends may hold now.</summary>
    Starting = 1,

    /// <summary>The task of the call is awaited: the rest of it runs. What it requires was checked when it was started.</summary>
    Completing = 2,

    /// <summary>The code is one of several that the call may mean (a may-target).</summary>
    OneOfSeveral = 4,

    /// <summary>The code is meant because no other is written: what needs another assumption besides would be a guess.</summary>
    Likely = 8,

    /// <summary>The code comes from another body: the variables around it are not known here.</summary>
    Detached = 16,

    /// <summary>What is kept for a function is handed over: which way the code takes was decided by what was done before.</summary>
    DecidedBefore = 32,
}
