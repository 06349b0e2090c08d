using System.Diagnostics;

namespace Editors.Tests.LanguageServer;

/// <summary>The .NET tools that <c>.config/dotnet-tools.json</c> of this test project names.</summary>
internal static class DotnetTool
{
    private static readonly string Folder = Path.Combine(Checkout.Root, "tests", "Editors.Tests");
    private static readonly SemaphoreSlim Once = new(1);
    private static bool restored;

    /// <summary>Downloads the tools, unless they are there.</summary>
    /// <param name="cancellation">Stops the download.</param>
    /// <exception cref="InvalidOperationException">The SDK could not restore them; the message has its output.</exception>
    public static async Task RestoreAsync(CancellationToken cancellation)
    {
        await Once.WaitAsync(cancellation);
        try
        {
            if (!restored) await Cli.RunAsync("dotnet", ["tool", "restore"], Folder, cancellation);
            restored = true;
        }
        finally
        {
            Once.Release();
        }
    }

    /// <summary>Starts a tool whose standard streams are the caller's to read and write.</summary>
    /// <param name="command">The tool's command.</param>
    public static Process Start(string command) => Cli.Start("dotnet", ["tool", "run", command], Folder);
}
