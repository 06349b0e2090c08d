using System.Globalization;

namespace IrqModel.Tool.Report;

/// <summary>Numbers and lists of functions in words.</summary>
internal static class Words
{
    /// <summary>"1 function", "8 functions".</summary>
    public static string Count(int count, string noun) =>
        $"{count.ToString(CultureInfo.InvariantCulture)} {noun}{(count == 1 ? "" : noun.EndsWith('s') ? "es" : "s")}";

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
