namespace IrqAnalyzers.Flow;

/// <summary>What is known of a call that selects what the callee does: of its arguments, and whether the system is starting.</summary>
internal sealed class Selection : IEquatable<Selection>
{
    private readonly Value?[] arguments;

    public Selection(Value?[] arguments, ulong? start = null)
    {
        this.arguments = arguments;
        Start = start;
    }

    /// <summary>The facts that may have been established since the system started; <see langword="null"/> if it is not known to be starting.</summary>
    public ulong? Start { get; }

    /// <summary>What a parameter holds when the body is entered, if that is known.</summary>
    public Value? Of(int ordinal) => ordinal < arguments.Length ? arguments[ordinal] : null;

    public bool Equals(Selection? other)
    {
        if (other is null || other.Start != Start || other.arguments.Length != arguments.Length) return false;
        for (var ordinal = 0; ordinal < arguments.Length; ordinal++)
        {
            if (!Equals(arguments[ordinal], other.arguments[ordinal])) return false;
        }

        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as Selection);

    public override int GetHashCode()
    {
        var code = Start.GetHashCode();
        foreach (var argument in arguments)
            code = unchecked((code * 31) + (argument is null ? 0 : ((int)argument.Boolean * 7) + (int)argument.IsNull + (argument.Scalar?.GetHashCode() ?? 0)));
        return code;
    }
}
