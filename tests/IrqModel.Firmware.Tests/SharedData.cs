namespace IrqModel.Firmware.Tests;

/// <summary>Files of real machines, which live beside the checkout.</summary>
internal static class SharedData
{
    /// <summary>The files of a folder in a stable order; skips the running test where the folder is absent or holds none.</summary>
    public static string[] Files(string folder, string pattern = "*")
    {
        string path = Path.Combine(Root(), folder);
        if (!Directory.Exists(path))
            Assert.Skip($"no folder {folder} in the data of real machines; set IRQ_DATA to where they are");
        string[] files = Directory.GetFiles(path, pattern, SearchOption.AllDirectories);
        if (files.Length == 0)
            Assert.Skip($"no file {pattern} in the folder {folder} of the data of real machines");
        Array.Sort(files, StringComparer.Ordinal);
        return files;
    }

    private static string Root()
    {
        if (Environment.GetEnvironmentVariable("IRQ_DATA") is { Length: > 0 } given)
            return given;
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "IrqAnalyzers.sln")))
                return Path.GetFullPath(Path.Combine(at.FullName, "..", "shared", "data"));
        }
        return Path.Combine(AppContext.BaseDirectory, "data");
    }
}
