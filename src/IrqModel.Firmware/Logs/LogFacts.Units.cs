using System.Globalization;
using System.Text.RegularExpressions;

namespace IrqModel.Firmware;

/// <summary>What a log says of remapping units, and of whether interrupts and DMA are remapped.</summary>
internal sealed partial class LogFacts
{
    private bool ReadUnit(string text, int line)
    {
        if (Drhd().Match(text) is { Success: true } drhd)
        {
            ulong? at = Numbers.Hex64(drhd.Groups[1]);
            Update($"{at:x}", LogVendor.Intel, line, unit => unit with { RegisterBase = at, Flags = Numbers.Hex(drhd.Groups[2]) });
            return true;
        }
        if (Registers().Match(text) is { Success: true } registers)
        {
            Update($"{Numbers.Hex64(registers.Groups[2]):x}", LogVendor.Intel, line, unit => unit with
            {
                Name = registers.Groups[1].Value.Replace("IOMMU ", "dmar", StringComparison.Ordinal),
                RegisterBase = Numbers.Hex64(registers.Groups[2]),
                Capabilities = Numbers.Hex64(registers.Groups[3]),
                ExtendedCapabilities = Numbers.Hex64(registers.Groups[4]),
            });
            return true;
        }
        if (UnderUnit().Match(text) is { Success: true } under)
        {
            ulong? at = Numbers.Hex64(under.Groups[1]);
            string? name = under.Groups[2].Success ? $"dmar{under.Groups[2].Value}" : null;
            Update($"{at:x}", LogVendor.Intel, line, unit => unit with { RegisterBase = at, Name = unit.Name ?? name });
            return false;
        }
        if (AmdUnit().Match(text) is { Success: true } amd && Bdf.TryParse(amd.Groups["address"].Value, null, out Bdf address))
        {
            Update(address.ToString(), LogVendor.Amd, line, unit => unit with { Function = address });
            return true;
        }
        return ReadSource(text, line);
    }

    private bool ReadSource(string text, int line)
    {
        if (!text.Contains("DEV_SPECIAL(", StringComparison.Ordinal) || SpecialDevice().Match(text) is not { Success: true } special
            || !byte.TryParse(special.Groups["id"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out byte id)
            || !Bdf.TryParse(special.Groups["address"].Value, null, out Bdf address))
            return false;
        InterruptSourceKind kind = special.Groups["kind"].ValueSpan is "HPET" ? InterruptSourceKind.Hpet : InterruptSourceKind.IoApic;
        _sources.Add((new LogInterruptSource(kind, id, address, line), _standing));
        return true;
    }

    private void Update(string key, LogVendor vendor, int line, Func<LogUnit, LogUnit> change)
    {
        Take(vendor);
        if (!_unitIndex.TryGetValue(key, out int index))
        {
            index = _units.Count;
            _unitIndex.Add(key, index);
            _units.Add(new LogUnit(vendor, line));
        }
        _units[index] = change(_units[index]);
    }

    private bool ReadState(string text, int line)
    {
        if (RemappingOn().Match(text) is { Success: true } enabled)
        {
            _states.Add((
                LogState.Enabled, enabled.Groups["mode"].Success ? enabled.Groups["mode"].Value : null, new(line, text), _standing));
        }
        else if (RemappingOff().IsMatch(text))
        {
            _states.Add((LogState.Disabled, null, new(line, text), _standing));
        }
        else if (DmaOn().IsMatch(text))
        {
            DmaRemapping = LogState.Enabled;
        }
        else if (DmaOff().IsMatch(text))
        {
            DmaRemapping = LogState.Disabled;
        }
        else if (!Speaking().IsMatch(text))
        {
            return false;
        }
        if (Speaker().Match(text) is { Success: true } speaker)
        {
            Take(speaker.Groups["intel"].Success ? LogVendor.Intel
                : speaker.Groups["amd"].Success ? LogVendor.Amd
                : speaker.Groups["arm"].Success ? LogVendor.Arm
                : speaker.Groups["riscv"].Success ? LogVendor.RiscV
                : speaker.Groups["loong"].Success ? LogVendor.LoongArch
                : LogVendor.PowerPc);
        }
        _statements.Add(new LogStatement(line, text));
        return true;
    }

    private bool Take(LogFirmwareBug bug)
    {
        _bugs.Add((bug, _standing));
        Take(bug.Vendor);
        return true;
    }

    private void Take(LogVendor vendor)
    {
        if (!_vendors.Contains((vendor, _standing)))
            _vendors.Add((vendor, _standing));
    }

    [GeneratedRegex(@"DRHD base: 0x([0-9a-f]{1,16}) flags: 0x([0-9a-f]{1,4})", RegexOptions.IgnoreCase)]
    private static partial Regex Drhd();

    // The units of IOAPICs and HPETs, said even where a grep leaves out the units themselves.
    [GeneratedRegex("under DRHD base +0x([0-9a-f]{1,16})(?: IOMMU ([0-9]{1,4}))?$", RegexOptions.IgnoreCase)]
    private static partial Regex UnderUnit();

    [GeneratedRegex(
        @"\b(dmar[0-9]+|IOMMU [0-9]+): reg_base_addr (?:0x)?([0-9a-f]{1,16}) ver [0-9a-f:.]+ cap (?:0x)?([0-9a"
        + @"-f]{1,16}) ecap (?:0x)?([0-9a-f]{1,16})",
        RegexOptions.IgnoreCase)]
    private static partial Regex Registers();

    [GeneratedRegex(
        @"^(?:\w+ (?<address>[0-9a-f]{4,8}:[0-9a-f]{2}:[0-9a-f]{2}\.[0-7]): AMD-Vi: (?:Found IOMMU|IOMMU performance)"
        + @"|AMD-Vi: Found IOMMU at (?<address>[0-9a-f:.]{7,16}))")]
    private static partial Regex AmdUnit();

    // With "amd_iommu_dump" Linux prints the entries of the IVRS table.
    [GeneratedRegex(
        @"^AMD-Vi:\s+DEV_SPECIAL\((?<kind>IOAPIC|HPET)\[(?<id>[0-9]{1,3})\]\)\s+devid: "
        + @"(?<address>(?:[0-9a-f]{4,8}:)?[0-9a-f]{2}:[0-9a-f]{2}\.[0-7])")]
    private static partial Regex SpecialDevice();

    [GeneratedRegex(
        @"^Interrupt remapping enabled|Intel VT-d Interrupt Remapping (?:enabled|supported)\b"
        + @"|Enabled IRQ remapping in (?<mode>\w+) mode|IRQ remapping in (?<mode>x2apic|xapic) mode"
        + @"|AMD-Vi: Interrupt remapping enabled|Enabled Interrupt-remapping|Enabled IRQ remapping")]
    private static partial Regex RemappingOn();

    [GeneratedRegex(
        @"Failed to enable irq remapping|Not enabl(?:e|ing) interrupt[- ]remapping|[Ii]nterrupt remapping (?:is |will be )?(?:being )?disabled"
        + @"|Intel VT-d Interrupt Remapping not|Interrupt remapping not supported|Disabling interrupt remapping|No interrupt remapping support"
        + @"|IRQ remapping is disabled|This system BIOS has enabled interrupt remapping\b"
        + @"|Failed to set up interrupt remapping|interrupt remapping is not (?:supported|enabled)|Intr-remapping init failed|No southbridge IOAPIC found")]
    private static partial Regex RemappingOff();

    // "DMAR: IOMMU enabled" only repeats the option: it comes before the kernel has looked for a unit.
    [GeneratedRegex(
        @"^(?:DMAR|Intel-IOMMU|PCI-DMA|dmar): (?:Intel\(R\) Virtualization Technology for Directed I/O"
        + @"|enabled|Translation already enabled - trying to copy|Copied translation tables from previous kernel)"
        + @"|AMD-Vi: (?:Translation is already enabled - trying to copy|Lazy IO/TLB flushing enabled|AMD IOMMUv2)")]
    private static partial Regex DmaOn();

    [GeneratedRegex(@"^(?:DMAR|Intel-IOMMU|dmar): (?:IOMMU disabled|No DMAR devices found|disabled)|AMD IOMMU disabled|AMD-Vi: Disabled")]
    private static partial Regex DmaOff();

    // Lines that say something about interrupts or IOMMUs as a whole.
    [GeneratedRegex(
        @"^(?:DMAR(?:-IR)?|DRHD|AMD-Vi|x2apic|iommu|INTR-REMAP|Queued invalidation|arm-smmu[\w-]*|SMMU|vfio[\w-]*|vmd"
        + @"|PCI-DMA)\b.*:|ACPI: (?:DMAR|IVRS|IORT) |MSI/MSI-X|pci=nomsi|kvm: .*posted|^x2apic|PowerNV|pSeries|GICv3|ITS\b"
        + @"|\bIOMMU table initialized"
        + @"|^(?:riscv(?:-(?:imsic|aplic|plic|intc|iommu))?|plic|SBI)\b[^:]*: |^SBI specification v[0-9]|Loongson Processor probed")]
    private static partial Regex Speaking();

    [GeneratedRegex(
        @"(?<intel>\bDMAR\b|^DRHD\b|Intel-IOMMU)|(?<amd>AMD-Vi|\bIVRS\b)|(?<arm>arm-smmu|\bIORT\b|GICv3)|(?<power>PowerNV|pSeries"
        + @"|IOMMU table initialized)|(?<riscv>^(?:riscv|plic|SBI)\b)|(?<loong>Loongson Processor)")]
    private static partial Regex Speaker();
}
