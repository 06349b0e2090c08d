using IrqModel.Firmware;

namespace IrqModel.Tool.Commands;

/// <summary>Opens what the command line names: files, folders, <c>-</c> for standard input.</summary>
internal static class Inputs
{
    public const string StandardInput = "-";

    /// <summary>Opens inputs. Without any: standard input if that is a file or a pipe, or else, on Linux, the machine itself.</summary>
    /// <exception cref="InputException">One of them cannot be read, or there is none.</exception>
    public static IReadOnlyList<InputSource> Open(string[] names, ToolStreams streams)
    {
        if (names.Length == 0)
        {
            if (!streams.IsInputRedirected && OperatingSystem.IsLinux()) return [InputSource.FromThisMachine()];
            if (!streams.IsInputRedirected) throw new InputException("no input: name files or folders, or pipe a paste into standard input.");
            names = [StandardInput];
        }

        return [.. names.Select(name => name == StandardInput ? new("standard input", ReadStream(streams)) : Guard(name, Open))];
    }

    /// <summary>All bytes of one file or of standard input.</summary>
    /// <exception cref="InputException">It cannot be read, or is a folder.</exception>
    public static byte[] ReadFile(string name, ToolStreams streams)
    {
        if (name == StandardInput) return ReadStream(streams);
        return Directory.Exists(name) ? throw new InputException($"{name}: a folder; expected one text file.") : Guard(name, File.ReadAllBytes);
    }

    private static byte[] ReadStream(ToolStreams streams)
    {
        using var stream = streams.OpenInput();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static InputSource Open(string path) => Directory.Exists(path) ? InputSource.FromFolder(path) : InputSource.FromFile(path);

    private static T Guard<T>(string path, Func<string, T> read)
    {
        try
        {
            return read(path);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InputException($"{path}: {(wrong is FileNotFoundException or DirectoryNotFoundException ? (path.StartsWith('-') ? "there is no such option and no such file" : "there is no such file") : wrong.Message)}");
        }
    }
}
