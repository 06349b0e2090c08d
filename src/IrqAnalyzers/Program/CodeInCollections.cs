using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IrqAnalyzers.Program;

/// <summary>The expressions that a type puts into a collection which one of its fields holds.</summary>
internal static class CodeInCollections
{
    // The oldest compiler has no names for these.
    private const int CollectionExpression = 9076;
    private const int ExpressionElement = 9077;

    /// <summary>Collects what is put into the collection; tells whether nobody else can put anything in.</summary>
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
                switch (node)
                {
                    case VariableDeclaratorSyntax { Initializer.Value: var initial } declared when member is IFieldSymbol && declared.Identifier.ValueText == member.Name:
                        if (!CollectFrom(initial, all)) return false;
                        break;
                    case PropertyDeclarationSyntax { Initializer.Value: var initial } declared when member is IPropertySymbol && declared.Identifier.ValueText == member.Name:
                        if (!CollectFrom(initial, all)) return false;
                        break;
                    case IdentifierNameSyntax name when name.Identifier.ValueText == member.Name:
                        isInOrder &= StaysInOrder(name, all.Count == 0);
                        if (!CollectUse(name, all)) return false;
                        break;
                }
            }
        }

        return true;
    }

    // What is put there once, or element by element where an object is made, is put there in order.
    private static bool StaysInOrder(IdentifierNameSyntax name, bool isFirst)
    {
        var used = Whole(name);
        return used.Parent switch
        {
            AssignmentExpressionSyntax assignment when assignment.Left == used => isFirst && IsMadeThere(assignment),
            ElementAccessExpressionSyntax { Parent: AssignmentExpressionSyntax assignment } element => assignment.Left != element,
            MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call, Name.Identifier.ValueText: var called } access when access.Expression == used => called switch
            {
                "Add" or "Enqueue" or "AddLast" => IsMadeThere(call),
                "Contains" or "ToArray" or "ToList" or "Any" or "All" or "First" or "Last" or "ElementAt" or "GetEnumerator" => true,
                _ => false,
            },
            _ => true,
        };
    }

    private static bool IsMadeThere(ExpressionSyntax expression) =>
        expression.Parent is ExpressionStatementSyntax { Parent: BlockSyntax { Parent: ConstructorDeclarationSyntax { Parent: TypeDeclarationSyntax type } } }
        && type.Members.Count(member => member is ConstructorDeclarationSyntax) == 1;

    private static ExpressionSyntax Whole(IdentifierNameSyntax name) => name.Parent is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } own ? own : name;

    private static bool CollectUse(IdentifierNameSyntax name, List<ExpressionSyntax> all)
    {
        var used = Whole(name);
        switch (used.Parent)
        {
            case AssignmentExpressionSyntax assignment when assignment.Left == used:
                return assignment.IsKind(SyntaxKind.SimpleAssignmentExpression) && CollectFrom(assignment.Right, all);
            case ElementAccessExpressionSyntax { Parent: AssignmentExpressionSyntax assignment } element when assignment.Left == element:
                all.Add(assignment.Right);
                return assignment.IsKind(SyntaxKind.SimpleAssignmentExpression);
            case ElementAccessExpressionSyntax or ForEachStatementSyntax or ConditionalAccessExpressionSyntax or IsPatternExpressionSyntax or BinaryExpressionSyntax:
                return true;
            case MemberAccessExpressionSyntax access when access.Expression == used:
                if (access.Parent is not InvocationExpressionSyntax { ArgumentList.Arguments: { Count: > 0 } arguments }) return true;
                if (access.Name.Identifier.ValueText is "Add" or "TryAdd" or "Enqueue" or "Push" or "AddLast" or "AddFirst" or "Insert") all.Add(arguments[arguments.Count - 1].Expression);
                else if (access.Name.Identifier.ValueText is "AddRange" or "InsertRange") return false;
                return true;
            case NameColonSyntax or NameEqualsSyntax:
                return true;
            default:
                return used.Parent is MemberAccessExpressionSyntax { Name: var named } && named == used;
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
