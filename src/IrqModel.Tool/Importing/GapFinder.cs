using System.Collections.Immutable;
using IrqModel.Tool.Answers;
using IrqModel.Tool.Describing;
using IrqModel.Tool.Machines;

namespace IrqModel.Tool.Importing;

/// <summary>
/// Finds what a description of a real machine leaves out or assumes, as far as it decides what becomes of interrupts: of these functions a run
/// of the description says nothing.
/// </summary>
/// <param name="observed">The machine.</param>
/// <param name="functions">The functions of the description.</param>
/// <param name="units">Its units.</param>
internal sealed class GapFinder(ObservedMachine observed, ImmutableArray<DescribedFunction> functions, ImmutableArray<DescribedUnit> units)
{
    private readonly HashSet<Bdf> described = [.. functions.Select(function => function.Address)];
    private readonly HashSet<Bdf> enabling = [.. functions.Where(function => function.Sriov?.Enabled > 0).Select(function => function.Address)];

    private bool MayRemap => observed.Remapping is not { IsCertain: true, Value: false };

    /// <summary>The gaps: those about all functions, about some, and about functions that no input shows.</summary>
    public IEnumerable<DescribedGap> Find()
    {
        if (OfAll() is { } all) yield return new(all) { IsOfAll = true };
        var unlisted = observed.VirtualFunctions.ByNumbers.Where(vf => observed.Topology.Find(vf.Vf) is null).Select(vf => new ObservedFunction(vf.Vf));
        foreach (var group in observed.Topology.Functions.Concat(unlisted).OrderBy(function => function.Address)
                     .Select(function => (function.Address, Why: WhyOpen(function))).Where(each => each.Why is not null)
                     .GroupBy(each => each.Why!.Value))
            yield return new(group.Key.Because) { Functions = [.. group.Select(each => each.Address.ToString())], IsLeftOut = group.Key.IsLeftOut };
        foreach (var pf in observed.Topology.Functions.Where(HasUncountedVfs))
            yield return new($"{pf.Address}: how many VFs it has enabled, and where, is not shown: VFs that are not listed are left out");
    }

    private string? OfAll()
    {
        if (observed.NotModelled is { } why) return $"cannot say, because {why}";
        if (!observed.IsPlatformModelled)
            return $"cannot say, because no host here models such a machine ({observed.Platform.Because})";
        if (!MayRemap) return null;
        if (units.IsEmpty) return $"no table shows the machine's remapping units, so the run has none; {(observed.Remapping.IsKnown ? $"the machine remaps interrupts ({observed.Remapping.Because})" : "whether the machine remaps interrupts is not shown")}";
        return observed.Remapping.IsKnown ? null : $"whether interrupts are remapped is not known: {observed.Remapping.Because}";
    }

    private (string Because, bool IsLeftOut)? WhyOpen(ObservedFunction function)
    {
        if (function.DoesNotAnswer) return ("it does not answer: configuration reads return all ones", true);
        var isVirtual = observed.VirtualFunctions.IsVirtual(function);
        if (isVirtual is { IsKnown: true, Value: true } && !IsEnabled(function))
            return ("it is a VF, and the SR-IOV numbers of its PF are not shown, or do not give it this address", true);
        if (!isVirtual.IsKnown) return ("nothing shown says whether it is a VF; it is taken for a function of its own", false);
        if (function.Address.Segment >= ObservedMachine.FirstVmdSegment)
            return ("it is behind VMD, of which no driver runs here; irqmodel explain says what becomes of it", !described.Contains(function.Address));
        if (WhySendingIsOpen(function) is { } sends) return (sends, false);
        return MayRemap && !units.IsEmpty && WhyUnitIsOpen(function) is { } unit ? (unit, false) : null;
    }

    private bool IsEnabled(ObservedFunction vf) => observed.VirtualFunctions.OwnerOf(vf) is { IsKnown: true, Value: var pf } && enabling.Contains(pf)
        && observed.VirtualFunctions.OwnerByNumbers(vf.Address) == pf;

    private static string? WhySendingIsOpen(ObservedFunction function) => function switch
    {
        { SendsMessages: not Presence.NotShown } => null,
        { WhyNotShown: NotShownReason.NotAmongShown } =>
            "no MSI is among the capabilities that are shown, which does not prove that there is none; it is taken for a function without",
        { Name: null, Where: null } => "it is not listed; the SR-IOV numbers of its PF say that it is there",
        _ => "whether it has MSI is not shown; one vector is assumed",
    };

    private string? WhyUnitIsOpen(ObservedFunction function)
    {
        var coverage = observed.CoverageOf(function);
        if (!coverage.Unit.IsKnown) return $"which unit covers it is not known: {coverage.Unit.Because}";
        if (observed.AmdUnits.IsEmpty) return null;
        if (coverage.Unit.Value.Index < 0) return "no block of the IVRS table names it; in the run the unit of its segment covers it";
        return observed.VirtualFunctions.IsVirtual(function) is { IsKnown: true, Value: true }
            && observed.VirtualFunctions.OwnerOf(function) is { IsKnown: true } owner && observed.AmdUnitOf(owner.Value) != coverage.Unit.Value
            ? "the table gives it to another unit than its PF, which no host here models" : null;
    }

    private static bool HasUncountedVfs(ObservedFunction function) => function is { Sriov: Presence.Present, VfEnable: not false, NumVfs: not 0 }
        && (function.NumVfs is null || function.VfLayout is null);
}
