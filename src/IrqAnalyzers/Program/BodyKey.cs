using IrqAnalyzers.Topology;

namespace IrqAnalyzers.Program;

/// <summary>A body of a compilation: the number of its file, and its own in there. As long as declarations stay, so do the numbers.</summary>
internal readonly struct BodyKey : IEquatable<BodyKey>
{
    public BodyKey(int tree, int part)
    {
        Tree = tree;
        Part = part;
    }

    public int Tree { get; }

    public int Part { get; }

    public bool Equals(BodyKey other) => Tree == other.Tree && Part == other.Part;

    public override bool Equals(object? obj) => obj is BodyKey other && Equals(other);

    public override int GetHashCode() => unchecked((Tree * 397) ^ Part);
}
