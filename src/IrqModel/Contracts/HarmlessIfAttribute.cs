namespace IrqModel.Contracts;

/// <summary>
/// With one value of the property nothing can be lost, whatever is left out or done too early: where remapping is off, every message arrives. What analyzers
/// find behind a test that comes out so is possible at most. The engine sees what is lost and needs no word of it.
/// </summary>
/// <param name="outcome">The value: <see langword="true"/> or <see langword="false"/> of a flag, 0 of a number.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class HarmlessIfAttribute(object outcome) : Attribute
{
    /// <summary>The value with which nothing can be lost.</summary>
    public object Outcome { get; } = outcome;
}
