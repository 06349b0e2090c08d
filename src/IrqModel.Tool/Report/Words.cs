using System.Globalization;
using IrqModel.Tool.Machines;

namespace IrqModel.Tool.Report;

/// <summary>Numbers and lists of functions in words.</summary>
internal static class Words
{
    /// <summary>"1 function", "8 functions".</summary>
    public static string Count(int count, string noun) =>
        $"{count.ToString(CultureInfo.InvariantCulture)} {noun}{(count == 1 ? "" : noun.EndsWith('s') ? "es" : "s")}";

    /// <summary>"the function", "all 8 functions", "3 of 8 functions".</summary>
    public static string Share(int part, int whole, string noun) => part < whole ? $"{part.ToString(CultureInfo.InvariantCulture)} of {Count(whole, noun)}"
        : whole == 1 ? $"the {noun}" : whole == 2 ? $"both {noun}s" : $"all {Count(whole, noun)}";

    /// <summary>What a function sends its messages with: MSI-X, which drivers prefer where it has both, or MSI.</summary>
    public static string Capability(ObservedFunction function) => function.Msix == Presence.Present ? "MSI-X" : "MSI";

    /// <summary>A text that starts with a capital letter.</summary>
    public static string Capitalised(string text) => text.Length == 0 ? "" : $"{char.ToUpperInvariant(text[0])}{text[1..]}";

    /// <summary>A sentence as it goes on after a colon; one that starts with a number or a name stays.</summary>
    public static string Uncapitalised(string text) => text.Length < 2 || !char.IsLower(text[1]) ? text : $"{char.ToLowerInvariant(text[0])}{text[1..]}";

    /// <summary>A few addresses: "3b:10.0, 3b:10.1 and 6 more".</summary>
    public static string Some(IReadOnlyCollection<Bdf> addresses) => Some(addresses, addresses.Count);

    /// <summary>The first few of addresses that are counted already.</summary>
    public static string Some(IEnumerable<Bdf> addresses, int count)
    {
        const int Most = 3;
        var shown = string.Join(", ", addresses.Take(Most)
            .Select(address => address.Segment == 0 ? address.RequesterId.ToString() : address.ToString()));
        return count <= Most ? shown : $"{shown} and {count - Most} more";
    }
}
