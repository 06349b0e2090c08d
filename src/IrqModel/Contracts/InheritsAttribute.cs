namespace IrqModel.Contracts;

/// <summary>The operation copies a slot of another object, named by a property of the receiver, into the receiver's own.</summary>
/// <param name="from">The property that names the other object.</param>
/// <param name="slot">The property that is copied.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class InheritsAttribute(string from, string slot) : Attribute
{
    /// <summary>The property that names the other object.</summary>
    public string From { get; } = from;

    /// <summary>The property that is copied.</summary>
    public string Slot { get; } = slot;
}
