namespace IrqModel.Tool;

/// <summary>The exit codes of <c>irqmodel</c>.</summary>
public static class ExitCodes
{
    /// <summary>The question is answered; also where the answer is that something is unknown.</summary>
    public const int Answered = 0;

    /// <summary>A model could not be run to its end: a defect of this program.</summary>
    public const int Failed = 1;

    /// <summary>An option is wrong, an input cannot be read, or nothing in the inputs was recognised.</summary>
    public const int InputIsWrong = 2;

    /// <summary>Interrupted by Ctrl-C, as shells report it. No file is left half-written.</summary>
    public const int Interrupted = 130;
}
