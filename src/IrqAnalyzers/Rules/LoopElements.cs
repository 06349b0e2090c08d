using IrqAnalyzers.Program;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Rules;

/// <summary>The names that the body of a loop has for the element of a round: the variable of the loop, copies and parts, what patterns make of it.</summary>
internal sealed class LoopElements
{
    private readonly IForLoopOperation? counting;
    private readonly HashSet<ILocalSymbol> locals = new(SymbolEqualityComparer.Default);

    public LoopElements(ILoopOperation loop)
    {
        Loop = loop;
        counting = loop as IForLoopOperation;
        if (loop is IForEachLoopOperation) locals.UnionWith(loop.Locals);
        Variable = locals.Count == 1 ? loop.Locals[0] : null;
        foreach (var operation in loop.Body.Descendants())
        {
            switch (operation)
            {
                case IVariableDeclaratorOperation { Symbol: var local, Initializer.Value: var initial } when IsElement(initial):
                    locals.Add(local);
                    Variable ??= local;
                    break;
                case IIsPatternOperation { Value: var value, Pattern: var pattern } when Declared(pattern) is { } local && IsElement(value):
                    locals.Add(local);
                    break;
            }
        }
    }

    public ILoopOperation Loop { get; }

    /// <summary>The local that has the element first; <see langword="null"/> if there are several, or none.</summary>
    public ILocalSymbol? Variable { get; }

    /// <summary>Whether an expression is the element of the round, or a part of it.</summary>
    public bool IsElement(IOperation expression)
    {
        expression = KindTests.Unwrapped(expression);
        if (IsWhole(expression)) return true;
        return expression is IMemberReferenceOperation { Instance: { } whole, Member: IFieldSymbol or IPropertySymbol { IsIndexer: false } }
            && IsWhole(KindTests.Unwrapped(whole));
    }

    private bool IsWhole(IOperation expression) =>
        expression is ILocalReferenceOperation { Local: var local }
            ? locals.Contains(local)
            : counting is not null && CountedLoops.ElementOf(expression, counting) is not null;

    private static ILocalSymbol? Declared(IPatternOperation pattern) => pattern switch
    {
        INegatedPatternOperation { Pattern: var inner } => Declared(inner),
        IDeclarationPatternOperation { DeclaredSymbol: ILocalSymbol local } => local,
        IRecursivePatternOperation { DeclaredSymbol: ILocalSymbol local } => local,
        _ => null,
    };
}
