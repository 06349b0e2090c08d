namespace IrqModel.Contracts;

/// <summary>
/// Only where a model has instances of the class can the circumstance arise. The analyzers do not mention a possible violation under it
/// in projects that do not name the class, or its member if one is given.
/// </summary>
/// <param name="assumption">The circumstance.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class BringsAttribute(Assumption assumption) : Attribute
{
    /// <summary>The circumstance.</summary>
    public Assumption Assumption { get; } = assumption;

    /// <summary>The member of the class without which the circumstance cannot arise; <see langword="null"/> for the class itself.</summary>
    public string? Member { get; init; }
}
