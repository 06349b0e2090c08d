using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;
using IrqAnalyzers.Program;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using static IrqAnalyzers.Transfer.Logic;

namespace IrqAnalyzers.Transfer;

/// <summary>Call expressions: evaluates receiver and arguments, calls, and stores what comes back.</summary>
internal sealed class Invocations(
    BodyContext context, Cursor at, Heap heap, Copies copies, Callees callees, Escapes escapes, References references, Queries queries,
    ParameterUse parameterUse, Comparisons comparisons, Losses losses, ICallDispatcher dispatcher, PrimaryConstructors primaryConstructors, Stores stores,
    Collections collections, KeptStates keptStates, IEvaluator evaluator)
{
    private readonly ContractTable contracts = context.Contracts;
    private readonly LookUps lookUps = new(context, heap);
    private readonly ProgramFacts program = context.Program;
    private readonly ObjectTable table = context.Table;

    public Value Invoke(IInvocationOperation invocation)
    {
        // The compiler omits the call of a partial method without an implementation, arguments included.
        if (invocation.TargetMethod is { IsPartialDefinition: true, PartialImplementationPart: null, ReturnsVoid: true }) return Value.Unknown;
        var receiver = invocation.Instance is null ? null : evaluator.Evaluate(IsChanged(invocation.Instance) ? references.Referred(invocation.Instance) : invocation.Instance);
        if (invocation.TargetMethod.Name == CloneName && receiver is not null) return Clone(invocation, receiver);
        var (arguments, operands) = EvaluateArguments(invocation.Arguments, invocation.TargetMethod.Parameters.Length);
        if (invocation.TargetMethod.MethodKind == MethodKind.Constructor && receiver is not null && primaryConstructors.ConstructPrimarily(invocation, invocation.TargetMethod, receiver, arguments)) return Value.Unknown;
        if (Compute(invocation, receiver, arguments, operands) is { } computed) return computed;
        var call = new CallSite(invocation, invocation.TargetMethod, invocation.Instance, receiver, arguments, operands, invocation.IsVirtual);
        var keptFor = keptStates.HandedTo(invocation, out var isLookedUp);
        var outcome = keptFor is not null ? CallWithKept(call, keptFor, isLookedUp) : dispatcher.Call(call);
        HandBack(outcome.GivenBack, invocation.Arguments, receiver, arguments);
        var result = ResultOf(outcome.Result, invocation, receiver, arguments, operands);
        if (result.Truth is null && LookedUp(invocation.TargetMethod, arguments) is { } answer) return answer;

        // Whether a loop has another round: how often it has one says nothing of an object, whatever the sequence was made from.
        // Of a collection that is followed it may.
        if (result.IsLossy && result.Truth is null && heap.EnumerationOf(receiver) is null
            && invocation.TargetMethod is { Name: "MoveNext", Parameters.IsEmpty: true, ReturnType.SpecialType: SpecialType.System_Boolean }) return Value.Free;
        var contract = callees.ContractOf(invocation.TargetMethod);
        if (contract.FactTest is { } test) return queries.Answer(test, invocation, result, receiver, arguments);
        var isCount = invocation.Type is { SpecialType: SpecialType.System_Int32 };
        if (!isCount && invocation.Type is not { SpecialType: SpecialType.System_Boolean }) return result;
        if (queries.OutcomeOf(contract, receiver, arguments, isCount) is not { } reported) return result;
        if (!isCount) return Value.OfTruth(reported);
        return MostOf(contract, arguments) is { } most ? Queries.OfCount(reported).WithScalar(Scalar.Between(0, most)) : Queries.OfCount(reported);
    }

    // What a method of the project only looks up under an object tells as much as the look-up.
    private Value? LookedUp(IMethodSymbol method, Value[] arguments)
    {
        if (!program.IsOwn(method) || arguments.Length == 0 || program.LookUpOf(method, context.Cancellation) is not { } lookUp || lookUp.Key >= arguments.Length) return null;
        callees.NoteOrigin(method, null);
        var answer = losses.Lossy(Value.Free, Value.NotNull, new[] { arguments[lookUp.Key] }, isCollection: true, isAdding: lookUp.IsAdding);
        return answer.Truth is null ? null : lookUp.IsNegated ? Negate(answer) : answer;
    }

    // What such a call does to something that may be the function it most likely does to the function: that is what it keeps.
    private CallOutcome CallWithKept(CallSite call, AbstractObject function, bool isLookedUp)
    {
        var scattered = at.State.Scattered;
        at.State.Scattered = 0;
        var outcome = dispatcher.Call(call.Method.ReturnsVoid || isLookedUp ? call.With(CallMode.DecidedBefore) : call);
        if (at.State.Scattered is var done && done != 0 && !at.State.IsDead) at.State.Narrow(function.Id, at.State.CellOf(function.Id).Forget(done));
        at.State.Scattered |= scattered;
        return outcome;
    }

    // Who asks for so many gets so many, or fewer, or none.
    private long? MostOf(OperationContract contract, Value[] arguments)
    {
        foreach (var effect in contract.Effects)
        {
            if (effect.UnlessOne >= 0 && heap.ScalarOf(arguments[effect.UnlessOne]) is { Text: null, Most: > 0 and < int.MaxValue and var most }) return most;
        }

        return null;
    }

    // Calls that change nothing and whose result is known or says something.
    private Value? Compute(IInvocationOperation invocation, Value? receiver, Value[] arguments, IOperation?[] operands)
    {
        var method = invocation.TargetMethod;
        if (method is { Name: nameof(ReferenceEquals), ContainingType.SpecialType: SpecialType.System_Object } && arguments.Length == 2)
            return comparisons.Compare(arguments[0], arguments[1], operands[0]!, operands[1]!);
        return queries.AskAny(method, arguments) ?? lookUps.Find(invocation, arguments) ?? collections.MakeRange(invocation) ?? comparisons.HasFlag(method, receiver, arguments)
            ?? Nullables.ReadOrDefault(method, receiver, arguments);
    }

    private Value ResultOf(Value given, IInvocationOperation invocation, Value? receiver, Value[] arguments, IOperation?[] operands)
    {
        var method = invocation.TargetMethod;
        var isDsl = contracts.Known.IsDsl(method);

        // An object that the DSL returns under a non-nullable type is never null.
        if (isDsl && given.Objects.Length > 0 && method.ReturnNullableAnnotation != NullableAnnotation.Annotated) return given;
        var result = Unfollowed(given, receiver, arguments, isDsl);
        if (program.IsForeign(method.ContainingAssembly)) result = losses.OfStored(result, invocation.Instance ?? (operands.Length > 0 ? operands[0] : null), isAlone: AsksForNothing(invocation));
        if (IsFixedText(method)) result = result.WithFree(false);
        if (!result.IsOpen || !program.IsForeign(method.ContainingAssembly)) return result;
        return result.WithFree(!IsGivenConstant(invocation, receiver, arguments, operands) && !IsOfSeveralNumbers(method, arguments, operands));
    }

    // How a collection is, and not whether something is in it.
    private static bool AsksForNothing(IInvocationOperation invocation)
    {
        foreach (var argument in invocation.Arguments)
        {
            if (argument.Parameter is { RefKind: not RefKind.Out } && !(invocation.TargetMethod.IsExtensionMethod && argument.Parameter.Ordinal == 0)) return false;
        }

        return true;
    }

    // What the DSL calls its objects is never empty, and written in one way.
    private bool IsFixedText(IMethodSymbol method) =>
        (method.Name == nameof(ToString) && contracts.Known.IsDsl(method))
        || (method.Name is nameof(string.IsNullOrEmpty) or nameof(string.IsNullOrWhiteSpace) && method.ContainingType.SpecialType == SpecialType.System_String);

    // As the greater of two numbers.
    private static bool IsOfSeveralNumbers(IMethodSymbol method, Value[] arguments, IOperation?[] operands)
    {
        if (method.ReturnType.SpecialType is not (>= SpecialType.System_SByte and <= SpecialType.System_UInt64)) return false;
        var open = 0;
        for (var index = 0; index < arguments.Length; index++)
        {
            if (arguments[index].IsOpen && operands[index]?.Type?.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_UInt64) open++;
        }

        return open > 1;
    }

    // What comes of a flag, a number or a text that is known is as good as known.
    private static bool IsGivenConstant(IInvocationOperation invocation, Value? receiver, Value[] arguments, IOperation?[] operands)
    {
        if (receiver is { Boolean: not Tri.Unknown } && invocation.Instance is { ConstantValue.HasValue: false }) return true;
        for (var index = 0; index < arguments.Length; index++)
        {
            if ((arguments[index].IsKnown || arguments[index].IsNull == Tri.True || arguments[index].Scalar is { IsBounded: true }) && operands[index] is { ConstantValue.HasValue: false }) return true;
        }

        return false;
    }

    // A method of a structure changes the variable, not a capture of it.
    private bool IsChanged(IOperation instance) => instance is IFlowCaptureReferenceOperation { Type: { } type } && program.IsOwnStruct(type);

    public Value Create(IObjectCreationOperation creation)
    {
        if (creation.Constructor is not { } constructor)
        {
            evaluator.EscapeOperands(creation);
            return Value.Unknown;
        }

        if (collections.MakeCollection(creation) is { } collection) return collection;
        var (arguments, operands) = EvaluateArguments(creation.Arguments, constructor.Parameters.Length);
        var without = callees.ContractOf(constructor).ResultArrivesWithout;
        var notYet = creation.Type is { } type && program.IsTracked(type) ? contracts.NotYetOf(type) : FactMask.None;
        var created = heap.Found(creation, creation.Type, without | notYet, isNew: true).WithNull(Tri.False);
        if (created.Objects.Length == 0) created = creation.Type is { IsReferenceType: true } ? created.WithFree(false) : Unfollowed(created, null, arguments);
        if (created.Single >= 0) heap.ExactTypes[created.Single] = creation.Type!;
        EnterConfined(creation, created);
        Value?[]? givenBack = null;
        if (primaryConstructors.ConstructPrimarily(creation, constructor, created, arguments)) parameterUse.NoteGivenBack(creation, operands);
        else givenBack = dispatcher.Call(new(creation, constructor, null, created, arguments, operands, isVirtual: false)).GivenBack;
        if (created.Single >= 0 && notYet != 0 && program.DoesNothing(constructor)) at.State.Narrow(created.Single, at.State.CellOf(created.Single).Revoke(notYet));
        HandBack(givenBack, creation.Arguments, null, arguments);
        return created;
    }

    // The contents of a new object are known until it escapes.
    private void EnterConfined(IObjectCreationOperation creation, Value created)
    {
        if (created.Single < 0 || creation.Type is not INamedTypeSymbol type || !program.Confinement.StaysIn(creation.Syntax, type, context.Body)) return;
        if (!(heap.Confined?.Contains(created.Single) ?? false)) context.NoteBodiesOf(type);
        if (!program.Confinement.IsDiscreet(type, context.Cancellation)) return;
        heap.NoteConfined(created.Single);
        foreach (var (member, initial) in program.InitialValues.OfNew(type, context.Cancellation)) at.State.Set(table.VariableOf(table[created.Single], member), Value.OfConstant(initial));
    }

    private (Value[] Values, IOperation?[] Operands) EvaluateArguments(
        System.Collections.Immutable.ImmutableArray<IArgumentOperation> arguments, int parameters)
    {
        var values = new Value[parameters];
        var operands = new IOperation?[parameters];
        foreach (var argument in arguments)
        {
            var value = evaluator.Evaluate(argument.Parameter is { RefKind: RefKind.Ref or RefKind.Out } ? references.Referred(argument.Value) : argument.Value);
            var ordinal = argument.Parameter?.Ordinal ?? -1;
            if (ordinal < 0 || ordinal >= parameters) continue;
            values[ordinal] = value;
            operands[ordinal] = argument.Value;
        }

        for (var index = 0; index < parameters; index++) values[index] ??= Value.Unknown;
        return (values, operands);
    }

    // What a callee that is not followed puts into a variable may be anything.
    private void HandBack(Value?[]? given, System.Collections.Immutable.ImmutableArray<IArgumentOperation> operations, Value? receiver, Value[] arguments)
    {
        foreach (var argument in operations)
        {
            if (argument.Parameter is not { RefKind: RefKind.Ref or RefKind.Out } parameter || at.State.IsDead) continue;
            var back = given?[parameter.Ordinal] ?? losses.Lossy(heap.Found(argument.Value, argument.Value.Type, 0), receiver, arguments);
            if (parameter.RefKind == RefKind.Ref) back = Unfollowed(back, null, new[] { arguments[parameter.Ordinal] });
            stores.Store(stores.PlaceOf(argument.Value), back, null);
        }
    }

    /// <summary>What the compiler calls the method that copies a record.</summary>
    private const string CloneName = "<Clone>$";

    /// <summary>What <c>with</c> makes of a record before it assigns members.</summary>
    private Value Clone(IInvocationOperation invocation, Value original)
    {
        if (invocation.Type is not INamedTypeSymbol type || HasOwnCopying(type))
        {
            escapes.Escape(original);
            return heap.Found(invocation, invocation.Type, 0);
        }

        return copies.Copy(invocation, type, original);
    }

    private static bool HasOwnCopying(INamedTypeSymbol type)
    {
        foreach (var constructor in type.InstanceConstructors)
        {
            if (constructor is { IsImplicitlyDeclared: false, Parameters.Length: 1 } && SymbolEqualityComparer.Default.Equals(constructor.Parameters[0].Type, type))
                return true;
        }

        return false;
    }

    public Value EvaluateDelegate(IDelegateCreationOperation creation)
    {
        if (creation.Target is not IMethodReferenceOperation reference) return evaluator.Evaluate(creation.Target);
        var receiver = reference.Instance is null ? null : evaluator.Evaluate(reference.Instance);
        var made = escapes.Make(creation, new Callable(reference.Method, null, reference.Instance, reference.IsVirtual));
        if (receiver is not null) heap.Keep(table[made.Objects[0]], Handle.Receiver, receiver);
        return made;
    }
}
