namespace IrqModel.Firmware;

/// <summary>
/// A firmware file that cannot be read: the only exception that the readers of this assembly throw about what a file holds. It says
/// where (a byte offset in a binary file, a line in a text file), what was found there, and what was expected.
/// </summary>
public sealed class FirmwareFormatException : FormatException
{
    private FirmwareFormatException(string fileName, int? offset, int? line, string found, string expected, Exception? inner)
        : base(Format(fileName, offset, line, found, expected), inner)
    {
        FileName = fileName;
        Offset = offset;
        Line = line;
        Found = found;
        Expected = expected;
    }

    /// <summary>The file, as it was named to the reader.</summary>
    public string FileName { get; }

    /// <summary>The byte offset from the start of a binary file, or null for a text file.</summary>
    public int? Offset { get; }

    /// <summary>The line of a text file, counted from 1, or null for a binary file and for a defect of the file as a whole.</summary>
    public int? Line { get; }

    /// <summary>What the file holds there, e.g. "device scope length 0".</summary>
    public string Found { get; }

    /// <summary>What the format asks for, e.g. "at least 6".</summary>
    public string Expected { get; }

    /// <summary>A defect at a byte offset of a binary file.</summary>
    /// <param name="fileName">The file, as it was named to the reader.</param>
    /// <param name="offset">The byte offset from the start of the file.</param>
    /// <param name="found">What the file holds there.</param>
    /// <param name="expected">What the format asks for.</param>
    public static FirmwareFormatException AtOffset(string fileName, int offset, string found, string expected) =>
        new(fileName, offset, null, found, expected, null);

    /// <summary>A defect at a line of a text file.</summary>
    /// <param name="fileName">The file, as it was named to the reader.</param>
    /// <param name="line">The line, counted from 1.</param>
    /// <param name="found">What the line holds.</param>
    /// <param name="expected">What the format asks for.</param>
    /// <param name="inner">What another parser said, if one did.</param>
    public static FirmwareFormatException AtLine(
        string fileName, int line, string found, string expected, Exception? inner = null) =>
        new(fileName, null, line, found, expected, inner);

    /// <summary>A defect of the file as a whole.</summary>
    /// <param name="fileName">The file, as it was named to the reader.</param>
    /// <param name="found">What the file holds.</param>
    /// <param name="expected">What the format asks for.</param>
    public static FirmwareFormatException InFile(string fileName, string found, string expected) =>
        new(fileName, null, null, found, expected, null);

    private static string Format(string fileName, int? offset, int? line, string found, string expected)
    {
        string place = offset is { } at ? $" offset 0x{at:X}:" : line is { } number ? $" line {number}:" : "";
        return $"{fileName}:{place} {found}; expected {expected}";
    }
}
