using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using static IrqAnalyzers.Transfer.Logic;

namespace IrqAnalyzers.Transfer;

/// <summary>Patterns: what it says of a value that it matches, and what their variables hold.</summary>
internal sealed class Patterns(
    BodyContext context, Cursor at, Heap heap, Escapes escapes, Containers containers, Queries queries, Comparisons comparisons, Losses losses,
    Reads reads, Mutations mutations, IEvaluator evaluator)
{
    private readonly ContractTable contracts = context.Contracts;
    private readonly ObjectTable table = context.Table;

    private Value Match(Value value, IOperation? operand, IPatternOperation pattern)
    {
        switch (pattern)
        {
            case IDiscardPatternOperation:
                return Value.True;
            case IConstantPatternOperation constant:
                var expected = constant.Value.ConstantValue;
                if (expected is { HasValue: true, Value: null }) return operand is null ? TestNullOf(value) : comparisons.TestNull(value, operand);
                if (expected is { HasValue: true, Value: bool truth }) return truth ? Truth(value) : Negate(value);
                return Value.OfConstant(expected.HasValue ? expected.Value : 0.0).Scalar is { } asked ? comparisons.CompareScalar(value, asked, pattern.InputType) : Unfollowed(value);
            case IRelationalPatternOperation { Value.ConstantValue: { HasValue: true, Value: var bound } } relational
                when Value.OfConstant(bound).Scalar is { Text: null, Least: var least } && comparisons.CompareOrder(relational.OperatorKind, value, least, pattern.InputType) is { } compared:
                return compared;
            case INegatedPatternOperation negated:
                return Negate(Match(value, operand, negated.Pattern));
            case IDeclarationPatternOperation declaration:
                Declare(declaration.DeclaredSymbol, value);
                if (declaration.MatchesNull || declaration.MatchedType is null) return Value.True;
                return MatchType(value, operand, declaration.MatchedType, declaration.InputType);
            case ITypePatternOperation type:
                return MatchType(value, operand, type.MatchedType, type.InputType);
            case IRecursivePatternOperation recursive:
                return MatchRecursive(value, operand, recursive);
            case IBinaryPatternOperation binary:
                var left = Match(value, operand, binary.LeftPattern);
                var right = Match(value, operand, binary.RightPattern);
                return binary.OperatorKind == BinaryOperatorKind.And ? Both(left, right) : Negate(Both(Negate(left), Negate(right)));
            case IListPatternOperation list:
                return MatchList(value, list);
            default:
                DeclareAll(pattern);
                return Unfollowed(value);
        }
    }

    private Value MatchType(Value value, IOperation? operand, ITypeSymbol type, ITypeSymbol? declared)
    {
        if (comparisons.IsOf(value, type) is { } condition) return Value.OfTruth(condition);

        // A type test that every value but null passes is a null test.
        if (value.IsNull == Tri.True) return Value.False;
        if (comparisons.IsOfExactType(value, type) is { } isOf) return isOf;
        if (!SymbolEqualityComparer.Default.Equals(operand?.Type ?? declared, type)) return losses.Lossy(Unfollowed(value), value, Array.Empty<Value>());
        return Negate(operand is null ? TestNullOf(value) : comparisons.TestNull(value, operand));
    }

    private Value MatchRecursive(Value value, IOperation? operand, IRecursivePatternOperation recursive)
    {
        Declare(recursive.DeclaredSymbol, value);
        var matched = MatchType(value, operand, recursive.MatchedType, recursive.InputType);
        if (recursive.DeconstructionSubpatterns.IsEmpty && recursive.PropertySubpatterns.IsEmpty) return matched;

        // What it would say of an object that it is none is nothing: only the members matter.
        var isNullTest = comparisons.IsOf(value, recursive.MatchedType) is null && SymbolEqualityComparer.Default.Equals(operand?.Type ?? recursive.InputType, recursive.MatchedType);
        var all = matched.Boolean;
        var said = isNullTest && all != Tri.False ? Value.True : matched;
        foreach (var subpattern in recursive.PropertySubpatterns)
        {
            var part = MatchMember(value, operand, subpattern);
            all = And(all, part.Boolean);
            said = BothOf(said, part);
        }

        var parts = MatchParts(value, recursive);
        all = And(all, parts.Boolean);
        return all != Tri.Unknown ? Value.OfBoolean(all == Tri.True) : BothOf(said, parts);
    }

    /// <summary>Whether all parts of a value match, and what that says of them.</summary>
    private Value MatchParts(Value value, IRecursivePatternOperation recursive)
    {
        var patterns = recursive.DeconstructionSubpatterns;
        if (patterns.IsEmpty) return Value.True;
        var parts = mutations.PartsOf(value, recursive.DeconstructSymbol as IMethodSymbol, patterns.Length, recursive);
        var all = Value.True;
        for (var index = 0; index < patterns.Length; index++)
        {
            var part = parts?[index] ?? losses.Lossy(heap.Found(patterns[index], patterns[index].InputType, 0), value, Array.Empty<Value>());
            all = BothOf(all, Match(part, null, patterns[index]));
        }

        return all;
    }

    // Which element is which is not known.
    private Value MatchList(Value value, IListPatternOperation list)
    {
        Declare(list.DeclaredSymbol, value);
        var count = 0;
        var isExact = true;
        foreach (var element in list.Patterns)
        {
            if (element is not ISlicePatternOperation) count++;
            isExact &= element is ISlicePatternOperation { Pattern: null } or IDiscardPatternOperation;
            if (element is ISlicePatternOperation)
            {
                DeclareAll(element);
                if (containers.ContainerOf(value) is not null) escapes.HandOver(value);
                continue;
            }

            var part = containers.ContainerOf(value) is null ? heap.Found(element, element.InputType, 0) : containers.Take(value.Single, element, element.InputType);
            Match(part, null, element);
        }

        if (queries.IsFilled(value) is not { } isFilled || (count == 0 && list.Patterns.Length > 0)) return Unfollowed(value);
        if (count == 0) return Value.OfTruth(isFilled.Negate());
        return isExact && count == 1 && list.Patterns.Length > 1 ? Value.OfTruth(isFilled) : Both(Value.OfTruth(isFilled), Value.Free);
    }

    private Value MatchMember(Value value, IOperation? operand, IPropertySubpatternOperation subpattern)
    {
        if (subpattern.Member is IFieldReferenceOperation field) return Match(Unfollowed(reads.ReadField(field, value), value, Array.Empty<Value>()), null, subpattern.Pattern);
        if (subpattern.Member is not IPropertyReferenceOperation { Property: var property } member)
        {
            DeclareAll(subpattern.Pattern);
            return Value.Unknown;
        }

        if (value.Single is var single && (single < 0 || table[single].IsSummary)) return Match(losses.OfStored(reads.ReadProperty(member, value), operand), null, subpattern.Pattern);
        var contract = contracts.Of(property);
        if (contract.Tests is Kinds.None or Kinds.Any) return Match(losses.OfStored(reads.ReadProperty(member, value), operand), null, subpattern.Pattern);

        var others = Kinds.Any & ~contract.Tests;
        var tested = property.Type.SpecialType == SpecialType.System_Boolean
            ? Value.OfTruth(Condition.OfKind(single, contract.Tests, others))
            : heap.ReadMember(table[single], property, property.Type).WithNullness(Condition.OfKind(single, others, contract.Tests));
        return MatchNull(tested, subpattern.Pattern) is { } isNull ? Value.OfTruth(isNull) : Match(tested, null, subpattern.Pattern);
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
        if (symbol is not null) at.State.Assign(table.VariableOf(symbol), value.TellsCount ? value : value.WithoutConditions());
    }

    private void DeclareFound(ISymbol? symbol, IOperation site)
    {
        if (symbol is not null) Declare(symbol, heap.Found(site, Variable.TypeOf(symbol), 0));
    }

    private void DeclareAll(IOperation pattern)
    {
        foreach (var operation in pattern.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IDeclarationPatternOperation declaration:
                    DeclareFound(declaration.DeclaredSymbol, operation);
                    break;
                case IRecursivePatternOperation recursive:
                    DeclareFound(recursive.DeclaredSymbol, operation);
                    break;
                case IListPatternOperation list:
                    DeclareFound(list.DeclaredSymbol, operation);
                    break;
            }
        }
    }

    public Value TestType(IIsTypeOperation test)
    {
        var value = evaluator.Evaluate(test.ValueOperand);
        if (value.IsNull == Tri.True) return Value.OfBoolean(test.IsNegated);
        var truth = comparisons.IsOf(value, test.TypeOperand) is { } condition ? Value.OfTruth(condition)
            : comparisons.IsOfExactType(value, test.TypeOperand) is { } isOf ? isOf
            : losses.Lossy(Unfollowed(value), value, Array.Empty<Value>());
        return test.IsNegated ? Negate(truth) : truth;
    }

    public Value TestPattern(IIsPatternOperation test)
    {
        var value = evaluator.Evaluate(test.Value);
        return losses.OfStored(Match(value, test.Value, test.Pattern), test.Value);
    }
}
