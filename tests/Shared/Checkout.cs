namespace IrqAnalyzers.Tests.Shared;

/// <summary>The checkout that the tests run in, and what may lie beside it. Compiled into each test project that needs it.</summary>
internal static class Checkout
{
    /// <summary>The folder with the solution.</summary>
    /// <exception cref="DirectoryNotFoundException">The tests run outside a checkout.</exception>
    public static string Root =>
        Find() ?? throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds IrqAnalyzers.sln.");

    /// <summary>The folder that an environment variable names, or else the one in ../shared; null if it does not exist.</summary>
    public static string? SharedFolder(string variable, string name)
    {
        var folder = Environment.GetEnvironmentVariable(variable) is { Length: > 0 } named ? named
            : Find() is { } root ? Path.GetFullPath(Path.Combine(root, "..", "shared", name))
            : null;
        return Directory.Exists(folder) ? folder : null;
    }

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "IrqAnalyzers.sln"))) return folder.FullName;
        }

        return null;
    }
}
