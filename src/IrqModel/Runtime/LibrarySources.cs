using System.Runtime.CompilerServices;

namespace IrqModel.Runtime;

/// <summary>Tells the sources of the DSL from those of models: what a default of the DSL does has its place in the model that relies on it.</summary>
internal static class LibrarySources
{
    private static readonly string Folder = FolderOf();

    /// <summary>Whether a file is one of the DSL's own.</summary>
    public static bool Contains(string file) => file.StartsWith(Folder, StringComparison.Ordinal);

    private static string FolderOf([CallerFilePath] string file = "") => file[..^"Runtime/LibrarySources.cs".Length];
}
