using IrqAnalyzers.Contracts;
using IrqAnalyzers.Program;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Rules;

/// <summary>
/// A test of what a class keeps for a function: whether the function, or its address, is in a collection of the class, or whether a flag is set beside it.
/// </summary>
internal sealed class KeptGuard
{
    private KeptGuard(ISymbol member, IOperation? key, IOperation test)
    {
        Member = member;
        Key = key;
        Test = test;
    }

    /// <summary>The private field with the collection, or the flag.</summary>
    public ISymbol Member { get; }

    /// <summary>What is looked up; <see langword="null"/> where the member is a flag.</summary>
    public IOperation? Key { get; }

    /// <summary>The test itself.</summary>
    public IOperation Test { get; }

    /// <summary>Whether the test takes out what it finds.</summary>
    public bool Takes => Test is IInvocationOperation { TargetMethod.Name: "Remove" or "TryRemove" };

    /// <summary>A test among the parts of a condition that all hold where it comes out as said.</summary>
    public static KeptGuard? In(IOperation condition, bool outcome, ProgramFacts program)
    {
        condition = KindTests.Unwrapped(condition);
        if (condition is IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, Operand: var negated }) return In(negated, !outcome, program);
        if (condition is IBinaryOperation { OperatorKind: var kind, LeftOperand: var left, RightOperand: var right }
            && kind == (outcome ? BinaryOperatorKind.ConditionalAnd : BinaryOperatorKind.ConditionalOr))
        {
            return In(left, outcome, program) ?? In(right, outcome, program);
        }

        return outcome ? Of(condition, program) : null;
    }

    private static KeptGuard? Of(IOperation test, ProgramFacts program) => test switch
    {
        IInvocationOperation
        {
            TargetMethod.Name: "Remove" or "TryRemove" or "Contains" or "ContainsKey" or "TryGetValue", Instance: { } collection,
            Arguments: { Length: > 0 } arguments,
        } when FieldOf(collection, program) is { } field && ContractTable.IsCollection(field.Type) => new(field, arguments[0].Value, test),
        IFieldReferenceOperation { Type.SpecialType: SpecialType.System_Boolean } when FieldOf(test, program) is { } flag => new(flag, null, test),
        _ => null,
    };

    /// <summary>A field that only the class itself can change.</summary>
    public static IFieldSymbol? FieldOf(IOperation expression, ProgramFacts program) =>
        KindTests.Unwrapped(expression) is IFieldReferenceOperation
        {
            Instance: IInstanceReferenceOperation, Field: { DeclaredAccessibility: Accessibility.Private } field,
        } && program.IsOwn(field) ? field : null;
}
