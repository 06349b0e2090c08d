namespace IrqModel.Tool.Pages.Document;

/// <summary>A run, or what several runs have in common.</summary>
internal sealed record PageRun
{
    /// <summary>A short name, for choosing it.</summary>
    public required string Name { get; init; }

    /// <summary>What it stands for.</summary>
    public required string Label { get; init; }

    /// <summary>What dies, in a sentence.</summary>
    public required string Headline { get; init; }

    /// <summary>The lines of the short answer below the headline.</summary>
    public IReadOnlyList<string> Summary { get; init; } = [];

    /// <summary>What was taken for granted where the input leaves something open.</summary>
    public IReadOnlyList<string> Assumptions { get; init; } = [];

    /// <summary>The fate of each function of the document, in its order; null for one that is not in this run.</summary>
    public required IReadOnlyList<PageFate?> Fates { get; init; }

    /// <summary>What happened, step by step; empty where there is no single run.</summary>
    public IReadOnlyList<PageStep> Steps { get; init; } = [];

    /// <summary>How many steps more there were; those of functions like others are left out of large reports.</summary>
    public int StepsLeft { get; init; }

    /// <summary>The rules that were broken, and where.</summary>
    public IReadOnlyList<PageFinding> Findings { get; init; } = [];

    /// <summary>The faults on record, as the kernel logs them.</summary>
    public IReadOnlyList<string> Faults { get; init; } = [];
}

/// <summary>What becomes of a function's interrupts.</summary>
internal enum FateKind
{
    /// <summary>Not known.</summary>
    Unknown,

    /// <summary>They reach their handlers.</summary>
    Arrives,

    /// <summary>A unit refuses them.</summary>
    Blocked,

    /// <summary>They reach nobody, or somebody else.</summary>
    Lost,

    /// <summary>The driver gets no vectors.</summary>
    NoVectors,

    /// <summary>It has no MSI, or nothing asks for its interrupts.</summary>
    Silent,
}

/// <summary>What becomes of the interrupts of a function in a run. Texts are numbers into the document's.</summary>
internal sealed record PageFate(FateKind Verdict)
{
    /// <summary>The reason code of the refusal.</summary>
    public int? Fault { get; init; }

    /// <summary>The function's MSI domain and the levels below.</summary>
    public int? Chain { get; init; }

    /// <summary>The domain of its own, where each function has one.</summary>
    public int? DeviceChain { get; init; }

    /// <summary>The domain of its bus.</summary>
    public int? BusChain { get; init; }

    /// <summary>The format of its messages.</summary>
    public int? Format { get; init; }

    /// <summary>Which requester ids its table entries admit.</summary>
    public int? Admits { get; init; }

    /// <summary>Where the messages end, in words.</summary>
    public int? Hop { get; init; }

    /// <summary>Why it is not known, or on what it rests.</summary>
    public int? Because { get; init; }

    /// <summary>Why interrupts do not arrive, as the run explains it, each cause once.</summary>
    public IReadOnlyList<PageReason>? Why { get; init; }

    /// <summary>What would tell it.</summary>
    public int? Run { get; init; }

    /// <summary>Conditions that nothing shown decides.</summary>
    public IReadOnlyList<int>? Provided { get; init; }

    /// <summary>What is seen on the machine, against this.</summary>
    public IReadOnlyList<PageSeen>? Seen { get; init; }

    /// <summary>The rules that were broken for it.</summary>
    public IReadOnlyList<string>? Rules { get; init; }

    /// <summary>The findings about it, or else about what it depends on: numbers into the run's findings.</summary>
    public IReadOnlyList<int>? Findings { get; init; }

    /// <summary>Its interrupts, as one run had them.</summary>
    public IReadOnlyList<PageInterrupt>? Interrupts { get; init; }

    /// <summary>How many interrupts more it has that fare the same.</summary>
    public int? MoreInterrupts { get; init; }

    /// <summary>The function that stands for it in the run; null for itself.</summary>
    public string? StandIn { get; init; }
}

/// <summary>Why interrupts do not arrive.</summary>
/// <param name="Text">The number of the text that says why.</param>
/// <param name="Source">The source file of the place that led to it.</param>
/// <param name="Line">The line in it.</param>
internal sealed record PageReason(int Text, int? Source, int? Line);

/// <summary>Something seen on the machine.</summary>
/// <param name="What">What.</param>
/// <param name="Agreement">How it fits.</param>
internal sealed record PageSeen(int What, string Agreement);

/// <summary>An interrupt at the end of a run.</summary>
internal sealed record PageInterrupt
{
    /// <summary>Its place in the function's table.</summary>
    public required int Index { get; init; }

    /// <summary>The message's address, hexadecimal.</summary>
    public required string Address { get; init; }

    /// <summary>The message's data, hexadecimal.</summary>
    public required string Data { get; init; }

    /// <summary>The name of the layout of the message, see <see cref="BitLayout"/>.</summary>
    public required string Format { get; init; }

    /// <summary>The unit in whose table its entry is.</summary>
    public int? Unit { get; init; }

    /// <summary>The index of its entry.</summary>
    public int? Entry { get; init; }

    /// <summary>Bits 63:0 of the entry, hexadecimal.</summary>
    public string? Low { get; init; }

    /// <summary>Bits 127:64 of the entry, hexadecimal.</summary>
    public string? High { get; init; }

    /// <summary>The name of the layout of the entry.</summary>
    public string? EntryFormat { get; init; }

    /// <summary>Bits 191:128 of the device table entry of AMD-Vi that leads to its table, hexadecimal.</summary>
    public string? Device { get; init; }

    /// <summary>How the request ended, in words.</summary>
    public required int Outcome { get; init; }

    /// <summary>Where the message ends.</summary>
    public required MessageEnd Ends { get; init; }

    /// <summary>Whether it reached its handler.</summary>
    public required bool Arrives { get; init; }

    /// <summary>The reason code of the refusal.</summary>
    public int? Fault { get; init; }

    /// <summary>The processor it reached.</summary>
    public int? Processor { get; init; }

    /// <summary>The vector it reached there.</summary>
    public int? Vector { get; init; }

    /// <summary>The domains it was allocated through.</summary>
    public int? Chain { get; init; }

    /// <summary>The way of the message, where it is not the usual one.</summary>
    public IReadOnlyList<PageHop>? Hops { get; init; }
}

/// <summary>Where a message ends.</summary>
internal enum MessageEnd
{
    /// <summary>It is never sent.</summary>
    Function,

    /// <summary>In memory: its address is outside the interrupt range.</summary>
    Memory,

    /// <summary>At the remapping unit, which refuses it.</summary>
    Unit,

    /// <summary>At a processor, where nobody or somebody else waits for it.</summary>
    Processor,

    /// <summary>At its handler.</summary>
    Handler,
}

/// <summary>A hop of a message.</summary>
/// <param name="Where">What the message passes.</param>
/// <param name="What">What happens to it there.</param>
/// <param name="Dies">Whether it ends there and should not.</param>
internal sealed record PageHop(string Where, string What, bool? Dies);

/// <summary>A step of a run.</summary>
/// <param name="At">Virtual time.</param>
/// <param name="Operation">The operation.</param>
/// <param name="Text">What happened, without the name of what it happened to.</param>
/// <param name="From">Who acts.</param>
/// <param name="To">Who is acted on.</param>
internal sealed record PageStep(int At, int Operation, int Text, Lane From, Lane To)
{
    /// <summary>The function that it happened to; null for everything else.</summary>
    public int? Function { get; init; }

    /// <summary>What it happened to, where that is no function.</summary>
    public int? Subject { get; init; }

    /// <summary>The source file.</summary>
    public int? Source { get; init; }

    /// <summary>The line in it.</summary>
    public int? Line { get; init; }

    /// <summary>Whether a message ends here that should not.</summary>
    public bool? Dies { get; init; }

    /// <summary>Whether a comparison names it as the step at which its function parts.</summary>
    public bool? Parts { get; init; }

    /// <summary>Whether it is the first step of all at which the runs part.</summary>
    public bool? PartsRuns { get; init; }
}

/// <summary>A lifeline of the sequence diagram.</summary>
internal enum Lane
{
    /// <summary>The kernel: scan, notifiers, default domains.</summary>
    Kernel,

    /// <summary>The driver of the IOMMU.</summary>
    Iommu,

    /// <summary>The function's driver.</summary>
    Driver,

    /// <summary>The function.</summary>
    Function,

    /// <summary>The remapping unit that covers the function.</summary>
    Unit,

    /// <summary>The processors.</summary>
    Processor,
}

/// <summary>A broken rule, and where.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Text">The number of the text that says what happened.</param>
/// <param name="Source">The source file.</param>
/// <param name="Line">The line in it.</param>
internal sealed record PageFinding(string Rule, int Text, int? Source, int? Line)
{
    /// <summary>Whether the text goes on after the address of the function that names the finding.</summary>
    public bool? IsOwn { get; init; }

    /// <summary>Whether it follows from another finding about the same function.</summary>
    public bool? Consequence { get; init; }
}
