using IrqAnalyzers.Caching;
using IrqAnalyzers.Domains;
using IrqAnalyzers.Rules;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Topology;

/// <summary>
/// Says what is wrong with a machine. It claims only what every reading of the description has: what is unknown may be right.
/// </summary>
internal sealed class TopologyChecks
{
    private readonly MachineModel machine;
    private readonly List<TopologyFinding> findings = new();

    private TopologyChecks(MachineModel machine) => this.machine = machine;

    public static IReadOnlyList<TopologyFinding> Of(MachineModel machine)
    {
        var checks = new TopologyChecks(machine);
        checks.CheckAddresses();
        checks.CheckBuses();
        foreach (var function in machine.Functions) checks.CheckVfs(function);
        if (machine.Remaps != Tri.True) return checks.Certain();
        checks.CheckCatchAlls();
        foreach (var function in machine.Functions) checks.CheckScopes(function);
        if (machine.IsOpen) return checks.Certain();
        foreach (var function in machine.Functions) checks.CheckCoverage(function);
        foreach (var ioApic in machine.IoApics) checks.CheckCoverage(ioApic);
        return checks.Certain();
    }

    // A call that runs several times is wrong once. Where nobody knows whether it runs with certain values at all, it has to be wrong with all of them.
    private List<TopologyFinding> Certain()
    {
        if (findings.Count == 0) return findings;
        var seen = new HashSet<(TopologyMistake, SyntaxNode)>();
        return findings.FindAll(finding =>
            (!Guard.IsInDoubt(finding.Description.Guard, machine.Guard) || IsAlwaysWrong(finding)) && seen.Add((finding.Mistake, finding.Description.Call)));
    }

    private bool IsAlwaysWrong(TopologyFinding finding) => Descriptions().All(description => description.Call != finding.Description.Call
        || findings.Exists(other => other.Mistake == finding.Mistake && other.Description == description));

    private IEnumerable<Description> Descriptions()
    {
        foreach (var part in machine.Buses.Concat<Part>(machine.Functions).Concat(machine.Units).Concat(machine.IoApics))
        {
            if (part.Description is { } description) yield return description;
        }

        foreach (var unit in machine.Units)
        {
            foreach (var (description, _) in unit.Scopes) yield return description;
        }
    }

    private void CheckAddresses()
    {
        var taken = new Dictionary<(BusPart Bus, int Place), List<FunctionPart>>();
        foreach (var function in machine.Functions)
        {
            var description = function.Description!;
            if (function.HasBadAddress) Add(TopologyMistake.AddressTaken, description, "is no device and function (dd.f, device 00 to 1f, function 0 to 7)");
            if (function.DeviceFunction is not { } place) continue;
            if (!taken.TryGetValue((function.Bus, place), out var others)) taken.Add((function.Bus, place), others = new());
            if (Earlier(others, description) is { } other)
                Add(TopologyMistake.AddressTaken, description, "has the device and function number of "
                    + $"'{NameOf(other.Description!)}' on the same bus", other.Description);
            others.Add(function);
        }

        var ids = new Dictionary<int, List<IoApicPart>>();
        foreach (var ioApic in machine.IoApics)
        {
            if (ioApic.Id is not { } id) continue;
            if (!ids.TryGetValue(id, out var others)) ids.Add(id, others = new());
            if (Earlier(others, ioApic.Description!) is { } other)
                Add(TopologyMistake.AddressTaken, ioApic.Description!, $"has the id {id} of another", other.Description);
            others.Add(ioApic);
        }
    }

    private void CheckBuses()
    {
        var taken = new Dictionary<(int Segment, int Number), List<BusPart>>();
        foreach (var bus in machine.Buses)
        {
            if (bus is not { Segment: { } segment, Number: { } number, Description: { } description }) continue;
            if (bus.Bridge?.DeclaredSubordinate < number)
                Add(TopologyMistake.AddressTaken, description, $"routes buses up to {bus.Bridge.DeclaredSubordinate:x2} only, which lies before "
                    + $"its own bus {number:x2}");
            if (!taken.TryGetValue((segment, number), out var others)) taken.Add((segment, number), others = new());
            if (Earlier(others, description) is { } other)
                Add(TopologyMistake.AddressTaken, description, $"gives a second bus the number {segment:x4}:{number:x2}", other.Description);
            others.Add(bus);
        }
    }

    // Something that is there whenever the later one is described.
    private static TPart? Earlier<TPart>(List<TPart> others, Description description)
        where TPart : Part
    {
        foreach (var other in others)
        {
            if (other.Description is { } earlier && Guard.Always(earlier.Guard, description.Guard)) return other;
        }

        return null;
    }

    // Linux sriov_enable(): the bus number of the last VF.
    private void CheckVfs(FunctionPart function)
    {
        if (function.Sriov is not { HasOtherLayout: false, TotalVfs: { } total, FirstVfOffset: { } offset, VfStride: { } stride }
            || function is not { DeviceFunction: { } place, Bus: { Number: { } bus, IsAboveUnknown: false } } || total < 1)
            return;
        var last = byte.MaxValue + 0;
        var grows = false;
        if (function.Bus.Bridge is { } bridge)
        {
            grows = bridge.SubordinateGrows;
            if ((grows ? LastBelow(bridge) : bridge.DeclaredSubordinate) is not { } routed || (grows && machine.IsOpen)) return;
            last = routed;
        }

        var highest = (((bus << 8) | place) + offset + ((long)(total - 1) * stride)) >> 8;
        if (highest <= last) return;
        findings.Add(new(
            TopologyMistake.VfsBeyondBuses, function.Description!, $"the last of {total} VFs would be on bus {highest:x2}, and {last:x2} is the "
                + "last that leads there",
            grows, function.Bus.Bridge?.Description));
    }

    private int? LastBelow(FunctionPart bridge)
    {
        if (bridge.Secondary is not { Number: { } last } secondary) return null;
        if (!bridge.SubordinateGrows) return bridge.DeclaredSubordinate;
        foreach (var function in machine.Functions)
        {
            if (function.Bus != secondary || function.Secondary is null) continue;
            if (LastBelow(function) is not { } below) return null;
            last = Math.Max(last, below);
        }

        return last;
    }

    private void CheckCatchAlls()
    {
        for (var index = 1; index < machine.Units.Count; index++)
        {
            var unit = machine.Units[index];
            if (!unit.IsCatchAll || unit.Segment is null) continue;
            for (var before = 0; before < index; before++)
            {
                var other = machine.Units[before];
                if (!other.IsCatchAll || other.Segment != unit.Segment || !Together(other, unit)) continue;
                Add(TopologyMistake.SecondCatchAll, unit.Description!, "another unit covers all the rest of segment "
                    + $"{unit.Segment:x4} already", other.Description);
                break;
            }
        }
    }

    private void CheckScopes(FunctionPart function)
    {
        if (function.Sends != true || Coverage.SenderOf(function) is not { } sender) return;
        for (var index = 0; index < machine.Units.Count; index++)
        {
            var losing = machine.Units[index];
            if (losing.IsCatchAll || Coverage.ScopeOf(losing, sender) is not { } scope) continue;
            for (var after = index + 1; after < machine.Units.Count; after++)
            {
                var winning = machine.Units[after];
                if (winning.IsCatchAll || Coverage.ScopeOf(winning, sender) is not { } other || !InThisOrder(losing, winning)) continue;
                if (!Together(scope, other) || !Together(function.Description!, scope) || !Together(function.Description!, other)) continue;
                Report(scope, other, function);
                break;
            }
        }
    }

    private void Report(Description scope, Description other, FunctionPart function)
    {
        foreach (var known in findings)
        {
            if (known.Mistake == TopologyMistake.ScopesOverlap && known.Description == scope) return;
        }

        Add(TopologyMistake.ScopesOverlap, scope, $"'{NameOf(function.Description!)}', but so does a unit that is found first", other);
    }

    private void CheckCoverage(FunctionPart function)
    {
        if (function.Sends != true) return;
        Description? first = null;
        foreach (var unit in machine.Units)
        {
            if (unit.IsOwnUnknown || unit.Own == function || Coverage.Covers(unit, function) != Tri.False) return;
            if (first is null && Together(unit, function)) first = unit.Description;
        }

        if (first is not null)
            findings.Add(new(TopologyMistake.FunctionUncovered, function.Description!, string.Empty, dependsOnTheRest: true, first));
    }

    private void CheckCoverage(IoApicPart ioApic)
    {
        Description? first = null;
        foreach (var unit in machine.Units)
        {
            if (Coverage.Covers(unit, ioApic) != Tri.False) return;
            if (first is null && Together(unit, ioApic)) first = unit.Description;
        }

        if (first is not null)
            findings.Add(new(TopologyMistake.IoApicUncovered, ioApic.Description!, string.Empty, dependsOnTheRest: true, first));
    }

    // Of units that one loop adds to a machine from outside it, which is found first differs from round to round.
    private bool InThisOrder(UnitPart earlier, UnitPart later) =>
        !Guard.Repeats(earlier.Description!.Guard, machine.Guard) && !Guard.Repeats(later.Description!.Guard, machine.Guard);

    private static bool Together(Part left, Part right) => Together(left.Description!, right.Description!);

    private static bool Together(Description left, Description right) =>
        left.Order < right.Order ? Guard.Together(left.Guard, right.Guard) : Guard.Together(right.Guard, left.Guard);

    private void Add(TopologyMistake mistake, Description description, string what, Description? other = null) =>
        findings.Add(new(mistake, description, what, dependsOnTheRest: false, other));

    private static string NameOf(Description description) => description.Name ?? description.Method.Name;
}
