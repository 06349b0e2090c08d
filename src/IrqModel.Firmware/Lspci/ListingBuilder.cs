using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace IrqModel.Firmware;

/// <summary>Makes a listing of what was gathered, and says which functions are VFs and of which PF.</summary>
internal static partial class ListingBuilder
{
    /// <summary>A segment has no more requester ids; more VFs than this in all of a listing cannot be.</summary>
    private const int MostVfs = 4 * 0x10000;

    public static PciListing Build(string source, PciRun run)
    {
        ImmutableArray<PciDeviceInfo> functions = Finish(run.Table.Build());
        return new PciListing
        {
            Source = source,
            Form = run.Form,
            Functions = functions,
            FirstLine = run.FirstLine,
            LastLine = run.LastLine,
            Command = run.Command,
            Host = run.Host,
            IsCutOff = run.IsCutOff || run.Table.Functions.Any(device => device.IsCutOff),
            IsSelection = run.IsSelection,
            ShowsTopology = ShowsTopology(functions, run.Form),
        };
    }

    /// <summary>Marks VFs by every evidence of the functions themselves, and notes what contradicts.</summary>
    public static ImmutableArray<PciDeviceInfo> Finish(ImmutableArray<PciDeviceInfo> functions)
    {
        var index = new Dictionary<Bdf, int>();
        for (int i = 0; i < functions.Length; i++)
            index.TryAdd(functions[i].Address, i);
        PciDeviceInfo[] result = [.. functions];
        for (int i = 0; i < result.Length; i++)
        {
            if (result[i].Description is { } name && VfName().IsMatch(name))
                result[i] = result[i] with { VfEvidence = result[i].VfEvidence | VfEvidence.Name };
        }
        bool isNumbered = MarkByNumbers(result, index);
        for (int i = 0; i < result.Length; i++)
            result[i] = NoteContradiction(result[i], isNumbered);
        return ImmutableArray.Create(result);
    }

    /// <summary>Marks the functions at the addresses of VFs; whether every PF that has VFs says its numbers.</summary>
    private static bool MarkByNumbers(PciDeviceInfo[] functions, Dictionary<Bdf, int> index)
    {
        int budget = MostVfs;
        bool hasPhysical = false;
        bool hasUnknown = false;
        for (int p = 0; p < functions.Length; p++)
        {
            PciDeviceInfo physical = functions[p];
            if (physical.Sriov is not { } sriov)
                continue;
            hasPhysical = true;
            if (sriov is not { VfEnable: { } enabled, NumVfs: { } count, FirstVfOffset: { } first, VfStride: { } stride })
            {
                hasUnknown = true;
                continue;
            }
            if (!enabled)
                continue;
            if (count > budget)
            {
                functions[p] = WithProblem(
                    physical, $"the PFs have more VFs than a segment has requester ids: the {count} VFs of this one were not looked for");
                hasUnknown = true;
                continue;
            }
            budget -= count;
            for (int n = 0; n < count; n++)
            {
                var id = new RequesterId((ushort)(physical.Address.RequesterId.Value + first + n * stride));
                if (!index.TryGetValue(new Bdf(physical.Address.Segment, id), out int at) || at == p)
                    continue;
                functions[at] = functions[at] with
                {
                    VfEvidence = functions[at].VfEvidence | VfEvidence.SriovNumbers,
                    PhysicalFunction = functions[at].PhysicalFunction ?? physical.Address,
                };
            }
        }
        return hasPhysical && !hasUnknown;
    }

    private static PciDeviceInfo NoteContradiction(PciDeviceInfo function, bool isNumbered)
    {
        if (!function.IsVirtualFunction)
            return function;
        if (function.Sriov is not null)
        {
            return WithProblem(
                function, "the function has an SR-IOV capability, as only a PF has, but its name or its address is that of a VF");
        }
        if (isNumbered && function.VfEvidence == VfEvidence.Name)
        {
            return WithProblem(
                function,
                "the function is a VF by its name, but the SR-IOV numbers of no listed PF give it its address: its PF is not known");
        }
        return function.IsBridge ? WithProblem(function, "the function is a bridge and a VF by its name or its address") : function;
    }

    private static PciDeviceInfo WithProblem(PciDeviceInfo function, string message) =>
        function with { Problems = function.Problems.Add(new PciProblem(null, message) { Line = function.Line }) };

    private static bool ShowsTopology(ImmutableArray<PciDeviceInfo> functions, ListingForm form)
    {
        var behindBridges = new HashSet<(int, byte)>();
        foreach (PciDeviceInfo function in functions)
        {
            if (function.Buses is { } buses)
                behindBridges.Add((function.Address.Segment, buses.Secondary));
            else if (function.IsBridge || (function.HeaderType is null && form != ListingForm.Tree))
                return false;
        }
        return functions.All(f => f.Address.Bus == 0 || behindBridges.Contains((f.Address.Segment, f.Address.Bus)));
    }

    [GeneratedRegex(@"\bVirtual Functions?\b|\[VF\]|\bVF\b", RegexOptions.IgnoreCase)]
    private static partial Regex VfName();
}
