using System.Collections.Concurrent;
using IrqAnalyzers.Contracts;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Rules;

/// <summary>
/// Names the operations that would have helped against a contract which a project writes: those of the type that has the contract or of its subject, else
/// any in the same assembly, else those of the DSL. An operation helps only if it changes the facts of such a subject. Looked up only when something is
/// reported.
/// </summary>
internal sealed class OwnRemedies
{
    private readonly ContractTable contracts;
    private readonly ConcurrentDictionary<IAssemblySymbol, List<INamedTypeSymbol>> types = new(SymbolEqualityComparer.Default);

    public OwnRemedies(ContractTable contracts) => this.contracts = contracts;

    /// <summary>For instance <c>'SetRouting'</c>: what establishes one of the facts that are missing; empty if nothing does.</summary>
    public string Establishing(Requirement requirement) => Search(requirement, EffectKind.Ensure);

    /// <summary>For instance <c>'Deassign'</c>: what takes back the facts that are one too many; empty if nothing does.</summary>
    public string Revoking(Requirement requirement) => Search(requirement, EffectKind.Revoke);

    private string Search(Requirement requirement, EffectKind kind)
    {
        var operation = requirement.Operation;
        var subject = requirement.Subject < 0 ? operation.ContainingType : operation.Parameters[requirement.Subject].Type;
        var found = new SortedSet<string>(StringComparer.Ordinal);
        for (INamedTypeSymbol? type = operation.ContainingType; type is not null; type = type.BaseType) Add(type, requirement, subject, kind, found);
        for (var type = subject as INamedTypeSymbol; found.Count == 0 && type is not null; type = type.BaseType)
        {
            if (!contracts.Known.IsDsl(type)) Add(type, requirement, subject, kind, found);
        }

        if (found.Count == 0) AddAll(operation.ContainingAssembly, requirement, subject, kind, found);
        if (found.Count == 0) AddAll(contracts.Known.Assembly, requirement, subject, kind, found);
        return Remedies.Join(found);
    }

    private void AddAll(IAssemblySymbol assembly, Requirement requirement, ITypeSymbol subject, EffectKind kind, SortedSet<string> found)
    {
        foreach (var type in types.GetOrAdd(assembly, static all => TypesOf(all))) Add(type, requirement, subject, kind, found);
    }

    private void Add(INamedTypeSymbol type, Requirement requirement, ITypeSymbol subject, EffectKind kind, SortedSet<string> found)
    {
        foreach (var member in type.GetMembers())
        {
            switch (member)
            {
                case IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation } method
                    when Changes(method, requirement, subject, kind):
                    found.Add($"'{method.Name}'");
                    break;
                case IPropertySymbol property
                    when contracts.Of(property) is var contract && (contract.Facts & requirement.Facts) != 0 && AreRelated(type, subject):
                    found.Add($"'{property.Name} = {(contract.FactsWhile == (kind == EffectKind.Ensure) ? "true" : "false")}'");
                    break;
            }
        }
    }

    private bool Changes(IMethodSymbol method, Requirement requirement, ITypeSymbol subject, EffectKind kind)
    {
        foreach (var effect in contracts.Of(method).Effects)
        {
            if (effect.Kind != kind || (effect.Facts & requirement.Facts) == 0 || (effect.When & requirement.When) == Kinds.None) continue;
            if (effect.IsWidespread || effect.Subject >= method.Parameters.Length) continue;
            if (AreRelated(effect.Subject < 0 ? method.ContainingType : method.Parameters[effect.Subject].Type, subject)) return true;
        }

        return false;
    }

    private static bool AreRelated(ITypeSymbol one, ITypeSymbol other) => IsA(one, other) || IsA(other, one);

    private static bool IsA(ITypeSymbol derived, ITypeSymbol parent)
    {
        if (derived is ITypeParameterSymbol parameter)
        {
            foreach (var constraint in parameter.ConstraintTypes)
            {
                if (IsA(constraint, parent)) return true;
            }

            return false;
        }

        for (ITypeSymbol? type = derived; type is not null; type = type.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, parent.OriginalDefinition)) return true;
        }

        foreach (var implemented in derived.AllInterfaces)
        {
            if (SymbolEqualityComparer.Default.Equals(implemented.OriginalDefinition, parent.OriginalDefinition)) return true;
        }

        return false;
    }

    private static List<INamedTypeSymbol> TypesOf(IAssemblySymbol assembly)
    {
        var found = new List<INamedTypeSymbol>();
        Collect(assembly.GlobalNamespace, found);
        return found;
    }

    private static void Collect(INamespaceOrTypeSymbol container, List<INamedTypeSymbol> found)
    {
        foreach (var member in container.GetMembers())
        {
            if (member is not INamespaceOrTypeSymbol inner) continue;
            if (inner is INamedTypeSymbol type) found.Add(type);
            Collect(inner, found);
        }
    }
}
