namespace IrqModel.Firmware;

/// <summary>A line of a text with its wrapping taken off.</summary>
/// <param name="Number">The number of the line in the input, counted from 1.</param>
/// <param name="Text">
/// The line without quotes, comment signs, time stamps and white space at its end. Its own indent is still there.
/// </param>
/// <param name="IsKernelLog">Whether the wrapping was that of a kernel log: "[  1.234567]", "host kernel:", "(XEN)".</param>
internal readonly record struct TextLine(int Number, string Text, bool IsKernelLog = false)
{
    private readonly string _text = Text;

    /// <summary>The line, with its own indent.</summary>
    public string Text
    {
        get => _text;
        init => (_text, Body) = (value, value.Trim());
    }

    /// <summary>How many mails deep the line is quoted: the number of ">" before it.</summary>
    public int QuoteDepth { get; init; }

    /// <summary>Whether a diff takes the line away: it belongs to an earlier state.</summary>
    public bool IsRemoved { get; init; }

    /// <summary>Whether the hypervisor Xen says the line.</summary>
    public bool IsXen { get; init; }

    /// <summary>
    /// Whether the wrapping of a kernel log is one that other texts have too: "[ 1.0]" for "[    1.000000]", "kernel:" without a time. Then
    /// the words must be a kernel's, or the lines around.
    /// </summary>
    public bool IsLooseLog { get; init; }

    /// <summary>The next line of the text, with its wrapping taken off; null at the end.</summary>
    public string? Following { get; init; }

    /// <summary>The machine that a log's own prefix names, or null.</summary>
    public string? Host { get; init; }

    /// <summary>The line without its indent. Every reader looks at it, so it is kept.</summary>
    public string Body { get; private init; } = Text.Trim();

    /// <summary>Whether the line starts with white space.</summary>
    public bool IsIndented => Text.Length > 0 && Text[0] is ' ' or '\t';
}
