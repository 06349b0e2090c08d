using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace IrqModel.Tool.Scrubbing;

/// <summary>Gives each value a stand-in of the same form, the same one wherever the value occurs.</summary>
/// <remarks>A text that was scrubbed before has stand-ins already: they stay, and nothing else gets the same one.</remarks>
internal sealed partial class StandIns(string text)
{
    private readonly HashSet<string> taken = [.. StandIn().Matches(text).Select(match => match.Value)];
    private readonly Dictionary<(ScrubKind Kind, string Value), string> known = [];
    private readonly Dictionary<ScrubKind, (int Values, int Places)> counts = [];
    private readonly Dictionary<ScrubKind, int> numbers = [];
    private readonly HashSet<string> given = new(StringComparer.Ordinal);

    public ImmutableArray<ScrubCount> Counts =>
        [.. counts.OrderBy(pair => pair.Key).Select(pair => new ScrubCount(pair.Key, pair.Value.Values, pair.Value.Places))];

    /// <summary>The stand-in for a value. <paramref name="form"/> makes one from a number.</summary>
    public string For(ScrubKind kind, string value, Func<int, string> form)
    {
        if (given.Contains(value) || taken.Contains(value)) return value;
        var (values, places) = counts.GetValueOrDefault(kind);
        var key = (kind, value.ToUpperInvariant());
        if (!known.TryGetValue(key, out var standIn))
        {
            values++;
            var number = numbers.GetValueOrDefault(kind);
            do standIn = form(++number);
            while (taken.Contains(standIn));
            numbers[kind] = number;
            known.Add(key, standIn);
            given.Add(standIn);
        }

        counts[kind] = (values, places + 1);
        return standIn;
    }

    public string Mac(string value)
    {
        var separator = value[2];
        return For(ScrubKind.MacAddress, value.Replace('-', ':'),
            number => $"02:00:00:00:{number >> 8 & 0xFF:x2}:{number & 0xFF:x2}").Replace(':', separator);
    }

    public string Serial(string value) => For(ScrubKind.SerialNumber, value, number => Numbered("SERIAL", number));

    public string DeviceSerial(string value) =>
        For(ScrubKind.SerialNumber, value, number => $"00-00-00-ff-ff-00-{number >> 8 & 0xFF:x2}-{number & 0xFF:x2}");

    public string Uuid(string value) => For(ScrubKind.Uuid, value, number => $"00000000-0000-4000-8000-{number:x12}");

    public string VolumeId(string value) => For(ScrubKind.Uuid, value, number => $"{number >> 16 & 0xFFFF:X4}-{number & 0xFFFF:X4}");

    public string WorldWideName(string value) => For(ScrubKind.WorldWideName, value, number => value.Contains(':', StringComparison.Ordinal)
        ? $"00:00:00:00:00:00:{number >> 8 & 0xFF:x2}:{number & 0xFF:x2}"
        : number.ToString($"x{value.Length}", CultureInfo.InvariantCulture));

    // The ranges that RFC 5737, RFC 2544 and RFC 3849 set aside for documentation and tests.
    public string Ip(string value) => For(
        ScrubKind.IpAddress, value, number => value.Contains(':', StringComparison.Ordinal) ? $"2001:db8::{number:x}"
            : number <= byte.MaxValue ? $"192.0.2.{number}" : $"198.{18 + (number >> 16 & 1)}.{number >> 8 & 0xFF}.{number & 0xFF}");

    // A machine has one stand-in, with and without its domain.
    public string Host(string value)
    {
        var name = value.Split('.')[0];
        return For(ScrubKind.HostName, name, number => Numbered("host", number)) + (name.Length == value.Length ? "" : ".example");
    }

    public string Secret(string value) => For(ScrubKind.Secret, value, number => Numbered("secret", number));

    public string User(string value) => For(ScrubKind.UserName, value, number => Numbered("user", number));

    // An account may have the name of its owner, and explain knows a prompt by the form of the account.
    public string Person(string value) => given.Contains(value) || taken.Contains(value)
        ? value : For(ScrubKind.UserName, $"{value} in person", number => $"Person{Letters(number)}");

    private static string Letters(int number)
    {
        const int Alphabet = 26;
        return (number > Alphabet ? Letters((number - 1) / Alphabet) : "") + (char)('A' + ((number - 1) % Alphabet));
    }

    private static string Numbered(string word, int number) => $"{word}{number.ToString(CultureInfo.InvariantCulture)}";

    [GeneratedRegex(
        @"\b(?:(?:SERIAL|host|user|secret)[0-9]{1,6}|Person[A-Z]{1,4}|192\.0\.2\.[0-9]{1,3}|198\.1[89]\.[0-9]{1,3}\.[0-9]{1,3}|2001:db8::[0-9a-f]{1,4}|0000-[0-9A-F]{4})\b")]
    private static partial Regex StandIn();
}
