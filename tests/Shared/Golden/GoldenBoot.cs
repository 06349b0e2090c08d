using System.Globalization;
using System.Text.Json;

namespace IrqAnalyzers.Tests.Shared.Golden;

/// <summary>One observed boot of a real kernel. Compiled into each test project that holds something against these.</summary>
internal sealed class GoldenBoot
{
    private GoldenBoot(string name, JsonElement root)
    {
        Name = name;
        Kernel = root.GetProperty("kernel").GetString()!;
        Qemu = [.. root.GetProperty("machine").EnumerateArray().Select(argument => argument.GetString()!)];
        CommandLine = root.GetProperty("cmdline").GetString()!.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Remapping = root.GetProperty("interrupt_remapping").GetBoolean();
        X2Apic = root.TryGetProperty("ir_line", out var line) && (line.GetString() ?? "").Contains("x2apic mode", StringComparison.Ordinal);
        BlocksCompatibilityRequests = !root.TryGetProperty("compatibility_requests_blocked", out var blocked) || blocked.GetBoolean();
        Moments = root.GetProperty("snapshots").EnumerateObject()
            .Select(snapshot => (snapshot.Name, Devices: Read(snapshot.Value)))
            .Append((Name: "devices", Devices: Read(root.GetProperty("devices"))))
            .ToDictionary(moment => moment.Name, moment => moment.Devices);
        VirtualFunctionsDeliver = root.GetProperty("vf_interrupt_delivered") is { ValueKind: not JsonValueKind.Null } value ? value.GetBoolean() : null;
        PhysicalFunctionsDeliver = root.GetProperty("pf_interrupt_delivered").GetBoolean();
        Faults = [.. root.GetProperty("remap_faults").EnumerateArray().Select(
            fault => $"{fault.GetProperty("source_id").GetString()} {fault.GetProperty("reason_code").GetString()}")];
        Domains = [.. root.GetProperty("irq_domains_debugfs").EnumerateArray().Select(domain => domain.GetString()!)];
        Log = [.. root.GetProperty("iommu_dmesg").EnumerateArray().Select(line => line.GetString()!)];
    }

    public string Name { get; }

    /// <summary>Version, and whether the cure is in, for instance <c>6.1-nofix</c>.</summary>
    public string Kernel { get; }

    public IReadOnlyList<string> Qemu { get; }

    public IReadOnlyList<string> CommandLine { get; }

    public bool Remapping { get; }

    /// <summary>Whether the processors and the unit have what x2APIC mode takes: the kernel says so, QEMU's command line does not for every model.</summary>
    public bool X2Apic { get; }

    /// <summary>Whether the emulator blocked compatibility-format requests while the unit remapped, as hardware does.</summary>
    public bool BlocksCompatibilityRequests { get; }

    /// <summary>The functions at each moment that was recorded; <c>devices</c> with the VFs enabled.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<GoldenDevice>> Moments { get; }

    public bool? VirtualFunctionsDeliver { get; }

    public bool PhysicalFunctionsDeliver { get; }

    /// <summary>Requester id and reason of the faults in the log, each once.</summary>
    public HashSet<string> Faults { get; }

    /// <summary>All interrupt domains.</summary>
    public HashSet<string> Domains { get; }

    public IReadOnlyList<string> Log { get; }

    /// <summary>How many VFs the boot was told to enable.</summary>
    public int Vfs => int.Parse(Parameter("gt_vfs") ?? "0", CultureInfo.InvariantCulture);

    public bool IsHotPlug => Parameter("gt_mode") == "hotplug";

    public bool VfsMayBind => Parameter("gt_noprobe") != "1";

    public int Processors
    {
        get
        {
            var count = Qemu[Qemu.ToList().IndexOf("-smp") + 1].Split(',')[0];
            return int.Parse(count.StartsWith("cpus=", StringComparison.Ordinal) ? count["cpus=".Length..] : count, CultureInfo.InvariantCulture);
        }
    }

    public static GoldenBoot Load(string path) => Parse(Path.GetFileNameWithoutExtension(path), File.ReadAllText(path));

    public static GoldenBoot Parse(string name, string json)
    {
        using var document = JsonDocument.Parse(json);
        return new GoldenBoot(name, document.RootElement);
    }

    /// <summary>The arguments of the device of a type, or null if there is none.</summary>
    public string? QemuDevice(string type) =>
        Qemu.Where((argument, index) => index > 0 && Qemu[index - 1] == "-device" && argument.Split(',')[0] == type).FirstOrDefault();

    /// <summary>A parameter of the kernel.</summary>
    public string? Parameter(string name) =>
        CommandLine.FirstOrDefault(parameter => parameter.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..];

    private static IReadOnlyList<GoldenDevice> Read(JsonElement devices) =>
        [.. devices.EnumerateArray().Select(device => new GoldenDevice(device))];
}
