using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;
using IrqAnalyzers.Program;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Transfer;

/// <summary>
/// Loops over containers. Of few elements each is given in turn. Of more, one object stands for the element that the loop has come to,
/// one for those before and one for those to come: when no element is left, the body has run for all.
/// </summary>
internal sealed class Enumerations(BodyContext context, Cursor at, Heap heap, Escapes escapes, Containers containers)
{
    private readonly ContractTable contracts = context.Contracts;
    private readonly ObjectTable table = context.Table;

    /// <summary>An enumeration of a container, or of one of several.</summary>
    public Value Enumerate(IOperation site, Value enumerated)
    {
        var enumeration = table.OfHandle(site, site.Type, new Enumeration());
        if (enumeration.Handle is not Enumeration)
        {
            escapes.HandOver(enumerated);
            return Value.Unknown;
        }

        if (!(containers.Followed ??= new()).Contains(enumeration)) containers.Followed.Add(enumeration);
        at.State.Renew(enumeration);
        at.State.Set(table.SlotOf(enumeration, Enumeration.Source), new(enumerated.Objects, enumerated.MayBeOther));
        at.State.Set(table.SlotOf(enumeration, Enumeration.Focus), FocusOn(enumeration, enumerated.Single));
        return Value.Of(enumeration.Id, Tri.False);
    }

    /// <summary>An enumeration of a collection that is not followed, and has elements.</summary>
    public Value EnumerateSome(IOperation site)
    {
        var enumeration = table.OfHandle(site, site.Type, new Enumeration { HasRound = true });
        at.State.Renew(enumeration);
        return Value.Of(enumeration.Id, Tri.False);
    }

    private Value FocusOn(AbstractObject enumeration, int container)
    {
        if (container < 0) return Value.Unknown;
        if (HasFewPlaces(container)) return Value.Nothing;
        return HasFewObjects(container) ? Value.False : Gather(enumeration, container) ? Value.True : Value.Unknown;
    }

    public Value MoveNext(AbstractObject enumeration, IOperation site)
    {
        if (SourceOf(enumeration) is not { } container) return enumeration.Handle is Enumeration { HasRound: true } ? HaveRound(enumeration) : Value.Free;
        var held = at.State.ValueOf(table.SlotOf(table[container], Container.Elements))!;
        var kind = (Container)table[container].Handle!;
        var focus = table.SlotOf(enumeration, Enumeration.Focus);
        switch (at.State.ValueOf(focus))
        {
            case { Boolean: Tri.True } when ReferenceEquals(at.Block.BranchValue, site):
                return Value.OfTruth(Condition.OfMore(enumeration.Id));
            case { Boolean: Tri.False } when HasFewObjects(container):
                return MoveNext(enumeration, held.Objects.Length, containers.HasEachOnce(container));
            case { IsNull: Tri.True } when HasFewPlaces(container):
                return MoveNext(enumeration, containers.CountOf(container));
        }

        at.State.Set(focus, Value.Unknown);
        if (held.IsNull == Tri.True && !kind.MayHoldNull) return Value.False;

        // Of several that are known each comes that is there, but which have come is not followed.
        var isTelling = held.Objects.Length > 1;
        if (!kind.IsNeverEmpty && held.IsNull != Tri.False) return isTelling ? Value.Unknown : Value.Free;
        return HaveRound(enumeration, isTelling);
    }

    // A loop has at least one round.
    private Value HaveRound(AbstractObject enumeration, bool isTelling = false)
    {
        var started = table.SlotOf(enumeration, Enumeration.FirstGiven);
        if (at.State.ValueOf(started) is not null) return isTelling ? Value.Unknown : Value.Free;
        at.State.Set(started, Value.True);
        return Value.True;
    }

    // Of few elements each is given once. If one was put in twice, some element comes once more.
    private Value MoveNext(AbstractObject enumeration, int length, bool isOnce = true)
    {
        for (var index = 0; index < length; index++)
        {
            var given = table.SlotOf(enumeration, Enumeration.FirstGiven + index);
            if (at.State.ValueOf(given) is { } marked)
            {
                if (marked.Boolean == Tri.Unknown) return Value.Free;
                continue;
            }

            at.State.Set(given, Value.True);
            return Value.True;
        }

        var again = table.SlotOf(enumeration, Enumeration.FirstGiven + length);
        if (!isOnce && at.State.ValueOf(again) is null)
        {
            at.State.Set(again, Value.True);
            return Value.Unknown;
        }

        // What was given is no longer of interest, and must keep no disjuncts apart.
        for (var index = 0; index <= length; index++) at.State.Set(table.SlotOf(enumeration, Enumeration.FirstGiven + index), null);
        return Value.False;
    }

    public Value Current(AbstractObject enumeration, IOperation site, ITypeSymbol type)
    {
        if (SourceOf(enumeration) is not { } container)
        {
            return at.State.ValueOf(table.SlotOf(enumeration, Enumeration.Source)) is { } several && containers.TakeFrom(several, site, site, type) is { } one ? one : heap.FoundElement(site, type);
        }

        var held = at.State.ValueOf(table.SlotOf(table[container], Container.Elements))!;
        switch (at.State.ValueOf(table.SlotOf(enumeration, Enumeration.Focus)))
        {
            case { Boolean: Tri.True } when at.State.ValueOf(table.SlotOf(enumeration, Enumeration.Visited)) is { } visited:
                foreach (var id in visited.Objects)
                {
                    if (!table[id].IsSummary) return Value.Of(id, ((Container)table[container].Handle!).MayHoldNull ? Tri.Unknown : Tri.False);
                }

                break;
            case { Boolean: Tri.False } when HasFewObjects(container) && LastGiven(enumeration, held.Objects.Length + 1) is >= 0 and var last:
                return last < held.Objects.Length ? Value.Of(held.Objects[last], Tri.False) : held;
            case { IsNull: Tri.True } when HasFewPlaces(container) && LastGiven(enumeration, containers.CountOf(container)) is >= 0 and var last:
                return containers.TakeAt(container, containers.CountOfStack(container) is > 0 and var height ? height - 1 - last : last, site, type);
        }

        return containers.Take(container, site, type);
    }

    private int LastGiven(AbstractObject enumeration, int length)
    {
        var last = -1;
        for (var index = 0; index < length; index++)
        {
            if (at.State.ValueOf(table.SlotOf(enumeration, Enumeration.FirstGiven + index)) is not { } given) continue;
            if (given.Boolean == Tri.Unknown) return -1;
            last = index;
        }

        return last;
    }

    private int? SourceOf(AbstractObject enumeration) =>
        at.State.ValueOf(table.SlotOf(enumeration, Enumeration.Source)) is { } source && containers.ContainerOf(source) is not null ? source.Single : null;

    private bool HasFewPlaces(int container) =>
        containers.CountOf(container) is >= 0 and var count && count <= (((Container)table[container].Handle!).IsOfConstants ? Enumeration.MaximumConstants : Enumeration.MaximumGiven);

    /// <summary>Whether it is known which objects are in a container, though not in which order, and there are few.</summary>
    private bool HasFewObjects(int container)
    {
        var held = at.State.ValueOf(table.SlotOf(table[container], Container.Elements))!;
        if (held.IsNull != Tri.False || held.MayBeOther || ((Container)table[container].Handle!).MayHoldNull || held.Objects.Length > Enumeration.MaximumGiven) return false;

        // The order is of no account where each is handled alike, which code that is called is not.
        foreach (var id in held.Objects)
        {
            if (table[id].IsSummary || (held.Objects.Length > 1 && table[id].Handle is Callable)) return false;
        }

        return true;
    }

    /// <summary>
    /// Makes one object of all that is in a container, so that a loop may part it again. Only of objects of the DSL, which lead to no others,
    /// that were made here and are in it once; and only where no other code has one of them: another name of it would not show what is done to
    /// it here.
    /// </summary>
    private bool Gather(AbstractObject enumeration, int container)
    {
        var slot = table.SlotOf(table[container], Container.Elements);
        var element = ((Container)table[container].Handle!).Element;
        var held = at.State.ValueOf(slot)!;
        if (held.Objects.Length == 0 || held.MayBeOther || !contracts.Known.IsDsl(element) || !containers.IsDistinct(container)) return false;
        var type = table[held.Objects[0]].Type;
        var gathered = at.State.CellOf(held.Objects[0]);
        foreach (var id in held.Objects)
        {
            if (table[id] is not { IsNew: true, Handle: null } one || !IsOnlyIn(container, id)) return false;
            if (!SymbolEqualityComparer.Default.Equals(one.Type, type)) type = element;
            gathered = gathered.Join(at.State.CellOf(id));
        }

        containers.Interrupt(container);
        heap.ForgetPlaces(container);
        var rest = table.OfElement(enumeration, type, isRest: true);
        at.State.Set(rest.Id, gathered);
        var all = Value.Of(rest.Id, held.IsNull);
        at.State.Set(slot, all);
        at.State.Set(table.SlotOf(enumeration, Enumeration.Rest), all);
        at.State.Set(table.SlotOf(enumeration, Enumeration.Visited), Value.Nothing);
        return true;
    }

    private bool IsOnlyIn(int container, int id)
    {
        for (var index = 0; index < at.State.ValueCount; index++)
        {
            var variable = table.VariableAt(index);
            if (at.State.ValueOf(variable) is { } value && value.Holds(id) && variable.Owner?.Id != container && variable.Owner?.Handle is not Enumeration) return false;
        }

        return true;
    }

    /// <summary>Goes on to the next element.</summary>
    public void Advance(State advanced, AbstractObject enumeration)
    {
        if (advanced.ValueOf(table.SlotOf(enumeration, Enumeration.Rest)) is not { Single: >= 0 and var id } || SourceIn(advanced, enumeration) is not { } elements) return;
        var rest = table[id];
        var current = table.OfElement(enumeration, rest.Type, isRest: false);
        advanced.Renew(current);
        advanced.Set(current.Id, advanced.CellOf(id));
        var visited = table.SlotOf(enumeration, Enumeration.Visited);
        advanced.Set(visited, With(advanced.ValueOf(visited)!, current.Id));
        advanced.Set(elements, With(advanced.ValueOf(elements)!, current.Id));
    }

    private static Value With(Value held, int id) => new Value(held.Objects, held.MayBeOther).Join(Value.Of(id)).WithNull(held.Objects.Length == 0 ? Tri.False : held.IsNull);

    /// <summary>Nothing more comes: what is in the container is what has been given. Tells whether the loop can end here.</summary>
    public bool Finish(State finished, AbstractObject enumeration)
    {
        var rest = finished.ValueOf(table.SlotOf(enumeration, Enumeration.Rest));
        var visited = finished.ValueOf(table.SlotOf(enumeration, Enumeration.Visited));
        if (rest is null || visited is null || SourceIn(finished, enumeration) is not { } elements) return true;
        if (visited.Objects.Length == 0 && rest.IsNull == Tri.False) return false;
        finished.Set(elements, visited.Objects.Length == 0 ? Value.Nothing : new(visited.Objects, mayBeOther: false, isNull: visited.IsNull == Tri.False ? Tri.False : rest.IsNull));
        for (var slot = Enumeration.Focus; slot <= Enumeration.Visited; slot++) finished.Set(table.SlotOf(enumeration, slot), null);
        return true;
    }

    private Variable? SourceIn(State of, AbstractObject enumeration) =>
        of.ValueOf(table.SlotOf(enumeration, Enumeration.Source)) is { Single: >= 0 and var container } && table[container] is { IsSummary: false, Handle: Container } source
            ? table.SlotOf(source, Container.Elements)
            : null;
}
