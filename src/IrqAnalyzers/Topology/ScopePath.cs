namespace IrqAnalyzers.Topology;

/// <summary>Reads the path of a device scope: a list of pairs of constants.</summary>
internal static class ScopePath
{
    /// <summary>Device and function number of each hop, in eight bits; <see langword="null"/> if they are not known.</summary>
    public static List<int>? Of(Contents? list)
    {
        if (list is not { IsList: true, Items: { IsEmpty: false } hops }) return null;
        var path = new List<int>();
        foreach (var hop in hops)
        {
            if (hop.Content is not TupleValue { Elements: { Count: 2 } pair }) return null;
            if (pair[0].Number is not { } device || pair[1].Number is not { } function) return null;
            path.Add((device << 3) | function);
        }

        return path;
    }
}
