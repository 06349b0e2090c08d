using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Flow;

/// <summary>What a caller gets from a callee: a result, what it puts into variables, and objects that it made with what they hold.</summary>
internal sealed partial class FlowPass
{
    /// <summary>Exits that differ only in what parameters give back are kept apart as long as there are no more than that.</summary>
    private const int MaximumExits = 4;

    private const int MaximumNesting = 3;

    /// <summary>What the last call gave back through each parameter; <see langword="null"/> if that is not known.</summary>
    private Value?[]? handedBack;

    private List<(int Ordinal, Variable Variable)> GivenBack()
    {
        var given = new List<(int, Variable)>();
        if (body.Method is not { } method) return given;
        foreach (var parameter in method.Parameters)
        {
            if (parameter.RefKind is RefKind.Ref or RefKind.Out) given.Add((parameter.Ordinal, table.VariableOf(parameter)));
        }

        return given;
    }

    private bool GivesSame(State one, State other)
    {
        foreach (var (_, variable) in GivenBack())
        {
            var mine = one.ValueOf(variable);
            var theirs = other.ValueOf(variable);
            if ((mine?.Boolean ?? Tri.Unknown) != (theirs?.Boolean ?? Tri.Unknown) || (mine?.IsNull ?? Tri.Unknown) != (theirs?.IsNull ?? Tri.Unknown)) return false;
            if (!Scalar.IsSameValue(mine?.Scalar, theirs?.Scalar)) return false;
        }

        return HasSameFlags(one, other);
    }

    private void GiveBack(Returned returned, CallBinding call)
    {
        handedBack = null;
        if (returned.Summary.GivenBack.Count == 0) return;
        var given = new Value?[call.Method.Parameters.Length];
        foreach (var (ordinal, variable) in returned.Summary.GivenBack)
        {
            if (returned.Exit.ValueOf(variable) is not { } held) continue;
            if (call.Operands[ordinal] is { } operand) given[ordinal] = Receive(held, returned, operand, operand.Type, 0);
            else if (Translate(held, returned.Bound) is { Objects.Length: > 0 } known) given[ordinal] = known;
        }

        handedBack = given;
    }

    /// <summary>A value of a callee's exit in terms of the caller.</summary>
    private Value Receive(Value held, Returned returned, IOperation site, ITypeSymbol? type, ulong without)
    {
        var received = Known(held, returned.Bound);
        if (received is null && held is { MayBeOther: false, Objects.Length: 0, IsNull: Tri.True }) return Value.Nothing;
        if (received is null)
        {
            received = IsUnused(site) ? Value.Unknown : Found(site, type, without);
            if (received.Single >= 0 && IsMadeBy(returned.Summary, held.Single)) Unpack(table[received.Single], held.Single, returned, MaximumNesting);
        }

        return new(
            received.Objects, received.MayBeOther, held.Boolean, held.IsNull, Translate(held.Truth, returned.Bound), Translate(held.Nullness, returned.Bound),
            held.ScalarAnywhere);
    }

    /// <summary>What a method with a contract gives. Of its effects the contract speaks; which object comes back only the body shows.</summary>
    private Value ResultOfBody(
        IOperation site, IMethodSymbol method, IOperation? instance, Value? receiver, Value[] arguments, IOperation?[] operands)
    {
        if (method.ReturnsVoid || IsUnused(site) || Summarize(method) is not { Merged: { Result: { MayBeOther: false, Objects.Length: > 0 } result } } summary)
            return Result(site, method);
        var call = new CallBinding(method, instance, receiver, arguments, operands);
        var bound = new Value?[summary.Table.ObjectCount];
        foreach (var id in result.Objects)
        {
            if (summary.Table[id].IsFormal) bound[id] = Bind(summary.Table[id], summary, call, site);
        }

        return Known(result, bound)?.WithNull(result.IsNull) ?? Result(site, method);
    }

    /// <summary>The objects of a value, if the caller can name them all.</summary>
    private static Value? Known(Value held, Value?[] bound)
    {
        if (held.MayBeOther) return null;
        Value? known = null;
        foreach (var id in held.Objects)
        {
            if (id >= bound.Length || bound[id] is not { } objects) return null;
            known = known is null ? objects : known.Join(objects);
        }

        return known;
    }

    // An object without a handle: what leads to others has been given out of hand when the callee was left.
    private static bool IsMadeBy(Summary summary, int id) => id >= 0 && summary.Table[id] is { Origin: ObjectOrigin.Site, Handle: null };

    /// <summary>An object that the callee made holds here what it held there.</summary>
    private void Unpack(AbstractObject owner, int made, Returned returned, int nesting)
    {
        foreach (var variable in returned.Summary.Assigned)
        {
            if (variable.Owner?.Id != made || variable.Symbol is not { } member || returned.Exit.ValueOf(variable) is not { } held) continue;
            if (Known(held, returned.Bound) is null && IsMadeBy(returned.Summary, held.Single) && nesting > 0 && Variable.TypeOf(member) is { } type)
            {
                var inner = table.OfPath(owner, member, type);
                AssignMember(owner, member, Value.Of(inner.Id, held.IsNull));
                Unpack(inner, held.Single, returned, nesting - 1);
                continue;
            }

            var translated = Translate(held, returned.Bound);
            if (translated.Objects.Length > 0 || held.Objects.Length == 0) AssignMember(owner, member, translated);
        }
    }

    /// <summary>How a callee ended, and what its objects are here.</summary>
    private readonly struct Returned
    {
        public Returned(Summary summary, State exit, Value?[] bound)
        {
            Summary = summary;
            Exit = exit;
            Bound = bound;
        }

        public Summary Summary { get; }

        public State Exit { get; }

        public Value?[] Bound { get; }
    }
}
