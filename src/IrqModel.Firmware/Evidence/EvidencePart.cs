namespace IrqModel.Firmware;

/// <summary>A part of an input that a reader recognised.</summary>
/// <param name="Source">The input.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Description">What it is in words, e.g. "lspci -vvv, 16 functions".</param>
public sealed record EvidencePart(string Source, EvidenceKind Kind, string Description)
{
    /// <summary>The first line of a text part, counted from 1, or null.</summary>
    public int? FirstLine { get; init; }

    /// <summary>The last line of a text part, or null.</summary>
    public int? LastLine { get; init; }

    /// <summary>The byte offset of a binary part, or null.</summary>
    public int? Offset { get; init; }
}
