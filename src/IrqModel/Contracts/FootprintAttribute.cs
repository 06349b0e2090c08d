namespace IrqModel.Contracts;

/// <summary>
/// What an operation reads and writes beyond its facts. A code fix moves one operation past another only when neither writes what the
/// other touches, or when the order between the two is what the fix is about. An operation without a footprint is never crossed.
/// </summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
public sealed class FootprintAttribute : Attribute
{
    /// <summary>What is read.</summary>
    public Slots Reads { get; init; }

    /// <summary>What is written.</summary>
    public Slots Writes { get; init; }

    /// <summary>Whether handlers run that may deal with any object, not only with those that the contracts name.</summary>
    public bool ReachesOthers { get; init; }
}
