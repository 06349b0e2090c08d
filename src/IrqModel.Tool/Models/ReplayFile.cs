using System.Collections.Immutable;
using System.Text.Json;
using IrqModel.Tool.Commands;
using IrqModel.Tool.Json;

namespace IrqModel.Tool.Models;

/// <summary>Choices to replay: those of each run of a document of runs, or one list.</summary>
internal static class ReplayFile
{
    /// <summary>Reads choices, one list for each run.</summary>
    /// <exception cref="InputException">The file holds no choices.</exception>
    public static ImmutableArray<ImmutableArray<int>> Read(string file, ToolStreams streams)
    {
        var json = System.Text.Encoding.UTF8.GetString(Inputs.ReadFile(file, streams)).TrimStart('\uFEFF');
        if (ToolJson.HoldsRuns(json)) return [.. ToolJson.ReadRuns(json, file).Runs.Select(run => run.Choices)];
        try
        {
            var choices = JsonSerializer.Deserialize<ImmutableArray<int>>(json, ToolJson.Options);
            if (!choices.IsDefault) return [choices];
        }
        catch (JsonException)
        {
            // Said below, as for null.
        }

        throw new InputException(
            $"{file}: holds no choices; expected a file that 'irqmodel run --json' wrote, or a list of numbers such as [0,1,0].");
    }
}
