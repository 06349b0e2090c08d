using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;
using IrqAnalyzers.Program;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using static IrqAnalyzers.Transfer.OperationFacts;

namespace IrqAnalyzers.Transfer;

/// <summary>Calls of the methods of arrays, collections and their enumerators that this body made. After a method that is not understood the collection escapes.</summary>
internal sealed class ContainerCalls(
    BodyContext context, Heap heap, Callees callees, Containers containers, Enumerations enumerations, Escapes escapes) : ICallModel
{
    public CallOutcome? TryCall(CallSite call)
    {
        if (EnumerateKnown(call) is { } enumeration) return enumeration;
        if (call.Receiver is not { Objects.Length: > 0 } receiver) return null;
        if (containers.ContainerOf(receiver) is not null || heap.EnumerationOf(receiver) is not null)
        {
            if (CallContainer(call.Operation, call.Method, receiver, call.Arguments) is { } result) return result;
        }
        else if (!containers.HoldsContainer(receiver))
        {
            return null;
        }
        else if (call.Method is { Name: "GetEnumerator", Parameters.IsEmpty: true } && containers.AreContainers(receiver))
        {
            return enumerations.Enumerate(call.Operation, receiver);
        }

        escapes.HandOver(receiver);
        return null;
    }

    // A loop over a table that a member holds for good, or over what is not worth a word if it is empty.
    private CallOutcome? EnumerateKnown(CallSite call)
    {
        if (call.Method is not { Name: "GetEnumerator", Parameters.IsEmpty: true } || call.Instance is not { } instance) return null;
        var member = Unconverted(instance) switch
        {
            IFieldReferenceOperation field => (ISymbol)field.Field,
            IPropertyReferenceOperation property => property.Property,
            _ => null,
        };
        if (member is IPropertySymbol units && context.Contracts.Of(units).HarmlessIf is 0 && ContractTable.IsCollection(units.Type)
            || Losses.IsAround(Unconverted(instance)!, context.Contracts.Known)) return enumerations.EnumerateSome(call.Operation);
        if (Unconverted(instance) is IInvocationOperation { TargetMethod: var giving }) return EnumerateGiven(call, giving);
        if (member is null || ContractTable.ElementOf(Variable.TypeOf(member)!) is not { } element) return null;
        var constants = heap.ConstantsIn(member) ?? StepsIn(member, element);
        if (constants is null && ObjectsIn(member, element) is { } types)
            return enumerations.Enumerate(call.Operation, MakeObjects(call.Operation, instance, element, types));
        if (constants is null && IsFilled(member, element)) return enumerations.EnumerateSome(call.Operation);
        if (constants is null) return null;
        return enumerations.Enumerate(call.Operation, containers.MakeConstants(instance, element, constants));
    }

    // The types of a few objects that are made where the collection is, as the stages of a pipeline.
    private List<INamedTypeSymbol>? ObjectsIn(ISymbol member, ITypeSymbol element)
    {
        if (element.TypeKind is not (TypeKind.Interface or TypeKind.Class) || !context.Program.IsOwn(element) || !context.Program.IsOwn(member)) return null;
        context.Builder.LoseOrigins();
        return context.Program.HeldTypes.OfElements(member, context.Cancellation) is { Count: <= Enumeration.MaximumGiven } types ? types : null;
    }

    private Value MakeObjects(IOperation loop, IOperation collection, ITypeSymbol element, List<INamedTypeSymbol> types)
    {
        var objects = new List<Value>();
        foreach (var type in types) objects.Add(heap.Found(loop, type, 0).WithNull(Tri.False));
        return containers.MakeObjects(collection, element, objects);
    }

    // Who puts something in, or takes something out, is written in other bodies, which may change.
    private bool IsFilled(ISymbol member, ITypeSymbol element)
    {
        if (!context.Program.IsOwn(member) || !context.Program.IsTracked(element)) return false;
        context.Builder.LoseOrigins();
        return context.Program.FilledCollections.Contain(member.OriginalDefinition, Variable.TypeOf(member.OriginalDefinition)!, context.Cancellation);
    }

    // A loop over what a method of the project gives has a round if the method always gives something.
    private CallOutcome? EnumerateGiven(CallSite call, IMethodSymbol giving)
    {
        if (giving.MethodKind != MethodKind.Ordinary || GivenElements.Of(giving, context.Program, context.Cancellation) is not { } given) return null;
        callees.NoteOrigin(giving, null);
        var element = giving.ReturnType is IArrayTypeSymbol array ? array.ElementType
            : giving.ReturnType is INamedTypeSymbol { TypeArguments: { Length: 1 } arguments } ? arguments[0]
            : null;
        if (element is null || given.Constants is not { Count: <= Enumeration.MaximumConstants } constants)
            return enumerations.EnumerateSome(call.Operation);
        return enumerations.Enumerate(call.Operation, containers.MakeConstants(call.Instance!, element, constants));
    }

    // Code that is run step by step: which step it is stands for the step.
    private Value[]? StepsIn(ISymbol member, ITypeSymbol element)
    {
        if (element.TypeKind != TypeKind.Delegate || !context.Program.IsOwn(member)) return null;
        context.Builder.LoseOrigins();
        if (context.Program.HeldCode.OfElements(member, context.Cancellation) is not { IsInOrder: true, Code.Count: var count }) return null;
        var steps = new Value[count];
        for (var step = 0; step < count; step++) steps[step] = Value.OfNumber(step).WithNull(Tri.False);
        return steps;
    }

    /// <summary>Whether a call puts an argument into a collection in which it is followed.</summary>
    public bool Keeps(CallSite call, Value argument) =>
        call.Method.Name is "Add" or "Enqueue" or "Push" or "AddLast" or "AddFirst" or "Insert" && containers.ContainerOf(call.Receiver) is { } container
            && containers.CanHold(container.Element, argument);

    /// <summary>A call of a container's own method; <see langword="null"/> if it is one that is not understood.</summary>
    private Value? CallContainer(IOperation site, IMethodSymbol method, Value receiver, Value[] arguments)
    {
        if (heap.EnumerationOf(receiver) is { } enumeration) return CallEnumeration(enumeration, site, method);
        var id = receiver.Single;
        switch (method.Name)
        {
            case "Add" when arguments.Length == 1:
                containers.Append(id, arguments[0]);
                return Value.Unknown;
            case "Enqueue" or "Push" when arguments.Length == 1:
                containers.Append(id, arguments[0]);
                return Value.Unknown;
            case "AddLast" or "AddFirst" when arguments.Length == 1:
                containers.Put(id, arguments[0]);
                heap.ForgetPlaces(id);
                return Value.Unknown;
            case "Insert" when arguments.Length == 2:
                containers.Put(id, arguments[1]);
                heap.ForgetPlaces(id);
                return Value.Unknown;
            case "Clear" when arguments.Length == 0:
                containers.Clear(id, 0);
                return Value.Unknown;
            case "Contains" or "IndexOf":
                return Value.Unknown;
            case "Remove" or "RemoveAt" or "TrimExcess":
                containers.Lose(id);
                return Value.Unknown;
            case "Peek" when arguments.Length == 0 && containers.CountOfStack(id) is > 0 and var height:
                return containers.TakeAt(id, height - 1, site, method.ReturnType);
            case "Pop" when arguments.Length == 0 && containers.CountOfStack(id) is > 0 and var height:
                var top = containers.TakeAt(id, height - 1, site, method.ReturnType);
                containers.DropLast(id);
                return top;
            case "Peek" when arguments.Length == 0:
                return containers.Take(id, site, method.ReturnType);
            case "Dequeue" or "Pop" when arguments.Length == 0:
                var taken = containers.Take(id, site, method.ReturnType);
                containers.Lose(id);
                return taken;
            case "GetEnumerator" when arguments.Length == 0:
                return enumerations.Enumerate(site, receiver);
            default:
                return null;
        }
    }

    private Value? CallEnumeration(AbstractObject enumeration, IOperation site, IMethodSymbol method) => method.Name switch
    {
        "MoveNext" when method.Parameters.IsEmpty => enumerations.MoveNext(enumeration, site),
        "Dispose" when method.Parameters.IsEmpty => Value.Unknown,
        "get_Current" => enumerations.Current(enumeration, site, method.ReturnType),
        _ => null,
    };
}
