namespace SeedThread.Tests;

/// <summary>The sources of the sample.</summary>
internal static class Repository
{
    public static string SeedThread => Path.Combine(Checkout.Root, "samples", "SeedThread");

    /// <summary>The source files of the sample, in a stable order.</summary>
    public static string[] SeedThreadSources =>
        [.. Directory.EnumerateFiles(SeedThread, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
                && !file.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)];
}
