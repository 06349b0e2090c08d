using System.Collections.Immutable;

namespace IrqModel.Firmware;

/// <summary>What a DMAR table whose structure is sound can still get wrong, with what Linux and Xen make of it.</summary>
internal sealed class DmarChecks(AcpiProblemList problems)
{
    private readonly HashSet<ulong> _unitBases = [];
    private readonly HashSet<byte> _acpiDevices = [];
    private readonly HashSet<byte> _acpiDevicesSeen = [];

    public static ImmutableArray<AcpiProblem> Run(
        int width, int tableLength, ImmutableArray<DmarRecord> records, AcpiProblemList problems)
    {
        var checks = new DmarChecks(problems);
        // Linux rejects a table whose addresses do not even span a page.
        if (width is < 12 or > 64)
            checks.Error(36, $"host address width of {width} bits", "12 to 64 bits");
        checks.CheckUnits(records, tableLength);
        checks._acpiDevices.UnionWith(records.OfType<Andd>().Select(device => device.DeviceNumber));
        foreach (DmarRecord record in records)
            checks.Check(record);
        return problems.InOrder();
    }

    private void CheckUnits(ImmutableArray<DmarRecord> records, int tableLength)
    {
        var bases = new HashSet<(ushort, ulong)>();
        var catchAll = new Dictionary<ushort, int>();
        foreach (DmarRecord record in records)
        {
            if (record is not Drhd unit)
                continue;
            _unitBases.Add(unit.RegisterBase);
            if (!bases.Add((unit.Segment, unit.RegisterBase)))
                Warning(unit.Offset + 8, $"a second DRHD with register base 0x{unit.RegisterBase:X}", "one DRHD for each unit");
            if (catchAll.TryGetValue(unit.Segment, out int at))
            {
                string found = unit.IncludePciAll ? "a second DRHD with INCLUDE_PCI_ALL" : "a DRHD after the one with INCLUDE_PCI_ALL";
                Warning(unit.Offset + 4, $"{found} on segment {unit.Segment:x4}", $"the one at offset 0x{at:X} to be the last");
            }
            else if (unit.IncludePciAll)
            {
                catchAll.Add(unit.Segment, unit.Offset);
            }
        }
        if (bases.Count == 0)
            Error(Math.Min(48, tableLength), "no DRHD", "at least one remapping unit");
    }

    private void Check(DmarRecord record)
    {
        switch (record)
        {
            case Drhd unit:
                CheckBase(unit);
                if (!unit.IncludePciAll && unit.Scopes.IsEmpty)
                    Warning(unit.Offset, "a DRHD that serves no device", "INCLUDE_PCI_ALL or at least one device scope");
                CheckScopes(unit.Scopes);
                break;
            case Rmrr region:
                CheckRegion(region);
                CheckScopes(region.Scopes);
                break;
            case Atsr ports:
                CheckScopes(ports.Scopes);
                break;
            case Satc caches:
                CheckScopes(caches.Scopes);
                break;
            case Sidp devices:
                CheckScopes(devices.Scopes);
                break;
            case Rhsa affinity:
                if (!_unitBases.Contains(affinity.RegisterBase))
                    Warning(affinity.Offset + 8, $"RHSA of the register base 0x{affinity.RegisterBase:X}", "the register base of a DRHD");
                if (affinity.Length > 20)
                    Warning(affinity.Offset + 2, $"RHSA length {affinity.Length}", "20");
                break;
            case Andd device:
                if (!_acpiDevicesSeen.Add(device.DeviceNumber))
                    Warning(device.Offset + 7, $"a second ANDD with device number {device.DeviceNumber}", "one ANDD for each number");
                if (!IsAcpiPath(device.ObjectName))
                    Warning(device.Offset + 8, "an ACPI object name that is empty or not printable", "a path such as \\_SB.PCI0.I2C0");
                break;
            default:
                Warning(record.Offset, $"structure of unknown type {(ushort)record.Type}", "a type from 0 to 6");
                break;
        }
    }

    private void CheckBase(Drhd unit)
    {
        int at = unit.Offset + 8;
        string found = $"DRHD register base 0x{unit.RegisterBase:X}";
        if (unit.RegisterBase is 0 or ulong.MaxValue)
            Error(at, found, "the address of the unit's registers (Linux turns VT-d off over this)");
        else if ((unit.RegisterBase & 0xFFF) != 0)
            Error(at, found, "a multiple of 4096");
    }

    private void CheckRegion(Rmrr region)
    {
        if (region.Limit < region.Base)
            Error(region.Offset + 16, $"RMRR limit 0x{region.Limit:X}", $"an address above the base 0x{region.Base:X}");
        else if ((region.Base & 0xFFF) != 0)
            Warning(region.Offset + 8, $"RMRR base 0x{region.Base:X}", "a multiple of 4096");
        else if ((region.Limit & 0xFFF) != 0xFFF)
            Warning(region.Offset + 16, $"RMRR limit 0x{region.Limit:X}", "the last byte of a page of 4096");
    }

    private void CheckScopes(ImmutableArray<DmarScope> scopes)
    {
        foreach (DmarScope scope in scopes)
        {
            if (scope.Type == 0)
                Error(scope.Offset, "device scope type 0, which is reserved", "a type from 1 to 5");
            else if (scope.Type > DmarScopeType.AcpiNamespaceDevice)
                Warning(scope.Offset, $"device scope of unknown type {(byte)scope.Type}", "a type from 1 to 5");
            if (scope.Path.IsEmpty)
                Error(scope.Offset + 1, "device scope with an empty path", "at least one device and function");
            for (int i = 0; i < scope.Path.Length; i++)
            {
                DmarScopeHop hop = scope.Path[i];
                if (!hop.IsValid)
                    Error(scope.Offset + 6 + 2 * i, $"device {hop.Device}, function {hop.Function} in a path", "device 0-31, function 0-7");
            }
            if (scope.Type == DmarScopeType.AcpiNamespaceDevice && !_acpiDevices.Contains(scope.EnumerationId))
                Warning(scope.Offset + 4, $"device scope of the ACPI device {scope.EnumerationId}", "the number of an ANDD");
        }
    }

    private static bool IsAcpiPath(string name) => name.Length > 0 && name.All(c => c is > ' ' and < '\x7F');

    private void Error(int offset, string found, string expected) => problems.Error(offset, found, expected);

    private void Warning(int offset, string found, string expected) => problems.Warning(offset, found, expected);
}
