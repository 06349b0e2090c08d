using System.Globalization;

namespace IrqModel.Tool.Report;

/// <summary>Numbers and lists of functions in words.</summary>
internal static class Words
{
    /// <summary>"1 function", "8 functions".</summary>
    public static string Count(int count, string noun) =>
        $"{count.ToString(CultureInfo.InvariantCulture)} {noun}{(count == 1 ? "" : noun.EndsWith('s') ? "es" : "s")}";

    /// <summary>A few addresses: "3b:10.0, 3b:10.1 and 6 more".</summary>
    public static string Some(IReadOnlyList<Bdf> addresses, int most = 3)
    {
        var shown = string.Join(", ", addresses.Take(most)
            .Select(address => address.Segment == 0 ? address.RequesterId.ToString() : address.ToString()));
        return addresses.Count <= most ? shown : $"{shown} and {addresses.Count - most} more";
    }
}
