using System.Buffers.Binary;
using System.Text;

namespace IrqModel.Firmware;

/// <summary>
/// Reads ACPI tables that a text holds as hexadecimal dumps or as fields of <c>iasl -d</c>. A dump starts where bytes at offset 0 are the
/// header of a table, so it can stand anywhere between other lines.
/// </summary>
internal sealed class TableTextReader(string source, EvidenceBuilder evidence) : TextReaderPart
{
    private readonly List<byte> _bytes = [];
    private readonly SortedDictionary<int, byte[]> _fields = [];
    private byte[] _lastRow = [];
    private string? _announced;
    private bool _isSqueezed;
    private bool _inFields;
    private int _line;
    private int _fieldLine;

    /// <inheritdoc/>
    public override bool TryRead(TextLine line)
    {
        ReadOnlySpan<char> text = line.Text.AsSpan().Trim();
        if (HexRow.TryParse(text, out HexRow row))
            return TryRow(row, line.Number);
        if (DisassembledField.TryParse(text, out DisassembledField field))
            return AddField(field, line.Number);
        if (_bytes.Count > 0 && text is "*")
        {
            _isSqueezed = true;
            return true;
        }
        if (text.StartsWith("Raw Table Data"))
            return true;
        if (IsAnnouncement(text, out string? signature))
        {
            EndTable();
            _announced = signature;
            return true;
        }
        // The bits of a flags field.
        return _inFields && line.IsIndented && IsBits(text);
    }

    /// <inheritdoc/>
    public override void End() => EndTable();

    // "DMAR @ 0x00000000DFEE2000" of acpidump.
    private static bool IsAnnouncement(ReadOnlySpan<char> text, out string? signature)
    {
        signature = null;
        if (text.Length < 8 || !text[4..].StartsWith(" @ ") || !IsSignature(text[..4]))
            return false;
        ReadOnlySpan<char> address = text[7..].Trim();
        if (address.StartsWith("0x"))
            address = address[2..];
        signature = text[..4].ToString();
        return HexRow.IsHex(address);
    }

    private static bool IsSignature(ReadOnlySpan<char> text)
    {
        Span<byte> bytes = stackalloc byte[4];
        return text.Length == 4 && Encoding.ASCII.GetBytes(text, bytes) == 4 && AcpiHeader.IsSignature(bytes);
    }

    private static bool IsBits(ReadOnlySpan<char> text)
    {
        int colon = text.LastIndexOf(" : ");
        return colon > 0 && text.Length - colon <= 8 && HexRow.IsHex(text[(colon + 3)..]);
    }

    private bool TryRow(HexRow row, int line)
    {
        if (_bytes.Count > 0 && row.IsAt(_bytes.Count))
            return Append(row);
        if (_bytes.Count > 0 && _isSqueezed && _lastRow.Length > 0 && row.Offset > _bytes.Count && row.Offset <= TableFinder.MostBytes
            && (row.Offset - _bytes.Count) % _lastRow.Length == 0)
        {
            while (_bytes.Count < row.Offset)
                _bytes.AddRange(_lastRow);
            return Append(row);
        }
        if (row.Offset == 0 && StartsTable(row.Bytes))
        {
            EndTable(keepFields: true);
            _line = line;
            return Append(row);
        }
        // A row of the dump that stands after a gap: its table is cut off, which its length shows.
        return _bytes.Count > 0 && row.Offset > _bytes.Count && row.Offset < Length();
    }

    private bool StartsTable(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 8 || !AcpiHeader.IsSignature(bytes[..4]))
            return false;
        return _announced is not null || BinaryPrimitives.ReadUInt32LittleEndian(
            bytes[4..]) is >= AcpiHeader.Size and <= TableFinder.MostBytes;
    }

    private bool Append(HexRow row)
    {
        _bytes.AddRange(row.Bytes);
        _lastRow = row.Bytes;
        _isSqueezed = false;
        _inFields = false;
        return true;
    }

    private int Length()
    {
        if (_bytes.Count < 8)
            return 0;
        uint length = (uint)(_bytes[4] | (_bytes[5] << 8) | (_bytes[6] << 16) | (_bytes[7] << 24));
        return length <= TableFinder.MostBytes ? (int)length : 0;
    }

    private bool AddField(DisassembledField field, int line)
    {
        if (field.Offset == 0 && field.Length == 4 && field.Bytes() is { } name && AcpiHeader.IsSignature(name))
        {
            EndTable();
            _fieldLine = line;
        }
        else if (_fields.Count == 0)
        {
            return false;
        }
        _inFields = true;
        if (field.Bytes() is { } bytes)
            _fields[field.Offset] = bytes;
        return true;
    }

    private void EndTable(bool keepFields = false)
    {
        if (_bytes.Count > 0)
            TableEvidence.Add(_bytes.ToArray(), source, _line, offset: null, evidence);
        else if (_fields.Count > 0 && !keepFields)
            AddFromFields();
        _bytes.Clear();
        if (!keepFields)
            _fields.Clear();
        (_lastRow, _announced, _isSqueezed, _inFields) = ([], null, false, false);
    }

    // The fields are all that there is; they must say every byte.
    private void AddFromFields()
    {
        string signature = Encoding.ASCII.GetString(_fields[0]);
        int length = _fields.TryGetValue(4, out byte[]? field) && field.Length == 4 ? BinaryPrimitives.ReadInt32LittleEndian(field) : 0;
        if (length is < AcpiHeader.Size or > TableFinder.MostBytes)
        {
            Fail(signature, "has no field that says its length");
            return;
        }
        var bytes = new byte[length];
        int known = 0;
        foreach ((int offset, byte[] value) in _fields)
        {
            if (offset > known)
                break;
            if (offset + value.Length > length)
                continue;
            value.CopyTo(bytes, offset);
            known = Math.Max(known, offset + value.Length);
        }
        if (known < length)
            Fail(signature, $"does not say the byte at offset 0x{known:X} of {length}");
        else
            TableEvidence.Add(bytes, source, _fieldLine, offset: null, evidence);
    }

    private void Fail(string signature, string what)
    {
        var problem = new EvidenceProblem(
            source, EvidenceSeverity.Error, $"the disassembly of the {signature} table {what}; its raw table data would show it")
        {
            Line = _fieldLine,
        };
        evidence.Add(new AcpiTable { Signature = signature, Source = source, Line = _fieldLine, Problems = [problem] });
    }
}
