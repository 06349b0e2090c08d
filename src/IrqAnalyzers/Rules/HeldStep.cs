using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Rules;

/// <summary>A piece of code that runs in a list of such pieces: a lambda, a method, or a loop.</summary>
internal readonly struct HeldStep : IComparable<HeldStep>
{
    public HeldStep(IOperation code, IInvocationOperation? call, long level, IMethodSymbol? run)
    {
        Code = code;
        Call = call;
        Level = level;
        Run = run;
    }

    public IOperation Code { get; }

    /// <summary>The call of the method that the code is in; <see langword="null"/> if it is in the method that is looked at.</summary>
    public IInvocationOperation? Call { get; }

    /// <summary>The level or the priority that it is put under; 0 if there are none.</summary>
    public long Level { get; }

    /// <summary>The method that is called, if the code is an object that is made.</summary>
    public IMethodSymbol? Run { get; }

    /// <summary>What is called first runs first, and of one call what stands first.</summary>
    public int CompareTo(HeldStep other)
    {
        if (Level != other.Level) return Level.CompareTo(other.Level);
        var order = (Call ?? Code).Syntax.SpanStart.CompareTo((other.Call ?? other.Code).Syntax.SpanStart);
        return order != 0 ? order : Code.Syntax.SpanStart.CompareTo(other.Code.Syntax.SpanStart);
    }
}
