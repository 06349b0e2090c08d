using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;
using IrqAnalyzers.Program;
using IrqAnalyzers.Summaries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using static IrqAnalyzers.Transfer.OperationFacts;

namespace IrqAnalyzers.Transfer;

/// <summary>What a caller gets from a callee: a result, what it puts into variables, and objects that it made with what they hold.</summary>
internal sealed class Results(BodyContext context, Cursor at, Heap heap, Callees callees, Escapes escapes, Bindings bindings)
{
    private const int MaximumNesting = 3;

    private readonly ObjectTable table = context.Table;

    public Value Result(IOperation site, IMethodSymbol method)
    {
        if (method.ReturnsVoid || method.MethodKind == MethodKind.Constructor) return Value.Unknown;
        var without = callees.ContractOf(method).ResultArrivesWithout;
        if (IsUnused(site)) return Value.Unknown;
        return SettledResultOf(method) ?? heap.Found(site, method.ReturnType, without, isNew: without == FactMask.All);
    }

    // What a method of the project, which has nothing to do with the DSL, computes from what is settled.
    private Value? SettledResultOf(IMethodSymbol method)
    {
        if (!PlainComputation.IsPlain(method.ReturnType) || !context.Program.IsOwn(method)) return null;
        var found = context.Program.Settled.Of(method, context.Cancellation);
        if (found.IsProjectWide) context.Builder.LoseOrigins();
        else callees.NoteOrigin(method, null);
        return found.Value;
    }

    /// <summary>What is returned may have what the receiver has, unless something was given back on the way that may have been its.</summary>
    public Value Share(CallSite call, Value result)
    {
        var shared = callees.ContractOf(call.Method).ResultSharesPerhaps;
        if (shared == 0 || result.Single < 0 || (at.State.Elsewhere & context.Contracts.Known.Released) != 0) return result;
        if (call.Receiver is not { Single: >= 0 and var receiver } || table[receiver].IsSummary) return result;
        var held = at.State.CellOf(receiver);
        var perhaps = (held.Physical.True | held.Virtual.True) & shared;
        if (perhaps != 0) at.State.Set(result.Single, at.State.CellOf(result.Single).Ensure(perhaps).Join(at.State.CellOf(result.Single).Revoke(perhaps)));
        return result;
    }

    /// <summary>What a callee gives back through each parameter; <see langword="null"/> if it has none by reference.</summary>
    public Value?[]? GiveBack(Returned returned, CallSite call)
    {
        if (returned.Summary.GivenBack.Count == 0) return null;
        var given = new Value?[call.Method.Parameters.Length];
        foreach (var (ordinal, variable) in returned.Summary.GivenBack)
        {
            if (returned.Exit.ValueOf(variable) is not { } held) continue;
            if (call.Operands[ordinal] is { } operand) given[ordinal] = returned.Blur(Receive(held, returned, operand, operand.Type, 0));
            else if (Bindings.Translate(held, returned.Bound) is { Objects.Length: > 0 } known) given[ordinal] = known;
        }

        return given;
    }

    /// <summary>What is in a tuple that the body gives back; <see langword="null"/> if that is not known.</summary>
    public Value[]? PartsOf(Value? result, State left)
    {
        if (result is not { MayBeOther: false, Objects: { Length: > 0 } objects } || table[objects[0]].Handle is not TupleHandle tuple) return null;
        var parts = new Value[tuple.Count];
        for (var index = 0; index < parts.Length; index++)
        {
            if (heap.TupleElement(result, index, left) is not { } part) return null;
            parts[index] = heap.AtExit(part, left);
        }

        return parts;
    }

    /// <summary>What a callee gives, in terms of the caller.</summary>
    public Value Receive(Exit exit, Returned returned, IOperation site, IMethodSymbol method)
    {
        if (!IsUnused(site) && (exit.Parts ?? UnknownParts(returned.Summary)) is { } parts) return ReceiveTuple(parts, returned, site);
        var received = Receive(exit.Result, returned, site, method.ReturnType, callees.ContractOf(method).ResultArrivesWithout);
        if (received.IsOpen && IsOfConstants(site, method)) return received.WithFree(false);
        if (received.Single >= 0 && returned.Summary.Exits.Count > 1) Blur(table[received.Single], exit, returned.Summary);
        return received;
    }

    // What is computed from nothing but constants has one outcome.
    private static bool IsOfConstants(IOperation site, IMethodSymbol method)
    {
        if (site is not IInvocationOperation { Arguments: { IsEmpty: false } arguments }) return false;
        if (!method.IsStatic && method.MethodKind != MethodKind.LocalFunction) return false;
        foreach (var argument in arguments)
        {
            if (!argument.Value.ConstantValue.HasValue) return false;
        }

        return PlainComputation.IsPlain(method.ReturnType);
    }

    private Value ReceiveTuple(Value[] parts, Returned returned, IOperation site)
    {
        var tuple = escapes.Make(site, new TupleHandle(parts.Length));
        for (var index = 0; index < parts.Length; index++)
        {
            var part = parts[index];
            var known = part.Objects.Length == 0 ? WithConditions(part, part, returned) : Known(part, returned.Bound) is { } named ? WithConditions(named.WithNull(part.IsNull), part, returned) : null;
            if (ReferenceEquals(known, Value.Free) && returned.Summary.Exits.Exists(exit => exit.Parts is { } others && index < others.Length && IsSaid(others[index]))) known = Value.Unknown;
            at.State.Assign(table.SlotOf(table[tuple.Objects[0]], index), known is null ? null : returned.Blur(known));
        }

        return tuple;
    }

    // What a callee says of a value, where it can be said here.
    private Value WithConditions(Value received, Value held, Returned returned)
    {
        var (truth, nullness) = (bindings.Translate(held.Truth, returned.Bound), bindings.Translate(held.Nullness, returned.Bound));
        var isFree = held.IsFree && (held.Truth is null || truth is not null) && (held.Nullness is null || nullness is not null);
        return new(received.Objects, received.MayBeOther, held.Boolean, held.IsNull, truth, nullness, held.ScalarAnywhere, isFree);
    }

    // What is in a tuple that one exit gives and of which nothing is known, though of what others give something is.
    private static Value[]? UnknownParts(Summary summary)
    {
        foreach (var exit in summary.Exits)
        {
            if (exit.Parts is not { } known) continue;
            var parts = new Value[known.Length];
            for (var index = 0; index < parts.Length; index++) parts[index] = Value.Unknown;
            return parts;
        }

        return null;
    }

    private static bool IsSaid(Value value) => value.Boolean != Tri.Unknown || value.IsNull != Tri.Unknown || value.Scalar is not null || value.Outcome is not null;

    // What other exits tell apart, and this one does not, may be what it was taken for: a test of it may rule the exit out.
    private void Blur(AbstractObject received, Exit exit, Summary summary)
    {
        foreach (var variable in summary.Assigned)
        {
            if (variable is not { Owner.Id: var owner, Symbol: { } named } || owner == exit.Result.Single) continue;
            if (!summary.Exits.Exists(other => other.Result.Single == owner && other.State.ValueOf(variable) is { } held && IsSaid(held))) continue;
            var member = table.VariableOf(received, MemberOf(received.Type, named));
            if (at.State.ValueOf(member) is null) at.State.Set(member, Value.Unknown);
        }
    }

    // One of several objects that the callee made: what they hold tells which of them it is.
    private void BlurAll(AbstractObject received, Value held, Summary summary)
    {
        foreach (var variable in summary.Assigned)
        {
            if (variable is { Owner.Id: var owner, Symbol: { } named } && held.Holds(owner)) heap.AssignMember(received, MemberOf(received.Type, named), Value.Unknown);
        }
    }

    /// <summary>A value of a callee's exit in terms of the caller.</summary>
    private Value Receive(Value held, Returned returned, IOperation site, ITypeSymbol? type, FactMask without)
    {
        var received = Known(held, returned.Bound);
        if (received is null && held is { MayBeOther: false, Objects.Length: 0, IsNull: Tri.True }) return Value.Nothing;
        if (received is null)
        {
            received = IsUnused(site) ? Value.Unknown : ReceiveMade(held, returned, site, without) ?? FoundOrKnown(held, returned.Bound, heap.Found(site, type, without));
            if (received.Single >= 0 && IsMadeBy(returned.Summary, held.Single)) Unpack(table[received.Single], held.Single, returned, MaximumNesting);
            else if (received.Single >= 0 && held.Objects.Length > 1) BlurAll(table[received.Single], held, returned.Summary);
        }

        return WithConditions(received, held, returned);
    }

    // What comes from an end of a chain may be the object at which the callee started.
    private static Value FoundOrKnown(Value held, Value?[] bound, Value found)
    {
        foreach (var id in held.Objects)
        {
            if (id < bound.Length && bound[id] is { MayBeOther: false, Objects.Length: > 0 } known) found = found.Join(known);
        }

        return found;
    }

    // Objects that the callee made, of one or of several types, and those that are known here; null if there are others.
    private Value? ReceiveMade(Value held, Returned returned, IOperation site, FactMask without)
    {
        if (held.MayBeOther || held.Objects.Length == 0) return null;
        Value? received = null;
        var cells = new Dictionary<int, Cell>();
        foreach (var id in held.Objects)
        {
            if (returned.Summary.Table[id].IsFormal && returned.Bound[id] is { MayBeOther: false, Objects.Length: > 0 } bound)
            {
                received = received is null ? bound : received.Join(bound);
                continue;
            }

            if (returned.Summary.Table[id] is not { Origin: ObjectOrigin.Site, IsNew: true, Handle: null, Type: { IsReferenceType: true } type }) return null;
            var one = heap.Found(site, type, without);
            if (one.Single < 0) return null;
            heap.ExactTypes[one.Single] = type;

            // What the callee did to an object that it made is all that has been done to it.
            var made = returned.Exit.CellOf(id);
            cells[one.Single] = cells.TryGetValue(one.Single, out var other) ? other.Join(made) : made;
            at.State.Set(one.Single, cells[one.Single]);
            received = received is null ? one : received.Join(one);
        }

        return received;
    }

    /// <summary>What a method with a contract gives. Of its effects the contract speaks; which object comes back only the body shows.</summary>
    public Value ResultOfBody(CallSite call)
    {
        if (call.Method.ReturnsVoid || IsUnused(call.Operation) || callees.Summarize(call.Method) is not { Merged: { Result: { MayBeOther: false, Objects.Length: > 0 } result } } summary)
            return Result(call.Operation, call.Method);
        var bound = new Value?[summary.Table.ObjectCount];
        foreach (var id in result.Objects)
        {
            if (summary.Table[id].IsFormal) bound[id] = bindings.Bind(summary.Table[id], summary, call);
        }

        return Known(result, bound)?.WithNull(result.IsNull) ?? Result(call.Operation, call.Method);
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

    // An object without a handle: what leads to others has escaped when the callee was left.
    private static bool IsMadeBy(Summary summary, int id) => id >= 0 && summary.Table[id] is { Origin: ObjectOrigin.Site, Handle: null };

    /// <summary>An object that the callee made holds here what it held there.</summary>
    private void Unpack(AbstractObject owner, int made, Returned returned, int nesting)
    {
        foreach (var variable in returned.Summary.Assigned)
        {
            if (variable.Owner?.Id != made || variable.Symbol is not { } named || returned.Exit.ValueOf(variable) is not { } held) continue;
            var member = MemberOf(owner.Type, named);
            if (Known(held, returned.Bound) is null && IsMadeBy(returned.Summary, held.Single) && nesting > 0 && Variable.TypeOf(member) is { } type)
            {
                var inner = table.OfPath(owner, member, type);
                heap.AssignMember(owner, member, Value.Of(inner.Id, held.IsNull));
                Unpack(inner, held.Single, returned, nesting - 1);
                continue;
            }

            var translated = Bindings.Translate(held, returned.Bound);
            if (translated.IsOpen && IsOfMade(returned.Bound)) translated = translated.WithFree(false);
            if (translated.Objects.Length > 0 || held.Objects.Length == 0) heap.AssignMember(owner, member, translated);
        }
    }

    // Whether a callee was given an object that this body made, and may have computed what it gives from that.
    private bool IsOfMade(Value?[] bound) => Array.Exists(bound, heap.IsMadeHere);

    // A method of a generic type names the members of its definition.
    public static ISymbol MemberOf(ITypeSymbol? type, ISymbol member)
    {
        if (type is not INamedTypeSymbol { IsGenericType: true }) return member;
        foreach (var candidate in type.GetMembers(member.Name))
        {
            if (SymbolEqualityComparer.Default.Equals(candidate.OriginalDefinition, member.OriginalDefinition)) return candidate;
        }

        return member;
    }
}
