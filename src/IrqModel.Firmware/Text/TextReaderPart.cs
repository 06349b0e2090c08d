namespace IrqModel.Firmware;

/// <summary>
/// A reader of one kind of text. It sees the lines in their order and says which are its own. Readers are asked in a fixed order, so each
/// takes only what it knows by content; a line that no reader takes is skipped.
/// </summary>
internal abstract class TextReaderPart
{
    /// <summary>Takes a line, or leaves it to others.</summary>
    /// <param name="line">The line. It is not blank.</param>
    /// <returns>Whether the line belongs to this reader.</returns>
    public abstract bool TryRead(TextLine line);

    /// <summary>A prompt with a command: what follows is new.</summary>
    /// <param name="number">The number of the line.</param>
    /// <param name="command">The command.</param>
    public virtual void Command(int number, string command)
    {
    }

    /// <summary>A blank line, or a fence around a block.</summary>
    /// <param name="number">The number of the line.</param>
    public virtual void Blank(int number)
    {
    }

    /// <summary>A mark that something is left out here: an ellipsis, "--More--".</summary>
    /// <param name="number">The number of the line.</param>
    public virtual void Gap(int number)
    {
    }

    /// <summary>A line that another reader took, or that none did.</summary>
    /// <param name="number">The number of the line.</param>
    public virtual void Foreign(int number)
    {
    }

    /// <summary>A line that no reader took.</summary>
    /// <param name="line">The line.</param>
    public virtual void Unknown(TextLine line)
    {
    }

    /// <summary>Adds what was read, after the last line.</summary>
    public abstract void End();
}
