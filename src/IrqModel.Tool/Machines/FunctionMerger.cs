using System.Collections.Immutable;
using IrqModel.Firmware;

namespace IrqModel.Tool.Machines;

/// <summary>
/// Makes one view of the functions out of several listings. Listings of one form that show the same functions are states of the machine:
/// the
/// last counts. Listings of different forms, and selections, complement each other.
/// </summary>
internal static class FunctionMerger
{
    /// <summary>The listings of which each shows the machine at the state that is asked for.</summary>
    /// <param name="listings">All listings, the later states last.</param>
    /// <param name="state">Which state, from 1; null for the last.</param>
    /// <param name="states">How many states there are.</param>
    public static ImmutableArray<PciListing> Select(ImmutableArray<PciListing> listings, int? state, out int states)
    {
        var selected = new List<PciListing>();
        states = 1;
        foreach (var form in listings.GroupBy(listing => listing.Form))
        {
            var generations = new List<List<PciListing>>();
            var shown = new HashSet<Bdf>();
            foreach (var listing in form)
            {
                if (generations.Count == 0 || (!listing.IsSelection && listing.Functions.Any(function => shown.Contains(function.Address))))
                {
                    generations.Add([]);
                    shown.Clear();
                }

                generations[^1].Add(listing);
                foreach (var function in listing.Functions) shown.Add(function.Address);
            }

            states = Math.Max(states, generations.Count);
            selected.AddRange(generations[Math.Clamp((state ?? generations.Count) - 1, 0, generations.Count - 1)]);
        }

        return [.. selected];
    }

    /// <summary>The functions of listings, each once, with all that any of the listings shows of it.</summary>
    public static IEnumerable<ObservedFunction> Merge(ImmutableArray<PciListing> listings) =>
        from listing in listings
        from function in listing.Functions
        group (listing, function) by function.Address into shown
        select shown.OrderByDescending(view => view.function.CapabilitiesShown switch
            {
                CapabilityDisplay.DoesNotAnswer => 7,
                CapabilityDisplay.All => 6,
                CapabilityDisplay.WithoutExtended => 5,
                CapabilityDisplay.NamesOnly => 4,
                CapabilityDisplay.CutOff => 3,
                CapabilityDisplay.AccessDenied => 2,
                _ => 1,
            }).Select(view => View(view.listing, view.function)).Aggregate(Join);

    private static ObservedFunction View(PciListing listing, PciDeviceInfo info)
    {
        var (msi, msix) = (Of(info, PciCapabilityKind.Msi), Of(info, PciCapabilityKind.Msix));
        // Bus numbers under a function of another class are those of a bridge whose first line is missing.
        var isOtherClass = info.Config is null && info.ClassCode is { } code && code >> 8 is not (0x0604 or 0x0607 or 0x0609 or 0x060A);
        if (!info.MsiIrqs.IsDefaultOrEmpty && msi != Presence.Present && msix != Presence.Present) msi = Presence.Present;
        return new(info.Address)
        {
            Where = info.Line is { } line ? $"{listing.Source} line {line}" : listing.Source,
            Name = info.Description,
            ClassCode = info.ClassCode,
            Ids = info is { VendorId: { } vendor, DeviceId: { } device } ? ((uint)vendor << 16) | device : null,
            Driver = info.Driver,
            Irq = info.Irq,
            HasInterruptPin = info.HasInterruptPin,
            DoesNotAnswer = info.DoesNotAnswer,
            Msi = msi,
            Msix = msix,
            WhyNotShown = WhyNotShown(listing, info),
            MsiVectors = info.Msi?.VectorsCapable,
            MsixEntries = info.Msix?.TableSize,
            IsMsiEnabled = IsMsiEnabled(info),
            Message = info.Msi is { Address: { } address, Data: { } data } ? (address, data) : null,
            HoldsMessages = info.Msix is { Enabled: true, FunctionMasked: true },
            MessageWhere = info.MsiMessageLine is { } at ? $"{listing.Source} line {at}" : null,
            IsBusMaster = info.IsBusMaster,
            BusMasterWhere = info.BusMasterLine is { } master ? $"{listing.Source} line {master}" : null,
            Port = info.Pcie?.PortType is PciePortType.Unknown ? null : info.Pcie?.PortType,
            IsConventional = info.Visibility(PciCapabilityKind.Pcie) == CapabilityVisibility.Absent || info.ClassCode == 0x060401,
            IsBridge = isOtherClass ? false : info.HeaderType is null ? null : info.IsBridge,
            Buses = isOtherClass ? null : info.Buses,
            Sriov = Of(info, PciCapabilityKind.Sriov),
            TotalVfs = info.Sriov?.TotalVfs,
            NumVfs = info.Sriov?.NumVfs,
            VfLayout = info.Sriov is { FirstVfOffset: { } offset, VfStride: { } stride } ? new VfLayout(offset, stride) : null,
            VfEnable = info.Sriov?.VfEnable,
            PhysicalBecause = info.Config is { IsAbsent: false, VendorId: { } id }
                && id != 0xFFFF ? "its configuration space has ids of its own, which that of a VF has not" : null,
            VirtualBecause = Because(info.VfEvidence),
            IommuGroup = info.IommuGroup,
            IommuUnit = info.IommuUnit,
            PhysicalFunction = info.VfEvidence.HasFlag(VfEvidence.Sysfs) ? info.PhysicalFunction : null,
        };
    }

    // Off if all that it has is shown to be off. Where the text is cut off or filtered, it may have more, which is on.
    private static bool? IsMsiEnabled(PciDeviceInfo info) => info switch
    {
        { Msi.Enabled: true } or { Msix.Enabled: true } => true,
        { CapabilitiesShown: CapabilityDisplay.CutOff, Msix: null } or { CapabilitiesShown: CapabilityDisplay.CutOff, Msi: null } => null,
        { Msi: { Enabled: null } } or { Msix: { Enabled: null } } or { Msi: null, Msix: null } => null,
        _ => false,
    };

    private static Presence Of(PciDeviceInfo info, PciCapabilityKind kind) => info.Visibility(kind) switch
    {
        CapabilityVisibility.Shown => Presence.Present,
        CapabilityVisibility.Absent => Presence.Absent,
        _ => Presence.NotShown,
    };

    private static NotShownReason WhyNotShown(PciListing listing, PciDeviceInfo info) => info.CapabilitiesShown switch
    {
        CapabilityDisplay.AccessDenied => NotShownReason.Denied,
        CapabilityDisplay.CutOff => NotShownReason.CutOff,
        CapabilityDisplay.WithoutExtended => NotShownReason.WithoutExtended,
        CapabilityDisplay.All or CapabilityDisplay.NamesOnly => NotShownReason.NotAmongShown,
        _ => listing.Form is ListingForm.Tree or ListingForm.KernelLog or ListingForm.IommuGroups or ListingForm.SysLinks
            ? NotShownReason.NamedOnly : NotShownReason.Listing,
    };

    private static string? Because(VfEvidence evidence) =>
        evidence.HasFlag(VfEvidence.Name) ? "its name says Virtual Function"
        : evidence.HasFlag(VfEvidence.KernelLog) ? "the kernel log says so"
        : evidence.HasFlag(VfEvidence.Sysfs) ? "sysfs links it to a PF"
        : evidence.HasFlag(VfEvidence.Ids) ? "its configuration space has no ids of its own, as that of VFs"
        : null;

    // The first is the richest; what it does not show comes from the next.
    private static ObservedFunction Join(ObservedFunction first, ObservedFunction next) => first with
    {
        Name = first.Name ?? next.Name,
        ClassCode = first.ClassCode ?? next.ClassCode,
        Ids = first.Ids ?? next.Ids,
        Driver = first.Driver ?? next.Driver,
        Msi = Either(first.Msi, next.Msi),
        Msix = Either(first.Msix, next.Msix),
        MsiVectors = first.MsiVectors ?? next.MsiVectors,
        MsixEntries = first.MsixEntries ?? next.MsixEntries,
        IsMsiEnabled = first.IsMsiEnabled ?? next.IsMsiEnabled,
        Message = first.Message ?? next.Message,
        HoldsMessages = first.IsMsiEnabled is null ? next.HoldsMessages : first.HoldsMessages,
        MessageWhere = first.Message is null ? next.MessageWhere : first.MessageWhere,
        Irq = first.Irq ?? next.Irq,
        IsBusMaster = first.IsBusMaster ?? next.IsBusMaster,
        BusMasterWhere = first.IsBusMaster is null ? next.BusMasterWhere : first.BusMasterWhere,
        HasInterruptPin = first.HasInterruptPin || next.HasInterruptPin,
        Port = first.Port ?? next.Port,
        IsConventional = first.IsConventional || next.IsConventional,
        IsBridge = first.IsBridge ?? next.IsBridge,
        Buses = first.Buses ?? next.Buses,
        Sriov = Either(first.Sriov, next.Sriov),
        TotalVfs = first.TotalVfs ?? next.TotalVfs,
        NumVfs = first.NumVfs ?? next.NumVfs,
        VfLayout = first.VfLayout ?? next.VfLayout,
        VfEnable = first.VfEnable ?? next.VfEnable,
        PhysicalBecause = first.PhysicalBecause ?? next.PhysicalBecause,
        VirtualBecause = first.VirtualBecause ?? next.VirtualBecause,
        PhysicalFunction = first.PhysicalFunction ?? next.PhysicalFunction,
        IommuGroup = first.IommuGroup ?? next.IommuGroup,
        IommuUnit = first.IommuUnit ?? next.IommuUnit,
    };

    private static Presence Either(Presence first, Presence next) => first != Presence.NotShown ? first : next;
}
