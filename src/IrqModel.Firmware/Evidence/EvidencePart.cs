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

    /// <summary>The machine that it is of, by a prompt or by the names in a log; null where none is named.</summary>
    public string? Host { get; init; }

    /// <summary>Whether it is left out, because another machine is explained.</summary>
    public bool IsLeftOut => WhyLeftOut is not null;

    /// <summary>Why it is left out, e.g. "a prompt names oak, and what is explained is of elm"; null where it is not.</summary>
    public string? WhyLeftOut { get; init; }

    /// <summary>The maker's name of the machine that it says; null where it says none.</summary>
    internal string? Model { get; init; }

    /// <summary>Whether it is what a kernel log names, and is kept or left out with that.</summary>
    internal bool IsOfLog { get; init; }
}
