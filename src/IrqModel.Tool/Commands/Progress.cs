namespace IrqModel.Tool.Commands;

/// <summary>Tells a person at a terminal how far long work has come. Nothing goes into a pipe, and nothing is said of short work.</summary>
internal sealed class Progress(ToolStreams streams) : IDisposable
{
    private const int QuietMilliseconds = 500;

    private readonly long start = Environment.TickCount64;
    private int longest = 35;
    private bool hasWritten;

    public void Report(int number, int count)
    {
        if (!streams.IsErrorTerminal || Environment.TickCount64 - start < QuietMilliseconds) return;
        streams.Error.Write($"\rrunning model {number} of {count} ");
        hasWritten = true;
    }

    /// <summary>Says what goes on, at once: for what may take long by itself.</summary>
    public void Say(string what)
    {
        if (!streams.IsErrorTerminal) return;
        Clear();
        streams.Error.Write($"\r{what} ");
        longest = Math.Max(longest, what.Length + 1);
        hasWritten = true;
    }

    public void Clear()
    {
        if (hasWritten) streams.Error.Write($"\r{new string(' ', longest)}\r");
        hasWritten = false;
    }

    public void Dispose() => Clear();
}
