namespace IrqModel.Contracts;

/// <summary>The operation is wrong under the named circumstance, regardless of earlier operations.</summary>
/// <param name="assumption">The circumstance.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class WrongIfAttribute(Assumption assumption) : ContractAttribute
{
    /// <summary>The circumstance.</summary>
    public Assumption Assumption { get; } = assumption;

    /// <summary>The rule that a violation breaks.</summary>
    public required string Rule { get; init; }
}
