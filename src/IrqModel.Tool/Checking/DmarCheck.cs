using IrqModel.Firmware;
using IrqModel.Rules;
using IrqModel.Tool.Machines;

namespace IrqModel.Tool.Checking;

/// <summary>Firmware bugs of a DMAR table that kernels know.</summary>
/// <param name="table">The table.</param>
/// <param name="source">What messages call it.</param>
/// <param name="evidence">What else is shown: the MADT, listings.</param>
/// <param name="topology">The functions that are shown.</param>
/// <remarks>Linux <c>drivers/iommu/intel/dmar.c</c>, <c>irq_remapping.c</c>; VT-d specification, chapter 8.</remarks>
internal sealed class DmarCheck(DmarTable table, string source, Evidence evidence, ObservedTopology topology)
{
    private const int OffsetOfBase = 8;
    private const int OffsetOfFlags = 4;
    private const ulong PageMask = 0xFFF;

    private readonly List<CheckFinding> findings = [];
    private readonly bool isWhole = evidence.Listings.Any(listing =>
        !listing.IsCutOff && !listing.IsSelection
            && listing.Form is not (ListingForm.KernelLog or ListingForm.IommuGroups or ListingForm.Lshw or ListingForm.SysLinks or ListingForm.Inventory)
            && listing.Functions.Length > 1);

    public IEnumerable<CheckFinding> Findings()
    {
        if (!table.Drhds.Any()) Add(CheckRules.NoUnit, "no DRHD, expected at least one remapping unit", 48);
        foreach (var unit in table.Drhds) CheckBase(unit);
        CheckCatchAlls();
        CheckOverlaps();
        CheckIoApics();
        foreach (var unit in DmarCoverage.UnitsOf(table))
        {
            foreach (var scope in unit.Scopes) CheckScope(unit.Segment, scope);
        }

        CheckSatc();
        CheckSidp();
        return findings;
    }

    private void CheckBase(Drhd unit)
    {
        if (unit.RegisterBase is 0 or ulong.MaxValue || (unit.RegisterBase & PageMask) != 0)
            Add(CheckRules.RegisterBase,
                $"DRHD register base 0x{unit.RegisterBase:x}, expected the address of the unit's registers, a multiple of 4096",
                unit.Offset + OffsetOfBase);
    }

    private void CheckCatchAlls()
    {
        var first = new Dictionary<ushort, Drhd>();
        foreach (var unit in DmarCoverage.UnitsOf(table))
        {
            if (!first.TryGetValue(unit.Segment, out var catchAll))
            {
                if (unit.IncludePciAll) first.Add(unit.Segment, unit);
            }
            else if (unit.IncludePciAll)
            {
                Add(CheckRules.Of(RuleIds.SecondCatchAll),
                    $"a second catch-all DRHD on segment {unit.Segment:x4}; the first is at offset 0x{catchAll.Offset:X}",
                    unit.Offset + OffsetOfFlags);
            }
            else
            {
                Add(CheckRules.CatchAllNotLast, $"a DRHD after the catch-all of segment {unit.Segment:x4} at offset 0x{catchAll.Offset:X}",
                    unit.Offset + OffsetOfFlags);
            }
        }
    }

    private void CheckOverlaps()
    {
        var named = new Dictionary<(ushort Segment, string Path), (Drhd Unit, DmarScope Scope)>();
        foreach (var unit in DmarCoverage.UnitsOf(table))
        {
            foreach (var scope in unit.Scopes.Where(scope =>
                scope.Type is DmarScopeType.PciEndpoint or DmarScopeType.PciSubHierarchy && !scope.Path.IsEmpty))
            {
                var key = (unit.Segment, $"{scope.StartBus:x2}:{string.Join('/', scope.Path)}");
                if (named.TryAdd(key, (unit, scope)) || named[key].Unit == unit) continue;
                Add(
                    CheckRules.Of(RuleIds.ScopesOverlap),
                        $"the scope {scope} is in the unit at 0x{unit.RegisterBase:x} and in the one at 0x{named[key].Unit.RegisterBase:x} (offset 0x{named[key].Scope.Offset:X})",
                    scope.Offset, AddressOf(unit.Segment, scope));
            }
        }
    }

    private void CheckIoApics()
    {
        if (!table.Flags.HasFlag(DmarFlags.InterruptRemapping) || !table.Drhds.Any()) return;
        var scopes = table.Drhds.SelectMany(unit => unit.Scopes).Where(scope => scope.Type == DmarScopeType.IoApic).ToArray();
        var madt = evidence.Tables.LastOrDefault(each => each.Madt is not null);
        if (madt?.Madt is not { } interrupts)
        {
            if (scopes.Length == 0)
            {
                findings.Add(new(CheckRules.IoApicWithoutUnit,
                    "no DRHD names an IOAPIC; the MADT, which would say whether there is one, is not given",
                    new(source, table.Drhds.First().Offset))
                {
                    Severity = CheckSeverity.Warning,
                });
            }

            return;
        }

        foreach (var ioApic in interrupts.IoApics.Where(ioApic => !scopes.Any(scope => scope.EnumerationId == ioApic.Id)))
            findings.Add(new(CheckRules.IoApicWithoutUnit, $"IOAPIC {ioApic.Id} of the MADT is in no scope of {source}",
                new(madt.Source, ioApic.Offset)));
        foreach (var scope in scopes.Where(scope => !interrupts.IoApics.Any(ioApic => ioApic.Id == scope.EnumerationId)))
            Add(CheckRules.IoApicUnknown, $"a scope names IOAPIC {scope.EnumerationId}, and the MADT has {Ids(interrupts)}",
                scope.Offset + 4);
    }

    private static string Ids(MadtTable madt) => string.Join(", ", madt.IoApics.Select(ioApic => ioApic.Id).DefaultIfEmpty().Order());

    // The walk of Linux dmar_insert_dev_scope(), as far as the functions on the way are shown.
    private void CheckScope(ushort segment, DmarScope scope)
    {
        if (scope.Type is not (DmarScopeType.PciEndpoint or DmarScopeType.PciSubHierarchy) || scope.Path.IsEmpty
            || !scope.Path.All(hop => hop.IsValid)) return;
        var bus = scope.StartBus;
        for (var index = 0; index < scope.Path.Length; index++)
        {
            var address = new Bdf(segment, bus, scope.Path[index].Device, scope.Path[index].Function);
            if (topology.Find(address) is not { } function)
            {
                if (isWhole && topology.Functions.Any(other => other.Address.Segment == segment))
                    Add(CheckRules.ScopeMissesFunction, $"the scope {scope} names {address}, which the listing does not have", scope.Offset,
                        address);
                return;
            }

            if (index == scope.Path.Length - 1)
            {
                CheckType(scope, function);
                return;
            }

            if (function.IsBridge == false)
            {
                Add(CheckRules.ScopePath, $"the scope {scope} goes on behind {address}, which is no bridge", scope.Offset, address);
                return;
            }

            if (function.Buses is not { } buses) return;
            bus = buses.Secondary;
        }
    }

    private void CheckType(DmarScope scope, ObservedFunction function)
    {
        if (!ScopeType.IsWrong(scope, function)) return;
        Add(CheckRules.ScopeType, scope.Type == DmarScopeType.PciEndpoint
            ? $"the scope {scope} is of type endpoint, and {function.Address} is a bridge"
            : $"the scope {scope} is of type bridge, and {function.Address} is none", scope.Offset, function.Address);
    }

    private void CheckSatc()
    {
        foreach (var satc in table.Records.OfType<Satc>())
        {
            CheckSegment(CheckRules.Satc, "SATC", satc.Segment, satc.Offset);
            foreach (var scope in satc.Scopes)
            {
                if (scope.Type != DmarScopeType.PciEndpoint)
                    Add(CheckRules.Satc, $"a SATC scope of type {scope.Type}, expected an endpoint", scope.Offset);
                else if (AddressOf(satc.Segment, scope) is { } address && topology.Find(address) is { Port: { } port }
                    && port != PciePortType.RootComplexIntegratedEndpoint)
                    Add(CheckRules.Satc, $"the SATC scope {scope} names {address}, whose device type is {port}, expected a root complex integrated endpoint", scope.Offset, address);
            }
        }
    }

    private void CheckSidp()
    {
        var flags = new Dictionary<(ushort, string), (byte Flags, int Offset)>();
        foreach (var sidp in table.Records.OfType<Sidp>())
        {
            CheckSegment(CheckRules.Sidp, "SIDP", sidp.Segment, sidp.Offset);
            foreach (var scope in sidp.Scopes)
            {
                if (scope.Type is not (DmarScopeType.PciEndpoint or DmarScopeType.PciSubHierarchy))
                    Add(CheckRules.Sidp, $"a SIDP scope of type {scope.Type}, expected an endpoint or a bridge", scope.Offset);
                var key = (sidp.Segment, $"{scope.StartBus:x2}:{string.Join('/', scope.Path)}");
                if (!flags.TryAdd(key, (scope.Flags, scope.Offset)) && flags[key].Flags != scope.Flags)
                    Add(CheckRules.Sidp, $"the SIDP scope {scope} has flags 0x{scope.Flags:x2}, and at offset 0x{flags[key].Offset:X} it has 0x{flags[key].Flags:x2}", scope.Offset + 1);
            }
        }
    }

    private void CheckSegment(CheckRule rule, string name, ushort segment, int offset)
    {
        if (!table.Drhds.Any(unit => unit.Segment == segment)) Add(
            rule, $"a {name} structure for segment {segment:x4}, which has no DRHD", offset);
    }

    private static Bdf? AddressOf(ushort segment, DmarScope scope) =>
        scope.Path is [{ IsValid: true } hop] ? new Bdf(segment, scope.StartBus, hop.Device, hop.Function) : null;

    private void Add(CheckRule rule, string message, int offset, Bdf? function = null) =>
        findings.Add(new(rule, message, new(source, offset)) { Function = function });
}
