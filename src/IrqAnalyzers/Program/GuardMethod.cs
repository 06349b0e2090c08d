using System.Collections.Immutable;
using IrqAnalyzers.Roslyn;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Program;

/// <summary>A method that runs one delegate of its object and nothing else that matters, as the <c>Dispose</c> of a guard does.</summary>
internal sealed class GuardMethod
{
    private GuardMethod(ISymbol code, ImmutableArray<ISymbol> arguments, bool isConditional, ISymbol? flag, bool runsIf)
    {
        Code = code;
        Arguments = arguments;
        IsConditional = isConditional;
        Flag = flag;
        RunsIf = runsIf;
    }

    /// <summary>The field, the property or the parameter in the head of the type that holds the delegate.</summary>
    public ISymbol Code { get; }

    /// <summary>The members that the delegate is called with.</summary>
    public ImmutableArray<ISymbol> Arguments { get; }

    /// <summary>Whether a test decides whether it runs.</summary>
    public bool IsConditional { get; }

    /// <summary>The flag of the object that decides; <see langword="null"/> if it is something else, or nothing.</summary>
    public ISymbol? Flag { get; }

    /// <summary>What the flag is where the code runs.</summary>
    public bool RunsIf { get; }

    /// <summary>Reads a method; <see langword="null"/> if it does anything else.</summary>
    public static GuardMethod? Of(IMethodSymbol method, ProgramFacts program, CancellationToken cancellation)
    {
        if (method.IsStatic || method.IsAsync || method is not { MethodKind: MethodKind.Ordinary, Parameters.IsEmpty: true } || !program.HasBody(method)) return null;
        if (OperationShape.BlockOf(program.OperationOf(method, cancellation)) is not { } block) return null;
        IInvocationOperation? run = null;
        var tests = new List<IConditionalOperation>();
        foreach (var operation in block.Descendants())
        {
            switch (operation)
            {
                case IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke } invoked when run is null:
                    run = invoked;
                    break;
                case IInvocationOperation or IObjectCreationOperation or IAwaitOperation or IAnonymousFunctionOperation or ILoopOperation or ITryOperation or IThrowOperation:
                    return null;
                case ISimpleAssignmentOperation { Target: var target } when MemberOf(target) is null:
                    return null;
                case IConditionalOperation test:
                    tests.Add(test);
                    break;
            }
        }

        if (run is null || OperationShape.ReceiverOf(run.Instance) is not { } instance || MemberOf(instance) is not { } code) return null;
        var arguments = ImmutableArray.CreateBuilder<ISymbol>(run.Arguments.Length);
        foreach (var argument in run.Arguments)
        {
            if (argument.Parameter is not { RefKind: RefKind.None } || MemberOf(argument.Value) is not { } given) return null;
            arguments.Add(given);
        }

        var (flag, runsIf) = tests.Count == 1 ? FlagOf(tests[0], run) : default;
        return new(code, arguments.MoveToImmutable(), tests.Count > 0, flag, runsIf);
    }

    // "if (kept) return;" before it, or "if (!kept)" around it.
    private static (ISymbol? Flag, bool RunsIf) FlagOf(IConditionalOperation test, IInvocationOperation run)
    {
        var (condition, isSo) = (KindTests.Unwrapped(test.Condition), true);
        while (condition is IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, Operand: var negated }) (condition, isSo) = (KindTests.Unwrapped(negated), !isSo);
        if (condition.Type?.SpecialType != SpecialType.System_Boolean || MemberOf(condition) is not { } flag || test.WhenFalse is not null) return default;
        if (test.WhenTrue.Syntax.Span.Contains(run.Syntax.Span)) return (flag, isSo);
        return test.WhenTrue is IReturnOperation || test.WhenTrue is IBlockOperation { Operations.Length: 1 } block && block.Operations[0] is IReturnOperation ? (flag, !isSo) : default;
    }

    private static ISymbol? MemberOf(IOperation operation) => KindTests.Unwrapped(operation) switch
    {
        IFieldReferenceOperation { Instance: IInstanceReferenceOperation, Field: var field } => field,
        IPropertyReferenceOperation { Instance: IInstanceReferenceOperation, Property: { IsIndexer: false } property } when ProgramFacts.HasField(property) => property,
        IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } } head } => head,
        _ => null,
    };
}
