using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using IrqModel.Firmware;

namespace IrqModel.Tool.Machines;

/// <summary>Whether inputs are of one machine. Two states of a machine have the same functions on bus 0, and one name.</summary>
internal static partial class OneMachine
{
    // What installation media call a machine before it has a name.
    private static readonly HashSet<string> NoNames = new(StringComparer.OrdinalIgnoreCase)
    {
        "localhost", "localhost-live", "archiso", "ubuntu", "debian", "fedora", "kali", "nixos", "sysrescue", "host", "hostname", "server", "linux",
    };

    /// <summary>Whether a name is one that many machines have.</summary>
    public static bool IsNoName(string host) => NoNames.Contains(host);

    /// <summary>Why they are not; null where nothing shows it.</summary>
    public static string? WhyNot(Evidence evidence)
    {
        var named = evidence.NamedMachines;
        if (named.Length > 1) return $"the inputs name several machines: {string.Join(", ", named.Select(each => $"{each.Name} ({each.Source})"))}";
        if (evidence.WhyNobodys is { } nobodys) return nobodys;
        var listings = evidence.Listings.Where(listing => listing.Functions.Length > 0).DistinctBy(WhatIsCompared).ToArray();
        for (var later = 1; later < listings.Length; later++)
        {
            for (var earlier = 0; earlier < later; earlier++)
            {
                if (Difference(listings[earlier], listings[later]) is { } what) return what;
            }
        }

        return null;
    }

    // Listings that have the same differ from others alike. A log that repeats a listing thousands of times is compared once.
    private static string WhatIsCompared(PciListing listing)
    {
        var text = new StringBuilder().Append(HasSlotLines(listing));
        foreach (var function in listing.Functions)
        {
            if (function.Address is not { Segment: 0, Bus: 0 }) continue;
            text.Append(CultureInfo.InvariantCulture, $"\n{function.Address} {function.DoesNotAnswer} {function.VendorId} {function.DeviceId} ")
                .Append(CultureInfo.InvariantCulture, $"{function.ClassCode} {function.Description}");
        }

        return text.ToString();
    }

    // The host bridge stays in its place, and so does most of bus 0. Cards come and go, and bus numbers move with them.
    private static string? Difference(PciListing first, PciListing second)
    {
        var (compared, different) = (0, 0);
        (PciDeviceInfo First, PciDeviceInfo Second)? example = null;
        foreach (var function in first.Functions)
        {
            if (function.Address is not { Segment: 0, Bus: 0 } || second.Find(function.Address) is not { } other
                || AreSame(first, function, second, other) is not { } same) continue;
            compared++;
            if (same) continue;
            different++;
            example ??= (function, other);
        }

        return example is { } found && different * 2 > compared
            ? $"the listings are of different machines: {found.First.Address} is \"{Words(found.First)}\" in {Place(first)} and \"{Words(found.Second)}\" in {Place(second)}"
            : null;
    }

    private static bool? AreSame(PciListing first, PciDeviceInfo one, PciListing second, PciDeviceInfo other)
    {
        if (one.DoesNotAnswer || other.DoesNotAnswer) return null;
        if (one is { VendorId: { } vendor, DeviceId: { } device } && other is { VendorId: { } otherVendor, DeviceId: { } otherDevice })
            return (vendor, device) == (otherVendor, otherDevice);
        if (one.ClassCode >> 8 is { } code && other.ClassCode >> 8 is { } otherCode && code != otherCode) return false;
        return HasSlotLines(first) && HasSlotLines(second) && NamesOf(one) is { } name && NamesOf(other) is { } otherName
            ? name == otherName : null;
    }

    private static bool HasSlotLines(PciListing listing) =>
        listing.Form is ListingForm.Plain or ListingForm.Verbose or ListingForm.VeryVerbose or ListingForm.Hexadecimal;

    // Without ids, revisions and what else options of lspci add to a name.
    private static string? NamesOf(PciDeviceInfo function) =>
        function.Description is { } text && char.IsLetter(text[0]) ? Added().Replace(text, "").Trim() : null;

    private static string Words(PciDeviceInfo function) => function.Description
        ?? (function is { VendorId: { } vendor, DeviceId: { } device } ? $"{vendor:x4}:{device:x4}" : "not named");

    private static string Place(PciListing listing) => listing.FirstLine is { } line ? $"{listing.Source} line {line}" : listing.Source;

    [GeneratedRegex(@" *(?:\[[0-9a-f]{4}(?::[0-9a-f]{4})?\]|\((?:rev|prog-if)[^)]*\))", RegexOptions.IgnoreCase)]
    private static partial Regex Added();
}
