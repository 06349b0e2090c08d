using IrqModel.Tool.Runs;

namespace IrqModel.Tool.Pages.Building;

/// <summary>What the runs of a page are called, so that each can be chosen: by their hosts, and where these are the same by more.</summary>
internal static class RunNames
{
    /// <summary>Names runs.</summary>
    /// <param name="runs">The runs.</param>
    /// <param name="origins">What tells runs of the same host apart, for instance their files; null for their numbers.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<ToolRun> runs, IReadOnlyList<string>? origins = null)
    {
        var hosts = runs.Select(run => run.Host).ToArray();
        if (hosts.Distinct(StringComparer.Ordinal).Count() == hosts.Length) return hosts;
        var differ = origins is not null && origins.Distinct(StringComparer.Ordinal).Count() == origins.Count;
        return [.. hosts.Select((host, index) => differ ? $"{host}, {origins![index]}" : $"{index + 1}: {host}")];
    }
}
