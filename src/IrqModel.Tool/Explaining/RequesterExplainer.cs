using IrqModel.Firmware;
using IrqModel.Tool.Machines;

namespace IrqModel.Tool.Explaining;

/// <summary>Says who is behind requester ids.</summary>
internal sealed class RequesterExplainer(ObservedMachine machine, Evidence evidence)
{
    private readonly ILookup<(int Segment, byte Bus), ObservedFunction> bridgesTo = machine.Topology.Functions
        .Where(bridge => bridge.Buses is not null).ToLookup(bridge => (bridge.Address.Segment, bridge.Buses!.Value.Secondary));

    private readonly ILookup<RequesterId, InterruptSource> sourcesOfTables =
        evidence.Tables.SelectMany(table => SourcesOf(table.Content)).ToLookup(source => source.Requester);

    private readonly ILookup<Bdf, (string Log, LogInterruptSource Source)> sourcesOfLogs =
        evidence.Logs.SelectMany(log => log.InterruptSources.Select(source => (log.Source, Source: source)))
            .ToLookup(each => each.Source.Requester);

    private readonly ILookup<Bdf, (string Log, LogFunction Line)> linesOfLogs =
        evidence.Logs.SelectMany(log => log.Functions.Select(line => (log.Source, Line: line))).ToLookup(each => each.Line.Address);

    /// <summary>Who sent a request.</summary>
    public Requester WhoIs(LogFault fault)
    {
        var address = new Bdf(fault.Segment ?? 0, fault.Requester);
        // IOAPICs and HPETs send interrupts and nothing else.
        const ulong InterruptRange = 0xFEE;
        var isDma = fault.Kind == LogFaultKind.Dma && fault.Address >> 20 != InterruptRange;
        var source = isDma ? null : SourceAt(fault, address);
        if (machine.Topology.Find(address) is { } function)
        {
            // The log may be of one machine and the listing of the other.
            return machine.WhySeveral is null || DoListingsAgree(address) ? Listed(address, function, source)
                : new($"{address}: the inputs are of several machines, and what has this address differs between their listings", null, null);
        }

        if (machine.VirtualFunctions.OwnerByNumbers(address) is { } pf)
            return new($"{address}, which is not listed: a VF of {pf} by its SR-IOV numbers", address, true);
        if (VfToBe(address) is { } vf) return vf;
        if (address is { Device: 0, Function: 0 } && BehindBridge(address) is { } relayed) return new(relayed, null, false);
        if (source is not null) return new(source, null, false) { MayBeInterruptSource = true };
        return InLog(address) ?? (isDma ? PossibleForDma(address) : Possible(address));
    }

    /// <summary>Whether VFIO has a function for a guest, by a listing or a log.</summary>
    public bool IsGuests(Bdf address) => machine.Topology.Find(address)?.IsVfio == true
        || linesOfLogs[address].Any(each => each.Line.Driver.Contains("vfio", StringComparison.Ordinal));

    /// <summary>Whether all listings that have an address say the same of it.</summary>
    private bool DoListingsAgree(Bdf address) => evidence.Listings.Where(listing => listing.Form != ListingForm.KernelLog)
        .Select(listing => listing.Find(address)).OfType<PciDeviceInfo>().Select(function => (function.Description, function.VendorId, function.DeviceId))
        .Distinct().Count() < 2;

    private Requester Listed(Bdf address, ObservedFunction function, string? source)
    {
        var behind = machine.VmdControllers.Contains(address) ? ", a VMD controller: it or what is behind it" : "";
        var isVirtual = machine.VirtualFunctions.IsVirtual(function);
        var owner = isVirtual is { IsKnown: true, Value: true } ? machine.VirtualFunctions.OwnerOf(function) : null;
        var kind = owner is null ? "" : owner.IsKnown ? $", a VF of {owner.Value}" : ", a VF";
        var who = $"{address}{kind}{behind}: {function.Name ?? Driver(address) ?? "not named"}{(function.IsVfio ? "; VFIO has it for a guest" : "")}";
        bool? isVf = isVirtual.IsKnown ? isVirtual.Value : MayBeVf(address) ? null : false;
        // The IOAPIC of a southbridge has the id of a function beside it: which of them sent is not shown.
        return source is null ? new(who, address, isVf) : new($"{who}; or {source}", null, isVf);
    }

    private string? Driver(Bdf address) => linesOfLogs[address].Select(each => each.Line.Driver).Where(IsDriver)
        .Select(driver => $"driver {driver}").FirstOrDefault();

    private static bool IsDriver(string name) => name is not ("pci" or "pcieport" or "iommu" or "PCI");

    // VFs that are not enabled in the listing, or fewer of them than the log saw.
    private Requester? VfToBe(Bdf address)
    {
        foreach (var function in machine.Topology.Functions)
        {
            if (function.Address.Segment != address.Segment
                || function is not { Sriov: Presence.Present, VfLayout: { FirstVfOffset: > 0 } layout, TotalVfs: { } total and > 0 }) continue;
            var distance = address.RequesterId.Value - function.Address.RequesterId.Value - layout.FirstVfOffset;
            if (distance < 0 || (layout.VfStride <= 0 ? distance != 0 : distance % layout.VfStride != 0)) continue;
            var index = layout.VfStride <= 0 ? 0 : distance / layout.VfStride;
            if (index >= total) continue;
            var enabled = function.VfEnable == false ? 0 : function.NumVfs;
            var state = enabled is { } count ? $"{count} of {total} VFs are enabled in the listing, so it was removed since or came later" : "how many are enabled is not shown";
            return new($"{address}, which is not listed: VF {index} of {function.Address} by the offset and stride of its SR-IOV capability; {state}", null, true);
        }

        return null;
    }

    private Requester? InLog(Bdf address)
    {
        if (linesOfLogs[address].Any() is false) return null;
        var (log, line) = linesOfLogs[address].FirstOrDefault(each => IsDriver(each.Line.Driver), linesOfLogs[address].First());
        var isVf = line.Driver.EndsWith("vf", StringComparison.Ordinal) ? true : MayBeVf(address) ? (bool?)null : false;
        var kind = isVf == true ? "a VF, by the name of its driver" : isVf is null ? $"a function or a VF ({WhichTells(address)})" : "a function";
        return new($"{address}, {kind}: {log} line {line.Line} has it with {(IsDriver(line.Driver) ? "the driver " : "")}{line.Driver}", address, isVf);
    }

    // The first function of a bus is no VF unless its PF is on the bus before; then the bus is one for VFs only.
    private static bool MayBeVf(Bdf address) => address.Bus > 0 && address is not { Device: 0, Function: 0 };

    /// <summary>What an id that nothing given explains can be, and what tells it.</summary>
    private Requester Possible(Bdf address)
    {
        const string Source = "an IOAPIC or an HPET, whose ids only the DMAR or IVRS table names";
        if (machine.Topology.Functions.Count == 0)
        {
            return Open($"{address}; no listing of functions is given. {(MayBeVf(address) ? "It can be a function or a VF" : "It can be a function")}, "
                + $"a bridge for what is behind it, or {(sourcesOfTables.Count > 0 ? "one that is gone" : Source)} ({Tells(address)})", sourcesOfTables.Count == 0);
        }

        var around = machine.Topology.BridgesAround(address.Segment, address.Bus).Select(bridge => bridge.Address).ToArray();
        var pfs = machine.Topology.Functions.Where(function => function is { Sriov: Presence.Present, IsBridge: not true }
            && function.Address.Segment == address.Segment && function.Address < address && (function.Address.Bus == address.Bus
            || machine.Topology.BridgesAround(address.Segment, function.Address.Bus).Any(bridge => around.Contains(bridge.Address))))
            .Select(function => function.Address).ToArray();
        var vf = !MayBeVf(address) ? "a function that is gone" : pfs.Length > 0 ? $"a VF of {Report.Words.Some(pfs)}, whose SR-IOV numbers are not shown, or a function that is gone"
            : "a VF that was removed since, or a function that is gone";
        // Buses of cards have no IOAPICs, and a table that is given would name it.
        if (around.Length > 0 || sourcesOfTables.Count > 0 || pfs.Length > 0)
            return Open($"{address}, which is in no listing: {vf}, or a proxy id of a function ({WhichTells(address)})", false);
        return Open($"{address}, which is in no listing: {Source}, or {vf} ({Tells(address)})", true);

        Requester Open(string words, bool mayBeSource) => new(words, null, MayBeVf(address) ? null : false) { MayBeInterruptSource = mayBeSource };
    }

    /// <summary>What an id that nothing given explains can be, where it sent a DMA request.</summary>
    private Requester PossibleForDma(Bdf address)
    {
        var tells = $"lspci -vvv -s {address.Bus:x2}: as root tells which";
        if (machine.Topology.Functions.Count == 0)
            return Open($"{address}; no listing of functions is given. It can be a function{(MayBeVf(address) ? ", a VF" : "")}, one that is gone, or a bridge for what is behind it ({tells})");
        var beside = machine.Topology.Functions.FirstOrDefault(function => function.Address.Segment == address.Segment
            && function.Address.Bus == address.Bus && function.Address.Device == address.Device);
        var gone = MayBeVf(address) ? "a VF or a function that is gone" : "a function that is gone";
        return Open(beside is null ? $"{address}, which is in no listing: {gone}, or a proxy id of a function ({tells})"
            : $"{address}, which is in no listing: the device at that slot ({beside.Address}{(beside.Name is { } name ? $" {name}" : "")}) may send under another function number (a DMA alias, as SATA controllers 88SE9xxx of Marvell do), or it is {gone}");

        Requester Open(string words) => new(words, null, MayBeVf(address) ? null : false);
    }

    private static string WhichTells(Bdf address) => $"ls -l /sys/bus/pci/devices/{address}/physfn tells";

    private string Tells(Bdf address)
    {
        var table = machine.Platform is { IsKnown: true, Value: Platform.Amd } ? "IVRS" : "DMAR";
        return $"lspci -vvv -s {address.Bus:x2}: as root tells which function or VF, and sudo cat /sys/firmware/acpi/tables/{table} > {table} which IOAPIC or HPET";
    }

    /// <summary>What a PCIe-to-PCI bridge sends on with the first requester id of the bus behind it.</summary>
    private string? BehindBridge(Bdf address)
    {
        var bridges = bridgesTo[(address.Segment, address.Bus)];
        if (bridges.FirstOrDefault(bridge => bridge.Port == PciePortType.PcieToPciBridge) is { } takesOver)
            return $"something behind the PCIe-to-PCI bridge {takesOver.Address}, which sends all from there as {address.RequesterId}";
        return bridges.FirstOrDefault(bridge => bridge is { Port: null, IsBridge: not false }) is { } mayBe
            ? $"{address}, which is not listed: something behind the bridge {mayBe.Address}, if that is a PCIe-to-PCI bridge (not shown), or a function that is gone"
            : null;
    }

    /// <summary>The IOAPIC or HPET with the requester id of a fault, in words.</summary>
    private string? SourceAt(LogFault fault, Bdf address)
    {
        foreach (var source in sourcesOfTables[fault.Requester])
        {
            if ((fault.Segment ?? source.Segment) == source.Segment)
                return $"{NameOf(source.Kind)} {source.Id}, which the table names with this id";
        }

        foreach (var (log, source) in sourcesOfLogs[address])
            return $"{NameOf(source.Kind)} {source.Id}, which {log} names with this id (line {source.Line})";
        return null;
    }

    private static string NameOf(InterruptSourceKind kind) => kind == InterruptSourceKind.IoApic ? "IOAPIC" : "HPET";

    private static IEnumerable<InterruptSource> SourcesOf(DescriptionTable? table) => table switch
    {
        DmarTable dmar => dmar.InterruptSources,
        IvrsTable ivrs => ivrs.InterruptSources,
        _ => [],
    };
}
