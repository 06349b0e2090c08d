using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text;
using IrqAnalyzers.Contracts;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Rules;

/// <summary>Names the operations of the DSL that would have helped. Looked up only when something is reported.</summary>
internal sealed class Remedies
{
    private static readonly ConditionalWeakTable<ContractTable, Remedies> OfTables = new();

    private readonly ContractTable contracts;
    private readonly ConcurrentDictionary<(RequirementKind Kind, FactMask Facts, Kinds When, FactMask Held, string Subject), string> texts = new();
    private readonly ConcurrentDictionary<(FactMask Facts, string Subject), string> revoking = new();
    private readonly Lazy<List<ISymbol>> candidates;
    private readonly Lazy<FactMask> besides;

    private Remedies(ContractTable contracts)
    {
        this.contracts = contracts;
        candidates = new(Collect);
        besides = new(FindBesides);
    }

    /// <summary>The operations of the DSL that a compilation sees.</summary>
    public static Remedies Of(ContractTable contracts) => OfTables.GetValue(contracts.OfDsl, static table => new(table));

    /// <summary>For instance <c>'Add' or 'Register'</c>; empty if no operation helps.</summary>
    /// <param name="requirement">What is missing.</param>
    /// <param name="held">Facts that hold already: an operation that establishes one of them besides has been called, and is no advice where a fact is
    /// missing.</param>
    public string For(Requirement requirement, FactMask held)
    {
        var done = requirement.Kind == RequirementKind.Absent ? FactMask.None : held & besides.Value & ~requirement.Facts;
        return texts.GetOrAdd((requirement.Kind, requirement.Facts, requirement.When, done, FamilyOf(requirement.Operation, requirement.Subject)), Describe);
    }

    /// <summary>For instance <c>'ReleaseInterrupts'</c>: what takes back the facts that are one too many; empty if nothing does.</summary>
    public string Revoking(Requirement requirement) =>
        revoking.GetOrAdd((requirement.Facts, FamilyOf(requirement.Operation, requirement.Subject)), DescribeRevoking);

    private string DescribeRevoking((FactMask Facts, string Subject) wanted)
    {
        var operations = new SortedSet<string>(StringComparer.Ordinal);
        var fewest = int.MaxValue;
        foreach (var candidate in candidates.Value)
        {
            if (candidate is not IMethodSymbol method) continue;
            foreach (var effect in contracts.Of(method).Effects)
            {
                if (effect.Kind != EffectKind.Revoke || (effect.Facts & wanted.Facts) == 0 || !IsAbout(method, effect, wanted.Subject)) continue;
                // The operation that takes back the least besides is the one that is meant for it.
                var besides = (effect.Facts & ~wanted.Facts).Count(contracts.Facts.DeclaredCount);
                if (besides > fewest) continue;
                if (besides < fewest) operations.Clear();
                fewest = besides;
                operations.Add($"'{method.Name}'");
            }
        }

        return Join(operations);
    }

    // The facts that operations establish together with others.
    private FactMask FindBesides()
    {
        var all = FactMask.None;
        foreach (var candidate in candidates.Value)
        {
            if (candidate is not IMethodSymbol method) continue;
            var ensured = EnsuredBy(contracts.Of(method), static _ => true);
            if (!ensured.IsSingle) all |= ensured;
        }

        return all;
    }

    private string Describe((RequirementKind Kind, FactMask Facts, Kinds When, FactMask Held, string Subject) wanted)
    {
        var properties = new SortedSet<string>(StringComparer.Ordinal);
        var inheriting = new SortedSet<string>(StringComparer.Ordinal);
        var operations = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var candidate in candidates.Value)
        {
            if (candidate is IPropertySymbol property)
            {
                var contract = contracts.Of(property);
                if ((contract.Facts & wanted.Facts) != 0) properties.Add($"'{property.Name} = {(contract.FactsWhile ? "true" : "false")}'");
                continue;
            }

            var method = (IMethodSymbol)candidate;
            var operation = contracts.Of(method);
            if (EnsuredBy(operation, effect => IsAbout(method, effect, wanted.Subject)) is var ensured
                && ((ensured & wanted.Facts) == 0 || (ensured & wanted.Held) != 0))
            {
                continue;
            }

            if (operation.Inherits is not null) inheriting.Add($"'{candidate.Name}'");
            else if (!IsDubious(operation)) operations.Add($"'{candidate.Name}'");
        }

        if (properties.Count > 0) return Join(properties);
        if (wanted.When == Kinds.Virtual && inheriting.Count > 0) return Join(inheriting);
        return Join(operations.Count > 0 ? operations : inheriting);
    }

    // A vector that is requested by itself is no remedy for a function, nor the other way round. What is widespread is about anything.
    private static bool IsAbout(IMethodSymbol method, Effect effect, string family) =>
        effect.IsWidespread || effect.Subject >= method.Parameters.Length || FamilyOf(method, effect.Subject) == family;

    /// <summary>The name of the class that a subject's class and all that are like it derive from.</summary>
    private static string FamilyOf(IMethodSymbol method, int subject)
    {
        var type = subject < 0 ? method.ContainingType : method.Parameters[subject].Type;
        while (type.BaseType is { SpecialType: SpecialType.None, Name: not "ModelObject" } above) type = above;
        return type.Name;
    }

    private static FactMask EnsuredBy(OperationContract operation, Func<Effect, bool> counts)
    {
        var facts = FactMask.None;
        foreach (var effect in operation.Effects)
        {
            if (effect.Kind == EffectKind.Ensure && counts(effect)) facts |= effect.Facts;
        }

        return facts;
    }

    // What is wrong under a circumstance is no advice, but for one that cannot arise where a system starts.
    private static bool IsDubious(OperationContract operation)
    {
        foreach (var requirement in operation.Requires)
        {
            if (requirement is { Kind: RequirementKind.Never, Assumption: not Circumstance.EntriesInUse }) return true;
        }

        return false;
    }

    /// <summary>Names as a choice: <c>A, B or C</c>.</summary>
    public static string Join(SortedSet<string> names)
    {
        var text = new StringBuilder();
        var rest = names.Count;
        foreach (var name in names)
        {
            rest--;
            text.Append(name);
            if (rest > 0) text.Append(rest == 1 ? " or " : ", ");
        }

        return text.ToString();
    }

    private List<ISymbol> Collect()
    {
        var found = new List<ISymbol>();
        var namespaces = new Stack<INamespaceSymbol>();
        namespaces.Push(contracts.Known.Assembly.GlobalNamespace);
        while (namespaces.Count > 0)
        {
            var current = namespaces.Pop();
            foreach (var nested in current.GetNamespaceMembers()) namespaces.Push(nested);
            foreach (var type in current.GetTypeMembers())
            {
                if (type.DeclaredAccessibility != Accessibility.Public || type.TypeKind is not (TypeKind.Class or TypeKind.Interface)) continue;
                foreach (var member in type.GetMembers())
                {
                    if (member is IMethodSymbol { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: Accessibility.Public } or IPropertySymbol)
                        found.Add(member);
                }
            }
        }

        return found;
    }
}
