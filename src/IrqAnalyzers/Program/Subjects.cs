using System.Collections.Concurrent;
using IrqAnalyzers.Contracts;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Program;

/// <summary>The types whose objects bear facts: operations require something of them, or establish it, or they may be of several kinds.</summary>
internal sealed class Subjects
{
    private readonly ContractTable contracts;
    private readonly ConcurrentDictionary<ITypeSymbol, bool> known = new(SymbolEqualityComparer.Default);

    public Subjects(ContractTable contracts) => this.contracts = contracts;

    /// <summary>Whether objects of a type bear facts.</summary>
    /// <param name="type">A type; what is known of an object of a base type or an interface of a subject may be known of the subject.</param>
    public bool Contain(ITypeSymbol type)
    {
        if (type is ITypeParameterSymbol parameter)
        {
            foreach (var constraint in parameter.ConstraintTypes)
            {
                if (Contain(constraint)) return true;
            }

            return false;
        }

        if (type.TypeKind != TypeKind.Class) return type is { TypeKind: TypeKind.Interface } && contracts.Known.IsDsl(type);
        type = type.OriginalDefinition;
        return known.TryGetValue(type, out var isSubject) ? isSubject : known.GetOrAdd(type, Find(type));
    }

    private bool Find(ITypeSymbol type)
    {
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (!contracts.Known.IsDsl(current)) continue;
            if (contracts.KindsOf(current) != Kinds.Any) return true;
            foreach (var member in current.GetMembers())
            {
                switch (member)
                {
                    case IPropertySymbol property when TellsOf(contracts.Of(property)):
                    case IMethodSymbol method when IsSubject(contracts.Of(method)):
                        return true;
                }
            }
        }

        return false;
    }

    private static bool TellsOf(PropertyContract contract) => contract.Tests != Kinds.None || contract.Facts != 0 || contract.FactTest is not null;

    private static bool IsSubject(OperationContract contract)
    {
        foreach (var requirement in contract.Requires)
        {
            if (requirement.Subject < 0) return true;
        }

        foreach (var effect in contract.Effects)
        {
            if (effect.Subject < 0 && !effect.IsWidespread) return true;
        }

        return false;
    }
}
