using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;
using IrqAnalyzers.Program;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using static IrqAnalyzers.Transfer.Logic;
using static IrqAnalyzers.Transfer.OperationFacts;

namespace IrqAnalyzers.Transfer;

/// <summary>What properties and methods of the DSL that tell of facts say: a query is a test of the object that it is asked of.</summary>
internal sealed class Queries(BodyContext context, Cursor at)
{
    private readonly ContractTable contracts = context.Contracts;
    private readonly ProgramFacts program = context.Program;
    private readonly ObjectTable table = context.Table;

    /// <summary>What a query that tells of facts gives.</summary>
    public Value Answer(FactTest test, IInvocationOperation query, Value result, Value? receiver, Value[] arguments)
    {
        if (HoldsOf(test, SubjectOf(test.Subject, receiver, arguments)) is not { } holds) return result;
        return query.Type is { SpecialType: SpecialType.System_Boolean } ? Value.OfTruth(holds) : result.WithNullness(holds.Negate());
    }

    /// <summary>What it says of an object that an operation returned true or false, or a number; <see langword="null"/> if that is nothing.</summary>
    public Condition? OutcomeOf(OperationContract contract, Value? receiver, Value[] arguments, bool isCount)
    {
        foreach (var effect in contract.Effects)
        {
            if (!effect.IsIfTrue || SubjectOf(effect.Subject, receiver, arguments) is not { Single: >= 0 and var single } || table[single].IsSummary) continue;
            return isCount ? Condition.OfCount(single, effect.Facts) : Condition.OfOutcome(single, effect.Facts);
        }

        return null;
    }

    /// <summary>The outcome of a comparison of a number that an operation reported of what it has done.</summary>
    /// <param name="number">The number.</param>
    /// <param name="outcome">What the comparison says of the number.</param>
    /// <param name="isNone">The condition that the number is 0.</param>
    /// <param name="range">What the number was compared with: a constant, or a range that ends there.</param>
    public static Value CompareReport(Value number, Value outcome, Condition isNone, Scalar range)
    {
        if (range.Most < 0) return Value.False;

        // Where one was asked for, any other number is none.
        if (number.Scalar is { Least: 0, Most: 1 } && range is { Least: 1, Most: 1 }) return Value.OfTruth(isNone.Negate());
        if (outcome.Boolean != Tri.Unknown) return outcome;
        var saysNone = range.Least <= 0;
        var says = range.Most == 0 ? isNone : isNone.ButPerhaps();
        if (outcome.Truth is { } truth) return outcome.WithTruth(truth.AndIf(saysNone, says));
        return Value.OfTruth(saysNone ? says : says.Negate(), outcome.IsFree);
    }

    // Of one of several objects nothing is learned, but what holds of none of them hardly comes out so.
    public Condition? HoldsOf(FactTest test, Value? subject)
    {
        if (subject is not { Objects: { Length: > 0 } objects }) return null;
        if (subject.Single is var single && single >= 0 && !table[single].IsSummary) return Condition.OfAnyFact(single, test);
        if (subject.MayBeOther || test.IsWider) return null;
        var cell = at.State.CellOf(objects[0]);
        for (var index = 1; index < objects.Length; index++) cell = cell.Join(at.State.CellOf(objects[index]));
        return (test.AnyOf & ~cell.SurelyFalse) == 0 ? Condition.OfAnyFact(objects[0], test).AsHeld(cell) : null;
    }

    /// <summary>What it says that a collection is not empty; <see langword="null"/> if that is nothing.</summary>
    public Condition? IsFilled(Value? collection) =>
        collection is { Single: >= 0 and var id } && table[id] is { Origin: ObjectOrigin.Path, IsSummary: false, Symbol: IPropertySymbol property, Owner: { IsSummary: false } owner }
            && contracts.Of(property).ElementsTest is { } test
            ? Condition.OfAnyFact(owner.Id, test)
            : null;

    /// <summary>Whether an operation is asked to do no more than one of what it can do several of.</summary>
    public static bool AsksForOne(Effect effect, Value[] arguments) => effect.UnlessOne >= 0 && arguments[effect.UnlessOne].Scalar is { IsConstant: true, Most: 1 };

    // Numbers are never null: a test for null is treated as a test for 0.
    public static Value OfCount(Condition isFilled) => Value.Free.WithNullness(isFilled.Negate());

    /// <summary>Whether a count, which is 0 on some condition, is among the values of a constant or a range that ends there.</summary>
    public static Value CompareCount(Condition isEmpty, Scalar range)
    {
        if (range.Most < 0) return Value.False;
        if (range.Most == 0) return Value.OfTruth(isEmpty);
        if (!range.IsConstant) return Negate(Both(Value.OfTruth(isEmpty.Negate()), Value.Free));
        return Both(Value.OfTruth(isEmpty.Negate()), Value.Free);
    }

    /// <summary>What it says that a collection is empty with which nothing can be lost, as without remapping units; <see langword="null"/> if it is another.</summary>
    public Condition? IsHarmless(Value? collection) =>
        collection is { Single: >= 0 and var id } && table[id] is { Origin: ObjectOrigin.Path, IsSummary: false, Symbol: IPropertySymbol property, Owner: { IsSummary: false } owner }
            && ContractTable.IsCollection(property.Type) && contracts.Of(property).HarmlessIf is 0
            ? Condition.OfHarmless(owner.Id)
            : null;

    /// <summary>Whether something asks how many elements such a collection has.</summary>
    public bool IsCount(IOperation test) =>
        test is IPropertyReferenceOperation { Type.SpecialType: SpecialType.System_Int32, Instance: IPropertyReferenceOperation { Property: var collection } }
        && contracts.Of(collection).ElementsTest is not null;

    /// <summary>The outcome of <c>Any()</c>; <see langword="null"/> if it is asked of something else.</summary>
    public Value? AskAny(IMethodSymbol method, Value[] arguments)
    {
        if (method.Name != "Any" || arguments.Length != 1 || !method.IsExtensionMethod || !program.IsForeign(method.ContainingAssembly)) return null;
        return IsFilled(arguments[0]) is { } isFilled ? Value.OfTruth(isFilled) : IsHarmless(arguments[0]) is { } isHarmless ? Value.OfTruth(isHarmless.Negate()) : null;
    }
}
