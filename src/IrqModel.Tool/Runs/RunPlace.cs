using System.Runtime.CompilerServices;
using IrqModel.Runtime;

namespace IrqModel.Tool.Runs;

/// <summary>A line of a model's source.</summary>
/// <param name="File">The file as the compiler saw it; it need not exist on this machine.</param>
/// <param name="Line">The line, from 1.</param>
public sealed record RunPlace(string File, int Line)
{
    // The DSL and its engine, the hosts, and what makes a machine of a description.
    private static readonly string[] Projects = ["IrqModel", "IrqModel.Engine", "IrqModel.Hosts", "IrqModel.Tool"];

    private static readonly string Sources = FolderOf();

    /// <summary>Whether it is a line of what the tool brings along: who runs the tool does not have its source.</summary>
    internal bool IsBuiltIn => Projects.Any(project => File.StartsWith($"{project}/", StringComparison.Ordinal));

    /// <summary>The place, or null where none is known.</summary>
    public static RunPlace? Of(SourceLocation location) => location.Line == 0 ? null : new(NameOf(location.File), location.Line);

    /// <summary>File, relative to the current folder where it is below, and line; of what the tool brings along no file.</summary>
    public override string ToString() => IsBuiltIn ? "(the built-in host)" : $"{SourcePath.Short(File)}:{Line}";

    /// <summary>What a file is called in runs: where the tool was built tells nobody anything, so its own files go by their project.</summary>
    internal static string NameOf(string file)
    {
        if (!file.StartsWith(Sources, StringComparison.Ordinal)) return file;
        var name = file[Sources.Length..].Replace('\\', '/');
        return Projects.Any(project => name.StartsWith($"{project}/", StringComparison.Ordinal)) ? name : file;
    }

    private static string FolderOf([CallerFilePath] string file = "") => file[..^"IrqModel.Tool/Runs/RunPlace.cs".Length];
}
