using System.Collections.Immutable;
using IrqModel.Firmware;
using IrqModel.Tool.Answers;
using IrqModel.Tool.Hosts;

namespace IrqModel.Tool.Machines;

/// <summary>Merges evidence into one machine.</summary>
public sealed class MachineObserver
{
    // Intel's Volume Management Devices, from the table of ids in Linux drivers/pci/controller/vmd.c.
    private static readonly HashSet<uint> VmdIds =
        [0x8086201D, 0x808628C0, 0x8086467F, 0x80864C3D, 0x80867D0B, 0x8086A77F, 0x8086AD0B, 0x80869A0B, 0x8086B60B, 0x8086B06F];

    private const uint VmdThatLetsPass = 0x808628C0;

    private readonly Evidence evidence;
    private readonly List<string> notes = [];
    private readonly string? whySeveral;

    private readonly bool isHostAsked;

    private MachineObserver(Evidence evidence, bool isHostAsked)
    {
        this.evidence = evidence;
        this.isHostAsked = isHostAsked;
        whySeveral = OneMachine.WhyNot(evidence);
        if (whySeveral is not null) notes.Add(whySeveral);
    }

    /// <summary>Merges evidence.</summary>
    /// <param name="evidence">What the inputs show.</param>
    /// <param name="state">Which state of the machine, from 1, where listings show several; null for the last.</param>
    /// <param name="isHostAsked">Whether the user names a Linux, whatever the machine runs.</param>
    /// <param name="plugged">Functions to add that are not shown.</param>
    /// <returns>The machine, and what there is to say about how the inputs fit together.</returns>
    public static (ObservedMachine Machine, ImmutableArray<string> Notes) Observe(Evidence evidence, int? state = null,
        bool isHostAsked = false, params IEnumerable<ObservedFunction> plugged)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        var observer = new MachineObserver(evidence, isHostAsked);
        var machine = observer.Build(state, plugged);
        observer.notes.AddRange(machine.VirtualFunctions.Conflicts);
        return (machine, [.. observer.notes]);
    }

    private ObservedMachine Build(int? state, IEnumerable<ObservedFunction> plugged)
    {
        var listings = FunctionMerger.Select(evidence.Listings, state, out var states);
        if (state > states)
            throw new InputException(states == 1
                ? $"--state {state}: the listings show one state only."
                : $"--state {state}: expected 1 to {states}, for the listings show {states} states.");
        if (states > 1)
            notes.Add($"the listings show {states} states of the machine; this is about {(state is { } wanted ? $"state {wanted}" : "the last")} (--state 1 to --state {states} choose)");
        var dmar = Last<DmarTable>();
        var topology = TopologyOf(listings, dmar, plugged);
        var platform = PlatformOf(topology, dmar);
        var whyNoUnits = (string?)null;
        if (dmar is not null)
        {
            var fit = TableFit.Of(dmar, topology, listings.Any(IsWhole), evidence);
            notes.AddRange(fit.Notes);
            if (!fit.Belongs || platform is { IsKnown: true, Value: not Platform.Intel } || !platform.IsKnown)
            {
                whyNoUnits = $"the DMAR table does not belong to this machine: {(fit.Belongs ? platform.Because : fit.Notes[^1])}";
                notes.Add(whyNoUnits);
                dmar = null;
                topology = TopologyOf(listings, null, plugged);
            }
        }

        var ivrs = platform is { IsKnown: true, Value: Platform.Amd } ? Last<IvrsTable>() : null;
        if (ivrs is not null && !ivrs.ActiveIvhds.Any())
        {
            whyNoUnits = "the IVRS table defines no IOMMU";
            ivrs = null;
        }

        notes.AddRange(CommandLines.Notes(evidence));
        if (OtherSystem.IsOfGuest(evidence))
            notes.Add($"what is of {evidence.OtherSystem} is left out: the log of a Linux stands beside it, which this is about, and a guest of it or another machine runs {evidence.OtherSystem}");
        var remapping = whySeveral is null ? RemappingFinder.Find(evidence, topology, dmar, ivrs, Last<MadtTable>()) : Answer.Unknown<bool>(whySeveral);
        var guest = whySeveral is null ? VirtualMachine.Find(evidence, topology) : null;
        if (guest is not null)
        {
            guest = guest with { HasIommu = dmar is not null || ivrs is not null || remapping is { IsKnown: true, Value: true } };
            notes.Add(guest.HasIommu
                ? $"it is a virtual machine of {guest.Hypervisor} with an IOMMU of its own ({guest.Because}): this is about the guest; its hypervisor may remap once more below it"
                : $"it is a virtual machine of {guest.Hypervisor} ({guest.Because}): what the guest shows is the hypervisor's imitation of a machine");
            if (!guest.HasIommu) platform = Answer.Unknown<Platform>("a virtual machine shows a chipset that its hypervisor imitates");
        }

        if (evidence.Container is { } container)
        {
            notes.Add($"commands were run in a container ({container}): its kernel, interrupts and functions are those of the machine that it runs on, and what is said of "
                + "boot options, firmware and tables is for that machine");
        }

        return new(topology, dmar, ivrs is null ? null : new AmdCoverage(ivrs), whyNoUnits
            ?? (guest is null or { HasIommu: true } ? WhyNoUnits(platform) : "the virtual machine shows no IOMMU of its own"))
        {
            Platform = platform,
            Virtual = guest,
            WhySeveral = whySeveral,
            ShownUnits = ShownUnits.Of(evidence, dmar),
            CatchAllBecause = CatchAllInLog(topology),
            NotModelled = WhyNotModelled(topology) ?? (guest is null or { HasIommu: true } ? null
                : $"it is a virtual machine: {guest.Hypervisor} remaps and delivers its interrupts, and what the guest shows does not tell how"),
            Remapping = remapping,
            HasNoMessages = HasNoMessages(),
            UsesVfio = UsesVfio(topology),
            Kernel = KernelVersion.TryParse(evidence.KernelVersion, out var version) ? version : null,
            VmdControllers = [.. topology.Functions.Where(IsVmd).Select(function => function.Address)],
            VmdTakesOver = VmdTakesOver(topology),
        };
    }

    // "DRHD base: 0x000000fed91000 flags: 0x1" does not say the segment, so another one must not be shown.
    private string? CatchAllInLog(ObservedTopology topology)
    {
        const int IncludePciAll = 1;
        if (topology.Functions.Any(function => function.Address.Segment is > 0 and < ObservedMachine.FirstVmdSegment)) return null;
        return (from log in evidence.Logs
                from unit in log.Units
                where unit.Vendor == LogVendor.Intel && unit.Flags is { } flags && (flags & IncludePciAll) != 0
                select $"the unit at 0x{unit.RegisterBase:x} is a catch-all ({log.Source} line {unit.Line})").FirstOrDefault();
    }

    private string? WhyNotModelled(ObservedTopology topology)
    {
        if (whySeveral is not null) return $"{whySeveral}: explain the inputs of each machine alone";
        if (OtherSystem.Of(evidence, topology) is { } system && !isHostAsked)
            return $"the machine runs {system}, which no host here models; --host says what a Linux would do with the functions that are shown";
        if (evidence.Logs.FirstOrDefault(log => log.IsXen) is { } log)
            return $"{log.Source} is the log of a kernel{(evidence.KernelVersion is { } version ? $" ({version})" : " (its version is not shown)")} under Xen, which sets up interrupts for it: no choice of --host models that";
        return HasNoMessages() ? "the kernel's command line has pci=nomsi: functions have no messages and use their pins" : null;
    }

    private bool HasNoMessages() => CommandLines.Booted(evidence)
        .Any(word => word.StartsWith("pci=", StringComparison.Ordinal) && word[4..].Split(',').Contains("nomsi"));

    private bool UsesVfio(ObservedTopology topology) => topology.Functions.Any(function => function.IsVfio)
        || evidence.Logs.Any(log => log.Functions.Any(function => function.Driver.Contains("vfio", StringComparison.Ordinal))
            || log.Statements.Any(said => said.Text.StartsWith("vfio_iommu_type1_attach_group", StringComparison.Ordinal)))
        || CommandLines.Booted(evidence).Any(word => word.StartsWith("vfio-pci.ids=", StringComparison.Ordinal)
            || word.StartsWith("vfio_pci.ids=", StringComparison.Ordinal));

    private T? Last<T>()
        where T : class => evidence.Tables.Select(table => table.Content).OfType<T>().LastOrDefault();

    private static string WhyNoUnits(Answer<Platform> platform) => platform is { IsKnown: true, Value: Platform.Amd }
        ? "no IVRS table is given" : platform is { IsKnown: true, Value: Platform.Intel } ? "no DMAR table is given"
        : platform is { IsKnown: true }
        ? $"no table of {PlatformText.Words(platform.Value)} is read for that ({platform.Because})" : "no DMAR or IVRS table is given";

    private static bool IsWhole(PciListing listing) =>
        !listing.IsCutOff && !listing.IsSelection
            && listing.Form is not (ListingForm.KernelLog or ListingForm.IommuGroups or ListingForm.Lshw or ListingForm.SysLinks or ListingForm.Inventory)
            && listing.Functions.Length > 1;

    private ObservedTopology TopologyOf(ImmutableArray<PciListing> listings, DmarTable? dmar, IEnumerable<ObservedFunction> plugged)
    {
        var functions = FunctionMerger.Merge(listings).ToDictionary(function => function.Address);
        foreach (var function in plugged) functions[function.Address] = function;
        AddNamed(functions);
        if (functions.Count == 0 && dmar is not null)
        {
            foreach (var function in MachineImporter.Import(dmar).Functions)
            {
                functions[function.Address] = new(function.Address)
                {
                    Name = function.Description,
                    WhyNotShown = NotShownReason.NamedOnly,
                    PhysicalBecause = "a device scope names it, and scopes name no VFs",
                    IsBridge = function.Bridge is not null,
                    Buses = function.Bridge is { } bridge
                        ? new BridgeBuses(function.Address.Bus, bridge.Secondary, bridge.Subordinate ?? bridge.Secondary) : null,
                };
            }
        }

        return new(functions.Values, RootBuses(listings, dmar));
    }

    // Functions that other parts name, and what these parts show of them: whoever has a row of an MSI has MSI.
    private void AddNamed(Dictionary<Bdf, ObservedFunction> functions)
    {
        foreach (var table in evidence.Interrupts)
        {
            foreach (var row in table.Rows
                .Where(row => row is { Function: not null, Chip: { } chip } && chip.Contains("MSI", StringComparison.Ordinal)))
                Add(row.Function!.Value, $"{table.Source} line {row.Line}", shown => shown.SendsMessages == Presence.Present
                    ? shown : shown with { Msi = Presence.Present });
        }

        foreach (var detail in evidence.IrqDetails
            .Where(detail => detail.Function is not null
            && detail.Chain.Any(link => link.Domain.Contains("MSI", StringComparison.Ordinal))))
            Add(detail.Function!.Value, detail.Source, shown => shown.SendsMessages == Presence.Present
                ? shown : shown with { Msi = Presence.Present });
        foreach (var group in evidence.IommuGroups)
        {
            foreach (var address in group.Functions) Add(address, group.Source, shown => shown with { IommuGroup = group.Number });
        }

        void Add(Bdf address, string where, Func<ObservedFunction, ObservedFunction> change) =>
            functions[address] = change(functions.GetValueOrDefault(address)
                ?? new ObservedFunction(address) { Where = where, WhyNotShown = NotShownReason.NamedOnly });
    }

    private static IEnumerable<((int, byte), string)> RootBuses(ImmutableArray<PciListing> listings, DmarTable? dmar)
    {
        foreach (var listing in listings.Where(listing => listing is { Form: ListingForm.Tree, IsCutOff: false }))
        {
            var below = listing.Functions.Where(function => function.Buses is not null)
                .Select(function => (function.Address.Segment, function.Buses!.Value.Secondary)).ToHashSet();
            foreach (var bus in listing.Functions.Select(function => (function.Address.Segment, function.Address.Bus)).Distinct()
                .Where(bus => !below.Contains(bus)))
                yield return (bus, $"{listing.Source} shows it at the root of the tree");
        }

        if (dmar is null) yield break;
        foreach (var unit in dmar.Drhds)
        {
            // VT-d specification 8.3.1: the start bus is the one below the host bridge.
            foreach (var scope in unit.Scopes) yield return ((unit.Segment, scope.StartBus), "scopes of the DMAR table start on it");
        }
    }

    private Answer<Platform> PlatformOf(ObservedTopology topology, DmarTable? dmar)
    {
        var found = new List<(Platform Platform, string Because)>();
        foreach (var log in evidence.Logs)
        {
            var platform = log.Vendor switch
            {
                LogVendor.Intel => Platform.Intel,
                LogVendor.Amd => Platform.Amd,
                LogVendor.Arm => Platform.Arm,
                LogVendor.PowerPc => Platform.PowerPc,
                LogVendor.RiscV => Platform.RiscV,
                LogVendor.LoongArch => Platform.LoongArch,
                _ => Platform.NotShown
            };
            if (platform != Platform.NotShown) found.Add((platform, $"{log.Source} is the log of {PlatformText.Words(platform)}"));
        }

        foreach (var table in evidence.Interrupts)
        {
            foreach (var row in table.Rows)
            {
                if (PlatformText.OfChip(row.Chip) is { } platform)
                    found.Add((platform, $"{table.Source} line {row.Line} has the interrupt controller of {PlatformText.Words(platform)}"));
            }
        }

        foreach (var function in topology.Functions)
        {
            if (PlatformText.Of(function) is { } platform) found.Add((platform, $"{function.Address} is {PlatformText.Words(platform)}'s"));
            // AMD's messages are in compatibility format; the entry's number is in their data.
            if (function.Message is { } message && RemappingFinder.IsRemappable(message.Address))
                found.Add((Platform.Intel, $"the message of {function.Address} (address {message.Address:x}) is in the format of VT-d"));
        }

        if (PlatformText.OfProcessor(evidence.Processor) is { } made) found.Add((made, $"its processor is {evidence.Processor}"));
        if (topology.Functions.FirstOrDefault(function => function.Address.Segment >= ObservedMachine.FirstVmdSegment) is { } behind)
            found.Add((Platform.Intel, $"{behind.Address} is behind a VMD controller"));
        foreach (var version in evidence.KernelVersions)
        {
            if (PlatformText.OfKernel(version) is { } built) found.Add((built, $"its kernel is {version}"));
        }

        if (dmar is not null) found.Add((Platform.Intel, "a DMAR table is given"));
        foreach (var name in evidence.TableNames)
            found.Add((name == "DMAR" ? Platform.Intel : name == "IVRS" ? Platform.Amd : Platform.Arm, $"its firmware has the table {name}"));
        if (Last<IvrsTable>() is not null) found.Add((Platform.Amd, "an IVRS table is given"));
        if (Last<IortTable>() is not null) found.Add((Platform.Arm, "an IORT table is given"));
        var platforms = found.DistinctBy(each => each.Platform).ToArray();
        return platforms.Length switch
        {
            0 => Answer.Unknown<Platform>("nothing shown says whose IOMMU it is", "ls /sys/firmware/acpi/tables"),
            1 => Answer.Known(platforms[0].Platform, platforms[0].Because),
            _ => Answer.Unknown<Platform>($"inputs are of different machines: {string.Join("; ", platforms.Select(each => each.Because))}"),
        };
    }

    private static bool IsVmd(ObservedFunction function) =>
        function.Address.Segment < ObservedMachine.FirstVmdSegment
        && (function.Driver == "vmd" || (function.Ids is { } ids && VmdIds.Contains(ids))
            || (function.Name is { } name && (name.Contains("Volume Management Device", StringComparison.Ordinal)
                || VmdIds.Any(id => name.Contains($"Intel Corporation Device {id & 0xFFFF:x4}", StringComparison.Ordinal)))));

    // VMD's own messages name one of its vectors in the destination field and carry no data (vmd_compose_msi_msg()). Without a message the
    // ids tell: vmd_ids[] has VMD_FEAT_CAN_BYPASS_MSI_REMAP for one of them only.
    private static bool? VmdTakesOver(ObservedTopology topology)
    {
        foreach (var function in topology.Functions)
        {
            if (function.Address.Segment < ObservedMachine.FirstVmdSegment || function.Message is not { } message
                || message.Address >> 20 != 0xFEE) continue;
            if (RemappingFinder.IsRemappable(message.Address)) return false;
            if (message.Data == 0) return true;
        }

        var controllers = topology.Functions.Where(IsVmd).ToArray();
        return controllers.Length > 0 && controllers.All(controller => controller.Ids is { } ids && ids != VmdThatLetsPass) ? true : null;
    }
}
