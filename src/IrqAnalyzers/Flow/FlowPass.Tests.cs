using IrqAnalyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Flow;

/// <summary>Tests, and what their outcomes say about the state.</summary>
internal sealed partial class FlowPass
{
    /// <summary>Narrows a state to the paths on which a test has an outcome; tells whether there are any.</summary>
    private bool Refine(State narrowed, Value test, bool outcome)
    {
        if (test.Boolean != Tri.Unknown) return test.Boolean == Tri.True == outcome;
        return test.Truth is not { } condition || Refine(narrowed, condition, outcome);
    }

    private bool Refine(State narrowed, Condition condition, bool outcome)
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
                narrowed.Set(condition.Target, holds ? cell.Ensure(condition.Facts) : cell.Revoke(condition.Facts));
                return true;
            }

            case ConditionKind.AnyFact:
                RefineAnyFact(narrowed, condition, outcome == condition.Positive);
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
        var cell = narrowed.CellOf(condition.Target);
        if (condition.OfKinds != Kinds.Any)
        {
            RefineFactOfKind(narrowed, condition, cell, holds);
            return;
        }

        if (holds)
        {
            var candidates = condition.Facts & ~cell.SurelyFalse;
            if (candidates == 0) narrowed.IsDoubtful = true;
            if (IsSingle(condition.Facts)) narrowed.Set(condition.Target, cell.Ensure(condition.Facts));
            else if (candidates != 0 && IsSingle(candidates)) narrowed.Set(condition.Target, cell.Ensure(candidates));
            return;
        }

        narrowed.IsDoubtful |= (condition.Facts & cell.SurelyTrue) != 0;
        narrowed.Set(condition.Target, condition.IsExact ? cell.Revoke(condition.Facts) : cell.MayLack(condition.Facts));
    }

    private static void RefineFactOfKind(State narrowed, Condition condition, Cell cell, bool holds)
    {
        if (holds)
        {
            var kinds = cell.Kinds & condition.OfKinds;
            narrowed.IsDoubtful |= kinds == Kinds.None || (condition.Facts & ~cell.SurelyFalse) == 0;
            if (kinds != Kinds.None) cell = cell.With(kinds);
            narrowed.Set(condition.Target, IsSingle(condition.Facts) ? cell.Ensure(condition.Facts) : cell);
            return;
        }

        // Of an object of another kind nothing has been said.
        var lacking = condition.IsExact ? cell.Revoke(condition.Facts) : cell.MayLack(condition.Facts);
        narrowed.Set(condition.Target, new(
            cell.Kinds,
            (condition.OfKinds & Kinds.Physical) != 0 ? lacking.Physical : cell.Physical,
            (condition.OfKinds & Kinds.Virtual) != 0 ? lacking.Virtual : cell.Virtual));
    }

    private Value TestNull(Value value, IOperation operand)
    {
        if (value.IsNull != Tri.Unknown) return Value.OfBoolean(value.IsNull == Tri.True);
        if (value.Nullness is not null) return Value.OfTruth(value.Nullness);
        while (operand is IConversionOperation { OperatorMethod: null } conversion) operand = conversion.Operand;
        return VariableOf(operand) is { Symbol: { } symbol } variable && tested.IsTestedAgain(symbol)
            ? Value.OfTruth(Condition.OfNull(variable.Id))
            : Value.Unknown;
    }

    private static Value Negate(Value value) => value.Boolean switch
    {
        Tri.True => Value.False,
        Tri.False => Value.True,
        _ => Value.OfTruth(value.Truth?.Negate()),
    };

    private Value EvaluateUnary(IUnaryOperation unary)
    {
        var value = Evaluate(unary.Operand);
        return unary is { OperatorKind: UnaryOperatorKind.Not, OperatorMethod: null } ? Negate(value) : Value.Unknown;
    }

    // A long chain of operators leans to the left: that side is walked, not recursed into.
    private Value EvaluateBinary(IBinaryOperation binary)
    {
        if (binary.LeftOperand is IBinaryOperation { LeftOperand: IBinaryOperation })
        {
            var chain = new Stack<IBinaryOperation>();
            IOperation current = binary;
            while (current is IBinaryOperation next)
            {
                chain.Push(next);
                current = next.LeftOperand;
            }

            Evaluate(current);
            while (chain.Count > 0) Evaluate(chain.Pop().RightOperand);
            return Value.Unknown;
        }

        var left = Evaluate(binary.LeftOperand);
        var right = Evaluate(binary.RightOperand);
        if (binary.OperatorKind is not (BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals) || binary.OperatorMethod is not null)
            return Value.Unknown;
        var equal = Compare(left, right, binary);
        return binary.OperatorKind == BinaryOperatorKind.Equals ? equal : Negate(equal);
    }

    private Value Compare(Value left, Value right, IBinaryOperation binary)
    {
        if (right.IsNull == Tri.True) return TestNull(left, binary.LeftOperand);
        if (left.IsNull == Tri.True) return TestNull(right, binary.RightOperand);
        if (right.Boolean != Tri.Unknown) return right.Boolean == Tri.True ? Truth(left) : Negate(left);
        if (left.Boolean != Tri.Unknown) return left.Boolean == Tri.True ? Truth(right) : Negate(right);
        return Value.Unknown;
    }

    private static Value Truth(Value value) => value.Boolean != Tri.Unknown ? Value.OfBoolean(value.Boolean == Tri.True) : Value.OfTruth(value.Truth);

    private Value Convert(IConversionOperation conversion)
    {
        var value = Evaluate(conversion.Operand);
        if (conversion.OperatorMethod is not null)
        {
            Escape(value);
            return Value.Unknown;
        }

        if (conversion.Type is not { IsReferenceType: true } type) return value;
        if (value.Objects.Length == 0)
        {
            // What a loop over an array gives comes as an object, of which nothing was known until now.
            return ReferenceEquals(value, Value.Unknown) && conversion.Operand.Type is { SpecialType: SpecialType.System_Object }
                ? Found(conversion, type, 0)
                : value;
        }

        var condition = IsOf(value, type);
        if (condition is null) return value;
        if (conversion.IsTryCast) return value.WithNullness(condition.Negate());
        if (!conversion.Conversion.IsImplicit && condition.IfTrue != Kinds.Any && !Refine(state, condition, outcome: true)) state.IsDead = true;
        return value;
    }

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

    private Value Match(Value value, IOperation? operand, IPatternOperation pattern)
    {
        switch (pattern)
        {
            case IDiscardPatternOperation:
                return Value.True;
            case IConstantPatternOperation constant:
                var expected = constant.Value.ConstantValue;
                if (expected is { HasValue: true, Value: null }) return operand is null ? Value.OfTruth(value.Nullness) : TestNull(value, operand);
                if (expected is { HasValue: true, Value: bool truth }) return truth ? Truth(value) : Negate(value);
                return Value.Unknown;
            case INegatedPatternOperation negated:
                return Negate(Match(value, operand, negated.Pattern));
            case IDeclarationPatternOperation declaration:
                Declare(declaration.DeclaredSymbol, value);
                if (declaration.MatchesNull || declaration.MatchedType is null) return Value.True;
                return MatchType(value, operand, declaration.MatchedType);
            case ITypePatternOperation type:
                return MatchType(value, operand, type.MatchedType);
            case IRecursivePatternOperation recursive:
                return MatchRecursive(value, operand, recursive);
            case IBinaryPatternOperation binary:
                var left = Match(value, operand, binary.LeftPattern);
                var right = Match(value, operand, binary.RightPattern);
                return Value.OfTruth(Condition.Combine(left.Truth, right.Truth, binary.OperatorKind == BinaryOperatorKind.And));
            default:
                DeclareAll(pattern);
                return Value.Unknown;
        }
    }

    private Value MatchType(Value value, IOperation? operand, ITypeSymbol type)
    {
        if (IsOf(value, type) is { } condition) return Value.OfTruth(condition);

        // A type test that every value but null passes is a null test.
        if (operand?.Type is not { } declared || !SymbolEqualityComparer.Default.Equals(declared, type)) return Value.Unknown;
        return Negate(TestNull(value, operand));
    }

    private Value MatchRecursive(Value value, IOperation? operand, IRecursivePatternOperation recursive)
    {
        Declare(recursive.DeclaredSymbol, value);
        var matched = MatchType(value, operand, recursive.MatchedType);
        if (recursive.DeconstructionSubpatterns.IsEmpty && recursive.PropertySubpatterns.IsEmpty) return matched;

        // What it would say of an object that it is none is nothing: only the members matter.
        var condition = matched.Truth is { Kind: ConditionKind.Null } ? null : matched.Truth;
        var exact = recursive.DeconstructionSubpatterns.IsEmpty && recursive.PropertySubpatterns.Length == 1;
        var first = true;
        foreach (var subpattern in recursive.PropertySubpatterns)
        {
            var part = MatchMember(value, subpattern);
            if (first && condition is null && exact) condition = part;
            else condition = Condition.Combine(condition, part, both: true);
            first = false;
        }

        foreach (var subpattern in recursive.DeconstructionSubpatterns) DeclareAll(subpattern);
        return Value.OfTruth(exact ? condition : Condition.Combine(condition, null, both: true));
    }

    private Condition? MatchMember(Value value, IPropertySubpatternOperation subpattern)
    {
        if (subpattern.Member is not IPropertyReferenceOperation { Property: var property } || value.Single is var single && (single < 0 || table[single].IsSummary))
        {
            DeclareAll(subpattern.Pattern);
            return null;
        }

        var contract = contracts.Of(property);
        if (contract.FactTest is { } test && property.Type.SpecialType == SpecialType.System_Boolean)
            return Match(Value.OfTruth(Condition.OfAnyFact(single, test.AnyOf, test.IsExact)), null, subpattern.Pattern).Truth;
        if (contract.Tests is Kinds.None or Kinds.Any)
        {
            DeclareAll(subpattern.Pattern);
            return null;
        }

        var others = Kinds.Any & ~contract.Tests;
        var member = property.Type.SpecialType == SpecialType.System_Boolean
            ? Value.OfTruth(Condition.OfKind(single, contract.Tests, others))
            : ReadMember(table[single], property, property.Type).WithNullness(Condition.OfKind(single, others, contract.Tests));
        return MatchNull(member, subpattern.Pattern) ?? Match(member, null, subpattern.Pattern).Truth;
    }

    // "{ }" and "{ } name" on a member that tells the kind by not being null.
    private Condition? MatchNull(Value member, IPatternOperation pattern)
    {
        if (member.Nullness is null || pattern is not IRecursivePatternOperation { PropertySubpatterns.IsEmpty: true, DeconstructionSubpatterns.IsEmpty: true } recursive)
            return null;
        Declare(recursive.DeclaredSymbol, member);
        return member.Nullness.Negate();
    }

    private void Declare(ISymbol? symbol, Value value)
    {
        if (symbol is not null) state.Assign(table.VariableOf(symbol), value.WithoutConditions());
    }

    private void DeclareAll(IOperation pattern)
    {
        foreach (var operation in pattern.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IDeclarationPatternOperation declaration:
                    Declare(declaration.DeclaredSymbol, Value.Unknown);
                    break;
                case IRecursivePatternOperation recursive:
                    Declare(recursive.DeclaredSymbol, Value.Unknown);
                    break;
                case IListPatternOperation list:
                    Declare(list.DeclaredSymbol, Value.Unknown);
                    break;
            }
        }
    }
}
