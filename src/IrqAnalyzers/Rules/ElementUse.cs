using IrqAnalyzers.Contracts;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Rules;

/// <summary>How a method comes to an element of a collection that others know too.</summary>
internal enum ElementWay
{
    /// <summary>A loop goes over the collection.</summary>
    Loop,

    /// <summary>It is looked up, and stays where it is.</summary>
    LookUp,

    /// <summary>It is taken out.</summary>
    Taken,

    /// <summary>The method puts it there.</summary>
    Put,
}

/// <summary>An operation of the DSL on an element of a collection that others know too: one of a field, or the functions of a host.</summary>
internal sealed class ElementUse
{
    public ElementUse(ElementSource source, IMethodSymbol method, IMethodSymbol operation, OperationContract contract, SyntaxNode call, string subject)
    {
        Source = source;
        Method = method;
        Operation = operation;
        Contract = contract;
        Call = call;
        Subject = subject;
    }

    public ElementSource Source { get; }

    /// <summary>The method that is written.</summary>
    public IMethodSymbol Method { get; }

    public IMethodSymbol Operation { get; }

    public OperationContract Contract { get; }

    /// <summary>The call of the operation, or of the helper that makes it.</summary>
    public SyntaxNode Call { get; }

    /// <summary>What the element is called there.</summary>
    public string Subject { get; }

    /// <summary>The functions that get there, as far as tests of their kind tell.</summary>
    public Kinds Kinds { get; set; } = Kinds.Any;

    /// <summary>Whether the call is in a helper that is given the element.</summary>
    public bool IsInHelper { get; set; }

    /// <summary>The part of the element that it is done to, in a method of the element; <see langword="null"/> if it is not in one.</summary>
    public string? Part { get; set; }

    /// <summary>The call of the operation in such a method.</summary>
    public SyntaxNode? Within { get; set; }

    /// <summary>Whether something decides in such a method whether it is done.</summary>
    public bool IsConditional { get; set; }

    /// <summary>Whether the element is asked for what it has become, which may decide whether the method is called.</summary>
    public bool IsAsked { get; set; }

    public bool Ensures(FactMask facts) => (Changed(EffectKind.Ensure) & facts) != 0;

    public bool Revokes(FactMask facts) => (Changed(EffectKind.Revoke) & facts) != 0;

    /// <summary>Whether the operation demands that none of the facts holds.</summary>
    public Requirement? Forbids(FactMask facts) => Contract.Forbids(facts);

    /// <summary>The facts that the operation ensures, or takes back, for the element or a part of it.</summary>
    public FactMask Changed(EffectKind kind)
    {
        var changed = FactMask.None;
        foreach (var effect in Contract.Effects)
        {
            if (effect.Kind == kind && effect.Subject < 0 && !effect.IsWidespread) changed |= effect.Facts;
        }

        return changed;
    }
}
