using IrqAnalyzers.Domains;
using IrqAnalyzers.Program;
using IrqAnalyzers.Summaries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Transfer;

/// <summary>
/// Arrays and collections that this body makes: which objects are in them, and at which place, as long as elements come at the end or
/// at places that are constants.
/// </summary>
internal sealed class Containers(BodyContext context, Cursor at, Heap heap, Escapes escapes)
{
    private readonly ObjectTable table = context.Table;

    /// <summary>The enumerations that this body has started.</summary>
    public List<AbstractObject>? Followed { get; set; }

    // A task in a container is not followed to its await, and a lambda may use variables that are gone when it is called.
    public bool CanHold(ITypeSymbol element, Value value)
    {
        foreach (var id in value.Objects)
        {
            if (table[id].Handle is StartedFlow or Multicast || table[id].Handle is Callable { Lambda: { } lambda } && UsesLocals(lambda)) return false;
            if (table[id].Handle is not null && element.TypeKind != TypeKind.Delegate && !element.IsTupleType) return false;
        }

        return true;
    }

    private static bool UsesLocals(Body lambda)
    {
        foreach (var operation in lambda.Graph.OriginalOperation.DescendantsAndSelf())
        {
            if (operation is ILocalReferenceOperation { Local: { DeclaringSyntaxReferences: { Length: > 0 } declared } } && !lambda.Syntax.Span.Contains(declared[0].Span)) return true;
        }

        return false;
    }

    public Container? ContainerOf(Value? value) =>
        value is { Single: >= 0 and var id } && table[id] is { IsSummary: false, Handle: Container container }
            && at.State.ValueOf(table.SlotOf(table[id], Container.Elements)) is not null
            ? container
            : null;

    public void Put(int container, Value given)
    {
        var slot = table.SlotOf(table[container], Container.Elements);
        var held = at.State.ValueOf(slot) ?? Value.Unknown;
        var joined = new Value(held.Objects, held.MayBeOther).Join(new(given.Objects, given.MayBeOther));
        var isSure = given.Single >= 0 && !table[given.Single].IsSummary && (held.IsNull != Tri.Unknown || joined.Single >= 0);

        // What has just been made is nowhere else yet.
        if (given.Single < 0 || table[given.Single] is not { Origin: ObjectOrigin.Site, IsNew: true, Handle: null } || held.Holds(given.Single))
            Say(container, Container.Distinct, isSo: false);
        if (held.Overlaps(given)) Say(container, Container.Once, isSo: false);
        at.State.Set(slot, joined.WithNull(isSure ? Tri.False : Tri.Unknown));
        Interrupt(container);
    }

    /// <summary>What comes out of a container, whichever element is asked for.</summary>
    public Value Take(int container, IOperation site, ITypeSymbol type)
    {
        var held = at.State.ValueOf(table.SlotOf(table[container], Container.Elements)) ?? Value.Unknown;
        if (held.Objects.Length == 0) return heap.FoundElement(site, type);

        var isSure = held.IsNull == Tri.False && !held.MayBeOther;
        return new(held.Objects, !isSure);
    }

    /// <summary>A slice: some of the elements, in a container of their own.</summary>
    public Value TakePart(int container, IOperation site, Container from)
    {
        var held = at.State.ValueOf(table.SlotOf(table[container], Container.Elements))!;
        var made = escapes.Make(site, new Container(from.Element, from.MayHoldNull));
        Clear(made.Objects[0], -1);
        Say(made.Objects[0], Container.Distinct, IsDistinct(container));
        Say(made.Objects[0], Container.Once, HasEachOnce(container));
        at.State.Set(table.SlotOf(table[made.Objects[0]], Container.Elements), held.WithNull(held.IsNull == Tri.True ? Tri.True : Tri.Unknown));
        return made;
    }

    // Some element is taken out, or moved.
    public void Lose(int container)
    {
        var slot = table.SlotOf(table[container], Container.Elements);
        at.State.Set(slot, at.State.ValueOf(slot)!.WithNull(Tri.Unknown));
        heap.ForgetPlaces(container);
        Interrupt(container);
    }

    /// <summary>A container has been changed: what enumerations of it will give is not known any more.</summary>
    public void Interrupt(int container)
    {
        if (Followed is null) return;
        foreach (var enumeration in Followed)
        {
            if (at.State.ValueOf(table.SlotOf(enumeration, Enumeration.Source)) is { } source && source.Holds(container))
                at.State.Set(table.SlotOf(enumeration, Enumeration.Focus), Value.Unknown);
        }
    }

    /// <summary>How many elements a container has, each at a place that is known; -1 if that is not known.</summary>
    public int CountOf(int container)
    {
        for (var count = 0; count <= Container.MaximumPlaces; count++)
        {
            if (table.FindSlot(table[container], Container.FirstCount + count) is { } slot && at.State.ValueOf(slot) is not null) return count;
        }

        return -1;
    }

    /// <summary>How many elements are on a stack; -1 if that is not known, or it is no stack.</summary>
    public int CountOfStack(int container) => table[container].Handle is Container { IsStack: true } ? CountOf(container) : -1;

    /// <summary>What comes last goes. What else is there stays at its place.</summary>
    public void DropLast(int container)
    {
        var count = CountOf(container);
        var slot = table.SlotOf(table[container], Container.Elements);
        at.State.Set(slot, at.State.ValueOf(slot)!.WithNull(Tri.Unknown));
        if (table.FindSlot(table[container], Container.FirstPlace + count - 1) is { } last) at.State.Set(last, null);
        SetCount(container, count - 1);
        Interrupt(container);
    }

    private void SetCount(int container, int count)
    {
        for (var other = 0; other <= Container.MaximumPlaces; other++)
        {
            if (table.FindSlot(table[container], Container.FirstCount + other) is { } slot) at.State.Set(slot, null);
        }

        if (count is >= 0 and <= Container.MaximumPlaces) at.State.Set(table.SlotOf(table[container], Container.FirstCount + count), Value.True);
    }

    /// <summary>The elements of a container, from the first to the last; <see langword="null"/> if it is not known which are where.</summary>
    public Value[]? ElementsInOrder(int container)
    {
        if (CountOf(container) is not (>= 0 and var count)) return null;
        var elements = new Value[count];
        for (var place = 0; place < count; place++)
        {
            if (PlaceAt(container, place) is not { Objects.Length: > 0 } element) return null;
            elements[place] = element;
        }

        return elements;
    }

    private Value? PlaceAt(int container, int place) =>
        place is >= 0 and < Container.MaximumPlaces && table.FindSlot(table[container], Container.FirstPlace + place) is { } slot ? at.State.ValueOf(slot) : null;

    private void SetPlace(int container, int place, Value value) =>
        at.State.Set(table.SlotOf(table[container], Container.FirstPlace + place), value.IsKnown ? value : new(value.Objects, value.MayBeOther, isNull: value.IsNull, isFree: value.IsFree));

    /// <summary>Whether no object is in a container twice.</summary>
    public bool IsDistinct(int container) => IsSaid(container, Container.Distinct);

    /// <summary>Whether no object was put into a container twice.</summary>
    public bool HasEachOnce(int container) => IsSaid(container, Container.Once);

    private void Say(int container, int slot, bool isSo) => at.State.Set(table.SlotOf(table[container], slot), isSo ? Value.True : null);

    private bool IsSaid(int container, int slot) => table.FindSlot(table[container], slot) is { } said && at.State.ValueOf(said) is not null;

    /// <summary>An empty container, or an array that has nothing at each of some places.</summary>
    public void Clear(int container, int count)
    {
        at.State.Set(table.SlotOf(table[container], Container.Elements), Value.Nothing);
        Say(container, Container.Distinct, isSo: true);
        Say(container, Container.Once, isSo: true);
        heap.ForgetPlaces(container);
        for (var place = 0; place < count && count <= Container.MaximumPlaces; place++) SetPlace(container, place, Value.Nothing);
        SetCount(container, count);
        Interrupt(container);
    }

    /// <summary>A new collection of constants, each at its place.</summary>
    public Value MakeConstants(IOperation site, ITypeSymbol element, IReadOnlyList<Value> constants) =>
        MakeOf(site, new Container(element) { IsNeverEmpty = true, IsOfConstants = true }, constants);

    /// <summary>A collection of objects that were there before, in their order.</summary>
    public Value MakeObjects(IOperation site, ITypeSymbol element, IReadOnlyList<Value> objects) =>
        MakeOf(site, new Container(element) { IsNeverEmpty = true }, objects);

    private Value MakeOf(IOperation site, Container container, IReadOnlyList<Value> elements)
    {
        var made = escapes.Make(site, container);
        Clear(made.Objects[0], 0);
        foreach (var element in elements) Append(made.Objects[0], element);
        return made;
    }

    /// <summary>Something comes at the end.</summary>
    public void Append(int container, Value given)
    {
        var count = CountOf(container);
        Put(container, given);
        if (count < 0) return;
        if (count < Container.MaximumPlaces) SetPlace(container, count, given);
        SetCount(container, count + 1);
    }

    /// <summary>Something comes to a place, whichever it is if the number is negative, and what was there goes.</summary>
    public void PutAt(int container, int place, Value given)
    {
        var before = at.State.ValueOf(table.SlotOf(table[container], Container.Elements)) ?? Value.Unknown;
        var count = CountOf(container);
        Put(container, given);
        if (place >= 0 && place < count)
        {
            SetPlace(container, place, given);
            Recount(container, count);
            return;
        }

        // What it takes the place of may be gone.
        var elements = table.SlotOf(table[container], Container.Elements);
        if (before.Objects.Length > 0 && PlaceAt(container, place) is not { IsNull: Tri.True }) at.State.Set(elements, at.State.ValueOf(elements)!.WithNull(Tri.Unknown));
        if (place >= 0)
        {
            if (place < Container.MaximumPlaces) SetPlace(container, place, given);
            return;
        }

        for (place = 0; place < Container.MaximumPlaces; place++)
        {
            if (PlaceAt(container, place) is { } known) SetPlace(container, place, known.Join(given));
        }
    }

    // All places are known: so is what is in it.
    private void Recount(int container, int count)
    {
        Value? all = null;
        var (isSure, isOnce) = (true, true);
        for (var place = 0; place < count; place++)
        {
            if (PlaceAt(container, place) is not { } known) return;
            if (known is { IsNull: Tri.True, Objects.Length: 0 }) continue;
            isSure &= known.Single >= 0 && !table[known.Single].IsSummary;
            var plain = new Value(known.Objects, known.MayBeOther);
            isOnce &= all is null || !all.Overlaps(plain);
            all = all is null ? plain : all.Join(plain);
        }

        at.State.Set(table.SlotOf(table[container], Container.Elements), all?.WithNull(isSure ? Tri.False : Tri.Unknown) ?? Value.Nothing);
        Say(container, Container.Once, isOnce);
    }

    /// <summary>What is at a place, as far as that is known.</summary>
    public Value TakeAt(int container, int place, IOperation site, ITypeSymbol type) =>
        PlaceAt(container, place) is { } known && (known.Objects.Length > 0 || known.IsNull == Tri.True || known.IsKnown) ? known : Take(container, site, type);

    /// <summary>What an indexer gives of a container, or of one of several; <see langword="null"/> if it may be one of something else.</summary>
    public Value? TakeFrom(Value? containers, IOperation place, IOperation site, ITypeSymbol type)
    {
        if (containers is null || !AreContainers(containers)) return null;
        Value? taken = null;
        foreach (var id in containers.Objects)
        {
            var one = TakeAt(id, IndexOf(id, place), site, type);
            taken = taken is null ? one : taken.Join(one);
        }

        return taken;
    }

    /// <summary>Whether a value can be nothing but containers that are known. If only some of its objects are, they escape.</summary>
    public bool AreContainers(Value value)
    {
        var all = !value.MayBeOther && value.Objects.Length > 0;
        foreach (var id in value.Objects) all &= ContainerOf(Value.Of(id)) is not null;
        if (!all && HoldsContainer(value)) escapes.HandOver(value);
        return all;
    }

    public bool HoldsContainer(Value value)
    {
        foreach (var id in value.Objects)
        {
            if (table[id].Handle is Container) return true;
        }

        return false;
    }

    /// <summary>A callee has a container: it can give back its elements, or do something to them, and has no names for them.</summary>
    public void Expose(Value? handed)
    {
        if (handed is null) return;
        foreach (var id in handed.Objects)
        {
            if (table[id].Handle is Container && at.State.ValueOf(table.SlotOf(table[id], Container.Elements)) is { } held) escapes.Expose(held);
        }
    }

    /// <summary>
    /// A lambda or a local function has been called that uses containers of this body. What it finds in them it does not know: what it does
    /// to objects that it does not know may have been done to those, or not.
    /// </summary>
    public void DisturbContainers(Summary summary, State exit, Value?[] bound)
    {
        for (var index = 0; index < bound.Length; index++)
        {
            if (bound[index] is not { } captured || summary.Table[index].Origin != ObjectOrigin.Variable) continue;
            foreach (var id in captured.Objects)
            {
                if (table[id].Handle is not Container || at.State.ValueOf(table.SlotOf(table[id], Container.Elements)) is not { } held) continue;
                foreach (var element in held.Objects)
                {
                    var cell = at.State.CellOf(element);
                    if (exit.Scattered != 0) at.State.Set(element, cell.Join(cell.Ensure(exit.Scattered)).Join(cell.Revoke(exit.Scattered)));
                }

                if (!summary.Forgotten.Contains(summary.Table[index])) continue;
                at.State.Set(table.SlotOf(table[id], Container.Elements), new(held.Objects, mayBeOther: true));
                Say(id, Container.Distinct, isSo: false);
                Say(id, Container.Once, isSo: false);
                heap.ForgetPlaces(id);
                Interrupt(id);
            }
        }
    }

    /// <summary>The place that an expression names; -1 if it is none that is known.</summary>
    public int IndexOf(int container, IOperation place) => place switch
    {
        IArrayElementReferenceOperation element => element.Indices.Length == 1 ? IndexOf(container, element.Indices[0]) : -1,
        IPropertyReferenceOperation indexer => indexer.Arguments.Length == 1 ? IndexOf(container, indexer.Arguments[0].Value) : -1,
        IConversionOperation { OperatorMethod: null } conversion => IndexOf(container, conversion.Operand),
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat, Operand.ConstantValue: { HasValue: true, Value: int fromEnd } } =>
            CountOf(container) is >= 0 and var count && fromEnd <= count ? count - fromEnd : -1,
        { ConstantValue: { HasValue: true, Value: int index } } => index,
        _ => -1,
    };
}
