namespace IrqModel.Contracts;

/// <summary>After the operation the named facts no longer hold.</summary>
/// <param name="facts">The facts, none of which holds afterwards.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class RevokesAttribute(Facts facts) : ContractAttribute
{
    /// <summary>The facts, none of which holds afterwards.</summary>
    public Facts Facts { get; } = facts;
}
