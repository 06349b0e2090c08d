using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;
using IrqAnalyzers.Program;
using IrqAnalyzers.Solver;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using static IrqAnalyzers.Transfer.Logic;
using static IrqAnalyzers.Transfer.TypeFacts;

namespace IrqAnalyzers.Transfer;

/// <summary>Operators and conversions. Those that a type defines are calls like others.</summary>
internal sealed class Operators(
    BodyContext context, Cursor at, Heap heap, VirtualCalls virtualCalls, Escapes escapes, Refinement refinement,
    Comparisons comparisons, Losses losses, CodeCalls codeCalls, TypeComparison typeComparison, ICallDispatcher dispatcher, IEvaluator evaluator)
{
    private readonly ContractTable contracts = context.Contracts;
    private readonly ProgramFacts program = context.Program;

    public Value EvaluateUnary(IUnaryOperation unary)
    {
        if (unary.ConstantValue.HasValue) return Value.OfConstant(unary.ConstantValue.Value);
        var value = evaluator.Evaluate(unary.Operand);
        if (unary.OperatorMethod is { } method) return CallOperator(unary, method, new[] { value }, new[] { unary.Operand });
        return unary.OperatorKind == UnaryOperatorKind.Not ? Negate(value) : Unfollowed(value);
    }

    // A long chain of operators leans to the left: that side is walked, not recursed into.
    public Value EvaluateBinary(IBinaryOperation binary)
    {
        if (binary.ConstantValue.HasValue) return Value.OfConstant(binary.ConstantValue.Value);
        if (binary.LeftOperand is not IBinaryOperation) return Combine(binary, evaluator.Evaluate(binary.LeftOperand));
        var chain = new Stack<IBinaryOperation>();
        IOperation current = binary;
        while (current is IBinaryOperation next)
        {
            chain.Push(next);
            current = next.LeftOperand;
        }

        var value = evaluator.Evaluate(current);
        while (chain.Count > 0) value = Combine(chain.Pop(), value);
        return value;
    }

    private Value Combine(IBinaryOperation binary, Value left)
    {
        var right = evaluator.Evaluate(binary.RightOperand);
        return Compute(binary, binary.OperatorMethod, binary.OperatorKind, left, right, binary.LeftOperand, binary.RightOperand);
    }

    public Value Compute(
        IOperation site, IMethodSymbol? method, BinaryOperatorKind kind, Value left, Value right, IOperation leftOperand, IOperation rightOperand)
    {
        if (kind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals && (typeComparison.Of(leftOperand, rightOperand) ?? typeComparison.Of(rightOperand, leftOperand)) is { } isOfType)
            return kind == BinaryOperatorKind.Equals ? isOfType : Negate(isOfType);
        if (method is not null) return CallOperator(site, method, new[] { left, right }, new[] { leftOperand, rightOperand });
        switch (kind)
        {
            case BinaryOperatorKind.Equals:
                return comparisons.Compare(left, right, leftOperand, rightOperand);
            case BinaryOperatorKind.NotEquals:
                return Negate(comparisons.Compare(left, right, leftOperand, rightOperand));
            case BinaryOperatorKind.ExclusiveOr when site.Type is { SpecialType: SpecialType.System_Boolean }:
                return Negate(comparisons.Compare(left, right, leftOperand, rightOperand));
            case BinaryOperatorKind.And when site.Type is { SpecialType: SpecialType.System_Boolean }:
                return BothOf(left, right);
            case BinaryOperatorKind.Or when site.Type is { SpecialType: SpecialType.System_Boolean }:
                return Negate(BothOf(Negate(left), Negate(right)));
            case BinaryOperatorKind.Add when site.Type is { SpecialType: SpecialType.System_String }:
                Print(leftOperand, left);
                Print(rightOperand, right);
                return Unfollowed(left, right).WithNull(Tri.False);
            case BinaryOperatorKind.Add when site.Type is { TypeKind: TypeKind.Delegate }:
                return codeCalls.AddDelegates(site, left, right);
            case BinaryOperatorKind.Add or BinaryOperatorKind.Subtract when TestedSymbols.IsScalar(site.Type):
                return comparisons.Sum(left, right, kind == BinaryOperatorKind.Add ? 1 : -1);
            case BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual:
                return comparisons.CompareOrder(kind, left, right, leftOperand, rightOperand) ?? Unfollowed(left, right);
            case BinaryOperatorKind.And or BinaryOperatorKind.Or or BinaryOperatorKind.ExclusiveOr when TestedSymbols.IsScalar(site.Type):
                return comparisons.Combine(left, right, kind);
            default:
                escapes.HandOver(left);
                escapes.HandOver(right);
                return OfBoth(left, right);
        }
    }

    public Value CallOperator(IOperation site, IMethodSymbol method, Value[] arguments, IOperation[] operands)
    {
        // The operators of records compare, and do nothing else.
        if (method.IsImplicitlyDeclared) return Value.Unknown;
        var result = dispatcher.Call(new(site, method, null, null, arguments, operands, isVirtual: false)).Result;
        foreach (var operand in operands) result = losses.OfStored(result, operand, isAlone: false);
        return operands.Length == 2 && result.IsOpen && Comparisons.AreOfSame(operands[0], operands[1]) ? result.WithFree(false) : result;
    }

    /// <summary>A value that becomes text is asked for it: by a method of its own, if its type has one.</summary>
    public void Print(IOperation operand, Value value)
    {
        for (var type = virtualCalls.TypeOf(operand, value, out var isExact); type is not null && !contracts.Known.IsDsl(type) && !program.IsForeign(type.ContainingAssembly); type = type.BaseType)
        {
            foreach (var member in type.GetMembers(nameof(ToString)))
            {
                if (member is not IMethodSymbol { Parameters.IsEmpty: true, IsImplicitlyDeclared: false } method) continue;
                if (!isExact && !type.IsSealed && !type.IsValueType && !method.IsSealed) escapes.Escape(value);
                else dispatcher.Call(new(operand, method, operand, value, Array.Empty<Value>(), Array.Empty<IOperation>(), isVirtual: false));
                return;
            }
        }
    }

    public Value Convert(IConversionOperation conversion)
    {
        if (conversion.ConstantValue is { HasValue: true, Value: not null }) return Value.OfConstant(conversion.ConstantValue.Value);
        var value = evaluator.Evaluate(conversion.Operand);
        if (conversion.OperatorMethod is { } method) return CallOperator(conversion, method, new[] { value }, new[] { conversion.Operand });
        if (value.Scalar is not null) return Comparisons.ConvertScalar(value, conversion);
        if (conversion is { Type: { IsValueType: true } wide, Operand.Type: { IsValueType: true } narrow } && IsNullableType(wide) && !IsNullableType(narrow))
            return value.WithNull(Tri.False);
        if (conversion.Type is not { IsReferenceType: true } type) return value;
        if (value.Objects.Length == 0)
        {
            // What a loop over an array gives comes as an object, of which nothing was known until now.
            return value is { Objects.Length: 0, IsNull: Tri.Unknown, Nullness: null } && conversion.Operand.Type is { SpecialType: SpecialType.System_Object }
                ? heap.Found(conversion, type, 0)
                : value;
        }

        var condition = comparisons.IsOf(value, type);
        if (conversion.IsTryCast)
        {
            if (condition is not null) return new(value.Objects, value.MayBeOther, nullness: value.IsNull == Tri.True ? null : condition.Negate(), isNull: value.IsNull == Tri.True ? Tri.True : Tri.Unknown, isFree: true);
            return conversion.Conversion.IsImplicit || value.IsNull == Tri.True ? value : value.WithNull(Tri.Unknown);
        }

        if (condition is null) return value;
        if (!conversion.Conversion.IsImplicit && condition.IfTrue != Kinds.Any && !refinement.Refine(at.State, condition, outcome: true)) at.State.IsDead = true;
        return value;
    }
}
