using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;
using IrqAnalyzers.Program;
using IrqAnalyzers.Summaries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Transfer;

/// <summary>Calls: by contract where there is one, by summary where there is a body, else as an escape.</summary>
internal sealed partial class FlowPass
{
    private Value Invoke(IInvocationOperation invocation)
    {
        // The compiler leaves out the call of a partial method that nobody implements, arguments and all.
        if (invocation.TargetMethod is { IsPartialDefinition: true, PartialImplementationPart: null, ReturnsVoid: true }) return Value.Unknown;
        var receiver = invocation.Instance is null ? null : Evaluate(IsChanged(invocation.Instance) ? Referred(invocation.Instance) : invocation.Instance);
        if (invocation.TargetMethod.Name == CloneName && receiver is not null) return Clone(invocation, receiver);
        var (arguments, operands) = EvaluateArguments(invocation.Arguments, invocation.TargetMethod.Parameters.Length);
        if (invocation.TargetMethod.MethodKind == MethodKind.Constructor && receiver is not null && ConstructPrimarily(invocation, invocation.TargetMethod, receiver, arguments)) return Value.Unknown;
        if (AskAny(invocation.TargetMethod, arguments) is { } isThere) return isThere;
        handedBack = null;
        var result = Call(invocation, invocation.TargetMethod, invocation.Instance, receiver, arguments, operands, invocation.IsVirtual);
        HandBack(invocation.Arguments);
        result = Unfollowed(result, receiver, arguments);
        return ContractOf(invocation.TargetMethod).FactTest is { } test ? Answer(test, invocation, result, receiver, arguments) : result;
    }

    // A method of a structure changes the variable, not a capture of it.
    private bool IsChanged(IOperation instance) => instance is IFlowCaptureReferenceOperation { Type: { } type } && program.IsOwnStruct(type);

    /// <summary>What a query that tells of facts gives.</summary>
    private Value Answer(FactTest test, IInvocationOperation query, Value result, Value? receiver, Value[] arguments)
    {
        if (HoldsOf(test, SubjectOf(test.Subject, receiver, arguments)) is not { } holds) return result;
        return query.Type is { SpecialType: SpecialType.System_Boolean } ? Value.OfTruth(holds) : result.WithNullness(holds.Negate());
    }

    // Of one of several objects nothing is learned, but what holds of none of them hardly comes out so.
    private Condition? HoldsOf(FactTest test, Value? subject)
    {
        if (subject is not { Objects: { Length: > 0 } objects }) return null;
        if (subject.Single is var single && single >= 0 && !table[single].IsSummary) return Condition.OfAnyFact(single, test);
        if (subject.MayBeOther || test.IsWider) return null;
        var cell = state.CellOf(objects[0]);
        for (var index = 1; index < objects.Length; index++) cell = cell.Join(state.CellOf(objects[index]));
        return (test.AnyOf & ~cell.SurelyFalse) == 0 ? Condition.OfAnyFact(objects[0], test).AsHeld(cell) : null;
    }

    private Value Create(IObjectCreationOperation creation)
    {
        if (creation.Constructor is not { } constructor)
        {
            EscapeOperands(creation);
            return Value.Unknown;
        }

        if (MakeCollection(creation) is { } collection) return collection;
        var (arguments, operands) = EvaluateArguments(creation.Arguments, constructor.Parameters.Length);
        var without = ContractOf(constructor).ResultArrivesWithout;
        var notYet = creation.Type is { } type && program.IsTracked(type) ? contracts.NotYetOf(type) : FactMask.None;
        var created = Found(creation, creation.Type, without | notYet, isNew: true).WithNull(Tri.False);
        if (created.Single >= 0) exactTypes[created.Single] = creation.Type!;
        handedBack = null;
        if (ConstructPrimarily(creation, constructor, created, arguments)) NoteGivenBack(creation, operands);
        else Call(creation, constructor, null, created, arguments, operands, isVirtual: false);
        if (created.Single >= 0 && notYet != 0 && program.DoesNothing(constructor)) state.Narrow(created.Single, state.CellOf(created.Single).Revoke(notYet));
        HandBack(creation.Arguments);
        return created;
    }

    private (Value[] Values, IOperation?[] Operands) EvaluateArguments(
        System.Collections.Immutable.ImmutableArray<IArgumentOperation> arguments, int parameters)
    {
        var values = new Value[parameters];
        var operands = new IOperation?[parameters];
        foreach (var argument in arguments)
        {
            var value = Evaluate(argument.Parameter is { RefKind: RefKind.Ref or RefKind.Out } ? Referred(argument.Value) : argument.Value);
            var ordinal = argument.Parameter?.Ordinal ?? -1;
            if (ordinal < 0 || ordinal >= parameters) continue;
            values[ordinal] = value;
            operands[ordinal] = argument.Value;
        }

        for (var index = 0; index < parameters; index++) values[index] ??= Value.Unknown;
        return (values, operands);
    }

    // What a callee that is not followed puts into a variable may be anything.
    private void HandBack(System.Collections.Immutable.ImmutableArray<IArgumentOperation> arguments)
    {
        var given = handedBack;
        foreach (var argument in arguments)
        {
            if (argument.Parameter is not { RefKind: RefKind.Ref or RefKind.Out } parameter || state.IsDead) continue;
            Store(PlaceOf(argument.Value), given?[parameter.Ordinal] ?? Found(argument.Value, argument.Value.Type, 0), null);
        }
    }

    private Value CallToTheEnd(
        IOperation site, IMethodSymbol method, IOperation? instance, Value? receiver, Value[] arguments, IOperation?[] operands, bool isVirtual)
    {
        var contract = ContractOf(method);
        if (isVirtual && !contract.HasFacts && Target(method, instance, receiver) is { } target)
        {
            method = target;
            isVirtual = false;
            contract = ContractOf(method);
        }

        if (isVirtual && !contract.HasFacts)
        {
            if (OnlyImplementation(method, isOpen: false) is { } only) return CallOnly(site, only, instance, receiver, arguments, operands);
            NoteDispatch(method, instance);
        }

        if (!isVirtual && !contract.HasFacts && HoldCode(arguments) && RunWithCode(site, method, instance, receiver, arguments, operands) is { } done) return done;
        foreach (var argument in arguments) HandOverContent(argument, method);
        var isDsl = contracts.Known.IsDsl(method);
        if (contract.HasFacts)
        {
            var isUnforeseen = !isDsl || contract.Footprint is { ReachesOthers: true };
            if (isUnforeseen) ThrowingUnforeseen();
            if (isDsl && contract.Footprint is { ReachesOthers: true }) RunHandlers(arguments);
            ApplyContract(site, contract, instance, receiver, arguments, operands);
            if (!isDsl) EscapeOthers(contract, receiver, arguments);
            Throwing(isUnforeseen ? Thrown.ByAnybody : Thrown.ByOperation);
            return isDsl || isVirtual ? Result(site, method) : ResultOfBody(site, method, instance, receiver, arguments, operands);
        }

        if (isDsl && (contract.Footprint is not null || !isVirtual))
        {
            if (contract.Footprint?.ReachesOthers ?? (method.IsVirtual || method.IsOverride || method.IsAbstract)) ThrowingUnforeseen();
            if (contract.Footprint is { } footprint && footprint.Writes == contracts.Known.AllSlots) RunHandlers(arguments);
            else if (contract.Footprint is null && (method.IsVirtual || method.IsOverride || method.IsAbstract)) EscapeAll(receiver, arguments);
            return Result(site, method);
        }

        if (method.MethodKind == MethodKind.DelegateInvoke)
        {
            return InvokeDelegate(site, method, receiver, arguments, operands);
        }

        if (receiver is not null && (ContainerOf(receiver) is not null || EnumerationOf(receiver) is not null))
        {
            if (CallContainer(site, method, receiver, arguments) is { } answer) return answer;
            HandOver(receiver);
        }
        else if (receiver is { Objects.Length: > 0 } && HoldsContainer(receiver))
        {
            if (method is { Name: "GetEnumerator", Parameters.IsEmpty: true } && AreContainers(receiver)) return Enumerate(site, receiver);
            HandOver(receiver);
        }

        if (!isVirtual && Summarize(method) is { } summary) return RunCode(site, method, summary, instance, receiver, arguments, operands);

        if (program.IsForeign(method.ContainingAssembly) && !(isVirtual && MayRunOwnCode(method, instance)))
        {
            if (!RunsNobody(method, instance, operands)) ThrowingUnforeseen();

            if (method.MethodKind == MethodKind.Ordinary && method.Name is not ("GetEnumerator" or "Contains" or "IndexOf" or "Peek")) NoteChanged(receiver);

            // Code that does not know the DSL changes no facts, but may call code that does and subscribed to it; what it stores may come back
            // under another name.
            if (!method.IsStatic && method.MethodKind == MethodKind.Ordinary && method.ContainingType.SpecialType != SpecialType.System_Object)
            {
                if (KeepsToItself(method.ContainingType)) StowAll(arguments);
                else EscapeAll(null, arguments);
            }
        }
        else
        {
            var isUnforeseen = !MakesException(method);
            if (isUnforeseen) ThrowingUnforeseen();
            if (!isVirtual || isDsl || !RunHook(method, receiver, arguments))
            {
                if (isVirtual && !isDsl) CheckLikely(site, method, instance, receiver, arguments, operands);
                EscapeAll(receiver, arguments);
                if (!isDsl) EscapeStowed();
                if (!isDsl && (receiver is not null || arguments.Length > 0)) state.Elsewhere = FactMask.All;
            }

            Throwing(isUnforeseen ? Thrown.ByAnybody : Thrown.ByOperation);
        }

        return Result(site, method);
    }

    private Value Result(IOperation site, IMethodSymbol method)
    {
        if (method.ReturnsVoid || method.MethodKind == MethodKind.Constructor) return Value.Unknown;
        var without = ContractOf(method).ResultArrivesWithout;
        return IsUnused(site) ? Value.Unknown : Found(site, method.ReturnType, without, isNew: without == FactMask.All);
    }

    private static bool IsUnused(IOperation site) => site.Parent is IAwaitOperation { Parent: IExpressionStatementOperation } or IExpressionStatementOperation;

    private void ApplyContract(
        IOperation site, OperationContract contract, IOperation? instance, Value? receiver, Value[] arguments, IOperation?[] operands)
    {
        foreach (var requirement in contract.Requires)
        {
            var subject = SubjectOf(requirement.Subject, receiver, arguments);
            if (subject is null) continue;
            var operand = requirement.Subject < 0 ? instance : requirement.Subject < operands.Length ? operands[requirement.Subject] : null;
            Check(requirement, subject, receiver, site, operand);
        }

        if (!contract.Effects.IsEmpty) Throwing();
        foreach (var effect in contract.Effects)
        {
            if (isStarting && effect.Kind == EffectKind.Revoke && HoldsMeanwhile(contract, effect)) continue;
            if (effect.Kind != EffectKind.Revoke) state.Elsewhere |= effect.Facts;
            if (effect.IsThroughHandlers) state.Granted |= effect.Facts;
            if (effect.IsWidespread)
            {
                state.Widespread |= effect.Facts;
                continue;
            }

            if (SubjectOf(effect.Subject, receiver, arguments) is not { } subject) continue;
            var isCertain = subject.Single is var single && single >= 0 && !table[single].IsSummary;
            foreach (var id in subject.Objects)
            {
                var cell = state.CellOf(id);
                var changed = cell.Apply(effect);
                if (effect.Kind != EffectKind.Revoke) NoteEnsured(id, effect.Facts);
                state.Set(id, isCertain ? changed : cell.Join(changed), effect.Facts);
            }

            Scatter(subject, effect.Facts, effect.When);
        }
    }

    // What an operation may establish and takes back at its end may hold while it is under way.
    private static bool HoldsMeanwhile(OperationContract contract, Effect revoked)
    {
        foreach (var effect in contract.Effects)
        {
            if (effect.Kind == EffectKind.MayEnsure && effect.Subject == revoked.Subject && (revoked.Facts & ~effect.Facts) == 0) return true;
        }

        return false;
    }

    private static Value? SubjectOf(int subject, Value? receiver, Value[] arguments) =>
        subject < 0 ? receiver : subject < arguments.Length ? arguments[subject] : null;

    private void EscapeOthers(OperationContract contract, Value? receiver, Value[] arguments)
    {
        if (receiver is not null && !IsSubject(contract, -1)) Escape(receiver);
        for (var index = 0; index < arguments.Length; index++)
        {
            if (!IsSubject(contract, index)) Escape(arguments[index]);
        }
    }

    private static bool IsSubject(OperationContract contract, int subject)
    {
        foreach (var requirement in contract.Requires)
        {
            if (requirement.Subject == subject) return true;
        }

        foreach (var effect in contract.Effects)
        {
            if (effect.Subject == subject) return true;
        }

        return false;
    }

    /// <summary>Handlers of others run: with the arguments surely, with other objects perhaps.</summary>
    private void RunHandlers(Value[] arguments)
    {
        state.Elsewhere = FactMask.All;
        for (var id = 0; id < table.ObjectCount; id++)
        {
            // A flow that is this body's own nobody else can await.
            if (table[id].Handle is StartedFlow) continue;
            var cell = state.CellOf(id);
            state.Set(id, cell.MayEscape(contracts.Revocable));
        }

        EscapeAll(null, arguments);
    }

    private void EscapeAll(Value? receiver, Value[] arguments)
    {
        if (receiver is not null) Escape(receiver);
        foreach (var argument in arguments) Escape(argument);
    }

    /// <summary>Somebody unknown has the object and can do with it what he likes.</summary>
    private void Escape(Value value)
    {
        foreach (var id in value.Objects)
        {
            if (table[id].Handle is not Callable callable || !IsHarmless(callable)) state.Elsewhere = FactMask.All;
            // What a method of the object itself does with it is its own affair: it may take back what holds, but seldom does.
            var cell = state.CellOf(id);
            state.Set(id, table[id].Origin == ObjectOrigin.This ? cell.MayEscape(contracts.Revocable) : cell.Escape(contracts.Revocable));
            EscapeMembers(table[id]);
            state.ForgetShared(id);
            builder.AddForgotten(table[id]);
            if (table[id].Handle is not null) EscapeContent(id);
        }
    }

    // Whoever has an object of the model's own has what it holds; but for "this", of which everything would be out of hand all the time.
    private void EscapeMembers(AbstractObject owner)
    {
        if (owner.Origin == ObjectOrigin.This || !escapingObjects.Add(owner.Id)) return;
        foreach (var held in HeldBy(owner)) Escape(held);
        escapingObjects.Remove(owner.Id);
    }

    // Code of an object that is not known has run, and may have used what the object holds.
    private void MayEscapeMembers(AbstractObject owner)
    {
        if (owner.Origin == ObjectOrigin.This) return;
        foreach (var held in HeldBy(owner))
        {
            foreach (var id in held.Objects) state.Set(id, state.CellOf(id).MayEscape(contracts.Revocable));
        }
    }

    private List<Value> HeldBy(AbstractObject owner)
    {
        var all = new List<Value>();
        for (var index = 0; index < state.ValueCount; index++)
        {
            var variable = table.VariableAt(index);
            if (variable is { IsMember: true, Symbol: { } member } && variable.Owner?.Id == owner.Id && !contracts.Known.IsDsl(member)
                && state.ValueOf(variable) is { Objects.Length: > 0 } held)
                all.Add(held);
        }

        return all;
    }

    private readonly HashSet<int> escapingObjects = new();

    // A flow that is only looked at is still to be awaited; code that is called, and what it holds, is out of hand.
    private void HandOverContent(Value value, IMethodSymbol method)
    {
        foreach (var id in value.Objects)
        {
            if (table[id].Handle is Callable or HandedCode or Multicast or Container or Enumeration or TupleHandle || (table[id].Handle is StartedFlow && !program.IsForeign(method.ContainingAssembly)))
                Escape(Value.Of(id));
        }
    }

    private Value EscapeOperands(IOperation operation)
    {
        foreach (var child in operation.ChildOperations)
        {
            if (child is IArrayInitializerOperation initializer)
            {
                foreach (var element in initializer.ElementValues)
                {
                    var value = Evaluate(element);
                    if (!operation.IsImplicit) Escape(value);
                }

                continue;
            }

            Escape(Evaluate(child));
        }

        return Value.Unknown;
    }

    private void ForgetReceiver()
    {
        if (body.Receiver is { } type) Escape(Value.Of(table.Receiver(type, 0).Id));
    }
}
