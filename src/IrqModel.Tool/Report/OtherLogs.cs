using IrqModel.Firmware;
using IrqModel.Tool.Explaining;

namespace IrqModel.Tool.Report;

/// <summary>What is not explained: logs of earlier boots, and what is of other machines.</summary>
internal static class OtherLogs
{
    private const int MostNamed = 3;

    /// <summary>The short answer about them. An earlier boot without trouble needs no words there.</summary>
    public static IEnumerable<string> Summary(Explanation explanation)
    {
        if (WhyThisMachine(explanation) is { } why) yield return why;
        foreach (var each in explanation.OtherLogs)
        {
            var shows = Shows(each);
            if (each.Other.Kind == OtherLogKind.EarlierBoot)
            {
                var last = HasTrouble(explanation) ? "" : ": its log shows none";
                if (shows is not null && !each.Other.IsRepeated)
                    yield return $"  {Words.Capitalised(each.Words)} shows {shows}. That says nothing of the last boot, which this answer is about{last}.";
                continue;
            }

            yield return $"  Left out: the log of {each.Words}: {each.Other.Because}. It shows {shows ?? "no refused request"}.";
        }

        foreach (var machine in explanation.Evidence.LeftOutMachines)
        {
            var (name, because, parts) = machine;
            var named = parts.Take(MostNamed).Select(part => $"{part.Description} ({part.Source}{(part.FirstLine is { } line ? $" line {line}" : "")})");
            yield return $"  Left out, {(machine.IsUncertain ? "because it may be of another machine" : $"as of another machine, {name}")}: {string.Join("; ", named)}{(parts.Length > MostNamed ? $"; and {parts.Length - MostNamed} more" : "")}. {Words.Capitalised(because)}.";
        }
    }

    // Who is left out wants to know why.
    private static string? WhyThisMachine(Explanation explanation)
    {
        string[] reasons = [.. explanation.OtherLogs.Where(each => each.Other.Kind != OtherLogKind.EarlierBoot).Select(each => each.Other.Instead)
            .Concat(explanation.Evidence.LeftOutMachines.Select(machine => machine.Instead)).OfType<string>().Distinct()];
        if (reasons.Length == 0) return null;
        var name = explanation.Evidence.NamedMachines is [var only] ? only.Name : "the machine of the other log";
        return $"  This is about {name}, because {string.Join(", and ", reasons)}. To have another one explained, give what is of it alone.";
    }

    /// <summary>All that they show, with what it means.</summary>
    public static IEnumerable<string> Details(Explanation explanation)
    {
        foreach (var each in explanation.OtherLogs)
        {
            yield return $"  {each.Words}: {each.Other.Because}";
            if (Shows(each) is null) yield return "    it shows no refused request and no trouble with interrupts";
            foreach (var fault in each.Faults)
            {
                yield return $"    line {fault.Fault.Line}{(fault.Times > 1 ? $" ({fault.Times} times)" : "")}: {fault.Fault.Text}";
                yield return $"      from  {fault.Who}";
                yield return $"      means {fault.Meaning}";
                if (fault.Hint is { } hint) yield return $"      maybe {hint}";
            }

            foreach (var unhandled in each.Unhandled)
            {
                yield return $"    line {unhandled.Interrupts[0].Line}: {unhandled.Interrupts[0].Text}";
                yield return $"      what  {unhandled.What}";
                yield return $"      means {unhandled.Meaning}";
            }
        }
    }

    private static bool HasTrouble(Explanation explanation) => !explanation.Faults.IsEmpty || !explanation.Unhandled.IsEmpty;

    private static string? Shows(OtherLogExplanation each)
    {
        if (each.Faults.IsEmpty && each.Unhandled.IsEmpty) return null;
        var parts = each.Faults.GroupBy(fault => Reason(fault.Fault)).Select(group =>
        {
            var named = group.Select(fault => Address(fault.Fault)).Distinct().ToArray();
            var more = named.Length > MostNamed ? $" and {named.Length - MostNamed} more" : "";
            var others = group.Sum(fault => fault.Times) > 1 ? " and others" : "";
            return $"{(group.First().Fault.Kind == LogFaultKind.Other ? "errors of an IOMMU about" : "refused requests of")} {string.Join(", ", named.Take(MostNamed))}{more} ({group.Key}, line {group.First().Fault.Line}{others})";
        }).Concat(each.Unhandled.Select(unhandled => $"trouble with an interrupt (line {unhandled.Interrupts[0].Line}: {unhandled.What})")).ToArray();
        return string.Join(", and ", parts.Take(MostNamed)) + (parts.Length > MostNamed ? ", and more" : "");
    }

    private static string Address(LogFault fault) => fault.Segment is > 0 and var segment ? $"{segment:x4}:{fault.Requester}" : fault.Requester.ToString();

    private static string Reason(LogFault fault) => fault.Reason is { } reason ? $"reason 0x{reason:x2}"
        : fault.ReasonText ?? (fault.Kind == LogFaultKind.Dma ? "DMA" : "no reason shown");
}
