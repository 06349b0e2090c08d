using IrqModel.Tool.Output;

namespace IrqModel.Tool.Commands;

/// <summary>The files that a verb writes. All texts are made before the first is written, so that no error leaves some of them.</summary>
internal sealed class OutputFiles(ToolStreams streams)
{
    private readonly List<(string Option, string Path, Func<string, string> Text)> files = [];

    /// <summary>Adds a file.</summary>
    /// <param name="option">The option that names it.</param>
    /// <param name="path">The file, or <c>-</c> for standard output; null where the option is not given.</param>
    /// <param name="text">Makes its text.</param>
    public void Add(string option, string? path, Func<string> text) => Add(option, path, _ => text());

    /// <summary>Adds a file whose form follows from its name.</summary>
    /// <param name="option">The option that names it.</param>
    /// <param name="path">The file, or <c>-</c> for standard output; null where the option is not given.</param>
    /// <param name="text">Makes its text.</param>
    public void Add(string option, string? path, Func<string, string> text)
    {
        if (path is null) return;
        if (files.Find(file => SameFile(file.Path, path)) is { Option: { } other }) throw new InputException(
            $"{option} and {other} both name {path}.");
        files.Add((option, path, text));
    }

    /// <summary>Writes them.</summary>
    /// <returns>Whether one of them took standard output, and no report shall follow.</returns>
    public bool Write()
    {
        var texts = files.Select(file => (file.Path, Text: file.Text(file.Path))).ToArray();
        foreach (var (path, text) in texts.Where(each => each.Path != Inputs.StandardInput)) Write(path, text);
        if (texts.FirstOrDefault(each => each.Path == Inputs.StandardInput).Text is not { } output) return false;
        streams.Output.Write(output.EndsWith('\n') ? output : output + "\n");
        return true;
    }

    // To standard error, so that standard output has nothing but what was asked for.
    private void Write(string path, string text)
    {
        AtomicFile.Write(path, text);
        streams.Error.WriteLine($"wrote {path}");
    }

    private static bool SameFile(string one, string other) =>
        one == other || (one != Inputs.StandardInput && other != Inputs.StandardInput && Path.GetFullPath(one) == Path.GetFullPath(other));
}
