using System.Text.Json;

namespace IrqModel.Tool.Tests.Runs;

/// <summary>What the trace event format demands, as far as Perfetto needs it.</summary>
internal static class TraceEvents
{
    /// <summary>Checks a document and counts its slices.</summary>
    public static int Validate(JsonElement document)
    {
        var slices = 0;
        var threads = new HashSet<(int, int)>();
        var used = new HashSet<(int, int)>();
        var last = new Dictionary<(int, int), long>();
        foreach (var each in document.GetProperty("traceEvents").EnumerateArray())
        {
            var thread = (each.GetProperty("pid").GetInt32(), each.GetProperty("tid").GetInt32());
            Assert.NotEmpty(each.GetProperty("name").GetString()!);
            Assert.Equal(JsonValueKind.Object, each.GetProperty("args").ValueKind);
            switch (each.GetProperty("ph").GetString())
            {
                case "M":
                    Assert.Contains(each.GetProperty("name").GetString(), new[] { "process_name", "thread_name" });
                    Assert.NotEmpty(each.GetProperty("args").GetProperty("name").GetString()!);
                    threads.Add(thread);
                    break;
                case "X":
                    slices++;
                    used.Add(thread);
                    Assert.True(each.GetProperty("dur").GetInt64() > 0);
                    Assert.True(!last.TryGetValue(thread, out var end) || each.GetProperty("ts").GetInt64() >= end,
                        "slices of a thread must not overlap");
                    last[thread] = each.GetProperty("ts").GetInt64() + each.GetProperty("dur").GetInt64();
                    break;
                case var phase:
                    Assert.Fail($"phase {phase}");
                    break;
            }
        }

        Assert.Subset(threads, used);
        return slices;
    }
}
