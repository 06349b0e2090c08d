using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Contracts;

/// <summary>A fact that a project declares: a member of an enum of facts.</summary>
internal sealed class DeclaredFact
{
    public DeclaredFact(IFieldSymbol member, int ordinal, bool isRevocable)
    {
        Member = member;
        Mask = FactMask.Declared(ordinal);
        Ordinal = ordinal;
        IsRevocable = isRevocable;
    }

    public IFieldSymbol Member { get; }

    public FactMask Mask { get; }

    /// <summary>The place in the order in which the facts of the compilation were first read.</summary>
    public int Ordinal { get; }

    public bool IsRevocable { get; }

    /// <summary>What messages call it: the name that the project gave it.</summary>
    public string Name => Member.Name;

    /// <summary>What it is called in files of contracts, and where names are listed.</summary>
    public string QualifiedName => Member.ContainingType.Name + "." + Member.Name;

    /// <summary>What it is called where it must be found again, in whatever compilation.</summary>
    public string Key => MetadataNameOf(Member.ContainingType) + "." + Member.Name;

    private static string MetadataNameOf(INamedTypeSymbol type) =>
        type.ContainingType is { } outer ? MetadataNameOf(outer) + "+" + type.MetadataName
        : type.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString() + "." + type.MetadataName
        : type.MetadataName;
}
