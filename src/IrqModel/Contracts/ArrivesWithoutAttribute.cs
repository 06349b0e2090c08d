namespace IrqModel.Contracts;

/// <summary>
/// What a method may take for granted: on a parameter, the argument arrives with none of the facts established; on a method, its
/// receiver does; on a return value or a constructor, the caller gets an object without them. Overrides inherit it.
/// </summary>
/// <param name="facts">The facts that do not hold yet.</param>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Method | AttributeTargets.Constructor | AttributeTargets.ReturnValue)]
public sealed class ArrivesWithoutAttribute(Facts facts) : Attribute
{
    /// <summary>The facts that do not hold yet.</summary>
    public Facts Facts { get; } = facts;
}
