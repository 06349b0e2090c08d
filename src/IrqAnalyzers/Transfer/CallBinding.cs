using IrqAnalyzers.Domains;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Transfer;

/// <summary>What a call hands to its callee.</summary>
internal sealed class CallBinding
{
    public CallBinding(IMethodSymbol method, IOperation? instance, Value? receiver, Value[] arguments, IOperation?[] operands)
    {
        Method = method;
        Instance = instance;
        Receiver = receiver;
        Arguments = arguments;
        Operands = operands;
    }

    public IMethodSymbol Method { get; }

    public IOperation? Instance { get; }

    public Value? Receiver { get; }

    public Value[] Arguments { get; }

    public IOperation?[] Operands { get; }
}
