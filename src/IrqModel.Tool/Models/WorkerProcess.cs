using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text.Json;
using IrqModel.Tool.Commands;
using IrqModel.Tool.Json;

namespace IrqModel.Tool.Models;

/// <summary>Starts the process that loads a model, and takes care that it ends.</summary>
internal static class WorkerProcess
{
    /// <summary>The name of the hidden verb that the process runs.</summary>
    public const string Verb = "worker";

    /// <summary>More memory than this no model gets: one that grows without end shall not take the machine with it.</summary>
    private const long MostMemory = 4L << 30;

    private const int LinesOfCrash = 12;

    /// <summary>Runs a request in a process of its own.</summary>
    /// <param name="request">The request.</param>
    /// <param name="timeout">How long the model may take.</param>
    /// <param name="streams">What the model writes goes to the error stream.</param>
    /// <param name="cancellation">Ends the process.</param>
    /// <exception cref="ModelErrorException">The model is wrong, or does not end.</exception>
    public static WorkerResult Run(WorkerRequest request, TimeSpan timeout, ToolStreams streams, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("irqmodel");
        try
        {
            return Run(request, timeout, streams, folder.FullName, cancellation);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static WorkerResult Run(
        WorkerRequest request, TimeSpan timeout, ToolStreams streams, string folder, CancellationToken cancellation)
    {
        var (requestFile, resultFile, statusFile) = (
            Path.Combine(folder, "request.json"), Path.Combine(folder, "result.json"), Path.Combine(folder, "status"));
        File.WriteAllText(requestFile, JsonSerializer.Serialize(request, ToolJson.Options));
        using var status = new WorkerStatus(statusFile);
        using var process = new Process { StartInfo = StartInfo(requestFile, resultFile, statusFile) };
        var crash = new List<string>();
        process.OutputDataReceived += (_, line) => PassOn(line.Data);
        process.ErrorDataReceived += (_, line) => PassOn(line.Data);
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        Wait(process, request, timeout, status, cancellation);
        if (!File.Exists(resultFile)) throw new ModelErrorException(Crashed(request, process.ExitCode, status.Text, crash));
        var result = JsonSerializer.Deserialize<WorkerResult>(File.ReadAllText(resultFile), ToolJson.Options)!;
        return result.Error is { } error ? throw new ModelErrorException(error) : result;

        void PassOn(string? line)
        {
            if (line is null) return;
            lock (crash)
            {
                if (crash.Count < LinesOfCrash) crash.Add(line);
                streams.Error.WriteLine(line);
            }
        }
    }

    private static void Wait(Process process, WorkerRequest request, TimeSpan timeout, WorkerStatus status, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(timeout);
        try
        {
            process.WaitForExitAsync(limit.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            var place = status.Text;
            process.Kill(entireProcessTree: true);
            process.WaitForExit();
            cancellation.ThrowIfCancellationRequested();
            var option = request.DescribeOnly ? "" : " (--timeout)";
            throw new ModelErrorException(
                $"{request.Name}: did not come to an end within {timeout.TotalSeconds:0.###} s{option}. It hung {place}.");
        }
    }

    private static string Crashed(WorkerRequest request, int exitCode, string place, List<string> output)
    {
        lock (output)
        {
            var overflow = output.FindIndex(line => line.StartsWith("Stack overflow", StringComparison.Ordinal));
            if (overflow < 0) return $"{request.Name}: its process ended with exit code {exitCode} {place}.";
            var frame = output.Skip(overflow).FirstOrDefault(line => line.TrimStart().StartsWith("at ", StringComparison.Ordinal));
            return $"{request.Name}: stack overflow {place}{(frame is null ? "" : $": {frame.Trim()}")}.";
        }
    }

    // The tool may have been started through "dotnet", its own executable or a test host; the runtime's own "dotnet" is always there.
    private static ProcessStartInfo StartInfo(params string[] files)
    {
        var name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        var host = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", name));
        var info = new ProcessStartInfo(host)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        info.ArgumentList.Add("exec");
        info.ArgumentList.Add(typeof(WorkerProcess).Assembly.Location);
        info.ArgumentList.Add(Verb);
        foreach (var file in files) info.ArgumentList.Add(file);
        info.Environment["DOTNET_GCHeapHardLimit"] = MostMemory.ToString("X", System.Globalization.CultureInfo.InvariantCulture);
        info.Environment["DOTNET_TieredPGO"] = "0";
        return info;
    }
}
