using IrqAnalyzers.Domains;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Transfer;

/// <summary>Collections of the DSL that have elements only while a fact holds: the VFs of a PF. How many there are is asked in many ways.</summary>
internal sealed partial class FlowPass
{
    /// <summary>What it says that a collection is not empty; <see langword="null"/> if that is nothing.</summary>
    private Condition? IsFilled(Value? collection) =>
        collection is { Single: >= 0 and var id } && table[id] is { Origin: ObjectOrigin.Path, IsSummary: false, Symbol: IPropertySymbol property, Owner: { IsSummary: false } owner }
            && contracts.Of(property).ElementsTest is { } test
            ? Condition.OfAnyFact(owner.Id, test)
            : null;

    // Numbers are never null: what is said of null is said of 0.
    private static Value OfCount(Condition isFilled) => Value.Unknown.WithNullness(isFilled.Negate());

    /// <summary>Whether a count, which is 0 on some condition, is among the values of a constant or a range that ends there.</summary>
    private static Value CompareCount(Condition isEmpty, Scalar range)
    {
        if (range.Most < 0) return Value.False;
        if (range.Most == 0) return Value.OfTruth(isEmpty);
        if (!range.IsConstant) return Negate(Both(Value.OfTruth(isEmpty.Negate()), Value.Unknown));
        return Both(Value.OfTruth(isEmpty.Negate()), Value.Unknown);
    }

    /// <summary>Whether something asks how many elements such a collection has.</summary>
    private bool IsCount(IOperation test) =>
        test is IPropertyReferenceOperation { Type.SpecialType: SpecialType.System_Int32, Instance: IPropertyReferenceOperation { Property: var collection } }
        && contracts.Of(collection).ElementsTest is not null;

    /// <summary>The outcome of <c>Any()</c>; <see langword="null"/> if it is asked of something else.</summary>
    private Value? AskAny(IMethodSymbol method, Value[] arguments) =>
        method.Name == "Any" && arguments.Length == 1 && method.IsExtensionMethod && program.IsForeign(method.ContainingAssembly) && IsFilled(arguments[0]) is { } isFilled
            ? Value.OfTruth(isFilled)
            : null;
}
