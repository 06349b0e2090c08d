using System.Text;
using IrqModel.Tool.Runs;

namespace IrqModel.Tool.Output;

/// <summary>Traces as text, a line for each step.</summary>
public static class TraceText
{
    /// <summary>The traces of runs.</summary>
    public static string Write(IReadOnlyList<ToolRun> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        var text = new StringBuilder();
        foreach (var run in runs)
        {
            text.Append("# ").Append(run.Title).Append('\n');
            foreach (var step in run.Trace) text.Append(step).Append('\n');
            if (run.TraceLeftOut > 0) text.Append("# and ").Append(run.TraceLeftOut)
                .Append(" steps more, left out because the trace was full\n");
        }

        return text.ToString();
    }
}
