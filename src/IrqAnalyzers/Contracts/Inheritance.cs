namespace IrqAnalyzers.Contracts;

/// <summary>The operation copies a slot of another object into the receiver's own.</summary>
internal sealed class Inheritance
{
    public Inheritance(string from, string slot)
    {
        From = from;
        Slot = slot;
    }

    public string From { get; }

    public string Slot { get; }
}
