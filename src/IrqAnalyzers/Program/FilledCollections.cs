using System.Collections.Concurrent;
using IrqAnalyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IrqAnalyzers.Program;

/// <summary>
/// Collections in readonly members that always have an element: the initializer or each constructor puts one in, and, if it is no array, nobody takes any
/// out. The syntax shows it.
/// </summary>
internal sealed class FilledCollections
{
    private readonly ConcurrentDictionary<ISymbol, bool> known = new(SymbolEqualityComparer.Default);

    /// <summary>Whether a member of the project holds such a collection.</summary>
    public bool Contain(ISymbol member, ITypeSymbol type, CancellationToken cancellation) =>
        known.TryGetValue(member, out var isFilled) ? isFilled : known.GetOrAdd(member, Find(member, type, cancellation));

    private static bool Find(ISymbol member, ITypeSymbol type, CancellationToken cancellation)
    {
        if (member is not (IFieldSymbol { IsReadOnly: true } or IPropertySymbol { IsIndexer: false, SetMethod: null, IsVirtual: false, IsOverride: false })) return false;
        if (type is not IArrayTypeSymbol && !ContractTable.IsCollection(type)) return false;
        if (!IsFixed(type) && (member.DeclaredAccessibility != Accessibility.Private || IsEmptied(member, cancellation))) return false;
        return InitialOf(member, cancellation) is { } initial ? IsFilled(initial) || AllConstructorsFill(member, cancellation) : AllConstructorsFill(member, cancellation);
    }

    private static bool IsFixed(ITypeSymbol type) => type is IArrayTypeSymbol || type.ContainingNamespace?.Name is "Immutable" or "Frozen";

    private static ExpressionSyntax? InitialOf(ISymbol member, CancellationToken cancellation) =>
        member.DeclaringSyntaxReferences.Length != 1 ? null : member.DeclaringSyntaxReferences[0].GetSyntax(cancellation) switch
        {
            VariableDeclaratorSyntax declared => declared.Initializer?.Value,
            PropertyDeclarationSyntax declared => declared.Initializer?.Value,
            _ => null,
        };

    private static bool IsFilled(ExpressionSyntax made)
    {
        if (made.RawKind == CodeInCollections.CollectionExpression) return made.ChildNodes().Any(static element => element.RawKind == CodeInCollections.ExpressionElement);
        return made switch
        {
            ArrayCreationExpressionSyntax { Initializer: { } initial } => initial.Expressions.Count > 0,
            ImplicitArrayCreationExpressionSyntax { Initializer: var initial } => initial.Expressions.Count > 0,
            BaseObjectCreationExpressionSyntax { Initializer: { RawKind: (int)SyntaxKind.CollectionInitializerExpression } initial } => initial.Expressions.Count > 0,
            InitializerExpressionSyntax initial => initial.Expressions.Count > 0,
            _ => false,
        };
    }

    private static bool AllConstructorsFill(ISymbol member, CancellationToken cancellation)
    {
        var count = 0;
        foreach (var constructor in member.IsStatic ? member.ContainingType.StaticConstructors : member.ContainingType.InstanceConstructors)
        {
            if (constructor.IsImplicitlyDeclared || constructor.DeclaringSyntaxReferences.Length != 1) return false;
            if (constructor.DeclaringSyntaxReferences[0].GetSyntax(cancellation) is not ConstructorDeclarationSyntax declared) return false;
            count++;
            if (declared.Initializer is { RawKind: (int)SyntaxKind.ThisConstructorInitializer }) continue;
            if (!Fills(declared, member.Name)) return false;
        }

        return count > 0;
    }

    // A statement that always runs unless the constructor throws, and then there is no object.
    private static bool Fills(ConstructorDeclarationSyntax constructor, string name)
    {
        if (constructor.ExpressionBody is { Expression: var only }) return Fills(only, name);
        foreach (var statement in constructor.Body?.Statements ?? default)
        {
            if (statement is ExpressionStatementSyntax { Expression: var expression } && Fills(expression, name)) return true;
            if (statement.DescendantNodesAndSelf().Any(static node => node is ReturnStatementSyntax or GotoStatementSyntax)) return false;
        }

        return false;
    }

    private static bool Fills(ExpressionSyntax expression, string name) => expression switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var filled, Name.Identifier.ValueText: "Add" or "AddLast" or "AddFirst" or "Enqueue" or "Push" } } =>
            Means(filled, name),
        AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SimpleAssignmentExpression, Left: var assigned, Right: var made } => Means(assigned, name) && IsFilled(made),
        _ => false,
    };

    private static bool Means(ExpressionSyntax expression, string name) => expression switch
    {
        IdentifierNameSyntax identifier => identifier.Identifier.ValueText == name,
        MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name.Identifier.ValueText: var named } => named == name,
        _ => false,
    };

    // Any use that neither reads nor adds may take something out, or hand the collection to somebody who does.
    private static bool IsEmptied(ISymbol member, CancellationToken cancellation)
    {
        foreach (var reference in member.ContainingType.DeclaringSyntaxReferences)
        {
            foreach (var node in reference.GetSyntax(cancellation).DescendantNodes())
            {
                if (node is IdentifierNameSyntax name && name.Identifier.ValueText == member.Name && !MutatedCollections.IsOnlyRead(name) && !IsAdded(name)) return true;
            }
        }

        return false;
    }

    private static bool IsAdded(IdentifierNameSyntax name)
    {
        var used = MutatedCollections.Whole(name);
        return used.Parent is MemberAccessExpressionSyntax access && access.Expression == used
            && (access.Parent is InvocationExpressionSyntax
                ? access.Name.Identifier.ValueText is "Add" or "AddLast" or "AddFirst" or "AddBefore" or "AddAfter" or "AddRange" or "Enqueue" or "Push" or "Insert" or "TryAdd" or "Sort" or "Reverse"
                : access.Name.Identifier.ValueText is "First" or "Last");
    }
}
