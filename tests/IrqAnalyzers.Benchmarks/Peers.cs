namespace IrqAnalyzers.Benchmarks;

/// <summary>Finds the analyzers that ours are compared with.</summary>
internal static class Peers
{
    /// <summary>The analyzers of the newest SDK beside the runtime that runs this.</summary>
    /// <exception cref="InvalidOperationException">There is no SDK there.</exception>
    public static string NetAnalyzers()
    {
        var root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "..", "..", ".."));
        var sdks = Path.Combine(root, "sdk");
        var found = Directory.Exists(sdks)
            ? Directory.GetFiles(sdks, "Microsoft.CodeAnalysis.NetAnalyzers.dll", SearchOption.AllDirectories).Order(StringComparer.Ordinal).LastOrDefault()
            : null;
        return found ?? throw new InvalidOperationException($"No Microsoft.CodeAnalysis.NetAnalyzers.dll under {sdks}.");
    }

    /// <summary>SonarAnalyzer.CSharp: where an option or IRQ_SONAR says, or in the package folder.</summary>
    public static string? Sonar(string[] args)
    {
        var option = Array.IndexOf(args, "--sonar");
        if (option >= 0 && option + 1 < args.Length) return args[option + 1];
        if (Environment.GetEnvironmentVariable("IRQ_SONAR") is { Length: > 0 } named) return named;
        var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        var folder = Path.Combine(packages, "sonaranalyzer.csharp");
        return Directory.Exists(folder)
            ? Directory.GetFiles(folder, "SonarAnalyzer.CSharp.dll", SearchOption.AllDirectories).Order(StringComparer.Ordinal).LastOrDefault()
            : null;
    }
}
