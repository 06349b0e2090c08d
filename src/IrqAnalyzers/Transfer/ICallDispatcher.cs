using IrqAnalyzers.Domains;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Transfer;

/// <summary>Calls methods. What a call comes to may call again: an operator, a delegate, a task that is awaited.</summary>
internal interface ICallDispatcher
{
    /// <summary>What a call gives. If it returns a task that is awaited later, the call has perhaps not done its work.</summary>
    Value Call(IOperation site, IMethodSymbol method, IOperation? instance, Value? receiver, Value[] arguments, IOperation?[] operands, bool isVirtual);

    /// <summary>What a call gives that runs to its end.</summary>
    Value CallToTheEnd(IOperation site, IMethodSymbol method, IOperation? instance, Value? receiver, Value[] arguments, IOperation?[] operands, bool isVirtual);
}
