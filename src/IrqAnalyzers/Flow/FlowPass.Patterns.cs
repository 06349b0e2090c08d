using IrqAnalyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Flow;

/// <summary>Patterns: what it says of a value that it matches, and what their variables hold.</summary>
internal sealed partial class FlowPass
{
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
