using System.Globalization;
using System.Text.Json;
using IrqModel;

namespace SeedThread.Tests.Golden;

/// <summary>What was observed of one function.</summary>
internal sealed class GoldenDevice
{
    public GoldenDevice(JsonElement device)
    {
        Address = Bdf.Parse(device.GetProperty("bdf").GetString()!);
        IsVirtual = device.GetProperty("is_vf").GetBoolean();
        Driver = device.GetProperty("driver").GetString();
        IsBridge = (device.GetProperty("header_type").GetInt32() & 0x7F) == 1;
        PortType = device.GetProperty("pcie_type") is { ValueKind: JsonValueKind.Number } type ? type.GetInt32() : null;
        HasUnit = device.GetProperty("iommu").ValueKind == JsonValueKind.String;
        TotalVfs = device.GetProperty("sriov_totalvfs").GetString() is { } total ? int.Parse(total, CultureInfo.InvariantCulture) : 0;
        Chain = ChainOf(device.GetProperty("dev_msi_domain"));
        Interrupts = [.. device.GetProperty("msi_irqs").EnumerateArray().Select(interrupt => new GoldenInterrupt(interrupt))];
        var path = device.GetProperty("sysfs_path").GetString()!.Split('/');
        Parent = Bdf.TryParse(path[^2], null, out var parent) ? parent : null;
    }

    public Bdf Address { get; }

    public bool IsVirtual { get; }

    public string? Driver { get; }

    public bool IsBridge { get; }

    /// <summary>Device/port type of the PCIe capability: 4 root port, 7 PCIe-to-PCI bridge.</summary>
    public int? PortType { get; }

    public bool HasUnit { get; }

    public int TotalVfs { get; }

    public string? Chain { get; }

    public IReadOnlyList<GoldenInterrupt> Interrupts { get; }

    /// <summary>The bridge above.</summary>
    public Bdf? Parent { get; }

    private static string? ChainOf(JsonElement domains)
    {
        var chain = string.Join(" > ", domains.EnumerateArray().Select(domain => domain.GetProperty("name").GetString()));
        return chain.Length == 0 ? null : chain;
    }
}
