using System.Text.RegularExpressions;
using IrqModel.Firmware;

namespace IrqModel.Tool.Machines;

/// <summary>Whose interrupt remapping a machine has, by the names of what is in it.</summary>
internal static partial class PlatformText
{
    /// <summary>By an interrupt controller of <c>/proc/interrupts</c>.</summary>
    public static Platform? OfChip(string? chip) => chip switch
    {
        { } name when name.StartsWith("DMAR", StringComparison.Ordinal) => Platform.Intel,
        { } name when name.StartsWith("AMD-Vi", StringComparison.Ordinal) => Platform.Amd,
        { } name when name.StartsWith("GIC", StringComparison.Ordinal) || name.StartsWith("ITS-", StringComparison.Ordinal) => Platform.Arm,
        { } name when name.StartsWith("XIVE", StringComparison.Ordinal) || name.StartsWith("XICS", StringComparison.Ordinal) =>
            Platform.PowerPc,
        { } name when name.StartsWith("RISC-V", StringComparison.Ordinal) || name is "SiFive" or "APLIC" => Platform.RiscV,
        "PCH" or "CPUINTC" or "EIOINTC" or "LIOINTC" => Platform.LoongArch,
        _ => null,
    };

    /// <summary>By the processor. Those of Intel and AMD are not told: a guest of one may have the emulated chipset of the other.</summary>
    public static Platform? OfProcessor(string? name) => name is null ? null
        : ArmProcessor().IsMatch(name) || name == "aarch64" ? Platform.Arm
        : PowerProcessor().IsMatch(name) || name.StartsWith("ppc64", StringComparison.Ordinal) ? Platform.PowerPc
        : name.StartsWith("riscv", StringComparison.Ordinal) ? Platform.RiscV
        : name.StartsWith("loongarch", StringComparison.Ordinal) || name.StartsWith("Loongson-3A", StringComparison.Ordinal) ? Platform.LoongArch
        : null;

    /// <summary>By the version of the kernel, in which distributions say what it is built for.</summary>
    public static Platform? OfKernel(string version) =>
        ArmKernel().IsMatch(version) ? Platform.Arm
        : version.Contains("ppc64", StringComparison.Ordinal) || version.Contains("powerpc64", StringComparison.Ordinal) ? Platform.PowerPc
        : version.Contains("riscv64", StringComparison.Ordinal) ? Platform.RiscV
        : version.Contains("loong", StringComparison.Ordinal) ? Platform.LoongArch : null;

    /// <summary>Whether a host here models such a machine, or may.</summary>
    public static bool IsModelled(Platform platform) => platform is Platform.NotShown or Platform.Intel or Platform.Amd;

    /// <summary>Such a machine in words, with its article.</summary>
    public static string Words(Platform platform) => platform switch
    {
        Platform.Intel => "an Intel machine",
        Platform.Amd => "an AMD machine",
        Platform.Arm => "an Arm machine",
        Platform.RiscV => "a RISC-V machine",
        Platform.LoongArch => "a LoongArch machine",
        _ => "a PowerPC machine",
    };

    /// <summary>What delivers the messages of such a machine, which no host here models.</summary>
    public static string Controllers(Platform platform) => platform switch
    {
        Platform.Arm => "Arm's GIC ITS or what is in its place",
        Platform.RiscV => "RISC-V's IMSIC or what is in its place",
        Platform.LoongArch => "LoongArch's interrupt controllers",
        _ => "PowerPC's interrupt controllers",
    };

    /// <summary>
    /// By a function. A host bridge, a root port, an IOMMU is made by whoever made the processor; a plug-in card may be anybody's.
    /// </summary>
    public static Platform? Of(ObservedFunction function)
    {
        var name = function.Name ?? "";
        var vendor = function.Ids >> 16;
        var isIntel = vendor == 0x8086 || name.Contains("Intel Corp", StringComparison.Ordinal);
        var isAmd = vendor is 0x1022 or 0x1002 or 0x1D94 || name.Contains("Advanced Micro Devices", StringComparison.Ordinal)
            || name.Contains("Hygon", StringComparison.Ordinal);
        if (isAmd && (function.ClassCode >> 8 == 0x0806
            || (function.ClassCode is null && name.EndsWith(" IOMMU", StringComparison.Ordinal)))) return Platform.Amd;

        // lspci -t says no class: the first function is the host bridge.
        var isHostBridge = function.Address.Bus == 0
            && (function.ClassCode >> 8 == 0x0600
            || (function.ClassCode is null && function.Address is { Segment: 0, Device: 0, Function: 0 }));
        // So are the graphics of the processor and the southbridge: a card is never on bus 0.
        const int Southbridge = 0x1F;
        var isOfChipset = function.Address is { Segment: 0, Bus: 0 } && (function.Address.Device == Southbridge
            || function.ClassCode >> 8 is 0x0601 or 0x0300 or 0x0380);
        var isRootPort = IsRootPort(function, name);
        if (isIntel && (isHostBridge || isOfChipset || isRootPort)) return Platform.Intel;
        return isAmd && (isHostBridge || isRootPort) ? Platform.Amd : OfArmOrPower(function, name);
    }

    // A bridge on bus 0 is on no card; on the other buses of a large machine the name or the capability tells it.
    private static bool IsRootPort(ObservedFunction function, string name) => function.Port == PciePortType.RootPort
        || (function.ClassCode >> 8 == 0x0604 && (function.Address.Bus == 0
            || name.Contains("Root Port", StringComparison.Ordinal) || name.Contains("GPP Bridge", StringComparison.Ordinal)));

    private static Platform? OfArmOrPower(ObservedFunction function, string name)
    {
        if ((function.Ids >> 16 == 0x1014 || name.Contains("IBM POWER", StringComparison.Ordinal)) && name.Contains("PHB", StringComparison.Ordinal))
            return Platform.PowerPc;
        var isRoot = function.ClassCode is null || function.ClassCode >> 8 is 0x0600 or 0x0604;
        return isRoot && (function.Ids is { } ids && ArmRoots.Contains(ids) || ArmRoot().IsMatch(name)) ? Platform.Arm : null;
    }

    // Root ports of Raspberry Pi 4 and 5, Apple silicon, Tegra.
    private static readonly HashSet<uint> ArmRoots =
        [0x14E42711, 0x14E42712, 0x106B100C, 0x10DE0FAE, 0x10DE0FAF, 0x10DE1AD0, 0x10DE1AD1, 0x10DE1AD2];

    [GeneratedRegex(
        @"\bBCM27(?:11|12)\b|\bAmpere Computing\b|\bThunderX|\bHi[Ss]ilicon PCIe Root|\bRK35[0-9]{2}\b|\bRockchip\b|\bTegra|\bPhytium\b|\bLX2160"
        + @"|\bQualcomm\b.*\b(?:Root|PCIe Bridge)\b|\bApple\b.*\bPCI Express\b|\bGrace PCIe|\bCN[0-9]{2}XX\b")]
    private static partial Regex ArmRoot();

    [GeneratedRegex(@"\b(?:Cortex-|Neoverse|ThunderX|Kunpeng|Altra|ARMv[78]|Apple M[0-9])")]
    private static partial Regex ArmProcessor();

    [GeneratedRegex(@"\bPOWER[0-9]|\bpower[0-9]+\b")]
    private static partial Regex PowerProcessor();

    [GeneratedRegex(@"aarch64|arm64|armv[67]|\brpi\b|-rpi|-raspi|-v8(?:\+|-|$)|-tegra|-bluefield|-rockchip|-sunxi|-asahi")]
    private static partial Regex ArmKernel();
}
