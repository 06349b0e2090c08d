using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IrqAnalyzers.Topology;

/// <summary>Finds what methods of the project do, wherever they are declared. Asked only for what describes machines.</summary>
internal sealed class Bodies
{
    private readonly Compilation compilation;
    private readonly ConcurrentDictionary<IMethodSymbol, BodyNotes?> known = new(SymbolEqualityComparer.Default);

    public Bodies(Compilation compilation) => this.compilation = compilation;

    public Compilation Compilation => compilation;

    public bool IsOwn(ISymbol symbol) => SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, compilation.Assembly);

    /// <summary>The body of a method, constructor or accessor; <see langword="null"/> if it has none here, or none that a call just runs.</summary>
    public BodyNotes? Of(IMethodSymbol method, CancellationToken cancellation) =>
        known.TryGetValue(method, out var found) ? found : known.GetOrAdd(method, Find(method, cancellation));

    /// <summary>What a field or property of an object starts with, in the order of the source; primary constructors have no other body.</summary>
    public IEnumerable<(ISymbol Member, IOperation Value)> InitializersOf(INamedTypeSymbol type, CancellationToken cancellation)
    {
        foreach (var member in type.GetMembers())
        {
            if (member.IsStatic || member is not (IFieldSymbol or IPropertySymbol)) continue;
            if (InitializerOf(member, cancellation) is { } value) yield return (member, value);
        }
    }

    /// <summary>The initializer of a field or property; <see langword="null"/> if it has none.</summary>
    public IOperation? InitializerOf(ISymbol member, CancellationToken cancellation)
    {
        if (member.DeclaringSyntaxReferences.Length != 1) return null;
        var initializer = member.DeclaringSyntaxReferences[0].GetSyntax(cancellation) switch
        {
            VariableDeclaratorSyntax declared => declared.Initializer,
            PropertyDeclarationSyntax declared => declared.Initializer,
            _ => null,
        };
        return initializer is null ? null : OperationOf(initializer, cancellation)?.ChildOperations.FirstOrDefault();
    }

    /// <summary>The call of the base constructor in the head of a type; <see langword="null"/> if there is none.</summary>
    public IOperation? BaseCallOf(INamedTypeSymbol type, CancellationToken cancellation)
    {
        foreach (var reference in type.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax(cancellation) is not TypeDeclarationSyntax { BaseList: { } bases }) continue;
            foreach (var called in bases.Types)
            {
                if (called is PrimaryConstructorBaseTypeSyntax) return OperationOf(called, cancellation);
            }
        }

        return null;
    }

    /// <summary>Whether a property is nothing but a field.</summary>
    public static bool IsStored(IPropertySymbol property)
    {
        if (property.ContainingType.IsAnonymousType) return true;
        if (property.IsIndexer || property.IsAbstract || property.DeclaringSyntaxReferences.Length != 1) return false;
        return property.DeclaringSyntaxReferences[0].GetSyntax() switch
        {
            ParameterSyntax => true,
            PropertyDeclarationSyntax { ExpressionBody: null, AccessorList: { } accessors } =>
                accessors.Accessors.All(static accessor => accessor.Body is null && accessor.ExpressionBody is null),
            _ => false,
        };
    }

    /// <summary>Whether a constructor is the head of its type.</summary>
    public static bool IsPrimary(IMethodSymbol constructor) =>
        constructor.DeclaringSyntaxReferences.Length == 1 && constructor.DeclaringSyntaxReferences[0].GetSyntax() is TypeDeclarationSyntax;

    /// <summary>Whether members of a type assign a parameter of its head, or hand it out by reference, as far as names tell.</summary>
    public static bool Assigns(IMethodSymbol primary)
    {
        var names = new HashSet<string>(primary.Parameters.Select(static parameter => parameter.Name), StringComparer.Ordinal);
        foreach (var reference in primary.ContainingType.DeclaringSyntaxReferences)
        {
            foreach (var node in reference.GetSyntax().DescendantNodes())
            {
                if (node is IdentifierNameSyntax name && names.Contains(name.Identifier.ValueText) && IsTarget(name)) return true;
            }
        }

        return false;
    }

    /// <summary>Whether an expression is assigned, or may be through a reference to it.</summary>
    public static bool IsTarget(ExpressionSyntax expression) => expression.Parent switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left == expression,
        PostfixUnaryExpressionSyntax unary => unary.IsKind(SyntaxKind.PostIncrementExpression) || unary.IsKind(SyntaxKind.PostDecrementExpression),
        PrefixUnaryExpressionSyntax unary =>
            unary.IsKind(SyntaxKind.PreIncrementExpression) || unary.IsKind(SyntaxKind.PreDecrementExpression) || unary.IsKind(SyntaxKind.AddressOfExpression),
        ArgumentSyntax { RefKindKeyword.RawKind: not 0 } => true,
        ArgumentSyntax { Parent: TupleExpressionSyntax { Parent: AssignmentExpressionSyntax assignment } tuple } => assignment.Left == tuple,
        RefExpressionSyntax => true,
        _ => false,
    };

    public IOperation? OperationOf(SyntaxNode syntax, CancellationToken cancellation)
    {
        if (!compilation.ContainsSyntaxTree(syntax.SyntaxTree)) return null;
#pragma warning disable RS1030 // What a method does that is called may be in another file.
        return compilation.GetSemanticModel(syntax.SyntaxTree).GetOperation(syntax, cancellation);
#pragma warning restore RS1030
    }

    private BodyNotes? Find(IMethodSymbol method, CancellationToken cancellation)
    {
        if (!IsOwn(method) || method.DeclaringSyntaxReferences.Length != 1) return null;
        if (method.IsAbstract || method.IsExtern || method.IsAsync || method.IsImplicitlyDeclared) return null;
        var syntax = method.DeclaringSyntaxReferences[0].GetSyntax(cancellation);

        // A property without accessors has its body behind an arrow.
        if (syntax is TypeDeclarationSyntax || OperationOf(syntax, cancellation) is not { } operation) return null;
        var notes = new BodyNotes(operation);
        return notes.HasJumps || notes.IsPeculiar ? null : notes;
    }
}
