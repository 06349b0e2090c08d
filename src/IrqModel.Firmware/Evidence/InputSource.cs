using System.Text;

namespace IrqModel.Firmware;

/// <summary>
/// One thing that a user gave: a file, what came in by standard input, an entry of an archive. What it is follows from its content.
/// </summary>
/// <param name="Name">How messages call it, e.g. "dmesg.txt" or "standard input".</param>
/// <param name="Bytes">All of its bytes.</param>
public sealed record InputSource(string Name, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>An input that is text already.</summary>
    /// <param name="name">How messages call it.</param>
    /// <param name="text">The text.</param>
    public static InputSource FromText(string name, string text)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(text);
        return new InputSource(name, Encoding.UTF8.GetBytes(text));
    }

    /// <summary>An input from a file.</summary>
    /// <param name="path">The file; messages carry its name without the folder.</param>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static InputSource FromFile(string path) => new(Path.GetFileName(path), File.ReadAllBytes(path));
}
