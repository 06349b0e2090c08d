using IrqAnalyzers.Domains;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace IrqAnalyzers.Transfer;

/// <summary>Where the analysis of a body is: the block that is visited, and the state at this point of it. Transfer functions read and change the state.</summary>
internal sealed class Cursor
{
    public BasicBlock Block { get; set; } = null!;

    public State State { get; set; } = null!;

    /// <summary>What the last call gave back through each parameter; <see langword="null"/> if that is not known.</summary>
    public Value?[]? HandedBack { get; set; }

    /// <summary>Whether the code that is called is one that may be meant, among others.</summary>
    public bool IsOneOfSeveral { get; set; }

    /// <summary>Whether code is called because no other is written: what needs another assumption besides is not reported.</summary>
    public bool IsLikely { get; set; }

    /// <summary>Whether code is called that comes from another body: what it has of its own is not known here.</summary>
    public bool IsDetached { get; set; }

    /// <summary>Whether a call is analyzed again because its task is awaited now. What it requires was checked when it was started.</summary>
    public bool IsCompleting { get; set; }

    /// <summary>Whether a call returns a task that is awaited later: its exceptions surface there, and what may hold only until it ends may hold now.</summary>
    public bool IsStarting { get; set; }
}
