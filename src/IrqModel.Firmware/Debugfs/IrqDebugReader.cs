using System.Collections.Immutable;
using System.Globalization;

namespace IrqModel.Firmware;

/// <summary>
/// Reads the files of <c>/sys/kernel/debug/irq/irqs</c> and <c>.../domains</c> (Linux 4.14 and later, <c>kernel/irq/debugfs.c</c>,
/// <c>kernel/irq/irqdomain.c</c>), alone or one after the other.
/// </summary>
internal sealed class IrqDebugReader(string source, EvidenceBuilder evidence) : TextReaderPart
{
    private const string Folder = "irq/irqs/";
    private static readonly string[] IrqKeys =
    [
        "device", "status", "istate", "ddepth", "wdepth", "dstate", "node", "affinity", "effectiv", "pending", "domain", "hwirq", "chip",
        "flags", "parent", "address", "issues", "depth", "wakeup", "irq_desc", "Vector", "Target", "move_in_progress", "is_managed",
        "can_reserve", "has_reserved", "cleanup_pending", "Previous vector", "Previous target",
    ];
    private static readonly string[] DomainKeys = ["size", "mapped", "flags", "parent", "name"];
    private readonly List<Link> _chain = [];
    private readonly SortedSet<string> _domains = new(StringComparer.Ordinal);
    private bool _inIrq;
    private string? _pendingDomain;
    private bool _inDomain;
    private int _line;
    private int _count;
    private int? _firstLine;
    private int _lastLine;
    private int? _next;
    private int? _number;
    private string? _device;
    private ulong? _status;

    /// <summary>The number of the interrupt, where the name of the file says it.</summary>
    public int? Number
    {
        init => _next = value;
    }

    /// <inheritdoc/>
    public override bool TryRead(TextLine line)
    {
        ReadOnlySpan<char> text = line.Text.AsSpan().Trim();
        bool isNamed = TakeFileName(ref text, out bool isHeading);
        bool isOwn = isHeading || TryKey(text, line.Number) || (isNamed && _inIrq);
        if (isOwn && !isHeading)
        {
            _firstLine ??= line.Number;
            _lastLine = line.Number;
        }
        return isOwn;
    }

    /// <inheritdoc/>
    public override void Command(int number, string command) => EndIrq();

    /// <inheritdoc/>
    public override void End()
    {
        EndIrq();
        foreach (string domain in _domains)
            evidence.AddDomain(domain);
        if (_firstLine is not { } first)
            return;
        string[] found = [.. Found()];
        if (found.Length == 0)
            return;
        evidence.Add(new EvidencePart(source, EvidenceKind.IrqDebug, $"interrupt details of debugfs, {string.Join(", ", found)}")
        {
            FirstLine = first,
            LastLine = _lastLine,
        });

        IEnumerable<string> Found()
        {
            if (_count > 0)
                yield return $"{_count} interrupt{(_count == 1 ? "" : "s")}";
            if (_domains.Count > 0)
                yield return $"{_domains.Count} domain{(_domains.Count == 1 ? "" : "s")}";
        }
    }

    // "==> /sys/kernel/debug/irq/irqs/128 <==" of tail and head, "/sys/kernel/debug/irq/irqs/128:handler: ..." of grep.
    private bool TakeFileName(ref ReadOnlySpan<char> text, out bool isHeading)
    {
        isHeading = text.StartsWith("==> ") && text.EndsWith(" <==") && text.Contains("/irq/", StringComparison.Ordinal);
        int folder = text.IndexOf(Folder);
        if (folder < 0 && !text.StartsWith("irqs/"))
            return isHeading;
        int start = folder < 0 ? "irqs/".Length : folder + Folder.Length;
        int end = start;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
            end++;
        if (end == start || !int.TryParse(text[start..end], out int number))
            return isHeading;
        if (isHeading)
        {
            _next = number;
            return true;
        }
        if (end >= text.Length || text[end] != ':' || text[..start].Contains(' '))
            return false;
        text = text[(end + 1)..].Trim();
        if (number != _number)
            _next = number;
        return true;
    }

    private bool TryKey(ReadOnlySpan<char> text, int line)
    {
        int colon = text.IndexOf(':');
        if (colon < 0)
            return (_inIrq || _inDomain) && IsFlag(text);
        ReadOnlySpan<char> key = text[..colon];
        ReadOnlySpan<char> value = text[(colon + 1)..].Trim();
        if (key is "handler" && text.Length > colon + 1 && value.Contains('_') && !value.Contains(' '))
        {
            EndIrq();
            (_inIrq, _line, _number, _next) = (true, line, _next, null);
            return true;
        }
        if (_inIrq && Contains(IrqKeys, key))
        {
            TakeIrqFact(key, value);
            return true;
        }
        return TryDomain(key, value, text);
    }

    private void TakeIrqFact(ReadOnlySpan<char> key, ReadOnlySpan<char> value)
    {
        switch (key)
        {
            case "device":
                _device = value is "" or "(null)" ? null : value.ToString();
                break;
            case "status":
                _status = Hex(value);
                break;
            case "domain":
                _chain.Add(new Link(value.ToString()));
                break;
            case "hwirq" when _chain.Count > 0:
                _chain[^1].HardwareIrq ??= Hex(value);
                break;
            case "chip" when _chain.Count > 0:
                _chain[^1].Chip ??= value.ToString();
                break;
            default:
                break;
        }
    }

    // "name:   VECTOR", then " size:   0".
    private bool TryDomain(ReadOnlySpan<char> key, ReadOnlySpan<char> value, ReadOnlySpan<char> text)
    {
        if (key is "name" && text.StartsWith("name:   ") && value.Length > 0 && !value.Contains(' '))
        {
            EndIrq();
            _pendingDomain = value.ToString();
            return true;
        }
        if (_pendingDomain is { } domain && key is "size")
        {
            _domains.Add(domain);
            (_pendingDomain, _inDomain) = (null, true);
            return true;
        }
        return _inDomain && Contains(DomainKeys, key);
    }

    private void EndIrq()
    {
        _inDomain = false;
        _pendingDomain = null;
        if (!_inIrq)
            return;
        _count++;
        Bdf? function = Bdf.TryParse(_device, null, out Bdf address) ? address : null;
        evidence.Add(new IrqDetail(source, _line)
        {
            Number = _number,
            Device = _device,
            Function = function,
            Status = _status,
            Chain = [.. _chain.Select(link => new IrqDomainLink(link.Domain, link.HardwareIrq, link.Chip))],
        });
        _chain.Clear();
        (_inIrq, _device, _status) = (false, null, null);
    }

    // The names of single bits, e.g. "IRQD_ACTIVATED" or "_IRQ_NOPROBE".
    private static bool IsFlag(ReadOnlySpan<char> text)
    {
        if (!text.Contains("IRQ", StringComparison.Ordinal))
            return false;
        foreach (char c in text)
        {
            if (!char.IsAsciiLetterUpper(c) && !char.IsAsciiDigit(c) && c != '_')
                return false;
        }
        return true;
    }

    private static bool Contains(string[] keys, ReadOnlySpan<char> key)
    {
        foreach (string known in keys)
        {
            if (key.SequenceEqual(known))
                return true;
        }
        return false;
    }

    private static ulong? Hex(ReadOnlySpan<char> value) =>
        value.StartsWith("0x") && ulong.TryParse(value[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong number)
            ? number
            : null;

    private sealed class Link(string domain)
    {
        public string Domain { get; } = domain;

        public ulong? HardwareIrq { get; set; }

        public string? Chip { get; set; }
    }
}
