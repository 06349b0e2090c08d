using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Program;

/// <summary>Elements and parts of collections, however the source takes them: by an indexer, as a place of an array, counted from the end, as a range.</summary>
internal static class ElementAccess
{
    /// <summary>
    /// The collection that an expression takes an element or a part from, and by what, if by one thing; no collection if it takes nothing.
    /// </summary>
    public static (IOperation? Collection, IOperation? By) Of(IOperation expression) => KindTests.Unwrapped(expression) switch
    {
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } list, Arguments: var arguments } =>
            (list, arguments.Length == 1 ? arguments[0].Value : null),
        IArrayElementReferenceOperation { ArrayReference: var array, Indices: var indices } => (array, indices.Length == 1 ? indices[0] : null),
        IImplicitIndexerReferenceOperation { Instance: { } instance, Argument: var place } => (instance, place),
        _ => default,
    };

    /// <summary>Whether what is taken is a part of the collection and not an element.</summary>
    public static bool IsRange(IOperation by) => by.Type is { Name: "Range", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };

    /// <summary>Whether a range is seen to leave nothing out.</summary>
    public static bool IsWhole(IOperation range) =>
        KindTests.Unwrapped(range) is IRangeOperation { LeftOperand: var start, RightOperand: var end }
        && (start is null || IsZero(start))
        && (end is null || (KindTests.Unwrapped(end) is IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat, Operand: var left } && IsZero(left)));

    private static bool IsZero(IOperation number) => KindTests.Unwrapped(number).ConstantValue is { HasValue: true, Value: 0 };
}
