using IrqModel.Runtime;

namespace IrqModel.Tool.Runs;

/// <summary>A line of a model's source.</summary>
/// <param name="File">The file as the compiler saw it; it need not exist on this machine.</param>
/// <param name="Line">The line, from 1.</param>
public sealed record RunPlace(string File, int Line)
{
    /// <summary>The place, or null where none is known.</summary>
    public static RunPlace? Of(SourceLocation location) => location.Line == 0 ? null : new(location.File, location.Line);

    /// <summary>File, relative to the current folder where it is below, and line.</summary>
    public override string ToString() => $"{SourcePath.Short(File)}:{Line}";
}
