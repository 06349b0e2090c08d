using IrqAnalyzers.Domains;
using IrqAnalyzers.Roslyn;
using IrqAnalyzers.Summaries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Transfer;

/// <summary>
/// What is at each place of a container: known of arrays and lists as long as elements come at the end, or at places that are constants.
/// </summary>
internal sealed partial class FlowPass
{
    /// <summary>How many elements a container has, each at a place that is known; -1 if that is not known.</summary>
    private int CountOf(int container)
    {
        for (var count = 0; count <= Container.MaximumPlaces; count++)
        {
            if (table.FindSlot(table[container], Container.FirstCount + count) is { } slot && state.ValueOf(slot) is not null) return count;
        }

        return -1;
    }

    private void SetCount(int container, int count)
    {
        for (var other = 0; other <= Container.MaximumPlaces; other++)
        {
            if (table.FindSlot(table[container], Container.FirstCount + other) is { } slot) state.Set(slot, null);
        }

        if (count is >= 0 and <= Container.MaximumPlaces) state.Set(table.SlotOf(table[container], Container.FirstCount + count), Value.True);
    }

    private Value? PlaceAt(int container, int place) =>
        place is >= 0 and < Container.MaximumPlaces && table.FindSlot(table[container], Container.FirstPlace + place) is { } slot ? state.ValueOf(slot) : null;

    private void SetPlace(int container, int place, Value value) =>
        state.Set(table.SlotOf(table[container], Container.FirstPlace + place), new(value.Objects, value.MayBeOther, isNull: value.IsNull));

    /// <summary>Elements have moved, or nobody knows where they are.</summary>
    private void ForgetPlaces(int container)
    {
        for (var slot = Container.FirstPlace; slot <= Container.FirstCount + Container.MaximumPlaces; slot++)
        {
            if (table.FindSlot(table[container], slot) is { } variable) state.Set(variable, null);
        }
    }

    private bool IsDistinct(int container) =>
        table.FindSlot(table[container], Container.Distinct) is { } slot && state.ValueOf(slot) is not null;

    /// <summary>An empty container, or an array that has nothing at each of some places.</summary>
    private void Clear(int container, int count)
    {
        state.Set(table.SlotOf(table[container], Container.Elements), Value.Nothing);
        state.Set(table.SlotOf(table[container], Container.Distinct), Value.True);
        ForgetPlaces(container);
        for (var place = 0; place < count && count <= Container.MaximumPlaces; place++) SetPlace(container, place, Value.Nothing);
        SetCount(container, count);
        Interrupt(container);
    }

    /// <summary>Something comes at the end.</summary>
    private void Append(int container, Value given)
    {
        var count = CountOf(container);
        Put(container, given);
        if (count < 0) return;
        if (count < Container.MaximumPlaces) SetPlace(container, count, given);
        SetCount(container, count + 1);
    }

    /// <summary>Something comes to a place, whichever it is if the number is negative, and what was there goes.</summary>
    private void PutAt(int container, int place, Value given)
    {
        var before = state.ValueOf(table.SlotOf(table[container], Container.Elements)) ?? Value.Unknown;
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
        if (before.Objects.Length > 0 && PlaceAt(container, place) is not { IsNull: Tri.True }) state.Set(elements, state.ValueOf(elements)!.WithNull(Tri.Unknown));
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
        var isSure = true;
        for (var place = 0; place < count; place++)
        {
            if (PlaceAt(container, place) is not { } known) return;
            if (known is { IsNull: Tri.True, Objects.Length: 0 }) continue;
            isSure &= known.Single >= 0 && !table[known.Single].IsSummary;
            var plain = new Value(known.Objects, known.MayBeOther);
            all = all is null ? plain : all.Join(plain);
        }

        state.Set(table.SlotOf(table[container], Container.Elements), all?.WithNull(isSure ? Tri.False : Tri.Unknown) ?? Value.Nothing);
    }

    /// <summary>What is at a place, as far as that is known.</summary>
    private Value TakeAt(int container, int place, IOperation site, ITypeSymbol type) =>
        PlaceAt(container, place) is { } known && (known.Objects.Length > 0 || known.IsNull == Tri.True) ? known : Take(container, site, type);

    /// <summary>What an indexer gives of a container, or of one of several; <see langword="null"/> if it may be one of something else.</summary>
    private Value? TakeFrom(Value? containers, IOperation place, IOperation site, ITypeSymbol type)
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

    /// <summary>Whether a value can be nothing but containers that are known. If only some of its objects are, they are out of hand.</summary>
    private bool AreContainers(Value value)
    {
        var all = !value.MayBeOther && value.Objects.Length > 0;
        foreach (var id in value.Objects) all &= ContainerOf(Value.Of(id)) is not null;
        if (!all && HoldsContainer(value)) HandOver(value);
        return all;
    }

    private bool HoldsContainer(Value value)
    {
        foreach (var id in value.Objects)
        {
            if (table[id].Handle is Container) return true;
        }

        return false;
    }

    /// <summary>
    /// A lambda or a local function has been called that uses containers of this body. What it finds in them it does not know: what it does
    /// to objects that it does not know may have been done to those, or not.
    /// </summary>
    private void DisturbContainers(Summary summary, State exit, Value?[] bound)
    {
        for (var index = 0; index < bound.Length; index++)
        {
            if (bound[index] is not { } captured || summary.Table[index].Origin != ObjectOrigin.Variable) continue;
            foreach (var id in captured.Objects)
            {
                if (table[id].Handle is not Container || state.ValueOf(table.SlotOf(table[id], Container.Elements)) is not { } held) continue;
                foreach (var element in held.Objects)
                {
                    var cell = state.CellOf(element);
                    if (exit.Scattered != 0) state.Set(element, cell.Join(cell.Ensure(exit.Scattered)).Join(cell.Revoke(exit.Scattered)));
                }

                if (!summary.Forgotten.Contains(summary.Table[index])) continue;
                state.Set(table.SlotOf(table[id], Container.Elements), new(held.Objects, mayBeOther: true));
                state.Set(table.SlotOf(table[id], Container.Distinct), null);
                ForgetPlaces(id);
                Interrupt(id);
            }
        }
    }

    // Something of the method around is changed, which may be a container there.
    private void NoteChanged(Value? owner)
    {
        if (body.Outer is null || owner is null) return;
        foreach (var id in owner.Objects) builder.AddForgotten(table[id]);
    }

    /// <summary>The place that an expression names; -1 if it is none that is known.</summary>
    private int IndexOf(int container, IOperation place) => place switch
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
