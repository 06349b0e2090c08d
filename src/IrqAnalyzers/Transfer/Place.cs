using IrqAnalyzers.Domains;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Transfer;

/// <summary>A target whose owner and indices have been evaluated.</summary>
internal readonly struct Place
{
    public Place(IOperation target, Value? owner, Value[] indices)
    {
        Target = target;
        Owner = owner;
        Indices = indices;
    }

    public IOperation Target { get; }

    public Value? Owner { get; }

    public Value[] Indices { get; }
}
