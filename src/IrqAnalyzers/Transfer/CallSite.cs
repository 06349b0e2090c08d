using IrqAnalyzers.Domains;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Transfer;

/// <summary>One call: the method, what is handed to it, and the mode in which it is called.</summary>
internal sealed class CallSite
{
    public CallSite(
        IOperation operation, IMethodSymbol method, IOperation? instance, Value? receiver, Value[] arguments, IOperation?[] operands, bool isVirtual,
        CallMode mode = CallMode.None)
    {
        Operation = operation;
        Method = method;
        Instance = instance;
        Receiver = receiver;
        Arguments = arguments;
        Operands = operands;
        IsVirtual = isVirtual;
        Mode = mode;
    }

    /// <summary>The expression that calls.</summary>
    public IOperation Operation { get; }

    public IMethodSymbol Method { get; }

    /// <summary>The expression that the method is called on; <see langword="null"/> if there is none.</summary>
    public IOperation? Instance { get; }

    /// <summary>The object that the method is called on; <see langword="null"/> if there is none.</summary>
    public Value? Receiver { get; }

    /// <summary>The arguments, by parameter.</summary>
    public Value[] Arguments { get; }

    /// <summary>The expressions of the arguments, by parameter; <see langword="null"/> where there is none.</summary>
    public IOperation?[] Operands { get; }

    /// <summary>Whether an override or an implementation may run instead of the method.</summary>
    public bool IsVirtual { get; }

    public CallMode Mode { get; }

    public bool Is(CallMode mode) => (Mode & mode) != 0;

    /// <summary>The same call where it is known which method runs.</summary>
    public CallSite To(IMethodSymbol target) => new(Operation, target, Instance, Receiver, Arguments, Operands, isVirtual: false, Mode);

    /// <summary>The same call with something added to its mode.</summary>
    public CallSite With(CallMode mode) => (Mode | mode) == Mode ? this : new(Operation, Method, Instance, Receiver, Arguments, Operands, IsVirtual, Mode | mode);

    /// <summary>The same arguments, handed to other code.</summary>
    public CallSite To(IMethodSymbol code, IOperation? instance, Value? receiver, bool isVirtual = false) =>
        new(Operation, code, instance, receiver, Arguments, Operands, isVirtual, Mode);

    /// <summary>The object that a contract applies to: the receiver if the number is negative, else an argument.</summary>
    public Value? SubjectOf(int subject) => subject < 0 ? Receiver : subject < Arguments.Length ? Arguments[subject] : null;

    /// <summary>The expression of the object that a contract applies to.</summary>
    public IOperation? OperandOf(int subject) => subject < 0 ? Instance : subject < Operands.Length ? Operands[subject] : null;
}
