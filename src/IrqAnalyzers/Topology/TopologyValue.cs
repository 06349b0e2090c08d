namespace IrqAnalyzers.Topology;

/// <summary>What an expression gives: a constant, a part of a machine, or something unknown.</summary>
internal readonly struct TopologyValue : IEquatable<TopologyValue>
{
    private TopologyValue(object? content, bool isConstant) => (Content, IsConstant) = (content, isConstant);

    public static TopologyValue Unknown => default;

    public object? Content { get; }

    public bool IsConstant { get; }

    public bool IsNull => IsConstant && Content is null;

    public bool IsKnown => IsConstant || Content is not null;

    /// <summary>The number, if it is a constant one.</summary>
    public int? Number => !IsConstant ? null : Content switch
    {
        int value => value,
        byte value => value,
        sbyte value => value,
        short value => value,
        ushort value => value,
        uint and > int.MaxValue => null,
        uint value => (int)value,
        long and (< int.MinValue or > int.MaxValue) => null,
        long value => (int)value,
        _ => null,
    };

    public string? Text => IsConstant ? Content as string : null;

    /// <summary>The machine that it is, or is a part of.</summary>
    public MachineModel? Machine => Content as MachineModel ?? (Content as Part)?.Machine;

    public static TopologyValue Constant(object? value) => new(value, isConstant: true);

    public static TopologyValue Of(object? part) => new(part, isConstant: false);

    public bool Equals(TopologyValue other) =>
        IsConstant == other.IsConstant && (IsConstant ? Equals(Content, other.Content) : ReferenceEquals(Content, other.Content));

    public override bool Equals(object? obj) => obj is TopologyValue other && Equals(other);

    public override int GetHashCode() => Content?.GetHashCode() ?? 0;
}
