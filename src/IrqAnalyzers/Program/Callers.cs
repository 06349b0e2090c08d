using System.Collections.Concurrent;
using System.Collections.Immutable;
using IrqAnalyzers.Contracts;
using IrqAnalyzers.Roslyn;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IrqAnalyzers.Program;

/// <summary>
/// The methods that call a helper, where all of them are known: it is private, a method of a private type, or a local function, and is called wherever
/// it is named. Looked for only where a helper has a finding that depends on its callers.
/// </summary>
internal sealed class Callers
{
    private readonly Creations models;
    private readonly ContractTable contracts;
    private readonly ConcurrentDictionary<IMethodSymbol, List<(IMethodSymbol Caller, SyntaxNode Call)>?> known = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<INamedTypeSymbol, NamesInText[]> texts = new(SymbolEqualityComparer.Default);

    public Callers(Creations models, ContractTable contracts)
    {
        this.models = models;
        this.contracts = contracts;
    }

    /// <summary>Whether code outside of the outermost type around a method cannot call it.</summary>
    public static bool IsPrivate(IMethodSymbol method) => method.MethodKind switch
    {
        MethodKind.Ordinary => method.DeclaredAccessibility == Accessibility.Private || method.ContainingType?.DeclaredAccessibility == Accessibility.Private,
        MethodKind.LocalFunction => true,
        _ => false,
    };

    /// <summary>The methods that call a method, with the calls; <see langword="null"/> if others may call it, or code in an expression does.</summary>
    public IReadOnlyList<(IMethodSymbol Caller, SyntaxNode Call)>? Of(IMethodSymbol method, CancellationToken cancellation)
    {
        if (!IsPrivate(method)) return null;
        method = method.OriginalDefinition;
        return known.TryGetValue(method, out var found) ? found : known.GetOrAdd(method, Find(method, cancellation));
    }

    /// <summary>The names that may stand for a private method, in the text of all that can call it.</summary>
    public IReadOnlyList<SimpleNameSyntax> NamesOf(IMethodSymbol method, CancellationToken cancellation)
    {
        var outermost = OutermostType(method);
        if (!texts.TryGetValue(outermost, out var all)) all = texts.GetOrAdd(outermost, TextsOf(outermost, cancellation));
        var found = new List<SimpleNameSyntax>();
        foreach (var text in all) text.Find(method.Name, found);
        return found;
    }

    private static NamesInText[] TextsOf(INamedTypeSymbol type, CancellationToken cancellation)
    {
        var references = type.DeclaringSyntaxReferences;
        var texts = new NamesInText[references.Length];
        for (var part = 0; part < texts.Length; part++) texts[part] = new(references[part].GetSyntax(cancellation));
        return texts;
    }

    /// <summary>The type that all callers of a private method are in.</summary>
    public static INamedTypeSymbol OutermostType(IMethodSymbol method)
    {
        var type = method.ContainingType;
        while (type.ContainingType is { } outer) type = outer;
        return type.OriginalDefinition;
    }

    private List<(IMethodSymbol Caller, SyntaxNode Call)>? Find(IMethodSymbol method, CancellationToken cancellation)
    {
        if (method.IsGenericMethod || method.DeclaringSyntaxReferences.Length != 1 || contracts.Of(method).HasFacts) return null;
        var outermost = OutermostType(method);
        if (method.MethodKind == MethodKind.Ordinary && method.DeclaredAccessibility != Accessibility.Private && !IsKnownWithin(method, outermost)) return null;
        var all = new List<(IMethodSymbol Caller, SyntaxNode Call)>();
        foreach (var name in NamesOf(method, cancellation))
        {
            var model = models.ModelOf(name.SyntaxTree);
            if (model.GetSymbolInfo(name, cancellation).Symbol is not { } symbol) return null;
            if (symbol is not IMethodSymbol called || !MayRun(called.OriginalDefinition, method)) continue;
            if (CallOf(name) is not { } call || CallerOf(name, model, cancellation) is not { } caller) return null;
            all.Add((caller, call));
        }

        return all;
    }

    // What a type that is private passes for outside is called by that name.
    private static bool IsKnownWithin(IMethodSymbol method, INamedTypeSymbol outermost)
    {
        for (var above = method.ContainingType.BaseType; above is { SpecialType: not SpecialType.System_Object and not SpecialType.System_ValueType }; above = above.BaseType)
        {
            if (!IsWithin(above, outermost)) return false;
        }

        foreach (var type in method.ContainingType.AllInterfaces)
        {
            if (!IsWithin(type, outermost)) return false;
        }

        return true;
    }

    private static bool IsWithin(INamedTypeSymbol? type, INamedTypeSymbol outermost)
    {
        for (; type is not null; type = type.ContainingType)
        {
            if (SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, outermost)) return true;
        }

        return false;
    }

    private static bool MayRun(IMethodSymbol called, IMethodSymbol method)
    {
        if (SymbolEqualityComparer.Default.Equals(called, method)) return true;
        if (called.ContainingType is not { } declaring || !(called.IsAbstract || called.IsVirtual || called.IsOverride)) return false;

        // A derived class may implement an interface with what it inherits.
        if (declaring.TypeKind == TypeKind.Interface) return !method.ContainingType.IsSealed || Contains(method.ContainingType.AllInterfaces, declaring);
        for (var above = method.ContainingType.BaseType; above is not null; above = above.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(above.OriginalDefinition, declaring.OriginalDefinition)) return true;
        }

        return false;
    }

    private static bool Contains(ImmutableArray<INamedTypeSymbol> types, INamedTypeSymbol sought)
    {
        foreach (var type in types)
        {
            if (SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, sought.OriginalDefinition)) return true;
        }

        return false;
    }

    private static InvocationExpressionSyntax? CallOf(SimpleNameSyntax name)
    {
        ExpressionSyntax called = name;
        if (called.Parent is MemberAccessExpressionSyntax access && access.Name == name) called = access;
        else if (called.Parent is MemberBindingExpressionSyntax binding) called = binding;
        return called.Parent is InvocationExpressionSyntax call && call.Expression == called ? call : null;
    }

    // Code in a lambda, a local function or a query runs when other code calls it.
    private static IMethodSymbol? CallerOf(SyntaxNode name, SemanticModel model, CancellationToken cancellation)
    {
        for (var around = name.Parent; around is not null; around = around.Parent)
        {
            switch (around)
            {
                case AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or QueryExpressionSyntax:
                    return null;
                case MethodDeclarationSyntax method:
                    return model.GetDeclaredSymbol(method, cancellation) as IMethodSymbol;
                case MemberDeclarationSyntax:
                    return null;
            }
        }

        return null;
    }
}
