using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;
using IrqAnalyzers.Program;
using IrqAnalyzers.Solver;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Transfer;

/// <summary>Branch refinement: narrows a state to the paths on which a test has an outcome.</summary>
internal sealed class Refinement(BodyContext context, Cursor at, ForwardSolver<State, Value> solver, Enumerations enumerations)
{
    private readonly Body body = context.Body;
    private readonly ObjectTable table = context.Table;

    private bool RefineScalar(State narrowed, Condition condition, bool isAmong)
    {
        var variable = table.VariableAt(condition.Target);
        var value = narrowed.ValueOf(variable) ?? Value.Free;
        if ((value.Scalar ?? variable.Offered.Scalar!).Narrow(condition.Range!, isAmong) is not { } known) return false;
        narrowed.AddDoubt(!isAmong && IsHardlyLeft(variable, known));
        value = value.WithScalar(known.From(-1));
        narrowed.Set(variable, isAmong && condition.Range!.IsConstant ? value.WithNull(Tri.False) : value);
        return true;
    }

    // What is left of a number after tests: less than nothing, though it was taken for a count, or no member of its enumeration.
    private static bool IsHardlyLeft(Variable variable, Scalar left)
    {
        if (left is { Most: -1, Least: long.MinValue }) return true;
        if (variable.Symbol is not { } symbol || Variable.TypeOf(symbol) is not INamedTypeSymbol { TypeKind: TypeKind.Enum } type) return false;
        foreach (var member in type.GetMembers())
        {
            if (member is IFieldSymbol { HasConstantValue: true } named && Value.OfConstant(named.ConstantValue).Scalar is { } one && left.IsAmong(one) != Tri.False) return false;
        }

        return true;
    }

    /// <summary>Takes one outcome of a test, and the other when the block is executed for the next case; <see langword="null"/> if there are too many.</summary>
    public bool? Decide(Condition condition)
    {
        var choice = solver.Choices.Choose(2);
        if (choice < 0) return null;
        var outcome = choice == 0;
        if (!condition.SpeaksOfObject) at.State.DependsOnFlags |= body.IsOthers(table.VariableAt(condition.Target));
        if (!Refine(at.State, condition, outcome)) at.State.IsDead = true;
        return outcome;
    }

    /// <summary>How much an operation has done, with a case for nothing and one for something; <see langword="null"/> if there are no cases.</summary>
    public Scalar? DecideCount(Condition isNothing) => Decide(isNothing) is { } outcome ? outcome ? Scalar.Of(0) : Scalar.Between(1, int.MaxValue) : null;

    /// <summary>Narrows a state to the paths on which a test has an outcome; tells whether there are any.</summary>
    public bool Refine(State narrowed, Value test, bool outcome)
    {
        if (test.Boolean != Tri.Unknown) return test.Boolean == Tri.True == outcome;
        narrowed.AddDoubt(test.IsLossy, AsksOnlyCallers(narrowed, test) ? Doubt.Callers : Doubt.Test);
        return test.Truth is not { } condition || Refine(narrowed, condition, outcome);
    }

    // A look-up under an object tells what was done to it before, and if that is not known here, only to those who know.
    private bool AsksOnlyCallers(State narrowed, Value test) =>
        test.Truth is { Kind: ConditionKind.LookUp, Also: null, Target: var id } && !context.IsFresh && !context.IsAtStart && table[id].IsFormal && narrowed.IsBlank(FlowFacts.All | FlowFacts.Shared);

    public bool Refine(State narrowed, Condition condition, bool outcome) =>
        RefineAlone(narrowed, condition, outcome) && (condition.Also is not { } also || RefineAlso(narrowed, also, condition.AlsoIf == outcome));

    // Of a number that says exactly whether there are any, both outcomes speak.
    private bool RefineAlso(State narrowed, Condition also, bool isSo) =>
        isSo || also is { Kind: ConditionKind.Count, IsExact: true } ? Refine(narrowed, also, isSo) : true;

    private bool RefineAlone(State narrowed, Condition condition, bool outcome)
    {
        switch (condition.Kind)
        {
            case ConditionKind.Kind:
                return RefineKind(narrowed, condition, outcome);

            case ConditionKind.Fact:
                RefineFact(narrowed, condition, outcome == condition.Positive);
                return true;

            case ConditionKind.LookUp:
                RefineFound(narrowed, condition, outcome == condition.Positive);
                return true;

            case ConditionKind.Harmless:
                narrowed.AddDoubt(outcome == condition.Positive, IsOfHandled(condition.Target) ? Doubt.Harmless : Doubt.Test);
                return true;

            case ConditionKind.Count:
                RefineCount(narrowed, condition, outcome == condition.Positive);
                return true;

            case ConditionKind.AnyFact:
                RefineAnyFact(narrowed, condition, outcome == condition.Positive);
                return true;

            case ConditionKind.More:
                if (outcome != condition.Positive) return enumerations.Finish(narrowed, table[condition.Target]);
                enumerations.Advance(narrowed, table[condition.Target]);
                return true;

            case ConditionKind.Bool:
            {
                var variable = table.VariableAt(condition.Target);
                var value = narrowed.ValueOf(variable) ?? Value.Free;
                var known = outcome == condition.Positive ? Tri.True : Tri.False;
                if (value.Boolean != Tri.Unknown) return value.Boolean == known;
                narrowed.Set(variable, value.WithBoolean(known));
                return true;
            }

            case ConditionKind.Scalar:
                return RefineScalar(narrowed, condition, outcome == condition.Positive);

            case ConditionKind.Held:
                narrowed.AddDoubt(((outcome == condition.Positive ? condition.Held!.SurelyFalse : condition.Held!.SurelyTrue) & condition.Facts) != 0);
                return true;

            default:
            {
                var variable = table.VariableAt(condition.Target);
                var value = narrowed.ValueOf(variable) ?? Value.Free;
                var known = outcome == condition.Positive ? Tri.True : Tri.False;
                if (value.IsNull != Tri.Unknown) return value.IsNull == known;
                narrowed.Set(variable, value.WithNull(known));
                return true;
            }
        }
    }

    // A look-up that finds nothing leaves all that may have been done to the object unknown. An object that is found with its state is in use.
    private void RefineFound(State narrowed, Condition condition, bool isFound)
    {
        var cell = narrowed.CellOf(condition.Target);
        if (!condition.IsOneWay || !isFound) narrowed.Narrow(condition.Target, condition.Facts != 0 ? cell.Forget(condition.Facts) : cell.Undecide());
        else if (condition.Facts == 0) narrowed.Narrow(condition.Target, cell.Presume(context.Contracts.Known.Allocated));
    }

    // Where one of a handler's functions has nothing to lose, another may have.
    private bool IsOfHandled(int id)
    {
        if (body.Method is not { } method) return true;
        var isOfAnother = false;
        foreach (var parameter in method.Parameters)
        {
            if (table.OfSymbol(parameter, parameter.Type).Id == id) return true;
            isOfAnother |= TypeFacts.CanBeSame(table[id].Type, parameter.Type);
        }

        return !isOfAnother;
    }

    private static bool RefineKind(State narrowed, Condition condition, bool outcome)
    {
        var cell = narrowed.CellOf(condition.Target);
        var kinds = cell.Kinds & (outcome ? condition.IfTrue : condition.IfFalse);
        if (kinds == Kinds.None) return false;
        narrowed.Narrow(condition.Target, cell.With(kinds));
        return true;
    }

    private static void RefineFact(State narrowed, Condition condition, bool holds)
    {
        var cell = narrowed.CellOf(condition.Target);
        narrowed.AddDoubt(((holds ? cell.SurelyFalse : cell.SurelyTrue) & condition.Facts) != 0);
        narrowed.Narrow(condition.Target, holds ? cell.Ensure(condition.Facts) : cell.Revoke(condition.Facts));
    }

    private static void RefineAnyFact(State narrowed, Condition condition, bool holds)
    {
        if (condition.IsOneWay && !holds) return;
        narrowed.AddDoubt((condition.Facts & narrowed.Granted) != 0);
        var cell = narrowed.CellOf(condition.Target);
        if (holds && condition.Excluded != 0)
        {
            // What surely holds was brought about against a requirement, which has been reported.
            narrowed.Narrow(condition.Target, cell.Revoke(condition.Excluded & ~cell.SurelyTrue));
            cell = narrowed.CellOf(condition.Target);
        }

        if (condition.OfKinds != Kinds.Any)
        {
            RefineFactOfKind(narrowed, condition, cell, holds);
            return;
        }

        if (holds && condition.IsWider)
        {
            narrowed.Narrow(condition.Target, cell.Confirm(condition.Facts));
            return;
        }

        if (condition.IsOutcome)
        {
            RefineOutcome(narrowed, condition, cell, holds);
            return;
        }

        if (holds)
        {
            var candidates = condition.Facts & ~cell.SurelyFalse;
            narrowed.AddDoubt(candidates == 0);
            if (condition.IsOneWay) narrowed.NoteAnswer(condition.Target, condition.Facts);
            else if (condition.Facts.IsSingle) narrowed.Narrow(condition.Target, cell.Ensure(condition.Facts));
            else if (candidates != 0 && candidates.IsSingle) narrowed.Narrow(condition.Target, cell.Ensure(candidates));
            return;
        }

        // It is not known what handlers have done: that they have not done it is only possible, and so is what follows.
        narrowed.AddDoubt((condition.Denied & cell.TrueOrUnknown) != 0);
        narrowed.Recalled |= condition.Denied & narrowed.Widespread;
        if (condition.IsExact) narrowed.Withdraw(condition.Target, condition.Denied);
        narrowed.Narrow(condition.Target, condition.IsExact ? cell.Revoke(condition.Denied) : cell.MayLack(condition.Facts));
    }

    // The outcome of an operation stays what it was: a variable that has it can be asked again.
    private static void RefineOutcome(State narrowed, Condition condition, Cell cell, bool holds)
    {
        if (holds)
        {
            narrowed.AddDoubt((condition.Facts & ~cell.SurelyFalse) == 0);
            narrowed.Achieved |= condition.Facts;
            narrowed.Narrow(condition.Target, cell.Ensure(condition.Facts));
            return;
        }

        // What the operation did not bring about of the object that it names, it did not bring about of others.
        narrowed.Widespread &= ~condition.Denied;
        narrowed.Failed |= condition.Denied;
        narrowed.Withdraw(condition.Target, condition.Denied);
        narrowed.Narrow(condition.Target, cell.Revoke(condition.Denied));
    }

    // Of how many were asked for: whether there are any, and perhaps fewer.
    private static void RefineCount(State narrowed, Condition condition, bool isThereAny)
    {
        var cell = narrowed.CellOf(condition.Target);
        if (isThereAny)
        {
            narrowed.AddDoubt((condition.Facts & ~cell.SurelyFalse) == 0);
            narrowed.NoteAnswers(condition.Target, condition.Facts);
        }
        else if (!condition.IsExact && (Answer.Of(narrowed.Answers, condition.Target) & condition.Facts) != 0)
        {
            return;
        }

        var none = cell.Revoke(condition.Denied);
        if (!isThereAny && condition.IsExact) narrowed.Withdraw(condition.Target, condition.Denied);
        narrowed.Narrow(condition.Target, isThereAny ? cell.Ensure(condition.Facts) : condition.IsExact ? none : cell.Join(none));
    }

    private static void RefineFactOfKind(State narrowed, Condition condition, Cell cell, bool holds)
    {
        if (holds)
        {
            var kinds = cell.Kinds & condition.OfKinds;
            narrowed.AddDoubt(kinds == Kinds.None || (!condition.IsWider && (condition.Facts & ~cell.SurelyFalse) == 0));
            if (kinds != Kinds.None) cell = cell.With(kinds);
            if (condition.IsOneWay) narrowed.NoteAnswer(condition.Target, condition.Facts);
            if (!condition.IsOneWay && condition.IsWider) cell = cell.Confirm(condition.Facts);
            else if (!condition.IsOneWay && condition.Facts.IsSingle) cell = cell.Ensure(condition.Facts);
            narrowed.Narrow(condition.Target, cell);
            return;
        }

        // Of an object of another kind nothing has been said.
        var lacking = condition.IsExact ? cell.Revoke(condition.Denied) : cell.MayLack(condition.Facts);
        narrowed.Narrow(condition.Target, new(
            cell.Kinds,
            (condition.OfKinds & Kinds.Physical) != 0 ? lacking.Physical : cell.Physical,
            (condition.OfKinds & Kinds.Virtual) != 0 ? lacking.Virtual : cell.Virtual));
    }
}
