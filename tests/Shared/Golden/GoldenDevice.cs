using System.Globalization;
using System.Text.Json;
using IrqModel;

namespace IrqAnalyzers.Tests.Shared.Golden;

/// <summary>What was observed of one function.</summary>
internal sealed class GoldenDevice
{
    public GoldenDevice(JsonElement device)
    {
        Address = Bdf.Parse(device.GetProperty("bdf").GetString()!);
        VendorDevice = $"{device.GetProperty("vendor").GetString()![2..]}:{device.GetProperty("device").GetString()![2..]}";
        IsVirtual = device.GetProperty("is_vf").GetBoolean();
        IsBridge = (device.GetProperty("header_type").GetInt32() & 0x7F) == 1;
        PortType = device.GetProperty("pcie_type") is { ValueKind: JsonValueKind.Number } type ? type.GetInt32() : null;
        TotalVfs = int.Parse(device.GetProperty("sriov_totalvfs").GetString() ?? "0", CultureInfo.InvariantCulture);
        PhysicalFunction = device.GetProperty("physfn").GetString();
        Driver = device.GetProperty("driver").GetString();
        Unit = device.GetProperty("iommu").GetString();
        Vfs = int.Parse(device.GetProperty("sriov_numvfs").GetString() ?? "0", CultureInfo.InvariantCulture);
        Chain = ChainOf(device.GetProperty("dev_msi_domain"));
        BusChain = ChainOf(device.GetProperty("bus_msi_domain"));
        DeviceChain = ChainOf(device.GetProperty("per_device_msi_domain"));
        Interrupts = [.. device.GetProperty("msi_irqs").EnumerateArray().Select(interrupt => new GoldenInterrupt(interrupt))];
        Path = [.. device.GetProperty("sysfs_path").GetString()!.Split('/').SkipWhile(step => !step.StartsWith("pci", StringComparison.Ordinal)).Skip(1)];
    }

    public Bdf Address { get; }

    /// <summary>Vendor and device id, for instance <c>8086:10c9</c>.</summary>
    public string VendorDevice { get; }

    public bool IsVirtual { get; }

    public bool IsBridge { get; }

    /// <summary>Device/port type of the PCIe capability, if there is one: 4 root port, 7 PCIe-to-PCI bridge.</summary>
    public int? PortType { get; }

    public int TotalVfs { get; }

    public string? PhysicalFunction { get; }

    public string? Driver { get; }

    /// <summary>The remapping unit, by the name sysfs gives it.</summary>
    public string? Unit { get; }

    /// <summary>How many VFs it has.</summary>
    public int Vfs { get; }

    public string? Chain { get; }

    public string? BusChain { get; }

    public string? DeviceChain { get; }

    public IReadOnlyList<GoldenInterrupt> Interrupts { get; }

    /// <summary>The functions from the root bus down to this one.</summary>
    public IReadOnlyList<string> Path { get; }

    private static string? ChainOf(JsonElement domains)
    {
        if (domains.ValueKind != JsonValueKind.Array) return null;
        var chain = string.Join(" > ", domains.EnumerateArray().Select(domain => domain.GetProperty("name").GetString()));
        return chain.Length == 0 ? null : chain;
    }
}
