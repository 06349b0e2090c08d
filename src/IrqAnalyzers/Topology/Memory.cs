using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Topology;

/// <summary>What variables and objects hold at one place of a body. What is not in it is unknown.</summary>
internal sealed class Memory
{
    private static readonly ImmutableDictionary<ISymbol, TopologyValue> NoVariables =
        ImmutableDictionary<ISymbol, TopologyValue>.Empty.WithComparers(SymbolEqualityComparer.Default);

    private ImmutableDictionary<ISymbol, TopologyValue> variables;

    // An object that is lost stays here without contents: one that is not here at all does not exist on the way.
    private ImmutableDictionary<HeapObject, Contents?> heap;

    public Memory()
        : this(NoVariables, ImmutableDictionary<HeapObject, Contents?>.Empty)
    {
    }

    private Memory(ImmutableDictionary<ISymbol, TopologyValue> variables, ImmutableDictionary<HeapObject, Contents?> heap) =>
        (this.variables, this.heap) = (variables, heap);

    public Memory Copy() => new(variables, heap);

    public TopologyValue Get(ISymbol variable) => variables.TryGetValue(variable, out var value) ? value : TopologyValue.Unknown;

    public void Set(ISymbol variable, TopologyValue value) => variables = value.IsKnown ? variables.SetItem(variable, value) : variables.Remove(variable);

    /// <summary>What is in an object; <see langword="null"/> if that is not known.</summary>
    public Contents? In(TopologyValue value) =>
        value.Content is not HeapObject { Always: var always } known ? null : always ?? (heap.TryGetValue(known, out var contents) ? contents : null);

    /// <summary>Keeps what is in an object from now on.</summary>
    public void Put(HeapObject changed, Contents contents) => heap = changed.Always is null ? heap.SetItem(changed, contents) : heap;

    /// <summary>A value goes where it is not followed: others may change what it leads to.</summary>
    public void Escape(TopologyValue value)
    {
        switch (value.Content)
        {
            case MachineModel or Part:
                value.Machine!.IsOpen = true;
                break;
            case TupleValue tuple:
                foreach (var element in tuple.Elements) Escape(element);
                break;
            case HeapObject { Always: null } known when heap.TryGetValue(known, out var contents) && contents is not null:
                heap = heap.SetItem(known, null);
                foreach (var inner in contents.All) Escape(inner);

                // It is immutable, so it stays known.
                if (Mutability.IsFixed(known.Type)) heap = heap.SetItem(known, contents);
                break;
        }
    }

    /// <summary>A loop may change whatever can be reached from a value; parts of machines know themselves that a loop describes them.</summary>
    public void Blur(TopologyValue value)
    {
        if (value.Content is TupleValue tuple)
        {
            foreach (var element in tuple.Elements) Blur(element);
        }
        else if (value.Content is HeapObject known && In(value) is { } contents)
        {
            if (Mutability.IsFixed(known.Type))
            {
                foreach (var inner in contents.All) Blur(inner);
            }
            else
            {
                Escape(value);
            }
        }
    }

    /// <summary>What is known after two ways.</summary>
    /// <param name="left">What is known after one.</param>
    /// <param name="right">What is known after the other.</param>
    /// <param name="isVisible">Whether a variable can still be named.</param>
    public static Memory Merge(Memory left, Memory right, Func<ISymbol, bool> isVisible)
    {
        var lost = new List<TopologyValue>();
        var variables = NoVariables.ToBuilder();
        foreach (var entry in left.variables)
        {
            if (right.variables.TryGetValue(entry.Key, out var other) && other.Equals(entry.Value)) variables.Add(entry.Key, entry.Value);
            else if (isVisible(entry.Key)) lost.Add(entry.Value);
        }

        foreach (var entry in right.variables)
        {
            if (!variables.ContainsKey(entry.Key) && isVisible(entry.Key)) lost.Add(entry.Value);
        }

        var heap = right.heap.ToBuilder();
        foreach (var entry in left.heap)
        {
            if (!right.heap.TryGetValue(entry.Key, out var other)) heap.Add(entry.Key, entry.Value);
            else if (entry.Value is not null && other is not null) heap[entry.Key] = Contents.Merge(entry.Value, other, lost.Add);
            else heap[entry.Key] = Lose(entry.Value ?? other, lost);
        }

        var result = new Memory(variables.ToImmutable(), heap.ToImmutable());
        foreach (var value in lost) result.Escape(value);
        return result;
    }

    private static Contents? Lose(Contents? contents, List<TopologyValue> lost)
    {
        if (contents is not null) lost.AddRange(contents.All);
        return null;
    }
}
