namespace IrqModel.Contracts;

/// <summary>
/// With one value of the property no interrupt can be lost: where remapping is off, every message arrives. Behind a test that comes out so a handler owes no
/// domain. The engine sees what is lost and does not read it.
/// </summary>
/// <param name="outcome">
/// The value: <see langword="true"/> or <see langword="false"/> of a flag, 0 of a number. Of a collection 0 says that it is empty: the analyzers take a loop
/// over it to have a round.
/// </param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class HarmlessIfAttribute(object outcome) : Attribute
{
    /// <summary>The value with which no interrupt can be lost.</summary>
    public object Outcome { get; } = outcome;
}
