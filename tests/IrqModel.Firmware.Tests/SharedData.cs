namespace IrqModel.Firmware.Tests;

/// <summary>Files of real machines, which live beside the checkout.</summary>
internal static class SharedData
{
    /// <summary>The files of a folder in a stable order; skips the running test where the folder is absent or holds none.</summary>
    public static string[] Files(string folder, string pattern = "*") => Files(Checkout.SharedFolder("IRQ_DATA", "data"), folder, pattern);

    /// <summary>The files of a folder of cases; skips the running test where it is absent.</summary>
    public static string[] Cases(string folder, string pattern) => Files(Checkout.SharedFolder("IRQ_CASES", "cases"), folder, pattern);

    private static string[] Files(string? data, string folder, string pattern)
    {
        string path = Path.Combine(data ?? "", folder);
        if (data is null || !Directory.Exists(path))
            Assert.Skip($"no folder {folder} in the data of real machines; set IRQ_DATA to where they are");
        string[] files = Directory.GetFiles(path, pattern, SearchOption.AllDirectories);
        if (files.Length == 0)
            Assert.Skip($"no file {pattern} in the folder {folder} of the data of real machines");
        Array.Sort(files, StringComparer.Ordinal);
        return files;
    }
}
