using System.Text.RegularExpressions;

namespace IrqModel.Firmware;

/// <summary>A kernel log: every line with a kernel's stamp, and lines without one whose words only a kernel says.</summary>
internal sealed partial class KernelLogReader(string source, EvidenceBuilder evidence, PciRuns runs) : TextReaderPart
{
    private readonly List<LogSection> _sections = [];
    private LogSection? _log;
    private readonly List<LogFault> _sentences = [];
    private readonly List<LogUnhandledInterrupt> _sentencesOfUnhandled = [];
    private readonly HashSet<int> _stampedDepths = [];
    private readonly HashSet<string> _hosts = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<int> _foreignDepths = [];
    private readonly List<ForeignLog> _foreign = [];
    private int? _depth;
    private (TextLine Line, LogStanding Standing)? _open;
    private int _openLines;
    private LogBlock? _block;
    private bool _isAfterBootMark;
    private bool _isAfterProse;
    private bool _isOutput;

    public override bool TryRead(TextLine line)
    {
        string text = line.Body;
        if (_open is { } open && FaultText.Continues(text, line.IsKernelLog))
        {
            Join(open.Line with { Text = $"{open.Line.Body} {text}" }, open.Standing, line.Number);
            return true;
        }
        Close();
        // journalctl puts it between two boots.
        if (text[0] == '-' && BootMark().IsMatch(text))
            return _isAfterBootMark = true;
        bool isEsxi = EsxiText.MayBe(text) && EsxiText.Read(text, line.Number) is not null;
        bool mayBeFault = FaultText.MayBe(text);
        bool isFault = isEsxi || (mayBeFault && FaultText.IsLine(text));
        // The prefix of most lines tells already that the kernel says them.
        bool isFirm = line.IsKernelLog && !line.IsLooseLog;
        bool mayBeUnhandled = !isFirm && UnhandledText.MayBe(text);
        bool isKernels = isFirm || isFault || (mayBeUnhandled && UnhandledText.IsLine(text))
            || (MayHaveKernelWords(text) && KernelWords().IsMatch(text)) || (line.IsLooseLog && IsAmongKernels(line));
        if (!isKernels)
            return (mayBeFault || mayBeUnhandled) && TryReadSentence(text, line.Number);
        if (line.IsKernelLog && IsOfAnother(line))
        {
            if (_foreign.Count == 0)
                _foreign.Add(new ForeignLog(new LogFacts(line.Number), line.Host));
            _foreign[^1].Read(line);
            return true;
        }
        LogSection log = _log = SectionOf(line);
        log.Facts.IsXen |= line.IsXen;
        if (line.IsKernelLog)
        {
            _stampedDepths.Add(line.QuoteDepth);
            (_isAfterProse, _block) = (false, null);
        }
        else
        {
            (_block ??= new LogBlock(_isAfterProse)).Lines++;
        }
        if (line.Host is { } host)
            _hosts.Add(host);
        log.Take(line);
        var standing = new LogStanding(line.IsKernelLog, _isOutput, _block, line.QuoteDepth);
        if (isFault && FaultText.IsOpen(text))
            (_open, _openLines) = ((line with { Text = text }, standing), 0);
        else
            ReadMessage(text, line, standing);
        _log.Facts.LastLine = line.Number;
        return true;
    }

    /// <summary>
    /// The boot and the machine that a line is of: those of the line before, unless it names another machine, or a mark stands between.
    /// </summary>
    private LogSection SectionOf(TextLine line)
    {
        string? name = MachineName.Of(line.Host) ?? (_isOutput && line.Host is null ? MachineName.Of(runs.Host) : null);
        bool isOther = _log?.Name is { } known && name is not null && name != known;
        bool isOfGuest = evidence.Headings.Current == MachineSide.Guest;
        bool isOtherSide = _log is not null && evidence.Headings.Current != MachineSide.NotSaid && isOfGuest != (_log.Side == MachineSide.Guest);
        LogSection? found = isOther || isOtherSide
            ? _sections.FindLast(section => (section.Name == name || (!isOther && (name ?? section.Name) == (section.Name ?? name)))
                && (!isOtherSide || isOfGuest == (section.Side == MachineSide.Guest)))
            : _log;
        if (found is not null && !_isAfterBootMark)
            return found;
        _isAfterBootMark = false;
        return Start(line, name ?? _log?.Name);
    }

    private LogSection Start(TextLine line, string? name)
    {
        var section = new LogSection(source, runs, line.Number) { Name = name, Side = evidence.Headings.Current };
        _sections.Add(section);
        return section;
    }

    /// <summary>
    /// Whether a line is in a mail of another depth than the log so far, and names another machine or kernel: of the two the one that is
    /// quoted less is the writer's own.
    /// </summary>
    private bool IsOfAnother(TextLine line)
    {
        if (_foreignDepths.Contains(line.QuoteDepth))
            return true;
        if (_log is null || _depth is not { } depth)
        {
            _depth = line.QuoteDepth;
            return false;
        }
        if (line.QuoteDepth == depth || !IsConflict(line))
            return false;
        if (line.QuoteDepth > depth)
        {
            _foreignDepths.Add(line.QuoteDepth);
            return true;
        }
        _foreignDepths.Add(depth);
        foreach (LogSection section in _sections)
        {
            _foreign.Add(new ForeignLog(section.Facts, section.LastHost));
            section.Functions.Drop();
        }
        _sections.Clear();
        (_log, _depth) = (null, line.QuoteDepth);
        _hosts.Clear();
        _stampedDepths.Clear();
        return false;
    }

    private bool IsConflict(TextLine line) =>
        (MachineName.Of(line.Host) is { } name && _hosts.Select(MachineName.Of).OfType<string>().ToArray() is { Length: > 0 } names
            && !names.Contains(name))
        || (_log!.Facts.KernelVersion is { } known && BootVersion().Match(line.Body) is { Success: true } said && said.Groups[1].Value != known);

    /// <summary>Whether a line with a loose stamp is a kernel's: the line before was, or it says what matters here.</summary>
    private bool IsAmongKernels(TextLine line) => _log?.Facts.LastLine == line.Number - 1
        || new LogFacts(line.Number).Read(line.Body, line.Number, default);

    public override void Command(int number, string command)
    {
        _isOutput = PrintsLog().IsMatch(command);
        (_isAfterProse, _block) = (false, null);
        Break();
    }

    public override void Foreign(int number) => _block = null;

    public override void Unknown(TextLine line)
    {
        const int Enough = 200;
        string body = line.Body;
        // After one line of prose a second one says nothing new; what has the prefix of a journal another program says.
        if ((_isAfterProse && !_isOutput) || line.IsKernelLog || line.Host is not null || IsCounted(line)
            || !Prose().IsMatch(body.Length > Enough ? body[..Enough] : body))
            return;
        _isAfterProse = true;
        _isOutput = false;
        Break();
    }

    // What follows need not come after what stands before it.
    private void Break()
    {
        if (_log is not null)
            _log.IsBroken = true;
    }

    /// <summary>Whether a line has a count of <c>uniq -c</c> before it.</summary>
    private static bool IsCounted(TextLine line) => line.IsIndented && LineContent.Digits(line.Body, 0) is > 0 and var digits
        && digits < line.Body.Length && line.Body[digits] == ' ';

    /// <summary>A sentence that has a fault in it: somebody speaks of one.</summary>
    private bool TryReadSentence(string text, int line)
    {
        if ((FaultText.Intel(text, line) ?? FaultText.Amd(text, line)) is { } fault)
            _sentences.Add(fault);
        else if (UnhandledText.Read(text, line) is { } unhandled)
            _sentencesOfUnhandled.Add(unhandled);
        else
            return false;
        (_isAfterProse, _isOutput, _block) = (true, false, null);
        return true;
    }

    private void Join(TextLine joined, LogStanding standing, int line)
    {
        const int MostLines = 3;
        _log!.Facts.LastLine = line;
        _open = (joined, standing);
        if (!FaultText.IsOpen(joined.Text) || ++_openLines == MostLines)
            Close();
    }

    /// <summary>Reads a fault of which nothing more follows.</summary>
    private void Close()
    {
        if (_open is { } open)
            ReadMessage(open.Line.Text, open.Line, open.Standing);
        _open = null;
    }

    private void ReadMessage(string text, TextLine line, LogStanding standing)
    {
        if (text.StartsWith("Linux version ", StringComparison.Ordinal) && BootVersion().Match(text) is { Success: true } version)
            ReadVersion(version.Groups[1].Value, line, standing);
        if (text[0] is 'D' or 'H' && _log!.Facts.IsOfOtherMachine(text, _log.IsBroken))
        {
            // A guest may have its host's name.
            _log = Start(line, _log.Name);
            _log.Take(line);
        }
        _log!.Functions.Read(text, line.Number);
        _log.Facts.Read(text, line.Number, standing);
    }

    // "cat /proc/version" prints the line as well, and that is no boot.
    private void ReadVersion(string version, TextLine line, LogStanding standing)
    {
        if (!standing.HasStamp && _stampedDepths.Count > 0)
        {
            evidence.KernelVersion = version;
            return;
        }
        // It is the first line of a boot. A journal is in the order of time, so that what comes before is of an earlier one.
        if (_log!.Facts.StartsAtBoot || (line.Host is not null && _log.Facts.FirstLine < line.Number && !_log.IsBroken))
        {
            _log = Start(line, _log.Name);
            _log.Take(line);
        }
        _log.Facts.StartsAtBoot = true;
        _log.Facts.KernelVersion = version;
    }

    // A look that costs little: the first letter, and the colon that follows the name of a driver and the address of a function.
    private static bool MayHaveKernelWords(string text)
    {
        const int LongestStart = 48;
        return text[0] is 'D' or 'A' or 'I' or 'L' or 'H' or 'B' or 'K' or 'C' or 'V' or 'P' or 'N' || text is ['[', '<', ..]
            || (char.IsAsciiLetterLower(text[0]) && (text.AsSpan(0, Math.Min(LongestStart, text.Length)).Contains(':')
                || text.StartsWith("arm-smmu", StringComparison.Ordinal) || text.StartsWith("riscv-", StringComparison.Ordinal) || text.StartsWith("vfio_", StringComparison.Ordinal)));
    }

    /// <summary>Why a line is not taken for the machine's; null where it is.</summary>
    private string? WhyNotOfMachine(LogStanding standing) =>
        _stampedDepths.Count > 1 && _hosts.Count != 1 && !(standing.QuoteDepth == 0 && _stampedDepths.Contains(0))
            ? _stampedDepths.Contains(0) ? "it stands in a quoted mail, and another log is not quoted"
                : "logs of several mails are quoted, and which of them is this machine's is not shown"
        : standing.HasStamp || standing.IsOutput ? null
        : _stampedDepths.Count > 0 ? "it has no time stamp, and the lines of the log have one"
        : standing.Block?.MayBeExample == true ? "somebody's words lead to it, and it has no time stamp"
        : null;

    public override void End()
    {
        Close();
        const string InSentence = "it stands in a sentence";
        foreach (LogFault fault in _sentences)
            evidence.Add(new FaultMention(source, fault, InSentence));
        foreach (LogUnhandledInterrupt unhandled in _sentencesOfUnhandled)
            evidence.Add(new UnhandledMention(source, unhandled, InSentence));
        foreach (ForeignLog foreign in _foreign)
            foreign.AddTo(source, _hosts, evidence);
        if (_sections.Count > 0)
            AddLogs();
    }

    private void AddLogs()
    {
        foreach (LogSection section in _sections)
        {
            foreach ((LogFault fault, LogStanding standing) in section.Facts.FaultsWhere(standing => WhyNotOfMachine(standing) is not null))
                evidence.Add(new FaultMention(source, fault, WhyNotOfMachine(standing)!));
            foreach ((LogUnhandledInterrupt unhandled, LogStanding standing) in section.Facts.UnhandledWhere(
                standing => WhyNotOfMachine(standing) is not null))
                evidence.Add(new UnhandledMention(source, unhandled, WhyNotOfMachine(standing)!));
        }
        KernelLog[] logs = [.. _sections.Select(section => section.Build(standing => WhyNotOfMachine(standing) is null))];
        OtherLog?[] others = LogChoice.OfText(logs, runs.Hosts, runs.IsOfGuest);
        for (int at = 0; at < logs.Length; at++)
        {
            if (others[at] is { } other)
                _sections[at].Functions.Drop();
            else
                Add(_sections[at]);
            evidence.Add(PartOf(logs[at], others[at]));
        }
        for (int at = 0; at < logs.Length; at++)
        {
            if (others[at] is { } other)
                evidence.Add(other);
            else
                evidence.Add(logs[at]);
        }
        LogChoice.Note(logs, others, evidence);
    }

    private void Add(LogSection section)
    {
        evidence.Processor ??= section.Facts.Processor;
        evidence.OtherSystem ??= section.Facts.System;
        foreach (IommuGroup group in section.Functions.Groups)
            evidence.Add(group);
        if (section.Facts.Suppressed > 0)
        {
            evidence.Add(new EvidenceProblem(
                source,
                EvidenceSeverity.Note,
                $"the kernel left out {Numbers.Count(section.Facts.Suppressed, "message")}: there may be more faults than are shown")
            {
                Line = section.Facts.FirstLine,
            });
        }
    }

    private EvidencePart PartOf(KernelLog log, OtherLog? other)
    {
        string of = other?.Kind switch
        {
            null => "",
            OtherLogKind.EarlierBoot => ", of an earlier boot",
            OtherLogKind.Guest => ", of a guest",
            _ => ", of another machine",
        };
        return new EvidencePart(
            source,
            EvidenceKind.KernelLog,
            $"a {(log.System is { } system ? $"log of {system}" : log.IsXen ? "log of Xen" : "kernel log")}"
            + $"{(log.KernelVersion is { } version ? " of " + version : "")}{of}, "
            + Numbers.Count(log.Faults.Length, "fault")
            + (log.Unhandled.IsEmpty ? "" : $", {Numbers.Count(log.Unhandled.Length, "line")} about trouble with interrupts"))
        {
            FirstLine = log.FirstLine,
            LastLine = log.LastLine,
        };
    }

    [GeneratedRegex(
        @"^(?:DMAR(?:-IR)?: ?|DMAR:?\[|AMD-Vi: |INTR-REMAP:|DRHD: |dmar[0-9]*: |iommu(?: ivhd[0-9]+)?: |(?:pci|pcieport"
        + @"|vfio-pci|[a-z][\w-]{1,30}) [0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]: |Linux version [0-9]"
        + @"|Hypervisor detected: |Booting paravirtualized kernel "
        + @"|Kernel command line: |Command line: |x2apic: |smpboot: CPU0|DMI: |vfio_iommu_type1|VFIO - |AMD IOMMU|PCI-DMA: "
        + @"|arm-smmu|riscv-(?:imsic|aplic|plic|intc|iommu)\b|nvme nvme[0-9]{1,3}: |NVRM: |handlers:$|\[<[0-9a-f]{8,16}>\] |\[Firmware (?:Bug|Warn|Info)\]: )")]
    private static partial Regex KernelWords();

    [GeneratedRegex(@"\b(?:dmesg|journalctl|kern\.log|syslog|messages|xl)\b")]
    private static partial Regex PrintsLog();

    // Two words or more, none of them an address or a name with a digit, and no name with a colon first: what a person writes.
    // A hyphen at the end of a word is part of the word or follows it: words are atomic, or else each such word doubles the ways to try.
    [GeneratedRegex(@"^(?![\w-]+: )(?>[(\u0022']?(?>[\p{L}'\u2019-]+|[0-9]+(?:\.[0-9]+)*)[,;:.!?)\u0022'-]*(?: +|$)){2,}$")]
    private static partial Regex Prose();

    [GeneratedRegex(@"^Linux version ([0-9][\w.+~-]*)")]
    private static partial Regex BootVersion();

    // "-- Boot 0123456789abcdef0123456789abcdef --", and "-- Reboot --" before systemd 247.
    [GeneratedRegex("^-- (?:Boot [0-9a-f]{32}|Reboot) --$")]
    private static partial Regex BootMark();
}
