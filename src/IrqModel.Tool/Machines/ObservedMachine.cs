using System.Collections.Immutable;
using IrqModel.Firmware;
using IrqModel.Tool.Answers;
using IrqModel.Tool.Hosts;

namespace IrqModel.Tool.Machines;

/// <summary>A machine as far as the inputs show it: facts, and the questions that can be asked of them.</summary>
public sealed class ObservedMachine
{
    /// <summary>The lowest segment number that VMD makes up; firmware's are below it.</summary>
    public const int FirstVmdSegment = 0x10000;

    private readonly DmarCoverage? dmar;
    private readonly AmdCoverage? amd;
    private readonly string? whyNoUnits;
    private readonly Dictionary<Bdf, Coverage> coverages = [];
    private bool? hasUnnamedUnits;
    private readonly Dictionary<(int Segment, byte Bus, int Candidates), Coverage> coveragesOfPfs = [];

    /// <summary>A machine.</summary>
    /// <param name="topology">The functions.</param>
    /// <param name="dmarTable">The DMAR table, if one is given and belongs to the machine.</param>
    /// <param name="amd">What the IVRS table says, if one is given and belongs to the machine.</param>
    /// <param name="whyNoUnits">Why no table tells which unit covers a function; null if one does.</param>
    public ObservedMachine(ObservedTopology topology, DmarTable? dmarTable, AmdCoverage? amd, string? whyNoUnits)
    {
        ArgumentNullException.ThrowIfNull(topology);
        Topology = topology;
        Dmar = dmarTable;
        dmar = dmarTable is null ? null : new DmarCoverage(dmarTable, topology);
        this.amd = amd;
        this.whyNoUnits = whyNoUnits;
        VirtualFunctions = new VirtualFunctionFinder(topology);
    }

    /// <summary>The functions and buses.</summary>
    public ObservedTopology Topology { get; }

    /// <summary>The units of the IVRS table, in its order; empty where there is none.</summary>
    public ImmutableArray<IvhdBlock> AmdUnits => amd?.Units ?? [];

    /// <summary>What sysfs and debugfs show of which unit covers which function.</summary>
    public ShownUnits ShownUnits { get; init; } = ShownUnits.None;

    /// <summary>The DMAR table.</summary>
    public DmarTable? Dmar { get; }

    /// <summary>Which functions are VFs, and whose.</summary>
    public VirtualFunctionFinder VirtualFunctions { get; }

    /// <summary>Whose interrupt remapping it has.</summary>
    public Answer<Platform> Platform { get; init; } = Answer.Unknown<Platform>("nothing shown says whose IOMMU it is");

    /// <summary>Whether a host here models such a machine, or may: it is not shown whose it is.</summary>
    internal bool IsPlatformModelled => !Platform.IsKnown || PlatformText.IsModelled(Platform.Value);

    /// <summary>The virtual machine that it is; null where nothing shows that it is one.</summary>
    public VirtualMachine? Virtual { get; init; }

    /// <summary>Whether VFIO has functions of it for guests, as far as is shown: it does not work without interrupt remapping.</summary>
    public bool UsesVfio { get; init; }

    /// <summary>What shows that the inputs are of several machines; null where nothing does.</summary>
    public string? WhySeveral { get; init; }

    /// <summary>Why no host here stands for the way in which this machine sets up interrupts; null where one does.</summary>
    public string? NotModelled { get; init; }

    /// <summary>Whether its kernel was booted so that functions have no messages: <c>pci=nomsi</c>.</summary>
    public bool HasNoMessages { get; init; }

    /// <summary>Whether interrupt remapping is on.</summary>
    public Answer<bool> Remapping { get; init; } = Answer.Unknown<bool>("nothing shown says whether interrupts are remapped");

    /// <summary>The kernel's version, where the input shows one that can be read.</summary>
    public KernelVersion? Kernel { get; init; }

    /// <summary>Functions that VMD controllers are, by address.</summary>
    public ImmutableArray<Bdf> VmdControllers { get; init; } = [];

    /// <summary>Whether VMD takes over the messages of what is behind it; null where nothing shown says it.</summary>
    public bool? VmdTakesOver { get; init; }

    /// <summary>Whether some unit covers functions of which no table tells the unit.</summary>
    public bool HasUnnamedUnits => hasUnnamedUnits ??=
        !HasUnits && Platform is { IsKnown: true, Value: Machines.Platform.Intel or Machines.Platform.Amd }
            && (CatchAllBecause is not null
                || Topology.Functions.Any(function => function.IommuGroup is not null || ShownUnits.Of(function) is not null));

    /// <summary>
    /// What shows, without a table, that a catch-all unit leaves no function of segment 0 uncovered; null if nothing does.
    /// </summary>
    public string? CatchAllBecause { get; init; }

    /// <summary>Whether the machine has units at all that tell their scopes.</summary>
    public bool HasUnits => dmar is not null || amd is not null;

    /// <summary>The units that may cover a function.</summary>
    public Coverage CoverageOf(ObservedFunction function)
    {
        ArgumentNullException.ThrowIfNull(function);
        if (!coverages.TryGetValue(function.Address, out var coverage)) coverages.Add(function.Address, coverage = Find(function));
        return coverage;
    }

    /// <summary>The unit of the IVRS table that covers a requester id.</summary>
    public UnitChoice AmdUnitOf(Bdf address) => amd!.Of(address).Candidates[0];

    /// <summary>The units that may cover some function of a bus.</summary>
    public Coverage CoverageOfBus(int segment, byte bus) =>
        dmar?.OfSomeFunctionOn(segment, bus) ?? amd?.Of(new Bdf(segment, bus, 0, 0)) ?? NoTable();

    private Coverage Find(ObservedFunction function)
    {
        var byTable = FindByTable(function);
        if (ShownUnits.Of(function) is not { } shown || function.Address.Segment >= FirstVmdSegment) return byTable;
        if (!HasUnits) return HasUnnamedUnits ? Coverage.Certain(new(shown.Name, 0), shown.Because) : byTable;
        foreach (var candidate in byTable.Candidates)
        {
            if (candidate.Name == shown.Name) return byTable.Unit.IsKnown ? byTable : Coverage.Certain(candidate, shown.Because);
        }

        return new(byTable.Candidates.Add(UnitChoice.Unnamed), Answer.Unknown<UnitChoice>(
            $"evidence conflicts: {shown.Because}, but the table gives {(byTable.Unit.IsKnown ? byTable.Unit.Value : string.Join(" or ", byTable.Candidates))}", "ls -l /sys/bus/pci/devices/*/iommu"));
    }

    private Coverage FindByTable(ObservedFunction function)
    {
        if (function.Address.Segment >= FirstVmdSegment) return BehindVmd(function);
        if (!HasUnits)
        {
            var because = function.IommuGroup is not null ? "it is in an IOMMU group" : function.Address.Segment == 0
                ? CatchAllBecause : null;
            return HasUnnamedUnits && because is not null
                ? new([UnitChoice.Unnamed], Answer.Unknown<UnitChoice>($"some unit covers it, as {because}; {whyNoUnits}", TableCommand))
                : NoTable();
        }

        if (amd is not null) return amd.Of(function.Address);
        var isVirtual = VirtualFunctions.IsVirtual(function);
        if (!isVirtual.IsKnown) return Coverage.AnyOf([OfPhysical(function.Address), CoverageOfPfOf(function)], $"ls -l /sys/bus/pci/devices/{function.Address}");
        return isVirtual.Value ? CoverageOfPfOf(function) : OfPhysical(function.Address);
    }

    private Coverage OfPhysical(Bdf address) => dmar?.Of(address) ?? amd?.Of(address) ?? NoTable();

    private Coverage CoverageOfPfOf(ObservedFunction function)
    {
        var owner = VirtualFunctions.OwnerOf(function);
        if (owner.IsKnown)
        {
            var coverage = OfPhysical(owner.Value);
            return coverage with
            {
                Unit = coverage.Unit.Then(
                unit => Answer.Known(unit, $"the unit of its PF {owner.Value.RequesterId}: {coverage.Unit.Because}"))
            };
        }

        // VFs of a bus with as many candidates have the same ones: all that may reach the bus from below their own address.
        var key = (function.Address.Segment, function.Address.Bus, VirtualFunctions.CountCandidateOwners(function));
        if (!coveragesOfPfs.TryGetValue(key, out var common)) coveragesOfPfs.Add(key, common = CoverageOfOpenPfOf(function));
        return common;
    }

    private Coverage CoverageOfOpenPfOf(ObservedFunction function)
    {
        // The PF is on the VF's bus or, if that is a bus for VFs only, on one above it that the same bridge routes.
        var bus = Topology.BridgesAround(function.Address.Segment, function.Address.Bus).Select(bridge => bridge.Buses!.Value.Secondary)
            .DefaultIfEmpty(function.Address.Bus).Max();
        return Coverage.AnyOf(
            [.. VirtualFunctions.CandidateOwners(function).Select(candidate => OfPhysical(candidate.Address)),
                CoverageOfBus(function.Address.Segment, bus)],
            "ls -l /sys/bus/pci/devices/*/physfn");
    }

    // Linux pci_real_dma_dev(): what is behind VMD is, for the unit, the controller. So is its IOMMU group.
    private Coverage BehindVmd(ObservedFunction function)
    {
        if (VmdControllers.IsEmpty)
            return Coverage.Unknown("it is behind a VMD controller, which is not shown", "sudo lspci -D -vvv (all functions)");
        var coverages = VmdControllers.Select(controller => Topology.Find(controller) is { } shown ? CoverageOf(shown) : OfPhysical(controller)).ToArray();
        if (function.IommuGroup is not null && HasUnnamedUnits && coverages.All(coverage => coverage.Candidates.IsEmpty))
            return new([UnitChoice.Unnamed], Answer.Unknown<UnitChoice>($"some unit covers it, as it is in an IOMMU group; {whyNoUnits}", TableCommand));
        var common = Coverage.AnyOf(coverages, "ls -l /sys/bus/pci/devices");
        return common with
        {
            Unit = common.Unit.Then(unit => Answer.Known(unit,
                $"its requests leave as those of the VMD controller {string.Join(" or ", VmdControllers)}")),
        };
    }

    private Coverage NoTable() => Coverage.Unknown(whyNoUnits ?? "no table tells it", TableCommand);

    /// <summary>What shows the table that tells the units; null on a machine that has none which is read here.</summary>
    public string? TableCommand => Platform switch
    {
        _ when NotModelled is not null => null,
        { IsKnown: false } => "ls /sys/firmware/acpi/tables",
        { Value: Machines.Platform.Amd } => "sudo cat /sys/firmware/acpi/tables/IVRS > IVRS",
        { Value: Machines.Platform.Intel } => "sudo cat /sys/firmware/acpi/tables/DMAR > DMAR",
        _ => null,
    };
}
