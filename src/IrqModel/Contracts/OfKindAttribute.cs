namespace IrqModel.Contracts;

/// <summary>All instances of the class are functions of one kind, so that a type test is a test of the kind.</summary>
/// <param name="kind">The kind.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class OfKindAttribute(FunctionKind kind) : Attribute
{
    /// <summary>The kind.</summary>
    public FunctionKind Kind { get; } = kind;
}
