using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Topology;

/// <summary>Arrays, lists and dictionaries, as far as what is in them is known.</summary>
internal sealed class Collections
{
    private const int MostElements = 1024;

    // OperationKind.CollectionExpression and Spread, which the compiler that the analyzers are built on does not know yet.
    private const int CollectionExpression = 0x7F;
    private const int Spread = 0x80;

    private static readonly HashSet<string> Lists = new(StringComparer.Ordinal)
    {
        "List", "IList", "ICollection", "IReadOnlyList", "IReadOnlyCollection", "IEnumerable", "ImmutableArray", "ImmutableList",
    };

    private static readonly HashSet<string> Maps = new(StringComparer.Ordinal) { "Dictionary", "IDictionary", "IReadOnlyDictionary" };

    private readonly TopologyWalker walker;

    public Collections(TopologyWalker walker) => this.walker = walker;

    public static bool IsList(ITypeSymbol? type) => type is IArrayTypeSymbol { Rank: 1 } || IsOf(type, Lists) || IsSpan(type);

    // What a call gives for a parameter with 'params' may be a span of it.
    private static bool IsSpan(ITypeSymbol? type) => type is INamedTypeSymbol
    {
        IsGenericType: true, Name: "ReadOnlySpan" or "Span", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true },
    };

    public static bool IsMap(ITypeSymbol? type) => IsOf(type, Maps);

    /// <summary>What a look-up has under a key; <see langword="null"/> for any other type.</summary>
    public static ITypeSymbol? GroupOf(ITypeSymbol? type) =>
        type is INamedTypeSymbol { IsGenericType: true, Name: "ILookup" } lookup && lookup.ContainingNamespace?.ToDisplayString() == "System.Linq"
            ? lookup.GetMembers("this[]").OfType<IPropertySymbol>().FirstOrDefault()?.Type
            : null;

    /// <summary>A collection that is written out; <see langword="null"/> if the operation is none.</summary>
    public TopologyValue? Create(IOperation operation)
    {
        switch (operation)
        {
            case IArrayCreationOperation { DimensionSizes.Length: 1 } array:
                return Create(array);
            case ITupleOperation tuple:
                return TopologyValue.Of(new TupleValue(tuple.Elements.Select(walker.Evaluate).Select(walker.Stored).ToList()));
            default:
                return (int)operation.Kind == CollectionExpression && operation.Type is { } type ? Create(operation, type) : null;
        }
    }

    /// <summary>What is at a place, or under a key.</summary>
    public TopologyValue Read(TopologyValue collection, TopologyValue index)
    {
        if (walker.Memory.In(collection) is not { Items: { } items } contents) return Lost(collection);
        if (contents.IsMap)
            return index is { IsConstant: true, Content: { } key } && contents.Has(key) ? contents[key] : Absent(collection, index, items) ?? Lost(collection);
        return index.Number is { } at && at >= 0 && at < items.Count ? items[at] : Lost(collection);
    }

    /// <summary>Keeps a value at a place or under a key; false if it is not known which.</summary>
    public bool Write(TopologyValue collection, TopologyValue index, TopologyValue value)
    {
        if (collection.Content is not HeapObject { Always: null } changed || walker.Memory.In(collection) is not { Items: { } items } contents) return false;
        if (contents.IsMap)
        {
            if (index is not { IsConstant: true, Content: { } key }) return false;
            walker.Memory.Put(changed, contents.With(key, value));
            return true;
        }

        if (index.Number is not { } at || at < 0 || at >= items.Count) return false;
        walker.Memory.Put(changed, contents.With(at, value));
        return true;
    }

    public bool TryRead(IPropertySymbol property, TopologyValue collection, out TopologyValue value)
    {
        value = TopologyValue.Unknown;
        if (walker.Memory.In(collection) is not { Items: { } items } contents) return false;
        switch (property.Name)
        {
            case "Count" or "Length":
                value = TopologyValue.Constant(items.Count);
                return true;
            case "IsEmpty":
                value = TopologyValue.Constant(items.IsEmpty);
                return true;
            case "Keys" when contents.IsMap:
                value = walker.Create(property.Type, Contents.OfList(items));
                return true;
            case "Values" when contents.IsMap:
                value = walker.Create(property.Type, Contents.OfList(items.Select(key => contents[key.Content!])));
                return true;
            default:
                return false;
        }
    }

    /// <summary>A call that makes a collection, reads one or changes one; <see langword="null"/> if it is none of these.</summary>
    public TopologyValue? Call(IInvocationOperation call, TopologyValue receiver, IReadOnlyList<TopologyValue> arguments)
    {
        var method = call.TargetMethod;
        if (walker.Context.Bodies.IsOwn(method)) return null;
        if (method.IsStatic) return CallStatic(method.ReducedFrom ?? method, receiver, arguments) ?? Query(call, arguments);
        if (receiver.Content is not HeapObject { Always: null } changed || walker.Memory.In(receiver) is not { Items: { } items } contents)
            return walker.Memory.In(receiver) is { } shared ? Look(method, shared, arguments) : null;
        switch (method.Name)
        {
            case "Add" when contents.IsList && arguments.Count == 1 && items.Count < MostElements:
                walker.Memory.Put(changed, contents.Plus(walker.Stored(arguments[0])));
                return TopologyValue.Constant(null);
            case "AddRange" when contents.IsList && arguments.Count == 1 && walker.Memory.In(arguments[0]) is { IsList: true } more:
                if (more.Items!.Count + items.Count > MostElements) return null;
                walker.Memory.Put(changed, contents.Plus(more.Items));
                return TopologyValue.Constant(null);
            case "Add" when contents.IsMap && arguments.Count == 2 && Write(receiver, arguments[0], walker.Stored(arguments[1])):
                return TopologyValue.Constant(null);
            default:
                return Look(method, contents, arguments);
        }
    }

    private TopologyValue? Look(IMethodSymbol method, Contents contents, IReadOnlyList<TopologyValue> arguments) => method.Name switch
    {
        "ContainsKey" when contents.IsMap && arguments[0] is { IsConstant: true, Content: { } key } => TopologyValue.Constant(contents.Has(key)),
        "ToArray" when contents.IsList && arguments.Count == 0 => walker.Create(method.ReturnType, contents),
        _ => null,
    };

    private TopologyValue? CallStatic(IMethodSymbol method, TopologyValue receiver, IReadOnlyList<TopologyValue> arguments)
    {
        var all = receiver.IsKnown ? new[] { receiver }.Concat(arguments).ToList() : arguments.ToList();
        switch (method.ContainingType.Name, method.Name)
        {
            case ("Enumerable", "Range") when all[0].Number is { } start && all[1].Number is { } count and >= 0 and <= MostElements:
                var numbers = Enumerable.Range(start, count).Select(static number => TopologyValue.Constant(number));
                return walker.Create(method.ReturnType, Contents.OfList(numbers));
            case ("Array" or "Enumerable", "Empty"):
                return walker.Create(method.ReturnType, Contents.OfList(Array.Empty<TopologyValue>()));
            case ("ImmutableArray" or "ImmutableList", "Create"):
                return all.Count == 1 && all[0].Content is HeapObject && walker.Memory.In(all[0]) is { IsList: true } list
                    ? walker.Create(method.ReturnType, list)
                    : all.TrueForAll(static element => element.IsKnown) ? walker.Create(method.ReturnType, Contents.OfList(all)) : null;
            case ("Enumerable" or "ImmutableArray" or "ImmutableList", "ToArray" or "ToList" or "ToImmutableArray" or "ToImmutableList" or "AsEnumerable")
                when all.Count == 1 && walker.Memory.In(all[0]) is { IsList: true } copied:
                return walker.Create(method.ReturnType, copied);
            default:
                return null;
        }
    }

    // A query that gives the elements of a list with their places, in portions, or some of them. It runs when its elements are asked for, by when the list
    // may be another, unless that is at once.
    private TopologyValue? Query(IInvocationOperation call, IReadOnlyList<TopologyValue> arguments)
    {
        var method = call.TargetMethod;
        if (method.ContainingType.Name != "Enumerable" || arguments.Count == 0 || !IsRunAtOnce(call)) return null;
        if (walker.Memory.In(arguments[0]) is not { IsList: true, Items: { } items }) return null;
        var number = arguments.Count == 2 ? arguments[1].Number : null;
        switch (method.Name)
        {
            case "Index" when arguments.Count == 1:
                return walker.Create(method.ReturnType, Contents.OfList(items.Select(static (item, place) =>
                    TopologyValue.Of(new TupleValue(new[] { TopologyValue.Constant(place), item }))).ToList()));
            case "Chunk" when number is > 0 && method.ReturnType is INamedTypeSymbol { TypeArguments: { Length: 1 } portion }:
                var portions = new List<TopologyValue>();
                for (var from = 0; from < items.Count; from += number.Value) portions.Add(walker.Create(portion[0], Contents.OfList(items.Skip(from).Take(number.Value).ToList())));
                return walker.Create(method.ReturnType, Contents.OfList(portions));
            case "Skip" when number is { } skipped:
                return walker.Create(method.ReturnType, Contents.OfList(items.Skip(skipped).ToList()));
            case "Take" when number is { } taken:
                return walker.Create(method.ReturnType, Contents.OfList(items.Take(taken).ToList()));
            default:
                return null;
        }
    }

    private static bool IsRunAtOnce(IOperation query)
    {
        for (var used = query.Parent; ; used = used.Parent)
        {
            switch (used)
            {
                case IConversionOperation or IArgumentOperation:
                    continue;
                case IInvocationOperation { TargetMethod: { ContainingType.Name: "Enumerable", Name: "Index" or "Chunk" or "Skip" or "Take" } }:
                    continue;
                case IInvocationOperation { TargetMethod: { ContainingType.Name: "Enumerable", Name: "ToArray" or "ToList" } } or IForEachLoopOperation:
                    return true;
                default:
                    return false;
            }
        }
    }

    /// <summary>A new collection of a type of the framework; <see langword="null"/> if it is none, or not known what is in it.</summary>
    public TopologyValue? Create(INamedTypeSymbol type, IReadOnlyList<TopologyValue> arguments)
    {
        if (walker.Context.Bodies.IsOwn(type)) return null;
        if (IsMap(type)) return arguments.Count == 0 ? walker.Create(type, Contents.OfMap) : null;
        if (type.Name != "List" || !IsList(type)) return null;
        if (arguments.Count == 0 || arguments[0].Number is not null) return walker.Create(type, Contents.OfList(Array.Empty<TopologyValue>()));
        return walker.Memory.In(arguments[0]) is { IsList: true } copied ? walker.Create(type, copied) : null;
    }

    private TopologyValue? Create(IArrayCreationOperation array)
    {
        if (array.Type is not { } type) return null;
        if (array.Initializer is { } initializer)
            return walker.Create(type, Contents.OfList(initializer.ElementValues.Select(walker.Evaluate).Select(walker.Stored).ToList()));
        var size = walker.Evaluate(array.DimensionSizes[0]).Number;
        return size is >= 0 and <= MostElements
            ? walker.Create(type, Contents.OfList(Enumerable.Repeat(Defaults.Of(((IArrayTypeSymbol)type).ElementType), size.Value)))
            : TopologyValue.Unknown;
    }

    private TopologyValue? Create(IOperation expression, ITypeSymbol type)
    {
        var items = new List<TopologyValue>();
        var isKnown = true;
        foreach (var child in expression.ChildOperations)
        {
            // What the collection is made with is an argument; the elements come after it.
            if (child is IArgumentOperation)
            {
                walker.Escape(walker.Evaluate(child));
            }
            else if ((int)child.Kind == Spread)
            {
                var spread = walker.Evaluate(child.ChildOperations.First());
                if (walker.Memory.In(spread) is { IsList: true } more) items.AddRange(more.Items!);
                else isKnown = false;
                if (!isKnown) walker.Escape(spread);
            }
            else
            {
                items.Add(walker.Stored(walker.Evaluate(child)));
            }
        }

        if (isKnown && IsMap(type) && items.Count == 0) return walker.Create(type, Contents.OfMap);
        if (isKnown && IsList(type)) return walker.Create(type, Contents.OfList(items));
        foreach (var item in items) walker.Escape(item);
        return TopologyValue.Unknown;
    }

    // A look-up has no elements under a key that is none of its own, where a dictionary throws. A key of another type may be equal to one of them.
    private TopologyValue? Absent(TopologyValue collection, TopologyValue index, IReadOnlyList<TopologyValue> keys)
    {
        if (collection.Content is not HeapObject { Type: var type } || GroupOf(type) is not { } group) return null;
        if (index is not { IsConstant: true, Content: { } key }) return null;
        foreach (var own in keys)
        {
            if (own.Content?.GetType() != key.GetType()) return null;
        }

        return walker.Create(group, Contents.OfList(Array.Empty<TopologyValue>()));
    }

    // Some element is returned; which one is unknown.
    private TopologyValue Lost(TopologyValue collection)
    {
        walker.Escape(collection);
        return TopologyValue.Unknown;
    }

    private static bool IsOf(ITypeSymbol? type, HashSet<string> names) =>
        type is INamedTypeSymbol { IsGenericType: true, Name: var name } && names.Contains(name)
        && type.ContainingNamespace?.ToDisplayString().StartsWith("System.Collections", StringComparison.Ordinal) == true;
}
