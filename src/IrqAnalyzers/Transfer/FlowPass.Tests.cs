using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;
using IrqAnalyzers.Roslyn;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Transfer;

/// <summary>Tests, and what their outcomes say about the state.</summary>
internal sealed partial class FlowPass
{
    /// <summary>Narrows a state to the paths on which a test has an outcome; tells whether there are any.</summary>
    private bool Refine(State narrowed, Value test, bool outcome)
    {
        if (test.Boolean != Tri.Unknown) return test.Boolean == Tri.True == outcome;
        if (test.IsBlurred) narrowed.IsDoubtful = true;
        return test.Truth is not { } condition || Refine(narrowed, condition, outcome);
    }

    private bool Refine(State narrowed, Condition condition, bool outcome) =>
        RefineAlone(narrowed, condition, outcome) && (condition.Also is not { } also || condition.AlsoIf != outcome || Refine(narrowed, also, outcome: true));

    private bool RefineAlone(State narrowed, Condition condition, bool outcome)
    {
        switch (condition.Kind)
        {
            case ConditionKind.Kind:
            {
                var cell = narrowed.CellOf(condition.Target);
                var kinds = cell.Kinds & (outcome ? condition.IfTrue : condition.IfFalse);
                if (kinds == Kinds.None) return false;
                narrowed.Narrow(condition.Target, cell.With(kinds));
                return true;
            }

            case ConditionKind.Fact:
            {
                var cell = narrowed.CellOf(condition.Target);
                var holds = outcome == condition.Positive;
                narrowed.IsDoubtful |= ((holds ? cell.SurelyFalse : cell.SurelyTrue) & condition.Facts) != 0;
                narrowed.Set(condition.Target, holds ? cell.Ensure(condition.Facts) : cell.Revoke(condition.Facts), condition.Facts);
                return true;
            }

            case ConditionKind.AnyFact:
                RefineAnyFact(narrowed, condition, outcome == condition.Positive);
                return true;

            case ConditionKind.More:
                if (outcome != condition.Positive) return Finish(narrowed, table[condition.Target]);
                Advance(narrowed, table[condition.Target]);
                return true;

            case ConditionKind.Bool:
            {
                var variable = table.VariableAt(condition.Target);
                var value = narrowed.ValueOf(variable) ?? Value.Unknown;
                var known = outcome == condition.Positive ? Tri.True : Tri.False;
                if (value.Boolean != Tri.Unknown) return value.Boolean == known;
                narrowed.Set(variable, value.WithBoolean(known));
                return true;
            }

            case ConditionKind.Scalar:
                return RefineScalar(narrowed, condition, outcome == condition.Positive);

            case ConditionKind.Held:
                narrowed.IsDoubtful |= ((outcome == condition.Positive ? condition.Held!.SurelyFalse : condition.Held!.SurelyTrue) & condition.Facts) != 0;
                return true;

            default:
            {
                var variable = table.VariableAt(condition.Target);
                var value = narrowed.ValueOf(variable) ?? Value.Unknown;
                var known = outcome == condition.Positive ? Tri.True : Tri.False;
                if (value.IsNull != Tri.Unknown) return value.IsNull == known;
                narrowed.Set(variable, value.WithNull(known));
                return true;
            }
        }
    }

    private static void RefineAnyFact(State narrowed, Condition condition, bool holds)
    {
        if (condition.IsOneWay && !holds) return;
        narrowed.IsDoubtful |= (condition.Facts & narrowed.Granted) != 0;
        var cell = narrowed.CellOf(condition.Target);
        if (condition.OfKinds != Kinds.Any)
        {
            RefineFactOfKind(narrowed, condition, cell, holds);
            return;
        }

        if (holds && condition.IsWider)
        {
            narrowed.Set(condition.Target, cell.Confirm(condition.Facts), condition.Facts);
            return;
        }

        if (holds)
        {
            var candidates = condition.Facts & ~cell.SurelyFalse;
            if (candidates == 0) narrowed.IsDoubtful = true;
            if (condition.IsOneWay) narrowed.NoteAnswer(condition.Target, condition.Facts);
            else if (condition.Facts.IsSingle) narrowed.Set(condition.Target, cell.Ensure(condition.Facts), condition.Facts);
            else if (candidates != 0 && candidates.IsSingle) narrowed.Set(condition.Target, cell.Ensure(candidates), condition.Facts);
            return;
        }

        // What handlers may have done nobody here can know: that they have not is as uncertain as what follows from it.
        narrowed.IsDoubtful |= (condition.Denied & cell.TrueOrUnknown) != 0;
        narrowed.Set(condition.Target, condition.IsExact ? cell.Revoke(condition.Denied) : cell.MayLack(condition.Facts), condition.Denied);
    }

    private static void RefineFactOfKind(State narrowed, Condition condition, Cell cell, bool holds)
    {
        if (holds)
        {
            var kinds = cell.Kinds & condition.OfKinds;
            narrowed.IsDoubtful |= kinds == Kinds.None || (!condition.IsWider && (condition.Facts & ~cell.SurelyFalse) == 0);
            if (kinds != Kinds.None) cell = cell.With(kinds);
            if (condition.IsOneWay) narrowed.NoteAnswer(condition.Target, condition.Facts);
            narrowed.Set(condition.Target, condition.IsOneWay ? cell : condition.IsWider ? cell.Confirm(condition.Facts) : condition.Facts.IsSingle ? cell.Ensure(condition.Facts) : cell, condition.IsOneWay ? 0 : condition.Facts);
            return;
        }

        // Of an object of another kind nothing has been said.
        var lacking = condition.IsExact ? cell.Revoke(condition.Denied) : cell.MayLack(condition.Facts);
        narrowed.Set(condition.Target, new(
            cell.Kinds,
            (condition.OfKinds & Kinds.Physical) != 0 ? lacking.Physical : cell.Physical,
            (condition.OfKinds & Kinds.Virtual) != 0 ? lacking.Virtual : cell.Virtual), condition.Denied);
    }

    private Value TestNull(Value value, IOperation operand)
    {
        if (value.IsNull != Tri.Unknown) return Value.OfBoolean(value.IsNull == Tri.True);
        if (value.Nullness is not null) return Value.OfTruth(value.Nullness);
        if (value.IsBlurred) return Value.Blurred;
        while (operand is IConversionOperation { OperatorMethod: null } conversion) operand = conversion.Operand;
        if (operand is IParameterReferenceOperation { Parameter: var asked }) NoteConsulted(asked);
        return VariableOf(operand) is { Symbol: { } symbol } variable && tested.IsTestedAgain(symbol)
            ? Value.OfTruth(Condition.OfNull(variable.Id))
            : Value.Unknown;
    }

    private static Value Negate(Value value) => value.Boolean switch
    {
        Tri.True => Value.False,
        Tri.False => Value.True,
        _ => value.IsBlurred ? Value.Blurred : Value.OfTruth(value.Truth?.Negate()),
    };

    private static Value Truth(Value value) =>
        value.Boolean != Tri.Unknown ? Value.OfBoolean(value.Boolean == Tri.True) : value.IsBlurred ? Value.Blurred : Value.OfTruth(value.Truth);

    /// <summary>What it says that a value is of a type, if the type is that of a kind.</summary>
    private Condition? IsOf(Value value, ITypeSymbol type)
    {
        var single = value.Single;
        if (single < 0 || table[single].IsSummary) return null;
        var kinds = contracts.KindsOf(type);

        // Where the declared type says the kind already, the test is one of something else: of null, or of a narrower type.
        return kinds == Kinds.Any || (table[single].StaticKinds & ~kinds) == Kinds.None
            ? null
            : Condition.OfKind(single, kinds, contracts.DefinesKind(type) ? Kinds.Any & ~kinds : Kinds.Any);
    }

    private Value TestType(IIsTypeOperation test)
    {
        var value = Evaluate(test.ValueOperand);
        var truth = Value.OfTruth(IsOf(value, test.TypeOperand));
        return test.IsNegated ? Negate(truth) : truth;
    }

    private Value TestPattern(IIsPatternOperation test)
    {
        var value = Evaluate(test.Value);
        return Match(value, test.Value, test.Pattern);
    }
}
