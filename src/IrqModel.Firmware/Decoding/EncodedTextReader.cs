using System.Buffers.Text;
using System.Text;

namespace IrqModel.Firmware;

/// <summary>
/// Reads base64 and plain hexadecimal (<c>xxd -p</c>) that stands between other lines: a run of lines whose first bytes are those of an
/// ACPI table or of a compressed file.
/// </summary>
internal sealed class EncodedTextReader(string source, EvidenceBuilder evidence) : TextReaderPart
{
    private const int LeastLine = 16;
    private readonly StringBuilder _text = new();
    private bool _isHexadecimal;
    private bool _isEnded;
    private int _line;

    /// <summary>Decodes text that is nothing but base64 or hexadecimal digits and white space; null for anything else.</summary>
    public static byte[]? DecodeWhole(string text)
    {
        const int Least = 64;
        bool isHexadecimal = true;
        foreach (char c in text)
        {
            if (IsSpace(c))
                continue;
            if (!IsBase64(c))
                return null;
            isHexadecimal &= char.IsAsciiHexDigit(c);
        }
        string packed = WithoutSpaces(text);
        if (packed.Length < Least || (!isHexadecimal && packed.Length % 4 != 0))
            return null;
        return !isHexadecimal ? Decode(packed) : packed.Length % 2 == 0 ? Convert.FromHexString(packed) : null;
    }

    /// <inheritdoc/>
    public override bool TryRead(TextLine line)
    {
        ReadOnlySpan<char> text = line.Text.AsSpan().Trim();
        if (_text.Length > 0 && !_isEnded && IsAll(text, _isHexadecimal))
        {
            _text.Append(text);
            _isEnded = text[^1] == '=';
            return true;
        }
        if (!StartsSomething(text, out bool isHexadecimal))
            return false;
        End();
        _text.Append(text);
        _isHexadecimal = isHexadecimal;
        _isEnded = text[^1] == '=';
        _line = line.Number;
        return true;
    }

    /// <inheritdoc/>
    public override void Foreign(int number) => End();

    /// <inheritdoc/>
    public override void Command(int number, string command) => End();

    /// <inheritdoc/>
    public override void End()
    {
        if (_text.Length == 0)
            return;
        string text = _text.ToString();
        _text.Clear();
        _isEnded = false;
        byte[]? bytes = _isHexadecimal ? Convert.FromHexString(text.AsSpan(0, text.Length & ~1)) : Decode(text);
        if (bytes is null)
        {
            evidence.Add(new EvidenceProblem(source, EvidenceSeverity.Error, "base64 that breaks off; expected groups of four letters")
            {
                Line = _line,
            });
            return;
        }
        InputDecoder.ReadNested(new InputSource($"{source} line {_line}", bytes), evidence);
    }

    private static bool StartsSomething(ReadOnlySpan<char> text, out bool isHexadecimal)
    {
        isHexadecimal = false;
        if (text.Length < LeastLine)
            return false;
        Span<byte> bytes = stackalloc byte[8];
        if (IsAll(text, isHexadecimal: true))
        {
            isHexadecimal = true;
            return IsMagic(Convert.FromHexString(text[..LeastLine]));
        }
        return IsAll(text, isHexadecimal: false) && Convert.TryFromBase64Chars(text[..8], bytes, out int count) && IsMagic(bytes[..count]);
    }

    private static bool IsMagic(ReadOnlySpan<byte> bytes) =>
        (bytes.Length >= 6 && TableFinder.IsKnown(bytes[..4]) && bytes[5] < 0x10) || Compression.IsCompressed(bytes)
            || Compression.IsZip(bytes);

    private static bool IsAll(ReadOnlySpan<char> text, bool isHexadecimal)
    {
        foreach (char c in text)
        {
            if (isHexadecimal ? !char.IsAsciiHexDigit(c) : !IsBase64(c))
                return false;
        }
        return !text.IsEmpty;
    }

    private static string WithoutSpaces(string text)
    {
        var kept = new char[text.Length];
        int count = 0;
        foreach (char c in text)
        {
            if (!IsSpace(c))
                kept[count++] = c;
        }
        return new string(kept, 0, count);
    }

    private static bool IsSpace(char c) => c is ' ' or '\t' or '\r' or '\n';

    private static bool IsBase64(char c) => char.IsAsciiLetterOrDigit(c) || c is '+' or '/' or '=';

    private static byte[]? Decode(string text)
    {
        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        return Convert.TryFromBase64String(text, bytes, out int count) ? bytes[..count] : null;
    }
}
