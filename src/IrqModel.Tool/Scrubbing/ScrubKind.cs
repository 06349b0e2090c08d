namespace IrqModel.Tool.Scrubbing;

/// <summary>What <see cref="Scrubber"/> replaces.</summary>
public enum ScrubKind
{
    /// <summary>Ethernet addresses, six octets with colons or hyphens.</summary>
    MacAddress,

    /// <summary>Device serial numbers: in words, in hexadecimal dumps of configuration space, in VPD, DMI and USB lines.</summary>
    SerialNumber,

    /// <summary>Universally unique ids, for instance of file systems.</summary>
    Uuid,

    /// <summary>World wide names of disks.</summary>
    WorldWideName,

    /// <summary>IP addresses, wherever they stand.</summary>
    IpAddress,

    /// <summary>Names of machines, from prompts, log prefixes, <c>uname</c>, addresses of pages and mails, and settings.</summary>
    HostName,

    /// <summary>Names of people, from prompts, home folders, logins, sessions, owners of files and mails.</summary>
    UserName,

    /// <summary>ACPI tables with licence keys, MSDM and SLIC.</summary>
    LicenceKey,

    /// <summary>Keys of SSH and WireGuard, fingerprints, tokens, names of wireless networks, passwords in settings and addresses of pages.</summary>
    Secret,
}
