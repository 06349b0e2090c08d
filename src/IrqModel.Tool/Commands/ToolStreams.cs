namespace IrqModel.Tool.Commands;

/// <summary>Where a run of the tool reads and writes.</summary>
/// <param name="OpenInput">Opens standard input.</param>
/// <param name="Output">Standard output: the answer.</param>
/// <param name="Error">Standard error: errors, warnings, progress.</param>
public sealed record ToolStreams(Func<Stream> OpenInput, TextWriter Output, TextWriter Error)
{
    /// <summary>Whether standard input is a file or a pipe.</summary>
    public bool IsInputRedirected { get; init; } = true;

    /// <summary>Whether a person at a terminal reads the answer.</summary>
    public bool IsOutputTerminal { get; init; }

    /// <summary>Whether that person wants colours: <c>NO_COLOR</c> is not set.</summary>
    public bool UsesColours { get; init; } = true;

    /// <summary>Whether a person at a terminal sees progress.</summary>
    public bool IsErrorTerminal { get; init; }
}
