using System.Text.RegularExpressions;

namespace IrqModel.Firmware;

/// <summary>The lines in which a kernel reports interrupts that nobody handled, in the words of its old and new versions.</summary>
internal static partial class UnhandledText
{
    /// <summary>Reads a line; null if it reports no such interrupt.</summary>
    /// <param name="text">The message.</param>
    /// <param name="line">Its line.</param>
    public static LogUnhandledInterrupt? Read(string text, int line) => (MayBeUnhandled(text) ? Match(text, line) : null) ?? DriverText.Read(text, line)
        ?? (MayBeShortage(text) ? Shortage(text, line) : null);

    /// <summary>Whether a line can report such an interrupt at all: a look at it that costs little.</summary>
    public static bool MayBe(string text) => DriverText.MayBe(text) || MayBeUnhandled(text) || MayBeShortage(text);

    private static bool MayBeShortage(string text) => text.Contains("ector", StringComparison.Ordinal)
        || text.Contains("Completion-Wait", StringComparison.Ordinal) || text.Contains("Invalidation Time", StringComparison.Ordinal);

    /// <summary>Vectors that processors, and time that IOMMUs have too little of.</summary>
    private static LogUnhandledInterrupt? Shortage(string text, int line)
    {
        if (NoVectors().Match(text) is { Success: true } none)
            return new(LogUnhandledKind.NoVectorsLeft, line, text) { Irq = Numbers.Int(none.Groups["irq"]), Processor = Numbers.Int(none.Groups["cpu"]) };
        if (UnitTimeOut().Match(text) is not { Success: true } late)
            return null;
        // "SID 3b00": the requester id of a device that did not answer. Of several errors at once the register has no id.
        return new(LogUnhandledKind.UnitTimedOut, line, text)
        {
            Function = Numbers.Hex(late.Groups["sid"]) is > 0 and <= ushort.MaxValue and int id ? new Bdf(0, new RequesterId((ushort)id)) : null,
        };
    }

    private static bool MayBeUnhandled(string text) => text.Contains("No irq handler for vector", StringComparison.Ordinal)
        || text.Contains("nobody cared", StringComparison.Ordinal) || text.Contains("isabling IRQ #", StringComparison.Ordinal)
        || text.Contains("purious", StringComparison.Ordinal) || text.Contains("interrupt storm detected", StringComparison.Ordinal)
        || text.Contains("lags mismatch irq", StringComparison.Ordinal);

    /// <summary>Whether the report is all of the line. Words before it are somebody's who speaks of it.</summary>
    public static bool IsLine(string text) => Line().IsMatch(text) || DriverText.IsLine(text) || (MayBeShortage(text) && Shortage(text, 0) is not null);

    /// <summary>Whether the handlers follow that were asked.</summary>
    public static bool StartsHandlers(string text) => text == "handlers:";

    /// <summary>
    /// A handler: "[&lt;ffffffff8123abcd&gt;] usb_hcd_irq [usbcore]", or with an offset, "(yenta_interrupt+0x0/0x40 [yenta_socket])".
    /// </summary>
    public static string? HandlerIn(string text) => Handler().Match(text) is { Success: true } handler
        ? handler.Groups["name"].Value + handler.Groups["module"].Value : null;

    private static LogUnhandledInterrupt? Match(string text, int line)
    {
        Match match = Vector().Match(text);
        if (match.Success)
        {
            int? vector = match.Groups["hex"].Success ? Numbers.Hex(match.Groups["hex"]) : Numbers.Int(match.Groups["vector"]);
            return vector is <= byte.MaxValue
                ? new(LogUnhandledKind.NoHandlerForVector, line, text) { Processor = Numbers.Int(match.Groups["cpu"]), Vector = vector }
                : null;
        }
        match = Interrupt().Match(text);
        if (match.Success)
        {
            (LogUnhandledKind kind, Group number) = match.Groups["disabled"].Success ? (LogUnhandledKind.Disabled, match.Groups["disabled"])
                : match.Groups["storm"].Success ? (LogUnhandledKind.Storm, match.Groups["storm"])
                : (LogUnhandledKind.NobodyCared, match.Groups["irq"]);
            return Numbers.Int(number) is { } irq ? new(kind, line, text) { Irq = irq } : null;
        }
        match = NotShared().Match(text);
        if (match.Success)
        {
            return Numbers.Int(match.Groups["irq"]) is { } irq
                ? new(LogUnhandledKind.NotShared, line, text)
                {
                    Irq = irq,
                    Handlers = [match.Groups["refused"].Value, match.Groups["holder"].Value],
                }
                : null;
        }
        match = Spurious().Match(text);
        return match.Success
            ? new(LogUnhandledKind.Spurious, line, text)
            {
                Irq = Numbers.Int(match.Groups["irq"]),
                Processor = Numbers.Int(match.Groups["cpu"]),
                Vector = Numbers.Hex(match.Groups["hex"]),
            }
            : null;
    }

    [GeneratedRegex(
        @"^(?:\w+: [0-9]+\.[0-9]+ No irq handler for vector|CPU[0-9]+: No irq handler for vector"
        + @"|irq [0-9]+: nobody cared(?:!|$| \(try)|Disabling IRQ #[0-9]"
        + @"|(?:genirq: )?Flags mismatch irq [0-9]|interrupt storm detected on |[Ss]purious (?:8259A |APIC )?interrupt)")]
    private static partial Regex Line();

    // Linux: do_IRQ to 5.7, then common_interrupt, __common_interrupt, and call_irq_handler from 6.15 on; both numbers are decimal. Before
    // 4.4 "(irq -1)" follows. Xen: "CPU1: No irq handler for vector e7 (IRQ -2147483648, LAPIC)" in hexadecimal, and before 4.6 as Linux.
    [GeneratedRegex(
        @"\b(?:\w+: (?<cpu>[0-9]{1,5})\.(?<vector>[0-9]{1,3}) No irq handler for vector\b"
        + @"|CPU(?<cpu>[0-9]{1,5}): No irq handler for vector (?<hex>[0-9a-f]{1,2})\b)")]
    private static partial Regex Vector();

    [GeneratedRegex(@"\b(?:irq (?<irq>[0-9]{1,6}): nobody cared(?![\w'])(?! [a-z])|Disabling IRQ #(?<disabled>[0-9]{1,6})(?![0-9])"
        + @"|interrupt storm detected on ""irq(?<storm>[0-9]{1,6}):)")]
    private static partial Regex Interrupt();

    // migrate and activate in arch/x86/kernel/apic/vector.c, and drivers that say it without their function.
    [GeneratedRegex(
        @"^(?:irq (?<irq>[0-9]{1,6}): Affinity broken due to vector space exhaustion"
        + @"|CPU (?<cpu>[0-9]{1,5}) has [0-9]+ vectors, [0-9]+ available\. Cannot disable CPU"
        + @"|(?:irq(?: (?<irq>[0-9]{1,6}))?: )?(?:[Vv]ector space (?:is )?exhaust(?:ed|ion)|[Nn]o (?:irq |IRQ )?vectors? (?:available|left)))")]
    private static partial Regex NoVectors();

    // AMD: wait_on_sem(); Intel: qi_dump_fault().
    [GeneratedRegex(
        @"^(?:(?:iommu ivhd[0-9]+: )?AMD-Vi: Completion-Wait loop timed out|(?:DMAR: "
        + @"|dmar[0-9]+: )*(?:VT-d detected )?Invalidation Time-?out Error(?:: SID (?<sid>[0-9a-f]{1,4})\b)?)")]
    private static partial Regex UnitTimeOut();

    // "genirq: Flags mismatch irq 16. 00000080 (i801_smbus) vs. 00000000 (mei)": the first one asks, the second one has it.
    [GeneratedRegex(
        @"\bFlags mismatch irq (?<irq>[0-9]{1,6})\. [0-9a-f]{8} \((?<refused>[^()]{1,64})\) vs\. [0-9a-f]{8} \((?<holder>[^()]{1,64})\)")]
    private static partial Regex NotShared();

    // "spurious 8259A interrupt: IRQ7.", "Spurious interrupt (vector 0xef) on CPU#1. Acked",
    // "spurious APIC interrupt through vector ff on CPU#0, should never happen."
    [GeneratedRegex(
        @"\b[Ss]purious (?:8259A interrupt: IRQ(?<irq>[0-9]{1,2})\b"
        + @"|(?:APIC )?interrupt (?:\(vector 0x(?<hex>[0-9a-fA-F]{1,2})\)"
        + @"|through vector (?<hex>[0-9a-f]{1,2})) on CPU#(?<cpu>[0-9]{1,5}))")]
    private static partial Regex Spurious();

    [GeneratedRegex(@"^\[<[0-9a-f]{4,16}>\] \(?(?<name>[A-Za-z_][\w.]*)(?:\+0x[0-9a-f]+/0x[0-9a-f]+)?(?<module> \[[\w-]+\])?")]
    private static partial Regex Handler();
}
