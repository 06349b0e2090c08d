namespace IrqModel.Contracts;

/// <summary>
/// The property tells which kind the function is: <see langword="true"/>, or not <see langword="null"/>, exactly for that kind.
/// </summary>
/// <param name="kind">The kind for which the property is true or not null.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TestsKindAttribute(FunctionKind kind) : Attribute
{
    /// <summary>The kind for which the property is true or not null.</summary>
    public FunctionKind Kind { get; } = kind;
}
