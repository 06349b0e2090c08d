using System.Text.Json;
using IrqModel.Tool.Runs;

namespace IrqModel.Tool.Output;

/// <summary>
/// Traces in the trace event format of Chrome, which Perfetto opens. A run is a process, the host and each function a thread, a step a
/// slice of
/// one microsecond: the time is the order of the steps, for a run has no other.
/// </summary>
public static class ChromeTrace
{
    private const int HostThread = 1;

    /// <summary>The traces of runs.</summary>
    public static string Write(IReadOnlyList<ToolRun> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteString("displayTimeUnit", "ns");
            writer.WriteStartArray("traceEvents");
            for (var index = 0; index < runs.Count; index++) Write(writer, runs[index], index + 1);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return System.Text.Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Write(Utf8JsonWriter writer, ToolRun run, int process)
    {
        var threads = new Dictionary<Bdf, int>();
        WriteName(writer, "process_name", process, 0, run.Title);
        WriteName(writer, "thread_name", process, HostThread, run.Host);
        foreach (var address in run.Trace.Select(step => step.Function).OfType<Bdf>().Distinct().Order())
        {
            threads.Add(address, threads.Count + HostThread + 1);
            var name = run.Functions.FirstOrDefault(function => function.Address == address)?.ToString() ?? address.ToString();
            WriteName(writer, "thread_name", process, threads[address], name);
        }

        for (var index = 0; index < run.Trace.Length; index++)
        {
            var step = run.Trace[index];
            writer.WriteStartObject();
            writer.WriteString("name", step.What);
            writer.WriteString("cat", step.Operation);
            writer.WriteString("ph", "X");
            writer.WriteNumber("ts", index);
            writer.WriteNumber("dur", 1);
            writer.WriteNumber("pid", process);
            writer.WriteNumber("tid", step.Function is { } function ? threads[function] : HostThread);
            writer.WriteStartObject("args");
            writer.WriteNumber("step", step.Step);
            writer.WriteString("operation", step.Operation);
            writer.WriteString("subject", step.Subject);
            if (step.Place is { } place) writer.WriteString("place", place.ToString());
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
    }

    private static void WriteName(Utf8JsonWriter writer, string what, int process, int thread, string name)
    {
        writer.WriteStartObject();
        writer.WriteString("name", what);
        writer.WriteString("ph", "M");
        writer.WriteNumber("pid", process);
        writer.WriteNumber("tid", thread);
        writer.WriteStartObject("args");
        writer.WriteString("name", name);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
