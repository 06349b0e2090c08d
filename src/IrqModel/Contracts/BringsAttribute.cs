namespace IrqModel.Contracts;

/// <summary>
/// Only where a model has instances of the class can the circumstance arise. The analyzers do not mention a possible violation under it
/// in projects that do not name the class.
/// </summary>
/// <param name="assumption">The circumstance.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class BringsAttribute(Assumption assumption) : Attribute
{
    /// <summary>The circumstance.</summary>
    public Assumption Assumption { get; } = assumption;
}
