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
    public IMethodSymbol? Find(ITypeSymbol type, FactMask facts, Kinds kinds)
    {
        foreach (var member in Members(type))
        {
            if (member is not IMethodSymbol { MethodKind: MethodKind.Ordinary, IsStatic: false, Arity: 0 } method || IsAwaitable(method)) continue;
            if (!IsCallable(method)) continue;
            var contract = document.Contracts.Of(method);
            if (contract.Inherits is not null && contract.Effects.Any(Helps)) return method;
        }

        return null;

        bool Helps(Effect effect) =>
            effect.Kind == EffectKind.Ensure && effect.Subject < 0 && (effect.Facts & facts) != 0 && (effect.When & kinds) == kinds;
    }

    /// <summary>
    /// The operation without arguments, other than the one that needs it, that changes the facts of its receiver, if there is exactly one;
    /// of several, the one that changes nothing else.
    /// </summary>
    public IMethodSymbol? Find(ITypeSymbol type, IMethodSymbol? other, EffectKind kind, FactMask facts)
    {
        var found = new List<(IMethodSymbol Method, FactMask Changed)>();
        FactMask notes = document.Contracts.Known.Notes;
        foreach (var member in Members(type))
        {
            if (member is not IMethodSymbol { MethodKind: MethodKind.Ordinary, IsStatic: false, Arity: 0 } method || !IsCallable(method)) continue;
            if (SymbolEqualityComparer.Default.Equals(method.OriginalDefinition, other?.OriginalDefinition)) continue;
            if (found.Exists(known => known.Method.Name == method.Name)) continue;
            var contract = document.Contracts.Of(method);
            if (contract.Inherits is not null || contract.Requires.Any(static requirement => requirement.Kind == RequirementKind.Never)) continue;
            var changed = FactMask.None;
            foreach (var effect in contract.Effects)
            {
                if (effect.Subject >= 0 || effect.Kind == EffectKind.MayEnsure || (effect.Kind == EffectKind.Revoke && kind == EffectKind.Ensure)) continue;
                if ((effect.Facts & ~notes) == 0) continue;
                changed |= effect.Kind == kind && effect.When == Kinds.Any ? effect.Facts & ~notes : FactMask.All;
            }

            if ((changed & facts) != 0 && changed != FactMask.All) found.Add((method, changed));
        }

        var exact = found.FindAll(one => (one.Changed & ~facts) == 0);
        return exact.Count == 1 ? exact[0].Method : exact.Count == 0 && found.Count == 1 ? found[0].Method : null;
    }

    /// <summary>
    /// What an operation needs of its receiver before it, with how that comes about; <see langword="null"/> if it needs nothing, or several things.
    /// </summary>
    public (FactMask Facts, EffectKind How)? OnlyNeed(IMethodSymbol operation)
    {
        var needs = document.Contracts.Of(operation).Requires.Where(
            static requirement => requirement.Subject < 0 && requirement.Kind != RequirementKind.Never).ToList();

        // That it is not done twice, nor too late, is no matter of what comes before it here.
        if (needs.Exists(need => (need.Facts & document.Contracts.Known.GivenBack) != 0))
            needs.RemoveAll(need => (need.Facts & ~(FactMask)(document.Contracts.Known.GivenBack | document.Contracts.Known.FactOf("Removed"))) == 0);
        if (needs.Count != 1) return null;
        return (needs[0].Facts, needs[0].Kind == RequirementKind.AnyOf ? EffectKind.Ensure : EffectKind.Revoke);
    }

    /// <summary>The kinds of functions that have something to inherit: those that have what the operation inherits from.</summary>
    public Kinds Heirs(IMethodSymbol inheriting)
    {
        if (document.Contracts.Of(inheriting).Inherits is not { } inheritance) return Kinds.None;
        foreach (var member in Members(inheriting.ContainingType))
        {
            if (member is IPropertySymbol property && property.Name == inheritance.From) return document.Contracts.Of(property).Tests;
        }

        return Kinds.None;
    }

    /// <summary>
    /// Whether any operation of a type takes back one of the facts of its receiver: neither as one that is wrong while it holds, nor as one that
    /// establishes it itself for as long as it runs.
    /// </summary>
    public bool CanRevoke(ITypeSymbol type, FactMask facts) => Members(type).OfType<IMethodSymbol>().Any(method =>
    {
        var contract = document.Contracts.Of(method);
        return contract.Effects.Any(effect => effect.Kind == EffectKind.Revoke && effect.Subject < 0 && (effect.Facts & facts) != 0)
            && !contract.Effects.Any(effect => effect.Kind == EffectKind.MayEnsure && effect.Subject < 0 && (effect.Facts & facts) != 0)
            && !contract.Requires.Any(requirement => requirement.Kind == RequirementKind.Absent && requirement.Subject < 0 && (requirement.Facts & facts) != 0);
    });

    /// <summary>
    /// The operation, called with nothing but a subject, that establishes one of the facts for it, if there is exactly one.
    /// </summary>
    public IMethodSymbol? FindFor(ITypeSymbol owner, ITypeSymbol subject, IMethodSymbol other, FactMask facts)
    {
        IMethodSymbol? found = null;
        foreach (var member in Members(owner))
        {
            if (member is not IMethodSymbol { MethodKind: MethodKind.Ordinary, IsStatic: false, Arity: 0 } method || IsAwaitable(method)) continue;
            if (SymbolEqualityComparer.Default.Equals(method.OriginalDefinition, other.OriginalDefinition)) continue;
            if (OnlyArgument(method) is not { } parameter || !SymbolEqualityComparer.Default.Equals(parameter.Type, subject)) continue;
            if ((document.Contracts.Of(method).EnsuresFor(0) & facts) == 0) continue;
            if (found is not null) return null;
            found = method;
        }

        return found;
    }

    /// <summary>The query that comes out true exactly while one of the facts holds of its receiver (-1), or of its only argument (0).</summary>
    public ISymbol? FindTest(ITypeSymbol type, int subject, FactMask facts)
    {
        foreach (var member in Members(type))
        {
            var test = member switch
            {
                IPropertySymbol { IsStatic: false, IsIndexer: false, Type.SpecialType: SpecialType.System_Boolean } property when subject < 0 =>
                    document.Contracts.Of(property).FactTest,
                IMethodSymbol { IsStatic: false, Arity: 0, ReturnType.SpecialType: SpecialType.System_Boolean } method
                    when subject >= 0 && OnlyArgument(method)?.Ordinal == subject => document.Contracts.Of(method).FactTest,
                _ => null,
            };
            if (test is { IsExact: true } && test.Subject == subject && test.AnyOf == facts) return member;
        }

        return null;
    }

    /// <summary>The only parameter that a call must give; <see langword="null"/> if it is not the first, or there are none or several.</summary>
    public static IParameterSymbol? OnlyArgument(IMethodSymbol method)
    {
        var needed = method.Parameters.Where(static parameter => !parameter.IsOptional && !parameter.IsParams).ToList();
        return needed.Count == 1 && needed[0].Ordinal == 0 && needed[0].RefKind == RefKind.None ? needed[0] : null;
    }

    /// <summary>The property of a subject that stands for one of the facts, with the value that gives it.</summary>
    public (IPropertySymbol Property, bool Value, FactMask Facts)? FindProperty(ITypeSymbol type, FactMask facts)
    {
        foreach (var member in Members(type))
        {
            if (member is not IPropertySymbol { IsStatic: false, SetMethod: { } setter } property || !document.Model.IsAccessible(position, setter)) continue;
            var contract = document.Contracts.Of(property);
            if ((contract.Facts & facts) != 0) return (property, contract.FactsWhile, contract.Facts);
        }

        return null;
    }

    /// <summary>The operation without arguments that does some of what another may do, and nothing that it does for sure.</summary>
    public IMethodSymbol? FindRest(ITypeSymbol type, IMethodSymbol of)
    {
        var may = FactMask.None;
        foreach (var effect in document.Contracts.Of(of).Effects)
        {
            if (effect.Kind == EffectKind.MayEnsure && effect.When == Kinds.Any) may |= effect.Facts;
        }

        foreach (var member in Members(type))
        {
            if (member is not IMethodSymbol { MethodKind: MethodKind.Ordinary, IsStatic: false, Arity: 0 } method || !IsCallable(method)) continue;
            if (OnlyMay(method) && document.Contracts.Of(method).Effects.All(effect => effect.Subject < 0 && (effect.Facts & ~may) == 0)) return method;
        }

        return null;
    }

    /// <summary>Whether the operation does nothing for sure: what it may do, handlers do.</summary>
    public bool OnlyMay(IMethodSymbol method)
    {
        var effects = document.Contracts.Of(method).Effects;
        return !effects.IsEmpty && effects.All(static effect => effect.Kind == EffectKind.MayEnsure);
    }

    private static bool IsCallable(IMethodSymbol method) => method.Parameters.All(static parameter => parameter.IsOptional || parameter.IsParams);

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

    /// <summary>
    /// An expression that is true only while none of some facts holds; <see langword="null"/> if there is no property that holds what they decide.
    /// </summary>
    public string? TestUndecided(ITypeSymbol type, string subject, FactMask facts)
    {
        foreach (var member in Members(type))
        {
            if (member is not IPropertySymbol { IsStatic: false, IsIndexer: false, GetMethod: not null, Type.IsReferenceType: true } property) continue;
            if (document.Contracts.Of(property).FactTest is { IsOneWay: false } test && (facts & ~test.AnyOf) == 0) return $"{subject}.{property.Name} is null";
        }

        return null;
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

    public static bool IsAwaitable(IMethodSymbol method)
    {
        for (ITypeSymbol? type = method.ReturnType; type is not null; type = type.BaseType)
        {
            if (!type.GetMembers("GetAwaiter").IsEmpty) return true;
        }

        return false;
    }
}
