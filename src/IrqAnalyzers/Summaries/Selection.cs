using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Summaries;

/// <summary>
/// A call context: what a caller knows that decides what the callee does, of arguments and receiver, and whether the system is starting.
/// The callee is analyzed once for each context.
/// </summary>
internal sealed class Selection : IEquatable<Selection>
{
    private readonly Value?[] arguments;

    private readonly HandedCode?[] code;

    public Selection(Value?[] arguments, FactMask? start = null, HandedCode?[]? code = null, INamedTypeSymbol? type = null, KnownMember[]? members = null)
    {
        Type = type;
        Members = members ?? Array.Empty<KnownMember>();
        this.arguments = arguments;
        this.code = code ?? Array.Empty<HandedCode?>();
        Start = start;
    }

    /// <summary>The very type of the receiver, if that is known and of account.</summary>
    public INamedTypeSymbol? Type { get; }

    /// <summary>What is known of members of the receiver and of arguments, each owner and member once.</summary>
    public KnownMember[] Members { get; }

    /// <summary>The facts that may have been established since the system started; <see langword="null"/> if it is not known to be starting.</summary>
    public FactMask? Start { get; }

    /// <summary>What a parameter holds when the body is entered, if that is known.</summary>
    public Value? Of(int ordinal) => ordinal < arguments.Length ? arguments[ordinal] : null;

    /// <summary>The code that a parameter stands for, if that is known.</summary>
    public HandedCode? CodeOf(int ordinal) => ordinal < code.Length ? code[ordinal] : null;

    public bool HasCode => code.Length > 0;

    /// <summary>Whether code comes from the caller, rather than from the body itself.</summary>
    public bool HandsIn(IMethodSymbol method) => Array.Exists(code, one => one is not null && SymbolEqualityComparer.Default.Equals(one.Method, method));

    public bool Equals(Selection? other)
    {
        if (other is null || other.Start != Start || !SymbolEqualityComparer.Default.Equals(other.Type, Type)
            || other.arguments.Length != arguments.Length || other.code.Length != code.Length || !other.Members.AsSpan().SequenceEqual(Members))
        {
            return false;
        }

        for (var ordinal = 0; ordinal < code.Length; ordinal++)
        {
            if (!Equals(code[ordinal], other.code[ordinal])) return false;
        }

        for (var ordinal = 0; ordinal < arguments.Length; ordinal++)
        {
            if (!Equals(arguments[ordinal], other.arguments[ordinal])) return false;
        }

        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as Selection);

    public override int GetHashCode()
    {
        var hash = Start.GetHashCode() ^ (Type is null ? 0 : SymbolEqualityComparer.Default.GetHashCode(Type));
        foreach (var argument in arguments)
            hash = unchecked((hash * 31) + (argument is null ? 0 : ((int)argument.Boolean * 7) + (int)argument.IsNull + (argument.Scalar?.GetHashCode() ?? 0)));
        foreach (var member in Members) hash = unchecked((hash * 31) + member.GetHashCode());
        foreach (var handed in code) hash = unchecked((hash * 31) + (handed?.GetHashCode() ?? 0));
        return hash;
    }
}
