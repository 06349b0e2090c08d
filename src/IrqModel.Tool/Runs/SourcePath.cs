namespace IrqModel.Tool.Runs;

/// <summary>Names of source files for people.</summary>
internal static class SourcePath
{
    /// <summary>A path relative to the current folder, where the file is below it.</summary>
    public static string Short(string file)
    {
        if (!Path.IsPathRooted(file)) return file;
        var relative = Path.GetRelativePath(Environment.CurrentDirectory, file);
        return relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(relative) ? file : relative;
    }
}
