using IrqAnalyzers.Domains;
using IrqAnalyzers.Roslyn;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Program;

/// <summary>What a method of the project gives to a loop, as far as its text shows: that there is a first element, and which constants.</summary>
internal sealed class GivenElements
{
    private GivenElements(IReadOnlyList<Value>? constants) => Constants = constants;

    /// <summary>All elements, in their order; <see langword="null"/> if they are not all constants.</summary>
    public IReadOnlyList<Value>? Constants { get; }

    /// <summary>The elements of a method; <see langword="null"/> if it may give none.</summary>
    public static GivenElements? Of(IMethodSymbol method, ProgramFacts program, CancellationToken cancellation)
    {
        if (!program.IsOwn(method) || method.IsVirtual || method.IsAbstract || method.IsOverride || method.DeclaringSyntaxReferences.Length != 1) return null;
        if (!MayShow(method.DeclaringSyntaxReferences[0].GetSyntax(cancellation))) return null;
        return OperationShape.BlockOf(program.OperationOf(method, cancellation)) is { } block ? Of(block) : null;
    }

    // Asked of the text before anything is bound.
    private static bool MayShow(SyntaxNode declaration)
    {
        foreach (var node in declaration.DescendantNodes())
        {
            if (node.IsKind(SyntaxKind.YieldReturnStatement) || node.IsKind(SyntaxKind.ArrayInitializerExpression)) return true;
            if (node.RawKind == CodeInCollections.CollectionExpression) return true;
        }

        return false;
    }

    private static GivenElements? Of(IBlockOperation block)
    {
        if (block.Operations is { Length: 1 } only && only[0] is IReturnOperation { Kind: OperationKind.Return, ReturnedValue: { } given })
            return ElementsOf(given) is { Count: > 0 } elements ? new(ConstantsOf(elements)) : null;
        List<IOperation>? yielded = null;
        var isStraight = true;
        foreach (var operation in block.Descendants())
        {
            if (operation is not IReturnOperation { Kind: not OperationKind.Return } leaving) continue;
            if (leaving.Parent != block || leaving.ReturnedValue is null) isStraight = false;
            else if (isStraight) (yielded ??= new()).Add(leaving.ReturnedValue);
        }

        // What comes first comes in any case.
        return yielded is null ? null : new(isStraight ? ConstantsOf(yielded) : null);
    }

    private static IReadOnlyList<IOperation>? ElementsOf(IOperation given)
    {
        given = KindTests.Unwrapped(given);
        if (given is IArrayCreationOperation { Initializer.ElementValues: var elements }) return elements;
        if (given.Syntax.RawKind != CodeInCollections.CollectionExpression) return null;
        var children = new List<IOperation>();
        foreach (var child in given.ChildOperations)
        {
            // A spread may be empty.
            if (child.Syntax.RawKind == SpreadElement) return null;
            children.Add(child);
        }

        return children;
    }

    private const int SpreadElement = 9078;

    private static Value[]? ConstantsOf(IReadOnlyList<IOperation> elements)
    {
        var constants = new Value[elements.Count];
        for (var index = 0; index < constants.Length; index++)
        {
            if (elements[index].ConstantValue is not { HasValue: true, Value: not null and var constant }) return null;
            constants[index] = Value.OfConstant(constant).WithNull(Tri.False);
        }

        return constants;
    }
}
