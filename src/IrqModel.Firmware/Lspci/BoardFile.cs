using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace IrqModel.Firmware;

/// <summary>
/// A board file of the ACRN hypervisor. New ones have a tree of buses and devices with their capabilities, all of them have the lines of
/// <c>lspci</c> in the elements <c>PCI_DEVICE</c> and <c>PCI_VID_PID</c>; what they say about one function is put together.
/// </summary>
internal sealed class BoardFile
{
    private const int DeepestElement = 256;

    private readonly string _name;
    private readonly DeviceFactsTable _table;

    private BoardFile(string name, DeviceFactsTable table)
    {
        _name = name;
        _table = table;
    }

    /// <summary>Whether a text looks like a board file.</summary>
    public static bool Accepts(string text) => text.AsSpan().TrimStart("\uFEFF \t\r\n").StartsWith("<")
        && (text.Contains("<acrn-config", StringComparison.Ordinal) || text.Contains("<PCI_DEVICE", StringComparison.Ordinal)
            || text.Contains("<PCI_VID_PID", StringComparison.Ordinal) || text.Contains("<bus type", StringComparison.Ordinal));

    /// <summary>Reads a board file.</summary>
    /// <exception cref="FirmwareFormatException">It is no well-formed XML, or a value in it is impossible.</exception>
    public static void Read(string text, string name, EvidenceBuilder evidence)
    {
        var runs = new PciRuns(name, evidence);
        Read(text, name, runs.Start(1, null, ListingForm.BoardFile).Table);
        runs.End();
    }

    private static void Read(string text, string name, DeviceFactsTable table)
    {
        XDocument document = LoadXml(text.TrimStart('\uFEFF'), name);
        var file = new BoardFile(name, table);
        foreach (XElement bus in document.Descendants("bus").Where(b => IsPci(b) && !b.Ancestors("bus").Any(IsPci)))
            file.ReadBus(bus, Address(bus) ?? 0);
        foreach (string section in new[] { "PCI_VID_PID", "PCI_DEVICE" })
        {
            foreach (XElement element in document.Descendants(section))
                ReadLines(element.Value, LineOf(element), table);
        }
    }

    private static void ReadLines(string text, int firstLine, DeviceFactsTable table)
    {
        var reader = new LspciReader(table);
        var signs = new LineSigns();
        foreach ((int number, string raw) in TextLines.Split(text, firstLine))
        {
            TextLine line = LineCleaner.Clean(raw, number, signs);
            if (line.Body.Length == 0)
                reader.Blank(number);
            else if (line.IsRemoved || !reader.TryRead(line))
                reader.Foreign(number);
        }
        reader.End();
    }

    private static XDocument LoadXml(string text, string name)
    {
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };
        try
        {
            // Building a document takes time quadratic in its depth, so the depth is bounded first.
            using (var scan = XmlReader.Create(new StringReader(text), settings))
            {
                while (scan.Read())
                {
                    if (scan.Depth > DeepestElement)
                    {
                        throw FirmwareFormatException.AtLine(
                            name, ((IXmlLineInfo)scan).LineNumber, $"elements nested {scan.Depth} deep", $"at most {DeepestElement}");
                    }
                }
            }
            using var reader = XmlReader.Create(new StringReader(text), settings);
            return XDocument.Load(reader, LoadOptions.SetLineInfo);
        }
        catch (XmlException error)
        {
            throw FirmwareFormatException.AtLine(name, Math.Max(1, error.LineNumber), error.Message.TrimEnd('.'), "well-formed XML", error);
        }
    }

    /// <summary>Reads a bus and returns the highest bus number below it.</summary>
    private long ReadBus(XElement bus, long number)
    {
        if (number is < 0 or > 255)
            throw Bad(bus, $"bus 0x{number:x}", "a bus from 0x0 to 0xff");
        // The element of a root bus doubles as its host bridge, which is always device 0.
        if (bus.Element("vendor") is not null)
            ReadFunction(bus, new Bdf(0, (byte)number, 0, 0));
        long highest = number;
        foreach (XElement element in bus.Elements("device"))
        {
            DeviceFacts? device = null;
            if (element.Element("vendor") is not null)
            {
                long place = Address(element) ?? throw Bad(element, "a PCI device without an address", "an address such as \"0x1f0003\"");
                if (place >> 16 is < 0 or > 31 || (place & 0xFFFF) > 7)
                    throw Bad(element, $"device address 0x{place:x}", "a device up to 0x1f in 31:16 and a function up to 7 in 15:0");
                device = ReadFunction(element, new Bdf(0, (byte)number, (byte)(place >> 16), (byte)(place & 7)));
            }
            foreach (XElement child in element.Elements("bus").Where(IsPci))
            {
                long secondary = Address(child) ?? throw Bad(child, "a PCI bus without a number", "an address such as \"0x1\"");
                long below = ReadBus(child, secondary);
                if (device is not null)
                    device.Buses ??= new BridgeBuses((byte)number, (byte)secondary, (byte)below);
                highest = Math.Max(highest, below);
            }
        }
        return highest;
    }

    private DeviceFacts ReadFunction(XElement element, Bdf address)
    {
        DeviceFacts device = _table.At(address, LineOf(element));
        device.Description ??= Describe((string?)element.Attribute("description"));
        device.VendorId ??= (ushort?)Number(element, "vendor", 0xFFFF);
        device.DeviceId ??= (ushort?)Number(element, "identifier", 0xFFFF);
        if (Number(element, "class", 0xFFFFFF) is { } code)
        {
            device.Class ??= code >> 8;
            device.ProgrammingInterface ??= (byte)code;
        }
        foreach (XElement capability in element.Elements("capability"))
        {
            device.ListsCapabilities = true;
            device.HasDetails = true;
            ReadCapability(device, capability);
        }
        return device;
    }

    private void ReadCapability(DeviceFacts device, XElement element)
    {
        string? id = (string?)element.Attribute("id");
        switch (id)
        {
            case "PCI Express":
                device.Pcie ??= new PcieCapability(null, null, PciePortType.Unknown, null);
                break;
            case "MSI" when Number(element, "count", 32) is { } count:
                device.Msi ??= new MsiCapability(
                    null, Math.Max(1, count), null, Has(element, "64-bit address"), Has(element, "per-vector masking"), null, null, null);
                break;
            case "MSI-X" when Number(element, "table_size", 2048) is { } size:
                device.Msix ??= new MsixCapability(
                    null, size, null, null, Number(element, "table_bir", 7), (uint?)Number(element, "table_offset", int.MaxValue),
                    Number(element, "pba_bir", 7), (uint?)Number(element, "pba_offset", int.MaxValue));
                break;
            case "SR-IOV" when Number(element, "total_vfs", 0xFFFF) is { } total:
                device.Sriov ??= new SriovConfig(
                    null, Number(element, "initial_vfs", 0xFFFF), total, null, FirstVf(element, device.Address),
                    Number(element, "vf_stride", 0xFFFF), Number(element, "vf_device_id", 0xFFFF), null, null);
                break;
            case "MSI" or "MSI-X" or "SR-IOV":
                ShowWithoutNumbers(device, id);
                device.Problem(LineOf(element), $"the function has {id}, but the file does not say how much of it");
                break;
            case "ARI":
                device.Ari ??= new AriCapability(null, null);
                break;
        }
    }

    private static void ShowWithoutNumbers(DeviceFacts device, string id)
    {
        if (id == "MSI")
            device.Msi ??= new MsiCapability(null, null, null, null, null, null, null, null);
        else if (id == "MSI-X")
            device.Msix ??= new MsixCapability(null, null, null, null, null, null, null, null);
        else
            device.Sriov ??= new SriovConfig(null, null, null, null, null, null, null, null, null);
    }

    /// <summary>The first virtual function's distance from its physical one; the file gives its bus, device and function.</summary>
    private int? FirstVf(XElement element, Bdf physical)
    {
        if (element.Element("first_vf_bdf") is not { } place)
            return null;
        int bus = Number(place, "bus", 0xFF) ?? 0;
        int device = Number(place, "device", 31) ?? 0;
        int function = Number(place, "function", 7) ?? 0;
        return (bus << 8 | device << 3 | function) - physical.RequesterId.Value & 0xFFFF;
    }

    private int? Number(XElement owner, string child, int most)
    {
        if (owner.Element(child) is not { } element)
            return null;
        if (Number(element.Value) is { } value and >= 0 && value <= most)
            return (int)value;
        throw Bad(element, $"<{child}> \"{element.Value}\"", $"a number from 0 to {most}");
    }

    private static string? Describe(string? description)
    {
        int end = description?.IndexOf(' ', StringComparison.Ordinal) ?? -1;
        return end > 0 && Bdf.TryParse(description.AsSpan(0, end), null, out _) ? description![(end + 1)..] : description;
    }

    private static bool IsPci(XElement bus) => (string?)bus.Attribute("type") == "pci";

    private static bool Has(XElement element, string capability) =>
        element.Elements("capability").Any(c => (string?)c.Attribute("id") == capability);

    private static long? Address(XElement element) => Number((string?)element.Attribute("address"));

    private static long? Number(string? text)
    {
        ReadOnlySpan<char> digits = text.AsSpan().Trim();
        bool isHex = digits.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        return long.TryParse(
            isHex ? digits[2..] : digits,
            isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None,
            CultureInfo.InvariantCulture,
            out long value) ? value : null;
    }

    private static int LineOf(XElement element) => ((IXmlLineInfo)element).LineNumber;

    private FirmwareFormatException Bad(XElement element, string found, string expected) =>
        FirmwareFormatException.AtLine(_name, LineOf(element), found, expected);
}
