using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Topology;

/// <summary>
/// Lambdas that <c>Select</c> runs for each element of a list at once, because <c>ToArray</c>, <c>ToList</c>, <c>ToDictionary</c> or <c>ToLookup</c> asks
/// for all of them, and those of <c>ToDictionary</c> and <c>ToLookup</c> themselves.
/// </summary>
internal sealed class Projections(TopologyWalker walker)
{
    /// <summary>Whether a lambda runs where it is written, once for each element, and changes no variable around it.</summary>
    public static bool IsRunAtOnce(IAnonymousFunctionOperation lambda)
    {
        IOperation? around = lambda.Parent;
        while (around is IDelegateCreationOperation or IConversionOperation) around = around.Parent;
        if (lambda.Symbol.IsAsync || around is not IArgumentOperation { Parameter.Ordinal: > 0, Parent: IInvocationOperation query } given) return false;
        if (!IsKeyed(query) && !(given.Parameter!.Ordinal == 1 && IsQuery(query, "Select") && IsAskedAtOnce(query))) return false;
        foreach (var operation in lambda.Body.Descendants())
        {
            if (BodyNotes.IsOdd(operation) || operation is IAnonymousFunctionOperation or ILocalFunctionOperation) return false;
            if (operation is IInvocationOperation { TargetMethod.MethodKind: MethodKind.LocalFunction }) return false;
            if (References.Variable(operation) is { } symbol && References.IsWritten(operation) && !References.IsWithin(symbol, lambda)) return false;
        }

        return true;
    }

    private static bool IsAskedAtOnce(IInvocationOperation select)
    {
        var around = select.Parent;
        while (around is IArgumentOperation { Parameter.Ordinal: 0 } or IConversionOperation) around = around.Parent;
        return around is IInvocationOperation asking && (IsQuery(asking, "ToArray") || IsQuery(asking, "ToList") || IsKeyed(asking));
    }

    private static bool IsKeyed(IInvocationOperation call) => IsQuery(call, "ToDictionary") || IsQuery(call, "ToLookup");

    private static bool IsQuery(IInvocationOperation call, string name) =>
        call.TargetMethod is { ContainingType.Name: "Enumerable" } method && method.Name == name;

    /// <summary>What such a call gives; <see langword="null"/> if it is none, or its lambda may run at another time.</summary>
    public TopologyValue? Run(IInvocationOperation call) => call.TargetMethod switch
    {
        { Name: "Select", ContainingType.Name: "Enumerable" } when call.Arguments.Length == 2 => Select(call),
        { Name: "ToDictionary" or "ToLookup", ContainingType.Name: "Enumerable" } when call.Arguments.Length is 2 or 3 => UnderKeys(call),
        _ => null,
    };

    private TopologyValue? Select(IInvocationOperation call)
    {
        if (LambdaIn(call.Arguments[1].Value) is not { } lambda || !IsRunAtOnce(lambda)) return null;
        if (ItemsOf(call) is not { } items) return TopologyValue.Unknown;
        return Run(lambda, items) is { } made ? walker.Create(call.TargetMethod.ReturnType, Contents.OfList(made)) : TopologyValue.Unknown;
    }

    private TopologyValue? UnderKeys(IInvocationOperation call)
    {
        if (LambdaIn(call.Arguments[1].Value) is not { } naming || !IsRunAtOnce(naming)) return null;
        var giving = call.Arguments.Length == 3 ? LambdaIn(call.Arguments[2].Value) : null;
        if (call.Arguments.Length == 3 && (giving is null || !IsRunAtOnce(giving))) return null;
        if (ItemsOf(call) is not { } items || Run(naming, items) is not { } keys) return TopologyValue.Unknown;
        IReadOnlyList<TopologyValue>? values = giving is null ? items : Run(giving, items);
        if (values is null) return TopologyValue.Unknown;
        return Collections.GroupOf(call.Type) is { } group ? Lookup(call, group, keys, values) : Dictionary(call, keys, values);
    }

    private TopologyValue Dictionary(IInvocationOperation call, List<TopologyValue> keys, IReadOnlyList<TopologyValue> values)
    {
        var map = Contents.OfMap;
        for (var index = 0; index < keys.Count; index++)
        {
            if (keys[index] is { IsConstant: true, Content: { } key } && !map.Has(key)) map = map.With(key, values[index]);
            else return Lost(values);
        }

        return walker.Create(call.TargetMethod.ReturnType, map);
    }

    // Under each key are the values that have it, in their order.
    private TopologyValue Lookup(IInvocationOperation call, ITypeSymbol group, List<TopologyValue> keys, IReadOnlyList<TopologyValue> values)
    {
        // Boxed numbers are equal only if they are of one type, which a value does not tell.
        if (call.TargetMethod.ReturnType is not INamedTypeSymbol { TypeArguments: { Length: 2 } types }) return Lost(values);
        if (!types[0].IsValueType && types[0].SpecialType != SpecialType.System_String) return Lost(values);
        var order = new List<object>();
        var groups = new Dictionary<object, List<TopologyValue>>();
        for (var index = 0; index < keys.Count; index++)
        {
            if (keys[index] is not { IsConstant: true, Content: { } key }) return Lost(values);
            if (!groups.TryGetValue(key, out var members))
            {
                groups[key] = members = new();
                order.Add(key);
            }

            members.Add(values[index]);
        }

        var map = Contents.OfMap;
        foreach (var key in order) map = map.With(key, walker.Create(group, Contents.OfList(groups[key])));
        return walker.Create(call.TargetMethod.ReturnType, map);
    }

    // Some of them are under a key; which ones is unknown.
    private TopologyValue Lost(IReadOnlyList<TopologyValue> values)
    {
        foreach (var value in values) walker.Escape(value);
        return TopologyValue.Unknown;
    }

    // The elements that a query goes over; without them what it is given runs any number of times.
    private ImmutableList<TopologyValue>? ItemsOf(IInvocationOperation call)
    {
        var source = walker.Evaluate(call.Arguments[0].Value);
        if (walker.Memory.In(source) is { IsList: true, Items: { } items } && items.Count <= walker.Limits.Rounds && walker.Frame.Depth < walker.Limits.Depth)
            return items;
        walker.Escape(source);
        for (var index = 1; index < call.Arguments.Length; index++) walker.Escape(walker.Evaluate(call.Arguments[index].Value));
        return null;
    }

    private List<TopologyValue>? Run(IAnonymousFunctionOperation lambda, IReadOnlyList<TopologyValue> items)
    {
        var made = new List<TopologyValue>();
        foreach (var item in items)
        {
            if (walker.IsExhausted) return null;
            var given = lambda.Symbol.Parameters.Length == 2 ? new[] { item, TopologyValue.Constant(made.Count) } : new[] { item };
            made.Add(walker.Stored(walker.Calls.Run(lambda.Symbol, walker.Frame.Self, given, () => walker.Execute(lambda.Body))));
        }

        return made;
    }

    private static IAnonymousFunctionOperation? LambdaIn(IOperation? value)
    {
        while (value is IDelegateCreationOperation or IConversionOperation) value = value.ChildOperations.First();
        return value as IAnonymousFunctionOperation;
    }
}
