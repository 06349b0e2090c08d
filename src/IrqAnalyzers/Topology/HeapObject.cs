using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Topology;

/// <summary>An object of the model's own, an array or a collection. What is in it, <see cref="Memory"/> knows.</summary>
internal sealed class HeapObject
{
    public HeapObject(ITypeSymbol type, Contents? always = null) => (Type, Always) = (type, always);

    public ITypeSymbol Type { get; }

    /// <summary>What is in it at all times; <see langword="null"/> for what can change.</summary>
    public Contents? Always { get; }

    /// <summary>Whether each place that it is stored in has a copy of its own.</summary>
    public bool IsCopied => Type is INamedTypeSymbol { IsValueType: true, IsReadOnly: false };
}
