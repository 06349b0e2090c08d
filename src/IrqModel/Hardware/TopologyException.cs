using IrqModel.Runtime;

namespace IrqModel;

/// <summary>A machine was described in a way that no hardware can have.</summary>
public sealed class TopologyException : Exception
{
    /// <summary>An error without a place.</summary>
    public TopologyException(string message)
        : base(message)
    {
    }

    /// <summary>An error without a place.</summary>
    public TopologyException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>An error without a text.</summary>
    public TopologyException()
    {
    }

    internal TopologyException(string message, SourceLocation at, string? rule = null)
        : base($"{at}: {message}") => (Location, Rule) = (at, rule);

    /// <summary>The line that described it.</summary>
    public SourceLocation Location { get; }

    /// <summary>The rule that says so too, before anything runs; <see langword="null"/> if none does.</summary>
    public string? Rule { get; }
}
