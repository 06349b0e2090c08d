using System.Collections.Immutable;
using System.Globalization;

namespace IrqModel.Firmware;

/// <summary>
/// Reads the files of <c>/sys/kernel/debug/iommu/intel</c> (Linux 4.20 and later, <c>drivers/iommu/intel/debugfs.c</c>): registers, the
/// entries of the interrupt remapping tables, and the functions that have an entry for DMA. Its other lines are taken and ignored.
/// </summary>
internal sealed class IommuDebugReader(string source, EvidenceBuilder evidence) : TextReaderPart
{
    private const string Remapped = "Remapped Interrupt supported on IOMMU: ";
    private const string Posted = "Posted Interrupt supported on IOMMU: ";
    private readonly SortedDictionary<string, IommuUnit> _units = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImmutableArray<RequesterId>.Builder> _requesters = new(StringComparer.Ordinal);
    private string? _unit;
    private Table _table;
    private int _entries;
    private int? _firstLine;
    private int _lastLine;

    private enum Table
    {
        None,
        Registers,
        Remapped,
        Posted,
        Dma,
        Ignored,
    }

    /// <inheritdoc/>
    public override bool TryRead(TextLine line)
    {
        ReadOnlySpan<char> text = line.Text.AsSpan().Trim();
        if (!TryHeading(text, line.Number) && !TryRow(text, line.Number))
            return false;
        _firstLine ??= line.Number;
        _lastLine = line.Number;
        return true;
    }

    /// <inheritdoc/>
    public override void End()
    {
        foreach ((string name, IommuUnit unit) in _units)
        {
            evidence.Add(_requesters.TryGetValue(name, out ImmutableArray<RequesterId>.Builder? requesters)
                ? unit with { Requesters = requesters.ToImmutable() }
                : unit);
        }
        if (_firstLine is not { } first || _units.Count == 0)
            return;
        evidence.Add(new EvidencePart(
            source,
            EvidenceKind.IommuDebug,
            $"IOMMU details of debugfs, {Numbers.Count(_units.Count, "IOMMU")}, {Numbers.Count(_entries, "interrupt remapping entry")}")
        {
            FirstLine = first,
            LastLine = _lastLine,
        });
    }

    private bool TryHeading(ReadOnlySpan<char> text, int line)
    {
        if (text.IsEmpty || text[0] is not ('R' or 'P' or 'I' or 'D'))
            return false;
        if (text.StartsWith(Remapped))
            return Begin(Table.Remapped, text[Remapped.Length..], line);
        if (text.StartsWith(Posted))
            return Begin(Table.Posted, text[Posted.Length..], line);
        if (text.StartsWith("Invalidation queue on IOMMU: "))
            return Begin(Table.Ignored, text["Invalidation queue on IOMMU: ".Length..], line);
        int registers = text.IndexOf(" Register Base Address: ");
        if (text.StartsWith("IOMMU: ") && registers >= "IOMMU: ".Length)
        {
            if (!Begin(Table.Registers, text["IOMMU: ".Length..registers], line))
                return false;
            if (Hex(text[(registers + " Register Base Address: ".Length)..]) is { } address)
                Change(unit => unit with { RegisterBase = address });
            return true;
        }
        int root = text.IndexOf(": Root Table Address: ");
        if (text.StartsWith("IOMMU") && root > 0)
            return Begin(Table.Dma, text["IOMMU".Length..root].TrimStart(':').Trim(), line);
        if (text.StartsWith("DMA Remapping is not enabled on "))
            return Begin(Table.Ignored, text["DMA Remapping is not enabled on ".Length..], line);
        if (_table is Table.Remapped or Table.Posted && text is "Interrupt Remapping is not enabled")
        {
            Change(unit => unit with { RemapsInterrupts = false });
            return true;
        }
        return false;
    }

    private bool TryRow(ReadOnlySpan<char> text, int line)
    {
        switch (_table)
        {
            case Table.Remapped or Table.Posted:
                if (text.StartsWith("IR table address:"))
                {
                    if (_table == Table.Remapped)
                        Change(unit => unit with { RemapsInterrupts = true });
                    return true;
                }
                return text is "****" || text.StartsWith("Entry SrcID") || TryEntry(text, line);
            case Table.Registers:
                return text.StartsWith("Name") && text.EndsWith("Contents") || TryRegister(text);
            case Table.Dma:
                return text.StartsWith("B.D.F") || TryDma(text);
            case Table.Ignored:
                return text.StartsWith("Index") || text.StartsWith("Base: 0x") || IsQueueRow(text);
            default:
                return false;
        }
    }

    // Index, source, destination (or the two halves of a posted descriptor's address), vector, high and low half.
    private bool TryEntry(ReadOnlySpan<char> text, int line)
    {
        Span<Range> parts = stackalloc Range[9];
        int count = text.SplitAny(parts, " \t", StringSplitOptions.RemoveEmptyEntries);
        bool isPosted = _table == Table.Posted;
        if (count != (isPosted ? 7 : 6) || !int.TryParse(text[parts[0]], out int index)
            || !Bdf.TryParse(text[parts[1]], null, out Bdf requester) || Hex(text[parts[count - 3]]) is not { } vector
            || Hex(text[parts[count - 2]]) is not { } high || Hex(text[parts[2]]) is not { } destination)
            return false;
        // Bits 19:18 of the high half say whether the requester is checked at all.
        bool isChecked = ((high >> 18) & 3) != 0;
        evidence.Add(new RemappingEntry(source, _unit, index, isChecked ? requester.RequesterId : null)
        {
            Line = line,
            Vector = (int)(vector & 0xFF),
            Destination = isPosted ? null : (uint)destination,
            IsPosted = isPosted,
        });
        _entries++;
        return true;
    }

    private bool TryRegister(ReadOnlySpan<char> text)
    {
        Span<Range> parts = stackalloc Range[4];
        if (text.SplitAny(parts, " \t", StringSplitOptions.RemoveEmptyEntries) != 3 || Hex(text[parts[1]]) is null
            || Hex(text[parts[2]]) is not { } value)
            return false;
        switch (text[parts[0]])
        {
            case "CAP":
                Change(unit => unit with { Capabilities = value });
                break;
            case "ECAP":
                Change(unit => unit with { ExtendedCapabilities = value });
                break;
            case "GSTS":
                Change(unit => unit with
                {
                    RemapsInterrupts = (value & (1 << 25)) != 0,
                    PassesCompatibilityFormat = (value & (1 << 23)) != 0,
                });
                break;
            default:
                break;
        }
        return true;
    }

    private bool TryDma(ReadOnlySpan<char> text)
    {
        int end = text.IndexOfAny(' ', '\t');
        if (end < 0 || !text[end..].Contains("0x", StringComparison.Ordinal) || !Bdf.TryParse(text[..end], null, out Bdf requester))
            return false;
        if (!_requesters.TryGetValue(_unit!, out ImmutableArray<RequesterId>.Builder? requesters))
            _requesters.Add(_unit!, requesters = ImmutableArray.CreateBuilder<RequesterId>());
        // One function has a row for each address space.
        if (requesters.Count == 0 || requesters[^1] != requester.RequesterId)
            requesters.Add(requester.RequesterId);
        return true;
    }

    private static bool IsQueueRow(ReadOnlySpan<char> text)
    {
        Span<Range> parts = stackalloc Range[8];
        int count = text.SplitAny(parts, " \t", StringSplitOptions.RemoveEmptyEntries);
        if (count is not (4 or 6) || !int.TryParse(text[parts[0]], out _))
            return false;
        foreach (Range part in parts[1..count])
        {
            if (text[part].Length != 16 || Hex(text[part]) is null)
                return false;
        }
        return true;
    }

    private bool Begin(Table table, ReadOnlySpan<char> name, int line)
    {
        name = name.Trim();
        if (name.IsEmpty || name.Length > 32 || name.Contains(' '))
            return false;
        _unit = name.ToString();
        _table = table;
        if (!_units.ContainsKey(_unit))
            _units.Add(_unit, new IommuUnit(source, _unit) { Line = line });
        return true;
    }

    private void Change(Func<IommuUnit, IommuUnit> change) => _units[_unit!] = change(_units[_unit!]);

    private static ulong? Hex(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.StartsWith("0x"))
            text = text[2..];
        return ulong.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong value) ? value : null;
    }
}
