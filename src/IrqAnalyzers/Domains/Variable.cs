using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Domains;

/// <summary>A local, a parameter, an intermediate result, or a member of an object. Its id counts from 0 within the body.</summary>
internal sealed class Variable
{
    private Value? offered;

    public Variable(int id, ISymbol? symbol, AbstractObject? owner, bool isMember, int? slot = null)
    {
        Id = id;
        Symbol = symbol;
        Owner = owner;
        IsMember = isMember;
        Slot = slot;
    }

    public int Id { get; }

    /// <summary>What it holds as long as nothing is known of that: a number or a string that is here.</summary>
    public Value Offered => offered ??= new(Array.Empty<int>(), mayBeOther: true, scalar: Scalar.In(Id), isFree: true);

    public ISymbol? Symbol { get; }

    /// <summary>The object whose member it is; <see langword="null"/> for static members too.</summary>
    public AbstractObject? Owner { get; }

    public bool IsMember { get; }

    /// <summary>The number of the slot, if it is one of an object that leads to others.</summary>
    public int? Slot { get; }

    /// <summary>Whether others than the body can assign it.</summary>
    public bool IsShared => IsMember && Symbol switch
    {
        IFieldSymbol member => !member.IsReadOnly && !member.IsConst,
        IPropertySymbol property => property.SetMethod is { IsInitOnly: false },
        _ => false,
    };

    /// <summary>Whether it keeps apart the rounds of an enumeration whose elements are known.</summary>
    public bool IsGiven => Owner?.Handle is Enumeration && Slot >= Enumeration.FirstGiven;

    public static ITypeSymbol? TypeOf(ISymbol symbol) => symbol switch
    {
        IFieldSymbol member => member.Type,
        IPropertySymbol property => property.Type,
        ILocalSymbol local => local.Type,
        IParameterSymbol parameter => parameter.Type,
        _ => null,
    };
}
