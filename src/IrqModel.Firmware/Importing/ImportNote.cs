namespace IrqModel.Firmware;

/// <summary>Something that an import had to decide, assume or leave out.</summary>
/// <param name="Where">The place: a byte offset of the DMAR table, or a function or bus, with the line of the dump.</param>
/// <param name="What">What was found there and what was made of it.</param>
public sealed record ImportNote(string Where, string What)
{
    /// <summary>The note as one line.</summary>
    public override string ToString() => $"{Where}: {What}";
}
