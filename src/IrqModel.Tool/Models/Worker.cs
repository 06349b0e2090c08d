using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using IrqModel.Engine;
using IrqModel.Runtime;
using IrqModel.Tool.Describing;
using IrqModel.Tool.Hosts;
using IrqModel.Tool.Json;
using IrqModel.Tool.Running;
using IrqModel.Tool.Runs;

namespace IrqModel.Tool.Models;

/// <summary>
/// Loads a model into this process and runs it. The process is a child of the one that the user started: what a model does wrong (it never
/// ends,
/// it ends the process, it uses up the stack) hurts nobody else.
/// </summary>
internal static class Worker
{
    /// <summary>Does what a request says.</summary>
    /// <param name="requestFile">The request.</param>
    /// <param name="resultFile">Where the result goes.</param>
    /// <param name="statusFile">Where it is told how far things have come.</param>
    public static int Run(string requestFile, string resultFile, string statusFile)
    {
        var request = JsonSerializer.Deserialize<WorkerRequest>(File.ReadAllText(requestFile), ToolJson.Options)!;
        using var status = new WorkerStatus(statusFile);
        var collector = new RunCollector(request, status);
        var hasWritten = 0;

        // A model may end the process, and what it ran before counts.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Write(Collect(collector, request, null, null));
        WorkerResult result;
        try
        {
            status.Text = "while it was loaded";
            SimulationObserver.Current = collector;
            var machine = Execute(request, status);
            result = Collect(collector, request, machine, collector.Failure is { } failure ? Describe(request, failure) : null);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException || collector.Count == 0)
        {
            result = Collect(collector, request, null,
                Describe(request, failure is TargetInvocationException { InnerException: { } inner } ? inner : failure));
        }

        Write(result);
        return 0;

        void Write(WorkerResult written)
        {
            if (Interlocked.Exchange(ref hasWritten, 1) != 0) return;
            File.WriteAllText(resultFile, JsonSerializer.Serialize(written, ToolJson.Options));
        }
    }

    private static WorkerResult Collect(RunCollector collector, WorkerRequest request, MachineDescription? machine, string? error)
    {
        var (runs, leftOut) = collector.Collected;
        if (error is null && runs.IsEmpty && machine is null)
        {
            error = collector.Count == 0 ? $"{request.Name}: the program ended without a run: it never called Simulation.Run."
                : request.Run is { } number && number > collector.Count
                    ? $"{request.Name}: --run {number}: the program made {collector.Count} runs."
                : $"{request.Name}: --host {request.Host}: no run of the program has such a host.";
        }

        return new() { Runs = runs, RunsLeftOut = leftOut, Machine = machine, Error = error };
    }

    private static MachineDescription? Execute(WorkerRequest request, WorkerStatus status)
    {
        var assembly = Load(request);
        if (request.DescribeOnly)
        {
            status.Text = "while the machine was described";
            return MachineDescription.Of(new ModelParts(assembly, request.Name).Builder(request.Builder)());
        }

        var isProgram = assembly.EntryPoint is not null && request is { Builder: null, Scenario: null };
        if (isProgram)
        {
            status.Text = "before it called Simulation.Run";
            RunProgram(assembly.EntryPoint!, request);
            return null;
        }

        var parts = new ModelParts(assembly, request.Name);
        var choice = request.Host is { } host ? HostCatalogue.Find(host) : null;
        Func<Machine> builder = request.Machine is { } given ? given.CreateMachine : parts.Builder(request.Builder);
        Func<Machine, Host> hosts = choice is not null ? machine =>
            choice.Create(machine, [new EveryFunctionDriver()]) : parts.Host(request.Host);
        Simulation.Run(builder, hosts, request.Machine is null ? parts.Scenario(request.Scenario) : null);
        return null;
    }

    private static Assembly Load(WorkerRequest request)
    {
        try
        {
            return new ModelLoadContext(request.Assembly).LoadFromAssemblyPath(request.Assembly);
        }
        catch (Exception wrong) when (wrong is BadImageFormatException or FileLoadException or FileNotFoundException)
        {
            throw new InputException($"{request.Name}: no .NET assembly that can be loaded: {wrong.Message}");
        }
    }

    private static void RunProgram(MethodInfo entry, WorkerRequest request)
    {
        object?[] arguments = entry.GetParameters().Length == 0 ? [] : [request.Arguments.ToArray()];
        if (entry.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null) is Task task) task.GetAwaiter().GetResult();
    }

    private static string Describe(WorkerRequest request, Exception failure) => failure switch
    {
        InputException => failure.Message,
        ModelException => $"{request.Name}: {failure.Message}",
        TopologyException { Rule: { } rule } => $"{request.Name}: {failure.Message} [{rule}]",
        TopologyException => $"{request.Name}: {failure.Message}",
        MissingMethodException or MissingFieldException or TypeLoadException when Mentions(failure, "IrqModel") =>
            $"{request.Name}: {failure.Message} It was built with another version of IrqModel; this is {typeof(Machine).Assembly.GetName().Version?.ToString(3)}.",
        _ => $"{request.Name}: {failure.GetType().FullName}{PlaceOf(failure)}: {failure.Message}",
    };

    private static bool Mentions(Exception failure, string name) => failure.Message.Contains(name, StringComparison.Ordinal);

    // The innermost line of the model: not of the framework, which has no lines, nor of the tool's own libraries.
    private static string PlaceOf(Exception failure)
    {
        foreach (var frame in new StackTrace(failure, fNeedFileInfo: true).GetFrames())
        {
            if (frame.GetFileName() is not { } file || frame.GetMethod()?.DeclaringType?.Assembly is not { } assembly) continue;
            if (System.Runtime.Loader.AssemblyLoadContext.GetLoadContext(
                assembly) is ModelLoadContext) return $" at {RunPlace.Of(new SourceLocation(file, frame.GetFileLineNumber()))}";
        }

        return "";
    }
}
