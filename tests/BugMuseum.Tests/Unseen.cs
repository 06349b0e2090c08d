namespace BugMuseum.Tests;

/// <summary>
/// Findings that only one of the two readers has, with the reason; docs/parity.md, "What only one reader sees", lists the same.
/// </summary>
internal static class Unseen
{
    /// <summary>What a run shows and the source does not.</summary>
    public static IReadOnlyDictionary<string, string> Statically { get; } = new Dictionary<string, string>
    {
        ["IRQ1001|B01Before.cs"] = "which of two notifiers runs first is a matter of their priorities at run time; each by itself is right",
        ["IRQ1008|B07Before.cs"] = "that a card comes between the visit and the subscription is a matter of when it is plugged in, in another flow",
        ["IRQ4003|D05Before.cs"] = "what functions a collection holds, and in what state they are, is unknown; here one of them was bound in another flow",
        ["IRQ4001|EagerDriver.cs"] = "in what state a function arrives at a driver's Probe is unknown; in C02 its owner uses it without having bound to it",
    };

    /// <summary>What the source shows and no run of the museum does.</summary>
    public static IReadOnlyDictionary<string, string> Dynamically { get; } = new Dictionary<string, string>
    {
        ["IRQ1003|A02Before.cs"] = "possible: whether several units serve the bus depends on the machine, and the exhibit's has one",
    };

    /// <summary>Rule and file of a key, by which the reasons are listed.</summary>
    public static string PlaceOf(string key) => $"{key.Split('|')[0]}|{FileOf(key)}";

    /// <summary>The file that a key names.</summary>
    public static string FileOf(string key) => key.Split('|')[2].Split(':')[0];
}
