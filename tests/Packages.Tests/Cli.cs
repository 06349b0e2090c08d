using System.Diagnostics;

namespace Packages.Tests;

/// <summary>The .NET command line, as it is installed, away from the user's package folder and without servers that outlive it.</summary>
/// <param name="packages">The folder that packages are unpacked into.</param>
internal sealed class Cli(string packages)
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(15);

    /// <summary>Runs <c>dotnet</c> in a folder, to its end.</summary>
    /// <exception cref="TimeoutException">It took more than five minutes.</exception>
    public async Task<CliResult> RunAsync(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Variables()) start.Environment[name] = value;
        foreach (var name in start.Environment.Keys.Where(IsInherited).ToList()) start.Environment.Remove(name);

        using var process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start.");
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var timeout = new CancellationTokenSource(Limit);
        try
        {
            await process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"'dotnet {string.Join(' ', arguments)}' took more than {Limit}. So far it said:\n{await output}{await errors}");
        }

        return new CliResult($"dotnet {string.Join(' ', arguments)}", process.ExitCode, await output + await errors);
    }

    /// <summary>The same, where anything but success is a failure of the test.</summary>
    public async Task<CliResult> SucceedAsync(string folder, params string[] arguments)
    {
        var result = await RunAsync(folder, arguments);
        Assert.True(result.ExitCode == 0, result.ToString());
        return result;
    }

    private IEnumerable<(string Name, string Value)> Variables() =>
    [
        ("NUGET_PACKAGES", packages),
        ("DOTNET_CLI_UI_LANGUAGE", "en"),
        ("DOTNET_NOLOGO", "1"),
        ("DOTNET_CLI_TELEMETRY_OPTOUT", "1"),
        ("DOTNET_CLI_USE_MSBUILD_SERVER", "0"),
        ("MSBUILDDISABLENODEREUSE", "1"),
        ("UseSharedCompilation", "false"),
        ("MSBUILDTERMINALLOGGER", "off"),
    ];

    // What the test host itself was started with must not reach the projects under test.
    private static bool IsInherited(string name) =>
        name.StartsWith("MSBuild", StringComparison.Ordinal) || name is "MSBUILD_EXE_PATH" or "CI" or "TESTINGPLATFORM_UI_LANGUAGE" or "DirectoryBuildPropsPath";
}
