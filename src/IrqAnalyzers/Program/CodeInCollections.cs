using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IrqAnalyzers.Program;

/// <summary>The expressions that a type puts into a collection which one of its fields holds.</summary>
internal static class CodeInCollections
{
    /// <summary>The kind of a collection expression, for which the oldest compiler has no name. Nor has it one for the next.</summary>
    public const int CollectionExpression = 9076;

    /// <summary>The kind of one of its elements that is no spread.</summary>
    public const int ExpressionElement = 9077;

    /// <summary>Collects what is put into the collection; returns whether no other code can put anything in.</summary>
    /// <param name="member">The field or the property.</param>
    /// <param name="type">The type that has it.</param>
    /// <param name="all">Gets the expressions.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <param name="isInOrder">Whether they are in the collection in the order of the text, and stay there.</param>
    public static bool Collect(ISymbol member, INamedTypeSymbol type, List<ExpressionSyntax> all, CancellationToken cancellation, out bool isInOrder)
    {
        isInOrder = true;
        foreach (var declaration in type.DeclaringSyntaxReferences)
        {
            foreach (var node in declaration.GetSyntax(cancellation).DescendantNodes())
            {
                var initial = node switch
                {
                    VariableDeclaratorSyntax { Initializer.Value: var value } declared when member is IFieldSymbol && declared.Identifier.ValueText == member.Name => value,
                    PropertyDeclarationSyntax { Initializer.Value: var value } declared when member is IPropertySymbol && declared.Identifier.ValueText == member.Name => value,
                    _ => null,
                };
                if (initial is null) continue;
                isInOrder &= KeepsOrder(initial, member);
                if (!CollectFrom(initial, all)) return false;
            }
        }

        // Initializers run before constructors, wherever they stand.
        foreach (var declaration in type.DeclaringSyntaxReferences)
        {
            foreach (var node in declaration.GetSyntax(cancellation).DescendantNodes())
            {
                if (node is not IdentifierNameSyntax name || name.Identifier.ValueText != member.Name) continue;
                isInOrder &= StaysInOrder(name, all.Count == 0, member);
                if (!CollectUse(name, all)) return false;
            }
        }

        return true;
    }

    // A set, a stack or a collection of the project's own has an order of its own.
    private static bool KeepsOrder(ExpressionSyntax made, ISymbol member)
    {
        if (made is ArrayCreationExpressionSyntax or ImplicitArrayCreationExpressionSyntax or InitializerExpressionSyntax) return true;
        var declared = Domains.Variable.TypeOf(member);
        var name = made is ObjectCreationExpressionSyntax { Type: SimpleNameSyntax named } ? named.Identifier.ValueText : declared?.Name;
        return declared is IArrayTypeSymbol || IsInOrderOfText(name);
    }

    /// <summary>Whether elements of a collection of a type come in the order in which they are put there.</summary>
    public static bool IsInOrderOfText(string? type) =>
        type is "List" or "Queue" or "LinkedList" or "ImmutableArray" or "ImmutableList" or "Span" or "ReadOnlySpan"
            or "IEnumerable" or "IReadOnlyList" or "IList" or "ICollection" or "IReadOnlyCollection";

    // What is put there once, or element by element where an object is made, is put there in order. Any other use may change it.
    private static bool StaysInOrder(IdentifierNameSyntax name, bool isFirst, ISymbol member)
    {
        var used = MutatedCollections.Whole(name);
        return used.Parent switch
        {
            AssignmentExpressionSyntax assignment when assignment.Left == used => isFirst && IsMadeThere(assignment) && KeepsOrder(assignment.Right, member),
            MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call, Name.Identifier.ValueText: "Add" or "Enqueue" or "AddLast" } access
                when access.Expression == used => IsMadeThere(call),
            _ => MutatedCollections.IsOnlyRead(name),
        };
    }

    private static bool IsMadeThere(ExpressionSyntax expression) =>
        expression.Parent is ExpressionStatementSyntax { Parent: BlockSyntax { Parent: ConstructorDeclarationSyntax { Parent: TypeDeclarationSyntax type } } }
        && type.Members.Count(member => member is ConstructorDeclarationSyntax) == 1;

    private static bool CollectUse(IdentifierNameSyntax name, List<ExpressionSyntax> all)
    {
        var used = MutatedCollections.Whole(name);
        switch (used.Parent)
        {
            case AssignmentExpressionSyntax assignment when assignment.Left == used:
                return assignment.IsKind(SyntaxKind.SimpleAssignmentExpression) && CollectFrom(assignment.Right, all);
            case ElementAccessExpressionSyntax { Parent: AssignmentExpressionSyntax assignment } element when assignment.Left == element:
                all.Add(assignment.Right);
                return assignment.IsKind(SyntaxKind.SimpleAssignmentExpression);
            case ElementAccessExpressionSyntax or ForEachStatementSyntax:
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.EqualsExpression or (int)SyntaxKind.NotEqualsExpression }:
            case IsPatternExpressionSyntax { Pattern: ConstantPatternSyntax or UnaryPatternSyntax { Pattern: ConstantPatternSyntax } }:
                return true;
            case ConditionalAccessExpressionSyntax { WhenNotNull: var asked }:
                return asked is MemberBindingExpressionSyntax or ElementBindingExpressionSyntax or InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0 }
                    || asked is InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax { Name.Identifier.ValueText: "TryGetValue" or "ContainsKey" } };
            case MemberAccessExpressionSyntax access when access.Expression == used:
                if (access.Parent is not InvocationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } arguments }) return true;
                if (access.Name.Identifier.ValueText is "Add" or "TryAdd" or "Enqueue" or "Push" or "AddLast" or "AddFirst" or "Insert") all.Add(arguments[arguments.Count - 1].Expression);
                else if (access.Name.Identifier.ValueText is "AddRange" or "InsertRange") return false;
                return true;
            case NameColonSyntax or NameEqualsSyntax:
                return true;
            default:
                // What another object of the type holds others may have put there.
                return false;
        }
    }

    private static bool CollectFrom(ExpressionSyntax collection, List<ExpressionSyntax> all)
    {
        switch (collection)
        {
            case BaseObjectCreationExpressionSyntax creation:
                foreach (var argument in creation.ArgumentList?.Arguments ?? default)
                {
                    // A comparer or a capacity, but not a collection to copy.
                    if (argument.Expression is not (MemberAccessExpressionSyntax or LiteralExpressionSyntax)) return false;
                }

                return creation.Initializer is null || CollectElements(creation.Initializer, all);
            case ArrayCreationExpressionSyntax array:
                return array.Initializer is null || CollectElements(array.Initializer, all);
            case ImplicitArrayCreationExpressionSyntax array:
                return CollectElements(array.Initializer, all);
            case InitializerExpressionSyntax initializer:
                return CollectElements(initializer, all);
        }

        if (collection.RawKind != CollectionExpression) return false;
        foreach (var element in collection.ChildNodes())
        {
            if (element.RawKind != ExpressionElement) return false;
            foreach (var inner in element.ChildNodes())
            {
                if (inner is ExpressionSyntax expression) all.Add(expression);
            }
        }

        return true;
    }

    private static bool CollectElements(InitializerExpressionSyntax initializer, List<ExpressionSyntax> all)
    {
        foreach (var element in initializer.Expressions)
        {
            switch (element)
            {
                case AssignmentExpressionSyntax { Left: ImplicitElementAccessSyntax } assignment:
                    all.Add(assignment.Right);
                    break;
                case AssignmentExpressionSyntax:
                    break;
                case InitializerExpressionSyntax { Expressions: { Count: > 0 } parts }:
                    all.Add(parts[parts.Count - 1]);
                    break;
                default:
                    all.Add(element);
                    break;
            }
        }

        return true;
    }
}
