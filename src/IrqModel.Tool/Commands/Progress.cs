namespace IrqModel.Tool.Commands;

/// <summary>Tells a person at a terminal how far long work has come. Nothing goes into a pipe, and nothing is said of short work.</summary>
internal sealed class Progress(ToolStreams streams) : IDisposable
{
    private const int QuietMilliseconds = 500;

    private readonly long start = Environment.TickCount64;
    private bool hasWritten;

    public void Report(int number, int count)
    {
        if (!streams.IsErrorTerminal || Environment.TickCount64 - start < QuietMilliseconds) return;
        streams.Error.Write($"\rrunning model {number} of {count} ");
        hasWritten = true;
    }

    public void Clear()
    {
        if (hasWritten) streams.Error.Write("\r                                   \r");
        hasWritten = false;
    }

    public void Dispose() => Clear();
}
