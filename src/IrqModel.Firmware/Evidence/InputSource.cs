using System.Text;

namespace IrqModel.Firmware;

/// <summary>
/// One thing that a user gave: a file, a folder, what came in by standard input, the machine itself. What it is follows from its content.
/// </summary>
/// <param name="Name">How messages call it, e.g. "dmesg.txt" or "standard input".</param>
/// <param name="Bytes">All of its bytes. Empty for a folder, and for an archive that is too large to be in memory.</param>
public sealed record InputSource(string Name, ReadOnlyMemory<byte> Bytes)
{
    /// <summary>The folder, or null for other inputs.</summary>
    internal string? Folder { get; private init; }

    /// <summary>The file of a large archive, or null for other inputs.</summary>
    internal string? File { get; private init; }

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
    /// <exception cref="UnauthorizedAccessException">The user may not read the file.</exception>
    public static InputSource FromFile(string path)
    {
        string name = Path.GetFileName(path);
        return new FileInfo(path).Length > DecodeLimits.FileBytes
            ? new InputSource(name, default) { File = path }
            : new InputSource(name, System.IO.File.ReadAllBytes(path));
    }

    /// <summary>
    /// A folder: a <c>/sys</c> tree or a part of it, a sosreport, any files. Links are followed only inside <c>/sys</c> itself.
    /// </summary>
    /// <param name="path">The folder; messages carry its name without the folders above it.</param>
    public static InputSource FromFolder(string path)
    {
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
        return new InputSource(name.Length == 0 ? "/" : name, default) { Folder = path };
    }

    /// <summary>
    /// The machine that the program runs on, which must be a Linux: <c>/sys</c>, <c>/proc</c>, as far as the user may read them.
    /// </summary>
    public static InputSource FromThisMachine() => new("this machine", default) { Folder = "/" };
}
