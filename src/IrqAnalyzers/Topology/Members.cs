using IrqAnalyzers.Domains;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Topology;

/// <summary>Reads and writes fields and properties.</summary>
internal sealed class Members
{
    private readonly TopologyWalker walker;

    public Members(TopologyWalker walker) => this.walker = walker;

    private TopologyTypes Types => walker.Context.Types;

    /// <summary>Whether a parameter belongs to the head of the type of <c>this</c>, where it is as a field.</summary>
    public static bool IsOfHead(IParameterSymbol parameter) =>
        parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor && Bodies.IsPrimary(constructor);

    public TopologyValue Read(IParameterReferenceOperation reference) =>
        !IsOfHead(reference.Parameter) ? walker.Memory.Get(reference.Parameter.OriginalDefinition)
        : walker.Memory.In(walker.Frame.Self) is { } contents ? contents[reference.Parameter.OriginalDefinition]
        : TopologyValue.Unknown;

    public TopologyValue Read(IFieldReferenceOperation reference)
    {
        var instance = walker.Evaluate(reference.Instance);
        if (reference.Field.IsStatic) return walker.Context.Statics.Of(reference.Field, walker);
        if (instance.Content is TupleValue tuple) return Element(tuple, reference.Field);
        if (walker.Memory.In(instance) is { } contents)
            return CanChange(instance, reference.Field) ? TopologyValue.Unknown : contents[reference.Field.OriginalDefinition];
        walker.Escape(instance);
        return TopologyValue.Unknown;
    }

    public TopologyValue Read(IPropertyReferenceOperation reference)
    {
        var instance = walker.Evaluate(reference.Instance);
        var index = TopologyValue.Unknown;
        foreach (var argument in reference.Arguments) index = walker.Evaluate(argument);
        if (reference.Property.IsIndexer && reference.Arguments.Length == 1 && walker.Memory.In(instance) is { Items: not null })
            return walker.Calls.Collections.Read(instance, index);
        if (Lead(reference.Property, instance, index) is { } part) return part;
        walker.Escape(index);
        var mayBeKnown = !reference.Property.IsIndexer && (reference.Property.IsStatic || instance.IsKnown);
        if (mayBeKnown && TryRead(reference.Property, instance, out var value)) return value;

        // Numbers and texts lead nowhere; lists of parts and the like do.
        if (reference.Type is { IsReferenceType: true, SpecialType: not SpecialType.System_String } || instance.Content is HeapObject) walker.Escape(instance);
        return TopologyValue.Unknown;
    }

    // From one part of a machine to another.
    private TopologyValue? Lead(IPropertySymbol property, TopologyValue of, TopologyValue index) => (Types.TraitOf(property), of.Content) switch
    {
        (TopologyTrait.SecondaryBus, FunctionPart { Secondary: { } secondary }) => TopologyValue.Of(secondary),
        (TopologyTrait.Bus, FunctionPart function) => TopologyValue.Of(function.Bus),
        (TopologyTrait.Machine, Part part) => TopologyValue.Of(part.Machine),
        (TopologyTrait.EnumerationId, IoApicPart { Id: { } id }) => TopologyValue.Constant(id),
        (TopologyTrait.BusNumber, BusPart { Number: { } number }) => TopologyValue.Constant(number),
        (TopologyTrait.FunctionAt, MachineModel machine) when index.Content is AddressValue address =>
            walker.Calls.Describer.FunctionAt(machine, address) is { } found
            ? TopologyValue.Of(found)
            : null,
        _ => null,
    };

    /// <summary>What a property of an object is.</summary>
    public TopologyValue Read(IPropertySymbol property, TopologyValue instance) => TryRead(property, instance, out var value) ? value : TopologyValue.Unknown;

    public void Write(IPropertySymbol property, TopologyValue instance, TopologyValue value)
    {
        if (instance.Content is HeapObject && walker.Memory.In(instance) is not null)
        {
            var target = Target(property, instance);
            if (walker.Context.Bodies.IsOwn(target) && Bodies.IsStored(target))
            {
                Put(target, instance, value);
                return;
            }

            if (target.SetMethod is { } setter && walker.Calls.TryFollow(setter, instance, new[] { value }, out _)) return;
        }

        walker.Escape(value);
        State(instance, Types.TraitOf(property), value);
        if (instance.Content is HeapObject) walker.Escape(instance);
    }

    /// <summary>Keeps a value in a member of an object.</summary>
    public void Put(ISymbol member, TopologyValue instance, TopologyValue value)
    {
        if (instance.Content is HeapObject { Always: null } known && walker.Memory.In(instance) is { } contents)
        {
            walker.Memory.Put(known, contents.With(member.OriginalDefinition, walker.Stored(value)));
            return;
        }

        walker.Escape(instance);
        walker.Escape(value);
    }

    private void State(TopologyValue instance, TopologyTrait trait, TopologyValue value)
    {
        switch (trait)
        {
            case TopologyTrait.RemapsInterrupts when instance.Machine is { } machine:
                if (value is { IsConstant: true, Content: true } && machine.Remaps == Tri.True) break;
                machine.Remaps = value is { IsConstant: true, Content: false } && Guard.Always(walker.Guard, machine.Guard) ? Tri.False : Tri.Unknown;
                break;
            case TopologyTrait.OtherVfLayout when instance.Content is SriovValue sriov:
                sriov.HasOtherLayout = true;
                break;
        }
    }

    private bool TryRead(IPropertySymbol property, TopologyValue instance, out TopologyValue value)
    {
        value = TopologyValue.Unknown;
        if (property.ContainingType.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T && instance.IsKnown)
        {
            if (property.Name == "HasValue") value = TopologyValue.Constant(!instance.IsNull);
            else if (!instance.IsNull) value = instance;
            return value.IsKnown;
        }

        if (instance.Text is { } text && property.Name == "Length")
        {
            value = TopologyValue.Constant(text.Length);
            return true;
        }

        if (walker.Memory.In(instance) is { Items: not null }) return walker.Calls.Collections.TryRead(property, instance, out value);
        var target = Target(property, instance);
        if (!walker.Context.Bodies.IsOwn(target)) return false;
        if (!Bodies.IsStored(target))
            return target.GetMethod is { } getter && walker.Calls.TryFollow(getter, instance, Array.Empty<TopologyValue>(), out value);
        if (target.IsStatic) value = walker.Context.Statics.Of(target, walker);
        else if (walker.Memory.In(instance) is not { } contents) return false;
        else if (!CanChange(instance, target)) value = contents[target.OriginalDefinition];
        return true;
    }

    private static IPropertySymbol Target(IPropertySymbol property, TopologyValue instance) =>
        instance.Content is not HeapObject { Type: var type } || property.GetMethod is not { } getter ? property
        : Dispatch.Of(getter, type)?.AssociatedSymbol as IPropertySymbol ?? property;

    // The contents of an object that is visible to other code are known only if they are immutable.
    private static bool CanChange(TopologyValue instance, ISymbol member) =>
        instance.Content is HeapObject { Always: not null, IsCopied: false } && Mutability.CanBeSet(member);

    private static TopologyValue Element(TupleValue tuple, IFieldSymbol field)
    {
        var name = (field.CorrespondingTupleField ?? field).Name;
        if (!name.StartsWith("Item", StringComparison.Ordinal) || !int.TryParse(name.Substring(4), out var number)) return TopologyValue.Unknown;
        return number >= 1 && number <= tuple.Elements.Count ? tuple.Elements[number - 1] : TopologyValue.Unknown;
    }
}
