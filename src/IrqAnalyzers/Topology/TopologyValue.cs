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
    public int? Number => IsConstant ? Content as int? : null;

    public string? Text => IsConstant ? Content as string : null;

    /// <summary>The machine that it is, or is a part of.</summary>
    public MachineModel? Machine => Content as MachineModel ?? (Content as Part)?.Machine;

    /// <summary>A constant. Small integers of all types are the same.</summary>
    public static TopologyValue Constant(object? value) => new(Normal(value), isConstant: true);

    public static TopologyValue Of(object? part) => new(part, isConstant: false);

    public bool Equals(TopologyValue other) =>
        IsConstant == other.IsConstant && (IsConstant ? Equals(Content, other.Content) : ReferenceEquals(Content, other.Content));

    public override bool Equals(object? obj) => obj is TopologyValue other && Equals(other);

    public override int GetHashCode() => Content?.GetHashCode() ?? 0;

    private static object? Normal(object? value) => value switch
    {
        byte number => (int)number,
        sbyte number => (int)number,
        short number => (int)number,
        ushort number => (int)number,
        uint number => number <= int.MaxValue ? (int)number : (long)number,
        long number and >= int.MinValue and <= int.MaxValue => (int)number,
        ulong number and <= long.MaxValue => Normal((long)number),
        _ => value,
    };
}
