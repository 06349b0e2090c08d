using IrqModel.Firmware;

namespace IrqModel.Tool.Commands;

/// <summary>Opens what the command line names: files, folders, <c>-</c> for standard input.</summary>
internal static class Inputs
{
    public const string StandardInput = "-";

    /// <summary>Opens inputs. Without any: standard input if that is a file or a pipe.</summary>
    /// <exception cref="InputException">One of them cannot be read, or there is none.</exception>
    public static IReadOnlyList<InputSource> Open(string[] names, ToolStreams streams)
    {
        if (names.Length == 0)
        {
            if (!streams.IsInputRedirected) throw new InputException("no input: name files or folders, or pipe a paste into standard input.");
            names = [StandardInput];
        }

        return [.. names.SelectMany(name => name == StandardInput ? [FromStream(streams)] : FromPath(name))];
    }

    private static InputSource FromStream(ToolStreams streams)
    {
        using var stream = streams.OpenInput();
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return new("standard input", bytes.ToArray());
    }

    private static IEnumerable<InputSource> FromPath(string path)
    {
        try
        {
            return Directory.Exists(path) ? [.. Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(file => new InputSource(Path.GetRelativePath(path, file), File.ReadAllBytes(file)))] : [InputSource.FromFile(path)];
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new InputException($"{path}: {(wrong is FileNotFoundException or DirectoryNotFoundException ? (path.StartsWith('-') ? "there is no such option and no such file" : "there is no such file") : wrong.Message)}");
        }
    }
}
