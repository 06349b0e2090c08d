using IrqAnalyzers.Domains;
using IrqAnalyzers.Program;
using IrqAnalyzers.Summaries;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Transfer;

/// <summary>
/// Names the objects of a callee in terms of the caller: the receiver, arguments, captured variables, and members of these.
/// </summary>
internal sealed class Bindings(BodyContext context, Cursor at, Heap heap)
{
    private readonly Body body = context.Body;
    private readonly Selection? selection = context.Selection;
    private readonly ObjectTable table = context.Table;

    /// <summary>The object that handed code calls "this".</summary>
    private Value? ReceiverOf(IMethodSymbol code, CallSite call)
    {
        if (selection is not null && selection.HandsIn(code)) return Value.Of(table.OfSymbol(code, code.ContainingType).Id, Tri.False);
        if (code.MethodKind is MethodKind.LocalFunction or MethodKind.AnonymousFunction) return body.Receiver is { } type ? Value.Of(table.Receiver(type, 0).Id) : null;
        foreach (var argument in call.Arguments)
        {
            if (argument.Single >= 0 && table[argument.Single] is { Handle: Callable callable } given && SymbolEqualityComparer.Default.Equals(callable.Method, code))
                return at.State.ValueOf(table.SlotOf(given, Handle.Receiver));
        }

        return null;
    }

    /// <summary>The objects of a callee that are one here, though it changes one and not the other; <see langword="null"/> if there are none.</summary>
    public static bool[]? Entangled(Summary summary, Value?[] bound, State exit)
    {
        bool[]? entangled = null;
        for (var changed = 0; changed < bound.Length; changed++)
        {
            if (bound[changed] is not { Objects.Length: > 0 } one || exit.CellOf(changed).Equals(summary.Table[changed].Initial)) continue;
            for (var other = 0; other < bound.Length; other++)
            {
                if (other == changed || bound[other] is not { } second || !one.Overlaps(second)) continue;
                entangled ??= new bool[bound.Length];
                entangled[changed] = entangled[other] = true;
            }
        }

        return entangled;
    }

    /// <summary>What a member holds after a call, in terms of the caller; what the callee itself made is unknown.</summary>
    public static Value Translate(Value held, Value?[] bound)
    {
        Value? translated = null;
        var isKnown = !held.MayBeOther;
        foreach (var id in held.Objects)
        {
            if (id < bound.Length && bound[id] is { } objects) translated = translated is null ? objects : translated.Join(objects);
            else isKnown = false;
        }

        if (translated is null) return (held.IsFree && held.Truth is null && held.Nullness is null ? Value.Free : Value.Unknown).WithBoolean(held.Boolean).WithNull(held.IsNull).WithScalar(held.ScalarAnywhere);
        return new(translated.Objects, translated.MayBeOther || !isKnown);
    }

    public Condition? Translate(Condition? condition, Value?[] bound)
    {
        if (condition is not { SpeaksOfObject: true, Kind: not ConditionKind.Held } || condition.Target >= bound.Length) return null;
        var single = bound[condition.Target]?.Single ?? -1;
        return single >= 0 && !table[single].IsSummary ? condition.For(single) : null;
    }

    /// <summary>What an object of a callee is here.</summary>
    public Value? Bind(AbstractObject formal, Summary summary, CallSite call)
    {
        if (call.Is(CallMode.Detached) && !IsKnownFromAfar(formal, call)) return null;
        switch (formal.Origin)
        {
            case ObjectOrigin.This:
                return call.Receiver is null && call.Method.MethodKind is (MethodKind.LocalFunction or MethodKind.AnonymousFunction)
                    ? body.Receiver is { } type ? Value.Of(table.Receiver(type, 0).Id) : null
                    : call.Receiver;
            case ObjectOrigin.Variable when formal.Symbol is IParameterSymbol parameter && IsOwn(parameter, call.Method):
                return parameter.Ordinal < call.Arguments.Length ? call.Arguments[parameter.Ordinal] : null;
            case ObjectOrigin.Variable when formal.Symbol is IParameterSymbol extended && IsExtended(extended, call.Method):
                return call.Receiver;
            case ObjectOrigin.Variable when formal.Symbol is IMethodSymbol code:
                return ReceiverOf(code, call);
            case ObjectOrigin.Variable when formal.Symbol is { } captured && (summary.HasCode || call.Method.MethodKind is MethodKind.LocalFunction or MethodKind.AnonymousFunction):
                return Variable.TypeOf(captured) is { } declared ? heap.ReadVariable(captured, declared) : null;
            case ObjectOrigin.Path when formal.Symbol is { } member && Variable.TypeOf(member) is { } memberType:
                if (formal.Owner is null) return heap.ReadMember((AbstractObject?)null, member, memberType);
                var owner = Bind(formal.Owner, summary, call);
                return owner is null || owner.MayBeOther || owner.Objects.Length == 0 ? null : heap.ReadMember(owner, member, memberType, call.Operation);
            default:
                return null;
        }
    }

    // Code that was written in another body knows its own object, its parameters and what those hold.
    private static bool IsKnownFromAfar(AbstractObject formal, CallSite call) =>
        formal.Origin == ObjectOrigin.Path || (formal.Origin == ObjectOrigin.This && call.Receiver is not null) || (formal.Symbol is IParameterSymbol own && IsOwn(own, call.Method));

    private static bool IsOwn(IParameterSymbol parameter, IMethodSymbol method)
    {
        var definition = method.OriginalDefinition;
        return SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, definition)
            || SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, definition.PartialImplementationPart);
    }

    // What a member in a block of extensions is called on.
    private static bool IsExtended(IParameterSymbol parameter, IMethodSymbol method) =>
        parameter.ContainingSymbol is INamedTypeSymbol block && SymbolEqualityComparer.Default.Equals(block, method.OriginalDefinition.ContainingType)
        && method.MethodKind is not (MethodKind.LocalFunction or MethodKind.AnonymousFunction);

    public static IOperation? OperandOf(AbstractObject formal, CallSite call) => formal.Origin switch
    {
        ObjectOrigin.This => call.Instance,
        ObjectOrigin.Variable when formal.Symbol is IParameterSymbol parameter && IsOwn(parameter, call.Method) && parameter.Ordinal < call.Operands.Length => call.Operands[parameter.Ordinal],
        _ => null,
    };

    /// <summary>What an object of a callee is called here: the argument, the receiver or the captured variable, and members of it.</summary>
    public static string TextOf(AbstractObject formal, CallSite call)
    {
        if (formal.Origin == ObjectOrigin.Path && formal.Symbol is { } member)
        {
            if (formal.Owner is null) return member.ContainingType?.Name + "." + member.Name;
            var owner = TextOf(formal.Owner, call);
            return owner == "this" ? member.Name : owner + "." + member.Name;
        }

        if (formal.Symbol is IParameterSymbol parameter && IsOwn(parameter, call.Method))
            return parameter.Ordinal < call.Operands.Length && call.Operands[parameter.Ordinal] is { } operand ? RequirementChecker.SubjectText(operand) : parameter.Name;
        return formal.Symbol is IParameterSymbol extended && IsExtended(extended, call.Method) ? RequirementChecker.SubjectText(call.Instance)
            : formal.Symbol is IMethodSymbol ? "this" : formal.Symbol?.Name ?? RequirementChecker.SubjectText(call.Instance);
    }
}
