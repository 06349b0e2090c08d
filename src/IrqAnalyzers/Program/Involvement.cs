using System.Collections.Concurrent;
using IrqAnalyzers.Contracts;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Program;

/// <summary>Which types and methods can reach objects of the DSL at all. Others are not analyzed.</summary>
internal sealed class Involvement
{
    private const int MaximumNesting = 4;

    /// <summary>A block of extension members, which the oldest compiler does not know. What it extends is in no member of it.</summary>
    public const TypeKind Extension = (TypeKind)14;

    private readonly ContractTable contracts;
    private readonly ConcurrentDictionary<ITypeSymbol, bool> types = new(SymbolEqualityComparer.Default);

    public Involvement(ContractTable contracts) => this.contracts = contracts;

    /// <summary>Whether a method gets objects of the DSL: as arguments, from its receiver, or from around it.</summary>
    public bool Of(IMethodSymbol method)
    {
        if (method.MethodKind == MethodKind.LocalFunction || Of(method.ContainingType)) return true;
        foreach (var parameter in method.Parameters)
        {
            if (Of(parameter.Type)) return true;
        }

        return false;
    }

    /// <summary>Whether a type holds objects of the DSL or has contracts.</summary>
    public bool Of(ITypeSymbol? type)
    {
        if (type is null) return false;
        type = type.OriginalDefinition;
        return types.TryGetValue(type, out var known) ? known : types.GetOrAdd(type, Find(type));
    }

    private bool Find(ITypeSymbol type)
    {
        if (type.TypeKind == Extension || IsDsl(type, 0)) return true;
        foreach (var member in type.GetMembers())
        {
            switch (member)
            {
                case IFieldSymbol { Type: var held } when IsDsl(held, 0):
                case IPropertySymbol { Type: var shown } when IsDsl(shown, 0):
                case IMethodSymbol operation when contracts.Of(operation).HasFacts:
                    return true;
            }
        }

        return type.BaseType is { SpecialType: SpecialType.None } parent && (Of(parent) || (parent.IsGenericType && IsOfDsl(parent)));
    }

    private bool IsDsl(ITypeSymbol type, int nesting)
    {
        if (type is ITypeParameterSymbol parameter)
        {
            foreach (var constraint in parameter.ConstraintTypes)
            {
                if (nesting < MaximumNesting && IsDsl(constraint, nesting + 1)) return true;
            }

            return false;
        }

        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (contracts.Known.IsDsl(current)) return true;
        }

        foreach (var implemented in type.AllInterfaces)
        {
            if (contracts.Known.IsDsl(implemented)) return true;
        }

        return type is INamedTypeSymbol { IsGenericType: true } generic && nesting < MaximumNesting && AnyDsl(generic, nesting + 1);
    }

    // What a base class holds may be of a parameter of its own, which says nothing; what the class gives for it does.
    private bool IsOfDsl(INamedTypeSymbol parent)
    {
        foreach (var argument in parent.TypeArguments)
        {
            if (IsDsl(argument, 1)) return true;
        }

        return false;
    }

    private bool AnyDsl(INamedTypeSymbol generic, int nesting)
    {
        foreach (var argument in generic.TypeArguments)
        {
            if (argument.TypeKind != TypeKind.TypeParameter && IsDsl(argument, nesting)) return true;
        }

        return false;
    }
}
