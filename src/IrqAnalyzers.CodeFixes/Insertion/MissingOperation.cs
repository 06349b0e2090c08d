using IrqAnalyzers.CodeFixes.Proof;
using IrqAnalyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace IrqAnalyzers.CodeFixes.Insertion;

/// <summary>Finds by contract what could be called, and what tests for whom.</summary>
internal sealed class MissingOperation
{
    private readonly AnalyzedDocument document;
    private readonly int position;

    public MissingOperation(AnalyzedDocument document, int position)
    {
        this.document = document;
        this.position = position;
    }

    /// <summary>The operation by which the object inherits one of the facts, if it can be called without arguments.</summary>
    public IMethodSymbol? Find(ITypeSymbol type, ulong facts, Kinds kinds)
    {
        foreach (var member in Members(type))
        {
            if (member is not IMethodSymbol { MethodKind: MethodKind.Ordinary, IsStatic: false, Arity: 0 } method || IsAwaitable(method)) continue;
            if (!method.Parameters.All(parameter => parameter.IsOptional || parameter.IsParams)) continue;
            var contract = document.Contracts.Of(method);
            if (contract.Inherits is not null && contract.Effects.Any(Helps)) return method;
        }

        return null;

        bool Helps(Effect effect) =>
            effect.Kind == EffectKind.Ensure && effect.Subject < 0 && (effect.Facts & facts) != 0 && (effect.When & kinds) == kinds;
    }

    /// <summary>An expression that is true for a kind of functions only; <see langword="null"/> if there is no property for it.</summary>
    public string? Test(ITypeSymbol type, string subject, Kinds kinds)
    {
        var others = Kinds.Any & ~kinds;
        string? weaker = null;
        foreach (var member in Members(type))
        {
            if (member is not IPropertySymbol { IsStatic: false, IsIndexer: false, GetMethod: not null } property) continue;
            var tests = document.Contracts.Of(property).Tests;
            var isFlag = property.Type.SpecialType == SpecialType.System_Boolean;
            if (tests == kinds && isFlag) return $"{subject}.{property.Name}";
            if (tests == others && isFlag) weaker ??= $"!{subject}.{property.Name}";
            else if (tests == kinds && property.Type.IsReferenceType) weaker ??= $"{subject}.{property.Name} {IsNotNull}";
        }

        return weaker;
    }

    private string IsNotNull =>
        document.Root.SyntaxTree.Options is CSharpParseOptions { LanguageVersion: >= LanguageVersion.CSharp9 } ? "is not null" : "!= null";

    private IEnumerable<ISymbol> Members(ITypeSymbol type)
    {
        if (type is ITypeParameterSymbol parameter)
            return parameter.ConstraintTypes.SelectMany(Members);
        var members = new List<ISymbol>();
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType) members.AddRange(current.GetMembers());
        foreach (var implemented in type.AllInterfaces) members.AddRange(implemented.GetMembers());
        return members.Where(member => member.CanBeReferencedByName && document.Model.IsAccessible(position, member));
    }

    private static bool IsAwaitable(IMethodSymbol method)
    {
        for (ITypeSymbol? type = method.ReturnType; type is not null; type = type.BaseType)
        {
            if (!type.GetMembers("GetAwaiter").IsEmpty) return true;
        }

        return false;
    }
}
