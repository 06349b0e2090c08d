namespace IrqModel.Firmware;

/// <summary>The names by which logs and prompts tell machines apart.</summary>
internal static class MachineName
{
    // What machines are called before they have a name, by systems and installation media.
    private static readonly HashSet<string> Anybodys = new(StringComparer.Ordinal)
    {
        "localhost", "localhost-live", "archiso", "ubuntu", "debian", "fedora", "kali", "nixos", "sysrescue", "host", "hostname", "server", "linux", "(none)",
    };

    /// <summary>The first part of a name in small letters; null where there is none, or one that many machines have.</summary>
    public static string? Of(string? host)
    {
        string? name = host?.Split('.')[0].ToLowerInvariant();
        return string.IsNullOrEmpty(name) || Anybodys.Contains(name) ? null : name;
    }
}
