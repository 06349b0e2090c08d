using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Flow;

/// <summary>What an object is that leads to others: whoever has it has them too. What it holds at a point is in slots of the state.</summary>
internal abstract class Handle
{
    /// <summary>The slot of a receiver that was bound before the call.</summary>
    public const int Receiver = -1;
}

/// <summary>A call whose effects are not certain until somebody awaits the flow it gave.</summary>
internal sealed class StartedFlow : Handle
{
    public StartedFlow(IOperation site, IMethodSymbol method, IOperation? instance, IOperation?[] operands, bool isVirtual)
    {
        Site = site;
        Method = method;
        Instance = instance;
        Operands = operands;
        IsVirtual = isVirtual;
    }

    public IOperation Site { get; }

    public IMethodSymbol Method { get; }

    public IOperation? Instance { get; }

    public IOperation?[] Operands { get; }

    public bool IsVirtual { get; }
}
