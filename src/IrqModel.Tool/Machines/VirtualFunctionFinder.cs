using IrqModel.Firmware;
using IrqModel.Tool.Answers;

namespace IrqModel.Tool.Machines;

/// <summary>
/// Tells which functions are VFs, and whose. Every kind of evidence counts: SR-IOV numbers of a PF, the function's own name, a link in
/// sysfs, a
/// line of the log. That a function is <em>no</em> VF is claimed only if something it has says so, never because evidence is missing.
/// </summary>
public sealed class VirtualFunctionFinder
{
    // Unclassified, storage, network, display, communication, processors, encryption, accelerators, unassigned; then single subclasses:
    // other
    // system devices, Fibre Channel, InfiniBand.
    private static readonly HashSet<int> ClassesWithVfs = [0x00, 0x01, 0x02, 0x03, 0x07, 0x0B, 0x10, 0x12, 0xFF];
    private static readonly HashSet<int> SubclassesWithVfs = [0x0880, 0x0C04, 0x0C06];

    private readonly ObservedTopology topology;
    private readonly Dictionary<Bdf, (Bdf Pf, string Because)> byNumbers = [];
    private readonly List<string> conflicts = [];

    // Those that have an SR-IOV capability whose numbers are not shown, and those of which not even the capability is.
    private readonly PfCandidates withoutNumbers;
    private readonly PfCandidates notShown;

    /// <summary>Looks through a topology.</summary>
    public VirtualFunctionFinder(ObservedTopology topology)
    {
        ArgumentNullException.ThrowIfNull(topology);
        this.topology = topology;
        foreach (var function in topology.Functions) AddVfsOf(function);
        var mayBeOwners = topology.Functions.Where(MayBeOwner).ToArray();
        withoutNumbers = new(mayBeOwners.Where(function => function.Sriov == Presence.Present
            && (function.VfLayout is null || function.NumVfs is null || function.VfEnable is null)), topology);
        notShown = new(mayBeOwners.Where(function => function.Sriov == Presence.NotShown && !CannotHaveVfs(function)), topology);
        NoteVfsOfPfsWithout();
    }

    /// <summary>The VFs that SR-IOV numbers of PFs give, listed or not, each with its PF.</summary>
    public IEnumerable<(Bdf Vf, Bdf Pf)> ByNumbers => byNumbers.Select(pair => (pair.Key, pair.Value.Pf));

    /// <summary>Where evidence contradicts itself.</summary>
    public IReadOnlyList<string> Conflicts => conflicts;

    /// <summary>The PF whose SR-IOV numbers give a VF at an address; null if none does.</summary>
    public Bdf? OwnerByNumbers(Bdf address) => byNumbers.TryGetValue(address, out var owner) ? owner.Pf : null;

    /// <summary>Whether a function is a VF.</summary>
    public Answer<bool> IsVirtual(ObservedFunction function)
    {
        ArgumentNullException.ThrowIfNull(function);
        var says = function.PhysicalFunction is { } link ? $"sysfs links it to its PF {link}" : function.VirtualBecause;
        var numbers = byNumbers.TryGetValue(function.Address, out var owner) ? owner.Because : null;
        if (says is not null || numbers is not null)
        {
            return WhyPhysical(function) is { } contradiction
                ? Answer.Unknown<bool>($"evidence conflicts: {says ?? numbers}, but {contradiction}", "ls -l /sys/bus/pci/devices/"
                + function.Address)
                : Answer.Known(true, says ?? numbers!);
        }

        if (WhyPhysical(function) is { } physical) return Answer.Known(false, physical);
        return WhyNotByPlace(function) is { } place
            ? Answer.Known(false, place)
            : Answer.Unknown<bool>("nothing shown says whether it is a VF", $"ls -l /sys/bus/pci/devices/{function.Address}/physfn");
    }

    /// <summary>The PF of a VF.</summary>
    public Answer<Bdf> OwnerOf(ObservedFunction function)
    {
        ArgumentNullException.ThrowIfNull(function);
        if (function.PhysicalFunction is { } link) return Answer.Known(link, "sysfs links it");
        if (byNumbers.TryGetValue(function.Address, out var owner)) return Answer.Known(owner.Pf, owner.Because);
        return Answer.Unknown<Bdf>(WhyOwnerIsUnknown(function.Address),
            "lspci -vvv (as root), or ls -l /sys/bus/pci/devices/" + function.Address + "/physfn");
    }

    private string WhyOwnerIsUnknown(Bdf vf)
    {
        const int MostNamed = 4;
        var candidates = withoutNumbers.Count(vf);
        if (candidates > MostNamed) return $"one of {Some(withoutNumbers, vf, candidates)}: SR-IOV numbers are not shown";
        if (candidates > 0)
        {
            var names = withoutNumbers.Of(vf).Select(candidate => candidate.Address.RequesterId.ToString());
            return $"{string.Join(" or ", names)}: SR-IOV numbers are not shown";
        }

        return notShown.Count(vf) is > 0 and var beside ? $"perhaps {Some(notShown, vf, beside)}: SR-IOV capabilities are not shown"
            : "no PF that it could belong to is shown";
    }

    private static string Some(PfCandidates candidates, Bdf vf, int count) =>
        Report.Words.Some(candidates.Of(vf).Select(candidate => candidate.Address), count);

    /// <summary>The functions that are shown and may be the PF of a VF.</summary>
    public IEnumerable<ObservedFunction> CandidateOwners(ObservedFunction function)
    {
        ArgumentNullException.ThrowIfNull(function);
        return withoutNumbers.Of(function.Address);
    }

    /// <summary>How many functions <see cref="CandidateOwners"/> gives.</summary>
    internal int CountCandidateOwners(ObservedFunction function) => withoutNumbers.Count(function.Address);

    private bool MayBeOwner(ObservedFunction function) =>
        function is { IsBridge: not true, DoesNotAnswer: false, VirtualBecause: null, PhysicalFunction: null }
            && !byNumbers.ContainsKey(function.Address);

    // No extended configuration space reaches there, and with it no SR-IOV.
    private bool IsBehindConventionalBridge(ObservedFunction function) =>
        topology.PathAbove(function.Address.Segment, function.Address.Bus).Bridges.Any(bridge => bridge.Port == PciePortType.PcieToPciBridge
            || bridge.IsConventional);

    private void AddVfsOf(ObservedFunction physical)
    {
        if (physical is not { Sriov: Presence.Present, VfEnable: true, NumVfs: { } count and > 0, VfLayout: { FirstVfOffset: > 0 } layout })
            return;
        for (var index = 0; index < count; index++)
        {
            var id = physical.Address.RequesterId.Value + layout.FirstVfOffset + ((long)index * layout.VfStride);
            if (id > ushort.MaxValue)
            {
                conflicts.Add($"{physical.Address}: VF {index} would be beyond bus ff");
                return;
            }

            var vf = new Bdf(physical.Address.Segment, new RequesterId((ushort)id));
            byNumbers.TryAdd(vf, (physical.Address, $"SR-IOV numbers of {physical.Address}: VF {index} of {count}"));
        }
    }

    // A PF that says it has no VFs, and VFs beside it: one of the two was read before or after the other.
    private void NoteVfsOfPfsWithout()
    {
        ObservedFunction[] without = [.. topology.Functions
            .Where(function => function is { Sriov: Presence.Present } and ({ NumVfs: 0 } or { VfEnable: false }))];
        if (without.Length == 0) return;
        foreach (var bus in topology.Functions
            .Where(function => function.VirtualBecause is not null && !byNumbers.ContainsKey(function.Address)
            && withoutNumbers.Count(function.Address) == 0)
                     .GroupBy(function => (function.Address.Segment, function.Address.Bus)))
        {
            var first = bus.First();
            var pfs = without.Where(pf => pf.Address.Segment == bus.Key.Segment && pf.Address < first.Address
                && first.Address.Bus <= PfCandidates.LastBusOfVfs(topology, pf.Address.Segment, pf.Address.Bus))
                .Select(pf => pf.Address).ToArray();
            if (pfs.Length > 0)
                conflicts.Add($"evidence conflicts: {Report.Words.Some([.. bus.Select(vf => vf.Address)])} {(bus.Count() == 1 ? "is a VF" : "are VFs")}, but {Report.Words.Some(pfs)} {(pfs.Length == 1 ? "says" : "say")} that no VFs are enabled: parts of the input are of different moments, or VFs of another PF are not shown as such");
        }
    }

    private static string? WhyPhysical(ObservedFunction function) =>
        function.IsBridge == true ? "it is a bridge"
        : function.Sriov == Presence.Present ? "it has an SR-IOV capability of its own"
        : function.IsPlugged ? "it was asked for as a function of its own"
        : function.PhysicalBecause;

    private string? WhyNotByPlace(ObservedFunction function)
    {
        if (function.ClassCode is { } code && !HasVfs(code))
            return $"functions of class {code >> 8:x4} have no VFs";
        if (function.HasInterruptPin) return "it has an interrupt pin, and VFs have none";
        if (function.Driver == "vmd") return "it is a VMD controller";
        if (IsBehindConventionalBridge(function)) return "it is behind a bridge to conventional PCI, where there are no VFs";
        if (function.Port is PciePortType.RootPort or PciePortType.UpstreamPort or PciePortType.DownstreamPort) return "it is a port";
        var at = function.Address;
        if (at.Bus != 0 && topology.BridgeTo(at.Segment, at.Bus) is null) return null;
        if (at is { Device: 0, Function: 0 }) return "it is the first function on its bus";
        return at.Device == 0 && Enumerable.Range(0, at.Function)
            .All(before => topology.Find(new Bdf(at.Segment, at.Bus, 0, before)) is { } other && CannotHaveVfs(other))
            ? "no function before it on its bus can be its PF"
            : null;
    }

    // The first function of a machine is its host bridge, also where a listing says no class (lspci -t).
    private static bool CannotHaveVfs(ObservedFunction function) => function.IsBridge == true
        || function is { ClassCode: null, Address: { Segment: 0, Bus: 0, Device: 0, Function: 0 } }
        || (function.ClassCode is { } code && !HasVfs(code));

    private static bool HasVfs(int code) => ClassesWithVfs.Contains(code >> 16) || SubclassesWithVfs.Contains(code >> 8);
}
