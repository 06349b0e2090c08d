namespace IrqModel.Firmware;

/// <summary>
/// A reader of one kind of text. It sees the lines in their order and says which are its own. The reader that took the last line is
/// asked first; a line that no reader takes is skipped.
/// </summary>
internal abstract class TextReaderPart
{
    /// <summary>Takes a line, or leaves it to others.</summary>
    /// <param name="line">The line. It is not blank.</param>
    /// <returns>Whether the line belongs to this reader.</returns>
    public abstract bool TryRead(TextLine line);

    /// <summary>A blank line, a prompt or a fence: what follows may be something new.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="command">The command that a prompt shows, or null.</param>
    public virtual void Break(int number, string? command)
    {
    }

    /// <summary>Adds what was read after the last line.</summary>
    public abstract void End();
}
