using System.Diagnostics;

namespace IrqModel.Tool.Models;

/// <summary>Builds a model that is a project, with the SDK's <c>dotnet build</c>.</summary>
internal static class ProjectBuilder
{
    private const int MostErrors = 20;

    /// <summary>Builds a project and finds its assembly.</summary>
    /// <exception cref="ModelErrorException">It does not build; the message has the compiler's errors with file and line.</exception>
    public static string Build(string project, CancellationToken cancellation)
    {
        var framework = FrameworkOf(project, cancellation);
        string[] choice = framework.Length == 0 ? [] : ["--framework", framework];
        var (exitCode, output) = Dotnet(["build", project, .. choice, "--nologo", "-v:quiet", "-clp:NoSummary", "-tl:off"], cancellation);
        if (exitCode != 0) throw new ModelErrorException($"{project} does not build.\n{Errors(output)}");
        string[] property = framework.Length == 0 ? [] : [$"-p:TargetFramework={framework}"];
        var path = Property(project, "TargetPath", property, cancellation);
        return File.Exists(path) ? path : throw new InputException(
            $"{project}: was built, and {(path.Length == 0 ? "names no assembly" : $"{path} is not there")}.");
    }

    // Of several frameworks the newest that this process can load.
    private static string FrameworkOf(string project, CancellationToken cancellation)
    {
        var several = Property(project, "TargetFrameworks", [], cancellation);
        if (several.Length == 0) return "";
        var loadable = several.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(name => (Name: name, Version: VersionOf(name)))
                .Where(each => each.Version is { } version && version.Major <= Environment.Version.Major);
        return loadable.OrderByDescending(each => each.Version).Select(each => each.Name).FirstOrDefault()
            ?? throw new InputException(
                $"{project}: none of its frameworks ({several}) can be loaded by .NET {Environment.Version.Major}.");
    }

    private static Version? VersionOf(string framework) =>
        framework.StartsWith("net", StringComparison.Ordinal) && Version.TryParse(framework[3..], out var version) && version.Major >= 5
            ? version : null;

    private static string Property(string project, string name, string[] options, CancellationToken cancellation)
    {
        var (exitCode, output) = Dotnet(["msbuild", project, $"-getProperty:{name}", .. options], cancellation);
        return exitCode == 0 ? output.Trim() : throw new ModelErrorException($"{project} cannot be read.\n{Errors(output)}");
    }

    private static string Errors(string output)
    {
        var errors = output.Split('\n').Select(line => line.Trim())
            .Where(line => line.Contains("error", StringComparison.OrdinalIgnoreCase)).Distinct().ToArray();
        if (errors.Length == 0) return output.Trim();
        return string.Join('\n', errors.Take(MostErrors)) + (
            errors.Length > MostErrors ? $"\nand {errors.Length - MostErrors} errors more" : "");
    }

    private static (int ExitCode, string Output) Dotnet(string[] arguments, CancellationToken cancellation)
    {
        var info = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments) info.ArgumentList.Add(argument);
        info.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        info.Environment["DOTNET_NOLOGO"] = "1";

        // A build that this process is part of must not leak into the one that it starts.
        info.Environment.Remove("MSBUILD_EXE_PATH");
        info.Environment.Remove("MSBuildSDKsPath");
        info.Environment.Remove("MSBuildExtensionsPath");
        using var process = Start(info);
        var error = process.StandardError.ReadToEndAsync(cancellation);
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        try
        {
            process.WaitForExitAsync(cancellation).GetAwaiter().GetResult();
            return (process.ExitCode, output.GetAwaiter().GetResult() + error.GetAwaiter().GetResult());
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static Process Start(ProcessStartInfo info)
    {
        try
        {
            return Process.Start(info)!;
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new InputException($"a project needs the .NET SDK: 'dotnet' cannot be started ({missing.Message}).");
        }
    }
}
