namespace IrqModel.Contracts;

/// <summary>After the operation the named facts hold.</summary>
/// <param name="facts">The facts, all of which hold afterwards.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Constructor, AllowMultiple = true)]
public sealed class EnsuresAttribute(Facts facts) : ContractAttribute
{
    /// <summary>The facts, all of which hold afterwards.</summary>
    public Facts Facts { get; } = facts;

    /// <summary>
    /// Whether not the operation itself but the handlers it runs establish the facts. The analyzers rely on it, because the handlers
    /// are held to it by <see cref="LeavesWithAttribute"/>; the engine waits for the handlers to do it.
    /// </summary>
    public bool ThroughHandlers { get; init; }

    /// <summary>
    /// Whether the facts are those of objects that the call does not name, whichever the operation comes across. The engine knows them; the
    /// analyzers take it that every object may be one of them.
    /// </summary>
    public bool Widespread { get; init; }

    /// <summary>Whether the operation throws where the facts hold already. Nobody puts it before a call that has it done later.</summary>
    public bool Once { get; init; }
}
