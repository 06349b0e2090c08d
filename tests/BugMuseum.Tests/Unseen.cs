namespace BugMuseum.Tests;

/// <summary>
/// Findings that only one of the two readers has, with the reason; docs/architecture.md, "What only one reader sees", lists the same.
/// </summary>
internal static class Unseen
{
    /// <summary>What a run shows and the source does not.</summary>
    public static IReadOnlyDictionary<string, string> Statically { get; } = new Dictionary<string, string>
    {
        ["IRQ1001|B01Before.cs"] = "which of two notifiers runs first is a matter of their priorities at run time; each by itself is right",
        ["IRQ4005|A08Before.cs"] = "how many vectors an allocation gives is known only at run time; the analyzers take it that it gives some",
    };

    /// <summary>What the source shows and no run of the museum does.</summary>
    public static IReadOnlyDictionary<string, string> Dynamically { get; } = new Dictionary<string, string>
    {
        ["IRQ1003|A02Before.cs"] = "possible: whether several units serve the bus depends on the machine, and the exhibit's has one",
    };

    /// <summary>Rule and file of a key, by which the reasons are listed.</summary>
    public static string PlaceOf(string key)
    {
        var parts = key.Split('|');
        return $"{parts[0]}|{parts[2].Split(':')[0]}";
    }
}
