using System.Collections.Immutable;

namespace IrqModel.Firmware;

/// <summary>
/// The PCI functions of a machine, as <c>lspci</c> printed them: with <c>-x</c>, <c>-xxx</c> or <c>-xxxx</c> in hexadecimal, with
/// <c>-v</c> to <c>-vvv</c>, <c>-k</c>, <c>-n</c>, <c>-nn</c> in words, with a segment or without; only the tree of <c>-t</c>; or
/// inside the board files of the ACRN hypervisor, which are XML. Of several states of the machine the last one counts.
/// </summary>
public sealed class LspciDump
{
    private readonly Dictionary<Bdf, PciDeviceInfo> _byAddress;

    private LspciDump(string name, ImmutableArray<PciDeviceInfo> devices)
    {
        Name = name;
        Devices = devices;
        _byAddress = devices.ToDictionary(d => d.Address);
    }

    /// <summary>The file, as it was named to the reader.</summary>
    public string Name { get; }

    /// <summary>The functions, in the order of the dump. There is at least one.</summary>
    public ImmutableArray<PciDeviceInfo> Devices { get; }

    /// <summary>The function at an address, or null.</summary>
    /// <param name="address">The address.</param>
    public PciDeviceInfo? Find(Bdf address) => _byAddress.GetValueOrDefault(address);

    /// <summary>Reads a dump.</summary>
    /// <param name="reader">The text, read to its end.</param>
    /// <param name="name">The name that errors carry.</param>
    /// <exception cref="FirmwareFormatException">There is no function at all, or a board file is malformed.</exception>
    public static LspciDump Parse(TextReader reader, string name)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(name);
        string text = reader.ReadToEnd();
        var evidence = new EvidenceBuilder();
        if (BoardFile.Accepts(text))
            BoardFile.Read(text, name, evidence);
        else
            TextEvidence.Read(text, name, 1, evidence, isListing: true);
        if (evidence.Build().Listings is not [.., { } latest])
        {
            throw FirmwareFormatException.InFile(
                name, "no PCI device", "the output of lspci, with lines such as \"00:1f.3 Audio device: ...\"");
        }
        return new LspciDump(name, latest.Functions);
    }

    /// <summary>Reads a dump from a file.</summary>
    /// <param name="path">The file; errors carry its name without the folder.</param>
    /// <exception cref="FirmwareFormatException">There is no function at all, or a board file is malformed.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static LspciDump Load(string path)
    {
        using var reader = new StreamReader(path);
        return Parse(reader, Path.GetFileName(path));
    }
}
