using System.Collections.Immutable;
using IrqModel.Firmware;
using IrqModel.Tool.Describing;
using IrqModel.Tool.Machines;
using IrqModel.Tool.Running;

namespace IrqModel.Tool.Importing;

/// <summary>
/// Describes the machine that evidence shows, with where each part is known from. What had to be assumed or left out is in the notes;
/// nothing in
/// real data makes it fail.
/// </summary>
public sealed class EvidenceImporter
{
    private const int AssumedProcessors = 4;
    private const int MostMsixVectors = 2048;

    private readonly Evidence evidence;
    private readonly ObservedMachine observed;
    private readonly List<string> notes;
    private readonly Dictionary<Bdf, ObservedFunction> physical;

    private readonly bool asFirmwareSays;

    private EvidenceImporter(Evidence evidence, int? state, bool asFirmwareSays)
    {
        this.evidence = evidence;
        this.asFirmwareSays = asFirmwareSays;
        // Whoever runs a Linux on it wants to know what that would do, whatever the machine runs.
        (observed, var fit) = MachineObserver.Observe(evidence, state, isHostAsked: true);
        notes = [.. fit];
        physical = observed.Topology.Functions.Where(IsPhysical).ToDictionary(function => function.Address);
    }

    /// <summary>Describes it.</summary>
    /// <param name="evidence">What the inputs show.</param>
    /// <param name="name">What messages shall call the machine.</param>
    /// <param name="state">Which state of the machine, from 1, where listings show several; null for the last.</param>
    /// <param name="asFirmwareSays">
    /// Whether interrupt remapping is as the table offers it; otherwise it is off where the inputs show that the kernel had it off.
    /// </param>
    public static MachineDescription Import(Evidence evidence, string name, int? state = null, bool asFirmwareSays = false) =>
        new EvidenceImporter(evidence, state, asFirmwareSays).Import(name);

    private MachineDescription Import(string name)
    {
        var functions = physical.Values.Select(Describe).OrderBy(function => function.Address).ToImmutableArray();
        NoteVirtual();
        var roots = RootBuses(functions);
        var (madt, madtSource) = Table<MadtTable>();
        var ioApics = madt is null ? [] : IoApics(madt, madtSource).ToImmutableArray();
        var units = new UnitImporter(evidence, observed, notes).Units(roots.Select(root => root.Bus.Segment));
        var offersRemapping = OffersRemapping(madt, units);
        ImmutableArray<DescribedGap> gaps = [.. new GapFinder(observed, functions, units).Find()];
        NoteUnits(gaps);
        return new(name)
        {
            Gaps = gaps,
            Processors = Processors(madt),
            OffersInterruptRemapping = offersRemapping,
            RootBuses = roots,
            Functions = functions,
            Units = units,
            IoApics = ioApics,
            Notes = [.. notes.Distinct()],
        };
    }

    private bool IsPhysical(ObservedFunction function)
    {
        if (function.DoesNotAnswer)
        {
            notes.Add($"{function.Address}: does not answer (its configuration space reads all ones): left out");
            return false;
        }

        var isVirtual = observed.VirtualFunctions.IsVirtual(function);
        if (!isVirtual.IsKnown && function.WhyNotShown != NotShownReason.NamedOnly) notes.Add(
            $"{function.Address}: {isVirtual.Because}; taken for a function of its own");
        return !(isVirtual.IsKnown && isVirtual.Value);
    }

    private void NoteVirtual()
    {
        var lost = new List<Bdf>();
        foreach (var function in observed.Topology.Functions.Where(function =>
            !function.DoesNotAnswer && !physical.ContainsKey(function.Address)))
        {
            var owner = observed.VirtualFunctions.OwnerOf(function);
            if (!owner.IsKnown || !physical.TryGetValue(owner.Value, out var pf) || SriovOf(pf, noteWhy: false) is null) lost.Add(
                function.Address);
        }

        if (lost.Count > 0) notes.Add($"{string.Join(", ", lost)}: VFs of a PF whose SR-IOV numbers are not shown: left out");
    }

    private DescribedFunction Describe(ObservedFunction function)
    {
        // A listing that shows capabilities and no MSI among them is believed; where it shows none, most functions have it all the same.
        var isAssumed = function is { SendsMessages: Presence.NotShown, WhyNotShown: not NotShownReason.NotAmongShown };
        if (isAssumed) notes.Add($"{function.Address}: whether it has MSI is not shown; one vector is assumed");
        var msi = function.Msi == Presence.Present ? function.MsiVectors ?? 1 : isAssumed ? 1 : 0;
        if (msi is < 0 or > 32 || (msi & (msi - 1)) != 0)
        {
            notes.Add($"{function.Address}: MSI with {msi} vectors, which is impossible: 1 is used");
            msi = 1;
        }

        var bridge = BridgeOf(function);
        return new(function.Address)
        {
            What = function.Name,
            From = function.Where,
            MsixVectors = function.Msix == Presence.Present ? Math.Clamp(function.MsixEntries ?? 1, 1, MostMsixVectors) : 0,
            MsiVectors = msi,
            Sriov = bridge is null ? SriovOf(function, noteWhy: true) : null,
            Bridge = bridge,
        };
    }

    private DescribedBridge? BridgeOf(ObservedFunction function)
    {
        if (function.Buses is not { } buses || observed.Topology.BridgeTo(function.Address.Segment, buses.Secondary) != function)
        {
            if (function.IsBridge == true) notes.Add(
                $"{function.Address}: a bridge that leads to no bus of its own: taken for a function with no bus behind it");
            return null;
        }

        var isOnRootBus = observed.Topology.BridgeTo(function.Address.Segment, function.Address.Bus) is null;
        if (function is { Port: null, IsConventional: false } && function.WhyNotShown != NotShownReason.NamedOnly)
            notes.Add($"{function.Address}: what sort of bridge it is is not shown: taken for a {RunMachine.KindOf(function, isOnRootBus)}");
        if (buses.Subordinate < buses.Secondary) notes.Add(
            $"{function.Address}: subordinate bus {buses.Subordinate:x2} lies before secondary bus {buses.Secondary:x2}: not used");
        return new(RunMachine.KindOf(function, isOnRootBus), buses.Secondary)
        {
            Subordinate = buses.Subordinate < buses.Secondary ? null
            : buses.Subordinate
        };
    }

    private DescribedSriov? SriovOf(ObservedFunction function, bool noteWhy)
    {
        if (function.Sriov != Presence.Present) return null;
        if (function.VfLayout is not { FirstVfOffset: >= 1 and <= ushort.MaxValue, VfStride: >= 0 and <= ushort.MaxValue } layout
            || function.TotalVfs is not (>= 1 and <= ushort.MaxValue and var total) || (layout.VfStride == 0 && total > 1))
        {
            if (noteWhy) notes.Add($"{function.Address}: SR-IOV without numbers that give VFs addresses: left out");
            return null;
        }

        var vfs = observed.Topology.Functions.Where(vf => !physical.ContainsKey(vf.Address) && vf.MsixEntries is not null
            && observed.VirtualFunctions.OwnerByNumbers(vf.Address) == function.Address);
        var vectors = vfs.Select(vf => vf.MsixEntries).FirstOrDefault();
        if (vectors is null && noteWhy) notes.Add(
            $"{function.Address}: the MSI-X tables of its VFs are not shown; 3 vectors each are assumed");
        return new(total, layout.FirstVfOffset, layout.VfStride,
            Math.Clamp(vectors ?? 3, 0, MostMsixVectors))
        { Enabled = EnabledVfsOf(function, total) };
    }

    private int? EnabledVfsOf(ObservedFunction function, int total)
    {
        if (function is not { VfEnable: true, NumVfs: > 0 and var enabled }) return null;
        var count = Math.Min(enabled, total);

        // Linux would have refused VFs where other functions are, or beyond the buses that are routed to the PF.
        var owned = observed.VirtualFunctions.ByNumbers.Count(vf => vf.Pf == function.Address && !physical.ContainsKey(vf.Vf));
        if (owned < count) notes.Add(
            $"{function.Address}: {count} VFs are enabled, and of these only {owned} have addresses that are free");
        return owned < count ? null : count;
    }

    private ImmutableArray<DescribedBus> RootBuses(ImmutableArray<DescribedFunction> functions)
    {
        var behind = functions.Where(function => function.Bridge is not null)
            .Select(function => new BusNumber(function.Address.Segment, function.Bridge!.Secondary)).ToHashSet();
        var roots = ImmutableArray.CreateBuilder<DescribedBus>();
        foreach (var bus in functions.Select(function => new BusNumber(function.Address.Segment, function.Address.Bus)).Distinct()
            .Where(bus => !behind.Contains(bus)).Order())
        {
            if (bus.Segment >= ObservedMachine.FirstVmdSegment)
            {
                roots.Add(new(bus) { Controller = ControllerOf(bus) });
                continue;
            }

            if (!observed.Topology.IsRoot(bus.Segment, bus.Number)) notes.Add(
                $"bus {bus}: no bridge that is shown leads to it: taken for a root bus");
            roots.Add(new(bus));
        }

        if (roots.Count == 0)
        {
            notes.Add("no function is shown: the machine has an empty root bus");
            roots.Add(new(new(0, 0)));
        }

        return roots.ToImmutable();
    }

    private Bdf? ControllerOf(BusNumber bus)
    {
        var index = Math.Min(bus.Segment - ObservedMachine.FirstVmdSegment, observed.VmdControllers.Length - 1);
        if (index >= 0 && physical.ContainsKey(observed.VmdControllers[index])) return observed.VmdControllers[index];
        notes.Add($"bus {bus}: behind a VMD controller that is not shown: taken for a root bus");
        return null;
    }

    // Functions whose unit is open have one in the description all the same.
    private void NoteUnits(IEnumerable<DescribedGap> gaps)
    {
        const string Start = "which unit covers it is not known";
        foreach (var gap in gaps.Where(gap => gap.Because.StartsWith(Start, StringComparison.Ordinal)))
            notes.Add($"{string.Join(", ", gap.Functions)}: {gap.Because}; taken for what the buses that are shown say");
    }

    private int Processors(MadtTable? madt)
    {
        if (madt is { EnabledProcessors: > 0 }) return madt.EnabledProcessors;
        notes.Add($"the number of processors is not shown; {AssumedProcessors} are assumed");
        return AssumedProcessors;
    }

    private bool OffersRemapping(MadtTable? madt, ImmutableArray<DescribedUnit> units)
    {
        if (units.IsEmpty) return false;
        if (!asFirmwareSays && observed.Remapping is { IsCertain: true, Value: false } off)
        {
            notes.Add($"interrupt remapping is taken for off, as it was on the machine: {off.Because}");
            return false;
        }

        if (observed.Remapping is { IsKnown: true, IsCertain: false }) notes.Add("nothing shown says whether Linux switched interrupt remapping on; the table offers it, and it is taken for on");
        if (observed.Dmar is not { } table) return true;
        if (!MachineImporter.Import(table).OffersInterruptRemapping) return false;
        var scopes = table.Drhds.SelectMany(unit => unit.Scopes).Where(scope => scope.Type == DmarScopeType.IoApic)
            .Select(scope => scope.EnumerationId).ToHashSet();
        if (madt is null && scopes.Count == 0) notes.Add(
            "no unit names an IOAPIC: Linux leaves interrupt remapping off if the MADT, which is not given, has one");
        return true;
    }

    private IEnumerable<DescribedIoApic> IoApics(MadtTable madt, string source)
    {
        foreach (var ioApic in madt.IoApics.DistinctBy(ioApic => ioApic.Id))
        {
            var requester = RequesterOf(ioApic.Id);
            if (requester is null) notes.Add($"IOAPIC {ioApic.Id}: no table says which requester id it sends; f0:1f.0 is assumed");
            yield return new(ioApic.Id, requester ?? new RequesterId(0xF0F8)) { From = $"{source} offset 0x{ioApic.Offset:X}" };
        }
    }

    private RequesterId? RequesterOf(byte ioApic)
    {
        var scope = observed.Dmar?.Drhds.SelectMany(unit => unit.Scopes)
            .FirstOrDefault(scope =>
                scope.Type == DmarScopeType.IoApic && scope.EnumerationId == ioApic && scope.Path is [{ IsValid: true }]);
        if (scope is not null) return new RequesterId(
            (ushort)((scope.StartBus << 8) | (scope.Path[0].Device << 3) | scope.Path[0].Function));
        var (ivrs, _) = Table<IvrsTable>();
        return ivrs?.InterruptSources.Where(source => source.Kind == InterruptSourceKind.IoApic && source.Id == ioApic)
            .Select(source => (RequesterId?)source.Requester).FirstOrDefault();
    }

    private (T? Table, string Source) Table<T>()
        where T : class
    {
        var found = evidence.Tables.LastOrDefault(table => table.Content is T);
        return (found?.Content as T, found?.Source ?? "");
    }
}
