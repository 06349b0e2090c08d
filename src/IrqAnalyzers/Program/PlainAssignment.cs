using IrqAnalyzers.Domains;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Program;

/// <summary>A member that a method assigns, and what: a parameter, or a constant.</summary>
internal readonly struct PlainAssignment
{
    public PlainAssignment(ISymbol member, int parameter, Value? constant)
    {
        Member = member;
        Parameter = parameter;
        Constant = constant;
    }

    public ISymbol Member { get; }

    /// <summary>The number of the parameter; -1 if it is a constant.</summary>
    public int Parameter { get; }

    public Value? Constant { get; }

    /// <summary>What a call with these arguments assigns.</summary>
    public Value Given(Value[] arguments) => Constant ?? arguments[Parameter];
}
