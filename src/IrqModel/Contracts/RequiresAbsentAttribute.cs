namespace IrqModel.Contracts;

/// <summary>The operation may be called only while none of the named facts holds.</summary>
/// <param name="facts">The facts, each of which is one too many.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Constructor, AllowMultiple = true)]
public sealed class RequiresAbsentAttribute(Facts facts) : ContractAttribute
{
    /// <summary>The facts, each of which is one too many.</summary>
    public Facts Facts { get; } = facts;

    /// <summary>The rule that a violation breaks.</summary>
    public required string Rule { get; init; }

    /// <summary>The circumstance under which a violation matters.</summary>
    public Assumption Assuming { get; init; }
}
