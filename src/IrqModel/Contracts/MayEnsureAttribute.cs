namespace IrqModel.Contracts;

/// <summary>After the operation the named facts may hold: handlers that it runs may have established them.</summary>
/// <param name="facts">The facts that a reader can no longer exclude.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class MayEnsureAttribute(Facts facts) : ContractAttribute
{
    /// <summary>The facts that a reader can no longer exclude.</summary>
    public Facts Facts { get; } = facts;
}
