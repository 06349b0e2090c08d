using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Program;

/// <summary>
/// The types of which the object in a field can be (points-to by type): those that are created where the field is assigned in its type, or where a
/// constructor is called that is handed the object. Looked for only where a method of such an object is called that several types implement.
/// </summary>
internal sealed class HeldTypes
{
    private const int MaximumNesting = 3;

    private readonly ProgramFacts program;
    private readonly ConcurrentDictionary<ISymbol, List<INamedTypeSymbol>?> known = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, List<INamedTypeSymbol>?> elements = new(SymbolEqualityComparer.Default);
    private readonly Creations creations;

    public HeldTypes(Creations creations, ProgramFacts program)
    {
        this.creations = creations;
        this.program = program;
    }

    /// <summary>The types that a member may hold an object of; <see langword="null"/> if not all of them are known.</summary>
    public List<INamedTypeSymbol>? Of(ISymbol member, CancellationToken cancellation)
    {
        member = member.OriginalDefinition;
        return known.TryGetValue(member, out var found) ? found : known.GetOrAdd(member, Find(member, cancellation));
    }

    /// <summary>
    /// The types of the objects in a collection that a private member holds, in their order; <see langword="null"/> if they are not all made where the
    /// collection is, each of a sealed type of its own.
    /// </summary>
    public List<INamedTypeSymbol>? OfElements(ISymbol member, CancellationToken cancellation)
    {
        member = member.OriginalDefinition;
        return elements.TryGetValue(member, out var found) ? found : elements.GetOrAdd(member, FindElements(member, cancellation));
    }

    private List<INamedTypeSymbol>? FindElements(ISymbol member, CancellationToken cancellation)
    {
        if (member is not (IFieldSymbol { IsReadOnly: true } or IPropertySymbol { SetMethod: null })) return null;
        if (member.DeclaredAccessibility != Accessibility.Private || member.ContainingType is not { } type || !program.IsOwn(type)) return null;
        var made = new List<ExpressionSyntax>();
        if (!CodeInCollections.Collect(member, type, made, cancellation, out var isInOrder) || !isInOrder || made.Count < 2) return null;
        var all = new List<INamedTypeSymbol>();
        foreach (var expression in made)
        {
            if (expression is not BaseObjectCreationExpressionSyntax) return null;
            var model = creations.ModelOf(expression.SyntaxTree);
            if (model.GetTypeInfo(expression, cancellation).Type is not INamedTypeSymbol { IsSealed: true } created) return null;
            if (!program.IsOwn(created) || all.Exists(other => SymbolEqualityComparer.Default.Equals(other, created))) return null;
            all.Add(created);
        }

        return all;
    }

    private List<INamedTypeSymbol>? Find(ISymbol member, CancellationToken cancellation)
    {
        var all = new List<INamedTypeSymbol>();
        return HeldCode.IsAssignedInItsType(member) && member.ContainingType is { } type && program.IsOwn(type) && Collect(member, type, all, 0, cancellation) && all.Count > 0 ? all : null;
    }

    private bool Collect(ISymbol member, INamedTypeSymbol type, List<INamedTypeSymbol> all, int nesting, CancellationToken cancellation)
    {
        if (nesting > MaximumNesting) return false;
        if (member is IParameterSymbol parameter && !CollectArguments(parameter, type, all, nesting, cancellation)) return false;
        foreach (var declaration in type.DeclaringSyntaxReferences)
        {
            foreach (var node in declaration.GetSyntax(cancellation).DescendantNodes())
            {
                switch (node)
                {
                    case VariableDeclaratorSyntax { Initializer.Value: var initial } declared when member is IFieldSymbol && declared.Identifier.ValueText == member.Name:
                        if (!Classify(initial, type, all, nesting, cancellation)) return false;
                        break;
                    case PropertyDeclarationSyntax { Initializer.Value: var initial } declared when member is IPropertySymbol && declared.Identifier.ValueText == member.Name:
                        if (!Classify(initial, type, all, nesting, cancellation)) return false;
                        break;
                    case AssignmentExpressionSyntax assignment when NameOf(assignment.Left) == member.Name && (member is not IParameterSymbol || assignment.Left is IdentifierNameSyntax):
                        if (!assignment.IsKind(SyntaxKind.SimpleAssignmentExpression) && !assignment.IsKind(SyntaxKind.CoalesceAssignmentExpression)) return false;
                        if (!Classify(assignment.Right, type, all, nesting, cancellation)) return false;
                        break;
                    case AssignmentExpressionSyntax { Left: TupleExpressionSyntax }:
                    case ArgumentSyntax { RefKindKeyword.RawKind: not 0, Expression: var handed } when NameOf(handed) == member.Name:
                    case RefExpressionSyntax { Expression: var referred } when NameOf(referred) == member.Name:
                        return false;
                }
            }
        }

        return true;
    }

    private static string? NameOf(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        _ => null,
    };

    private bool Classify(ExpressionSyntax expression, INamedTypeSymbol type, List<INamedTypeSymbol> all, int nesting, CancellationToken cancellation)
    {
        switch (expression)
        {
            case LiteralExpressionSyntax or ThrowExpressionSyntax or PostfixUnaryExpressionSyntax { Operand: LiteralExpressionSyntax }:
                return true;
            case ParenthesizedExpressionSyntax inner:
                return Classify(inner.Expression, type, all, nesting, cancellation);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.CoalesceExpression } either:
                return Classify(either.Left, type, all, nesting, cancellation) && Classify(either.Right, type, all, nesting, cancellation);
            case ConditionalExpressionSyntax either:
                return Classify(either.WhenTrue, type, all, nesting, cancellation) && Classify(either.WhenFalse, type, all, nesting, cancellation);
            case SwitchExpressionSyntax several:
                foreach (var arm in several.Arms)
                {
                    if (!Classify(arm.Expression, type, all, nesting, cancellation)) return false;
                }

                return true;
        }

        var model = creations.ModelOf(expression.SyntaxTree);
        if (expression is BaseObjectCreationExpressionSyntax)
        {
            if (model.GetTypeInfo(expression, cancellation).Type is not INamedTypeSymbol created || !program.IsOwn(created)) return false;
            if (!all.Exists(other => SymbolEqualityComparer.Default.Equals(other, created))) all.Add(created);
            return true;
        }

        return model.GetSymbolInfo(expression, cancellation).Symbol is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } constructor } parameter
            && SymbolEqualityComparer.Default.Equals(constructor.ContainingType, type) && Collect(parameter, type, all, nesting + 1, cancellation);
    }

    /// <summary>What is handed to a constructor wherever it is called.</summary>
    private bool CollectArguments(IParameterSymbol parameter, INamedTypeSymbol type, List<INamedTypeSymbol> all, int nesting, CancellationToken cancellation)
    {
        var constructor = (IMethodSymbol)parameter.ContainingSymbol;
        if (parameter.HasExplicitDefaultValue || parameter.IsParams || program.Implementations.AreDerived(type) || program.Implementations.MayBeElsewhere(constructor)) return false;
        foreach (var argument in creations.ArgumentsOf(parameter, cancellation))
        {
            // What the argument itself names is of another type's, or of a method's, that is not looked into.
            if (argument.Syntax is not ArgumentSyntax { Expression: var expression } || !Classify(expression, type, all, nesting, cancellation)) return false;
        }

        return true;
    }
}
