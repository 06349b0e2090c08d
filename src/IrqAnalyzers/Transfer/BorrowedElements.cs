using IrqAnalyzers.Program;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IrqAnalyzers.Transfer;

/// <summary>
/// Locals that stand for an element of an array in a field, as <c>ref var state = ref units[i]</c>: as long as no other code of the type writes to the
/// elements, what such a local holds is what was read there and what was done to it since.
/// </summary>
internal sealed class BorrowedElements(BodyContext context)
{
    private Dictionary<ISymbol, bool>? known;

    /// <summary>Whether a local holds an element that no other code changes meanwhile.</summary>
    public bool Contain(ILocalSymbol local)
    {
        if (!local.IsRef || !context.Program.IsOwnStruct(local.Type)) return false;
        known ??= new(SymbolEqualityComparer.Default);
        if (!known.TryGetValue(local, out var isAlone)) known.Add(local, isAlone = IsAlone(local));
        return isAlone;
    }

    private bool IsAlone(ILocalSymbol local)
    {
        if (local.DeclaringSyntaxReferences.Length != 1 || context.Body.Model is not { } model) return false;
        if (local.DeclaringSyntaxReferences[0].GetSyntax(context.Cancellation) is not VariableDeclaratorSyntax declarator) return false;
        if (declarator.Initializer?.Value is not RefExpressionSyntax { Expression: ElementAccessExpressionSyntax { Expression: var array } } borrowing)
            return false;
        if (model.GetSymbolInfo(array, context.Cancellation).Symbol is not IFieldSymbol { IsReadOnly: true } field) return false;
        if (field.DeclaredAccessibility != Accessibility.Private) return false;
        if (!context.Program.IsOwn(field) || field.Type is not IArrayTypeSymbol { Rank: 1 } || IsSetAnew(declarator)) return false;
        context.NoteBodiesOf(field.ContainingType);
        foreach (var declaration in field.ContainingType.DeclaringSyntaxReferences)
        {
            foreach (var node in declaration.GetSyntax(context.Cancellation).DescendantNodes())
            {
                if (node is VariableDeclaratorSyntax { Initializer.Value: var initial } declared && declared.Identifier.ValueText == field.Name)
                {
                    if (!IsFresh(initial)) return false;
                    continue;
                }

                if (node is not IdentifierNameSyntax name || name.Identifier.ValueText != field.Name || borrowing.Span.Contains(name.Span)) continue;
                if (!LeavesElements(name)) return false;
            }
        }

        return true;
    }

    private static bool IsSetAnew(VariableDeclaratorSyntax declarator)
    {
        foreach (var node in declarator.FirstAncestorOrSelf<MemberDeclarationSyntax>()?.DescendantNodes() ?? Enumerable.Empty<SyntaxNode>())
        {
            if (node is not AssignmentExpressionSyntax { Left: IdentifierNameSyntax name, Right: RefExpressionSyntax }) continue;
            if (name.Identifier.ValueText == declarator.Identifier.ValueText) return true;
        }

        return false;
    }

    // An array that is created where it is assigned has no other alias.
    private static bool IsFresh(ExpressionSyntax made) =>
        made is ArrayCreationExpressionSyntax or ImplicitArrayCreationExpressionSyntax or InitializerExpressionSyntax
        || made is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToArray" } }
        || made.RawKind == CodeInCollections.CollectionExpression;

    // Constructors have run before, and may fill it. What is read, counted or searched stays as it is.
    private static bool LeavesElements(IdentifierNameSyntax name)
    {
        var used = MutatedCollections.Whole(name);
        var isMade = used.FirstAncestorOrSelf<ConstructorDeclarationSyntax>() is not null;
        switch (used.Parent)
        {
            case AssignmentExpressionSyntax assignment when isMade && assignment.Left == used:
                return IsFresh(assignment.Right);
            case ElementAccessExpressionSyntax { Parent: AssignmentExpressionSyntax assignment } filled when isMade && filled.Expression == used:
                return assignment.Left == filled;
            case CommonForEachStatementSyntax loop:
                return loop.Expression == used;
            case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Length", Parent: not InvocationExpressionSyntax } access:
                return access.Expression == used;
            case ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: var called } }:
                return called.ToString() is "Array.TrueForAll" or "Array.Exists" or "Array.Find" or "Array.FindIndex" or "Array.IndexOf";
            case ElementAccessExpressionSyntax element when element.Expression == used:
                ExpressionSyntax read = element;
                while (read.Parent is MemberAccessExpressionSyntax access && access.Expression == read) read = access;
                return read.Parent switch
                {
                    AssignmentExpressionSyntax assignment => assignment.Right == read,
                    ArgumentSyntax argument => argument.RefKindKeyword.IsKind(SyntaxKind.None),
                    EqualsValueClauseSyntax or BinaryExpressionSyntax or IfStatementSyntax or ReturnStatementSyntax or ArrowExpressionClauseSyntax => true,
                    _ => false,
                };
            default:
                return false;
        }
    }
}
