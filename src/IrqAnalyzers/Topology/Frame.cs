using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Topology;

/// <summary>One call that is being followed; the outermost is the body itself.</summary>
internal sealed class Frame
{
    private readonly List<(ILoopOperation Loop, List<Memory> Left, List<Memory> Continued)> loops = new();

    public Frame(Frame? outer, IMethodSymbol? method, TopologyValue self)
    {
        (Outer, Method, Self) = (outer, method, self);
        Depth = outer is null ? 0 : outer.Depth + 1;
    }

    public Frame? Outer { get; }

    public IMethodSymbol? Method { get; }

    /// <summary>What <c>this</c> is.</summary>
    public TopologyValue Self { get; }

    public int Depth { get; }

    /// <summary>What is known where it returns, and what it returns there.</summary>
    public List<(Memory Memory, TopologyValue Value)> Returns { get; } = new();

    /// <summary>Whether what it does now may happen elsewhere, or in another round, with other values.</summary>
    public bool IsOneOfSeveral => Depth > 0 || loops.Count > 0;

    /// <summary>Whether a method is being run already.</summary>
    public bool IsRunning(IMethodSymbol method)
    {
        for (var frame = this; frame is not null; frame = frame.Outer)
        {
            if (SymbolEqualityComparer.Default.Equals(frame.Method, method)) return true;
        }

        return false;
    }

    /// <summary>A loop that is followed round by round.</summary>
    public void Enter(ILoopOperation loop, List<Memory> left, List<Memory> continued) => loops.Add((loop, left, continued));

    public void Leave() => loops.RemoveAt(loops.Count - 1);

    /// <summary>Where the memory of a jump goes; <see langword="null"/> if it does not jump within a loop that is followed round by round.</summary>
    public List<Memory>? TargetOf(IBranchOperation branch)
    {
        foreach (var (loop, left, continued) in loops)
        {
            if (SymbolEqualityComparer.Default.Equals(loop.ExitLabel, branch.Target)) return left;
            if (SymbolEqualityComparer.Default.Equals(loop.ContinueLabel, branch.Target)) return continued;
        }

        return null;
    }
}
