namespace IrqModel.Hosts.Tests.Golden;

/// <summary>The folder with observations of real kernels: IRQ_GOLDEN, or ../shared/golden beside the checkout.</summary>
internal static class GoldenFolder
{
    public static string? Find()
    {
        if (Environment.GetEnvironmentVariable("IRQ_GOLDEN") is { Length: > 0 } named) return Directory.Exists(named) ? named : null;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (!File.Exists(Path.Combine(folder.FullName, "IrqAnalyzers.sln"))) continue;
            var shared = Path.Combine(folder.FullName, "..", "shared", "golden");
            return Directory.Exists(shared) ? shared : null;
        }

        return null;
    }
}
