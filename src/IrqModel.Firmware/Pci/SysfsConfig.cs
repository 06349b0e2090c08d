using System.Collections.Immutable;

namespace IrqModel.Firmware;

/// <summary>
/// Reads the <c>config</c> files of <c>/sys/bus/pci/devices</c>: the bytes of a configuration space, with the function's address in the
/// name of the file or of its folder.
/// </summary>
public static class SysfsConfig
{
    private const int HeaderSize = 64;

    /// <summary>
    /// Reads one file. Its address comes from its name (<c>0000:00:1f.3</c>, with hyphens for colons and an ending if need be:
    /// <c>0000-00-1f.3.config</c>), or, if it is called <c>config</c>, from its folder's.
    /// </summary>
    /// <param name="path">The file; errors carry its name without the folder.</param>
    /// <exception cref="FirmwareFormatException">The file is no configuration space, or no address is in its name.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static PciDeviceInfo Load(string path)
    {
        string name = Path.GetFileName(path);
        string given = name == "config" ? Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path)) ?? "") : name;
        string label = name == "config" ? $"{given}/{name}" : name;
        if (!TryReadAddress(given, out Bdf address))
            throw FirmwareFormatException.InFile(label, "no PCI address in the name", "a name such as 0000:00:1f.3/config");
        return Parse(File.ReadAllBytes(path), address, label);
    }

    /// <summary>Reads every <c>config</c> file in a folder and the folders in it, by address.</summary>
    /// <param name="folder">A folder such as <c>/sys/bus/pci/devices</c>, or of files such as <c>0000-00-1f.3.config</c>.</param>
    /// <exception cref="FirmwareFormatException">A file is broken, two have one address, or there is none.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public static ImmutableArray<PciDeviceInfo> LoadFolder(string folder)
    {
        var devices = new Dictionary<Bdf, PciDeviceInfo>();
        IEnumerable<string> files = Directory.EnumerateFiles(folder, "*.config")
            .Concat(Directory.EnumerateDirectories(folder).Select(d => Path.Combine(d, "config")).Where(File.Exists));
        foreach (string path in files)
        {
            PciDeviceInfo device = Load(path);
            if (!devices.TryAdd(device.Address, device))
            {
                throw FirmwareFormatException.InFile(
                    Path.GetFileName(path), $"a second file for {device.Address}", "one for each function");
            }
        }
        if (devices.Count == 0)
            throw FirmwareFormatException.InFile(folder, "no config file", "files such as 0000:00:1f.3/config");
        return [.. devices.Values.OrderBy(d => d.Address)];
    }

    /// <summary>Reads the bytes of a configuration space.</summary>
    /// <param name="bytes">At least the 64 bytes of the header, at most 4096.</param>
    /// <param name="address">The function's address.</param>
    /// <param name="name">The name that errors carry.</param>
    /// <exception cref="FirmwareFormatException">The bytes are too few or too many.</exception>
    public static PciDeviceInfo Parse(ReadOnlySpan<byte> bytes, Bdf address, string name)
    {
        if (bytes.Length < HeaderSize)
            throw FirmwareFormatException.AtOffset(name, bytes.Length, "the end of the file", $"a header of {HeaderSize} bytes");
        if (bytes.Length > ConfigSpace.MaxSize)
        {
            throw FirmwareFormatException.AtOffset(
                name,
                ConfigSpace.MaxSize,
                $"{bytes.Length - ConfigSpace.MaxSize} bytes",
                $"the end of the file, at {ConfigSpace.MaxSize} bytes");
        }
        return PciDeviceInfo.FromConfig(address, ConfigSpace.Parse(bytes));
    }

    /// <summary>The address in the name of a file or folder, or null.</summary>
    internal static Bdf? AddressOf(string name) => TryReadAddress(name, out Bdf address) ? address : null;

    /// <summary>
    /// Whether a file is a configuration space: it has an address in its name, or in its folder's, and a size that one can have.
    /// </summary>
    internal static bool IsConfig(string name, ReadOnlySpan<byte> bytes) =>
        bytes.Length is HeaderSize or 256 or ConfigSpace.MaxSize && AddressOf(name) is not null
            && bytes[..HeaderSize].ContainsAnyInRange((byte)0, (byte)8);

    // The name is 0000:00:1f.3, with hyphens for colons and an ending if need be; or config in a folder that is called so.
    private static bool TryReadAddress(string name, out Bdf address)
    {
        // The name of an input can have that of an archive before it.
        int slash = name.LastIndexOf('/');
        string file = name[(slash + 1)..];
        if (file == "config" && slash > 0)
            file = name[(name.LastIndexOf('/', slash - 1) + 1)..slash];
        string text = file.Replace('-', ':');
        int ending = text.EndsWith(".config", StringComparison.Ordinal) ? text.Length - ".config".Length : text.Length;
        return Bdf.TryParse(text.AsSpan(0, ending), null, out address);
    }
}
