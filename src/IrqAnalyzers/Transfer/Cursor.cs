using IrqAnalyzers.Domains;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace IrqAnalyzers.Transfer;

/// <summary>Where the analysis of a body is: the block that is visited, and the state at this point of it. Transfer functions read and change the state.</summary>
internal sealed class Cursor
{
    public BasicBlock Block { get; set; } = null!;

    public State State { get; set; } = null!;
}
