using IrqAnalyzers.Contracts;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Domains;

/// <summary>
/// An abstract object: what a body can name. It stands for one run-time object, or for several if it is a summary object. Its id counts
/// from 0 within the body.
/// </summary>
internal sealed class AbstractObject
{
    public AbstractObject(
        int id, ObjectOrigin origin, ISymbol? symbol, AbstractObject? owner, ITypeSymbol? type, Cell initial, Handle? handle = null, bool isNew = false,
        Kinds? staticKinds = null)
    {
        Id = id;
        Origin = origin;
        Symbol = symbol;
        Owner = owner;
        Type = type;
        IsNew = isNew;
        Initial = initial;
        Handle = handle;
        StaticKinds = staticKinds ?? initial.Kinds;
        IsBeyond = (origin == ObjectOrigin.Older && symbol is not null) || owner is { IsBeyond: true };
    }

    public int Id { get; }

    public ObjectOrigin Origin { get; }

    /// <summary>The variable, the member, or nothing. Of a summary object at the end of a chain, the member that leads along it.</summary>
    public ISymbol? Symbol { get; }

    /// <summary>The object that has the member.</summary>
    public AbstractObject? Owner { get; }

    /// <summary>The type it is known by.</summary>
    public ITypeSymbol? Type { get; }

    /// <summary>Whether it was made here, so that it is none of those that were there before.</summary>
    public bool IsNew { get; }

    public Cell Initial { get; }

    /// <summary>What it leads to, if it is an object of that sort.</summary>
    public Handle? Handle { get; }

    /// <summary>Whether a caller can name it, so that what is unknown here may be known there.</summary>
    public bool IsFormal => Origin switch
    {
        ObjectOrigin.Variable or ObjectOrigin.This => true,
        ObjectOrigin.Path => Owner is null || Owner.IsFormal,
        _ => false,
    };

    /// <summary>Whether it stands for several objects, so that nothing said of one holds for all.</summary>
    public bool IsSummary => Origin == ObjectOrigin.Older || (Owner?.IsSummary ?? false);

    /// <summary>Whether it is one of those at the end of a chain, which is followed no further. Nothing tells them apart.</summary>
    public bool IsBeyond { get; }

    /// <summary>Whether it came from an unknown source, so that it may be one of the other objects under another name.</summary>
    public bool IsAnonymous => Origin switch
    {
        ObjectOrigin.Site or ObjectOrigin.Older => !IsNew && Handle is null,
        ObjectOrigin.Path => !IsFormal && Owner is { IsNew: false } owner && owner.IsAnonymous,
        _ => false,
    };

    /// <summary>Whether it is a member of a member of the same name of something, as a recursion goes along a chain of objects.</summary>
    public bool IsFarAlong
    {
        get
        {
            if (Origin != ObjectOrigin.Path) return false;
            var times = 0;
            for (var above = Owner; above is { Origin: ObjectOrigin.Path }; above = above.Owner)
            {
                if (SymbolEqualityComparer.Default.Equals(above.Symbol, Symbol)) times++;
            }

            return times > 0;
        }
    }

    /// <summary>The kinds that its type allows.</summary>
    public Kinds StaticKinds { get; }
}
