using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Topology;

/// <summary>What is in an object: its members, the elements of a list, or the entries of a dictionary in the order in which they came.</summary>
internal sealed class Contents
{
    private static readonly ImmutableDictionary<object, TopologyValue> NoMembers =
        ImmutableDictionary<object, TopologyValue>.Empty.WithComparers(new KeyComparer());

    private readonly ImmutableDictionary<object, TopologyValue>? members;

    private Contents(ImmutableList<TopologyValue>? items, ImmutableDictionary<object, TopologyValue>? members) => (Items, this.members) = (items, members);

    public static Contents OfObject { get; } = new(null, NoMembers);

    public static Contents OfMap { get; } = new(ImmutableList<TopologyValue>.Empty, NoMembers);

    /// <summary>The elements; of a dictionary its keys.</summary>
    public ImmutableList<TopologyValue>? Items { get; }

    public bool IsList => members is null;

    public bool IsMap => members is not null && Items is not null;

    public static Contents OfList(IEnumerable<TopologyValue> items) => new(items.ToImmutableList(), null);

    /// <summary>Everything that is in it.</summary>
    public IEnumerable<TopologyValue> All => members?.Values ?? Items!;

    /// <summary>A member, or the value for a constant key.</summary>
    public TopologyValue this[object key] => members is not null && members.TryGetValue(key, out var value) ? value : TopologyValue.Unknown;

    public bool Has(object key) => members is not null && members.ContainsKey(key);

    public Contents With(object key, TopologyValue value)
    {
        if (members is null) return this;
        var items = Items is null || members.ContainsKey(key) ? Items : Items.Add(TopologyValue.Constant(key));
        return new(items, members.SetItem(key, value));
    }

    public Contents With(int index, TopologyValue value) => new(Items!.SetItem(index, value), null);

    public Contents Plus(TopologyValue value) => new(Items!.Add(value), null);

    public Contents Plus(IEnumerable<TopologyValue> values) => new(Items!.AddRange(values), null);

    /// <summary>The same with every value replaced.</summary>
    public Contents Map(Func<object?, TopologyValue, TopologyValue> change)
    {
        if (members is null) return OfList(Items!.Select(item => change(null, item)));
        var changed = NoMembers.ToBuilder();
        foreach (var entry in members) changed[entry.Key] = change(entry.Key, entry.Value);
        return new(Items, changed.ToImmutable());
    }

    /// <summary>What two ways have in common; what differs is lost.</summary>
    /// <returns><see langword="null"/> if not even the shape is the same.</returns>
    public static Contents? Merge(Contents left, Contents right, Action<TopologyValue> lose)
    {
        if (ReferenceEquals(left, right)) return left;
        if (left.IsList != right.IsList || left.Items?.Count != right.Items?.Count) return Lost(left, right, lose);
        if (left.members is null)
        {
            var items = left.Items!.ToBuilder();
            for (var index = 0; index < items.Count; index++) items[index] = Common(items[index], right.Items![index], lose);
            return new(items.ToImmutable(), null);
        }

        if (left.members.Count != right.members!.Count) return Lost(left, right, lose);
        var merged = NoMembers.ToBuilder();
        foreach (var entry in left.members)
        {
            if (!right.members.TryGetValue(entry.Key, out var other)) return Lost(left, right, lose);
            merged[entry.Key] = Common(entry.Value, other, lose);
        }

        return new(left.Items, merged.ToImmutable());
    }

    private static TopologyValue Common(TopologyValue left, TopologyValue right, Action<TopologyValue> lose)
    {
        if (left.Equals(right)) return left;
        lose(left);
        lose(right);
        return TopologyValue.Unknown;
    }

    private static Contents? Lost(Contents left, Contents right, Action<TopologyValue> lose)
    {
        foreach (var value in left.All) lose(value);
        foreach (var value in right.All) lose(value);
        return null;
    }

    private sealed class KeyComparer : IEqualityComparer<object>
    {
        bool IEqualityComparer<object>.Equals(object? left, object? right) =>
            left is ISymbol one ? SymbolEqualityComparer.Default.Equals(one, right as ISymbol) : Equals(left, right);

        int IEqualityComparer<object>.GetHashCode(object key) => key is ISymbol symbol ? SymbolEqualityComparer.Default.GetHashCode(symbol) : key.GetHashCode();
    }
}
