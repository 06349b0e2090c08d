using IrqAnalyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Program;

/// <summary>What conditions say of the kind of one local or parameter, read off them without following values.</summary>
internal sealed class KindTests
{
    private static readonly (Kinds IfTrue, Kinds IfFalse) Nothing = (Kinds.Any, Kinds.Any);
    private readonly ContractTable contracts;
    private readonly bool hasParts;

    /// <param name="contracts">What tests say of kinds.</param>
    /// <param name="hasParts">Whether what is said of a part of a local, as of the function in a record, is taken to be said of the local.</param>
    public KindTests(ContractTable contracts, bool hasParts = false) => (this.contracts, this.hasParts) = (contracts, hasParts);

    /// <summary>The kinds that a function may be of where a condition is true, and where it is false.</summary>
    public (Kinds IfTrue, Kinds IfFalse) Of(IOperation condition, ISymbol local)
    {
        switch (Unwrapped(condition))
        {
            case IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, Operand: var operand }:
                var (yes, no) = Of(operand, local);
                return (no, yes);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd, LeftOperand: var left, RightOperand: var right }:
                return (Of(left, local).IfTrue & Of(right, local).IfTrue, Of(left, local).IfFalse | Of(right, local).IfFalse);
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalOr, LeftOperand: var left, RightOperand: var right }:
                return (Of(left, local).IfTrue | Of(right, local).IfTrue, Of(left, local).IfFalse & Of(right, local).IfFalse);
            case IPropertyReferenceOperation { Type.SpecialType: SpecialType.System_Boolean } property when IsOf(property, local, out var tested):
                return OfKind(tested);
            case IIsTypeOperation { ValueOperand: var value, TypeOperand: var type } when IsMeant(value, local):
                return OfType(type);
            case IIsPatternOperation { Value: var value, Pattern: var pattern } when IsMeant(value, local):
                return OfPattern(pattern);
            case IIsPatternOperation { Value: var value, Pattern: var pattern } when IsOf(Unwrapped(value), local, out var tested):
                return OfKind(tested, pattern);
            default:
                return Nothing;
        }
    }

    /// <summary>
    /// The kinds that a local may be of at a statement: by the tests around it, up to a loop or a method, and by those before it that leave for some.
    /// </summary>
    public Kinds At(IOperation statement, ISymbol local, IOperation? within)
    {
        var reached = Kinds.Any;
        for (var current = statement; current.Parent is { } parent && !ReferenceEquals(current, within); current = parent)
        {
            if (parent is IConditionalOperation choice && !ReferenceEquals(choice.Condition, current))
            {
                var (ifTrue, ifFalse) = Of(choice.Condition, local);
                reached &= ReferenceEquals(choice.WhenTrue, current) ? ifTrue : ifFalse;
            }
            else if (parent is IBlockOperation block)
            {
                foreach (var before in block.Operations)
                {
                    if (ReferenceEquals(before, current)) break;
                    if (before is IConditionalOperation { WhenFalse: null } leaving && Leaves(leaving.WhenTrue))
                    {
                        reached &= Of(leaving.Condition, local).IfFalse;
                    }
                }
            }
        }

        return reached;
    }

    private static bool Leaves(IOperation statement)
    {
        if (statement is IBlockOperation { Operations: { Length: > 0 } inner }) statement = inner[inner.Length - 1];
        return statement is IBranchOperation or IReturnOperation;
    }

    /// <summary>The kinds that a filter lets through, if it is a lambda with one expression.</summary>
    public Kinds OfFilter(IOperation filter)
    {
        foreach (var operation in filter.DescendantsAndSelf())
        {
            if (operation is IAnonymousFunctionOperation { Symbol.Parameters: { Length: > 0 } given, Body.Operations: { Length: 1 } body })
                return body[0] is IReturnOperation { ReturnedValue: { } condition } ? Of(condition, given[0]).IfTrue : Kinds.Any;
        }

        return Kinds.Any;
    }

    private (Kinds IfTrue, Kinds IfFalse) OfPattern(IPatternOperation pattern)
    {
        switch (pattern)
        {
            case INegatedPatternOperation { Pattern: var inner }:
                var (yes, no) = OfPattern(inner);
                return (no, yes);
            case IDeclarationPatternOperation { MatchedType: { } type }:
                return OfType(type);
            case ITypePatternOperation { MatchedType: { } type }:
                return OfType(type);
            case IRecursivePatternOperation { MatchedType: { } type }:
                return (contracts.KindsOf(type), Kinds.Any);
            case IBinaryPatternOperation { LeftPattern: var left, RightPattern: var right, OperatorKind: var kind }:
                var (one, other) = (OfPattern(left), OfPattern(right));
                return kind == BinaryOperatorKind.And
                    ? (one.IfTrue & other.IfTrue, one.IfFalse | other.IfFalse)
                    : (one.IfTrue | other.IfTrue, one.IfFalse & other.IfFalse);
            default:
                return Nothing;
        }
    }

    private (Kinds IfTrue, Kinds IfFalse) OfType(ITypeSymbol type)
    {
        var kinds = contracts.KindsOf(type);
        return (kinds, contracts.DefinesKind(type) ? Kinds.Any & ~kinds : Kinds.Any);
    }

    private static (Kinds IfTrue, Kinds IfFalse) OfKind(Kinds tested) => (tested, Kinds.Any & ~tested);

    // A property that is null for all others.
    private static (Kinds IfTrue, Kinds IfFalse) OfKind(Kinds tested, IPatternOperation pattern)
    {
        var isNegated = false;
        while (pattern is INegatedPatternOperation negated) (pattern, isNegated) = (negated.Pattern, !isNegated);
        var isNull = pattern is IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null or false } };
        var isTrue = pattern is IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: true } };
        if (!isNull && !isTrue) return Nothing;
        return isNull == isNegated ? OfKind(tested) : (Kinds.Any & ~tested, tested);
    }

    private bool IsOf(IOperation candidate, ISymbol local, out Kinds tested)
    {
        tested = candidate is IPropertyReferenceOperation { Instance: { } instance, Property: var property } && IsMeant(instance, local)
            ? contracts.Of(property).Tests
            : Kinds.None;
        return tested != Kinds.None;
    }

    private bool IsMeant(IOperation candidate, ISymbol local) =>
        Is(candidate, local)
        || (hasParts && Unwrapped(candidate) is IMemberReferenceOperation { Instance: { } whole, Member: var part } && !contracts.Known.IsDsl(part)
            && Is(whole, local));

    /// <summary>Whether an operation reads a local or a parameter.</summary>
    public static bool Is(IOperation candidate, ISymbol local) => Unwrapped(candidate) switch
    {
        ILocalReferenceOperation reference => SymbolEqualityComparer.Default.Equals(reference.Local, local),
        IParameterReferenceOperation reference => SymbolEqualityComparer.Default.Equals(reference.Parameter, local),
        _ => false,
    };

    /// <summary>An operation without conversions and parentheses around it.</summary>
    public static IOperation Unwrapped(IOperation operation)
    {
        while (true)
        {
            switch (operation)
            {
                case IConversionOperation conversion:
                    operation = conversion.Operand;
                    break;
                case IParenthesizedOperation parenthesized:
                    operation = parenthesized.Operand;
                    break;
                default:
                    return operation;
            }
        }
    }
}
