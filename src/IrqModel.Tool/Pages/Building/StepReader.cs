using IrqModel.Tool.Pages.Document;
using IrqModel.Tool.Runs;

namespace IrqModel.Tool.Pages.Building;

/// <summary>Makes the steps of the sequence diagram from the trace of a run.</summary>
internal sealed class StepReader(TextTable texts, SourceShelf sources)
{
    /// <summary>The most steps that a page keeps of a run.</summary>
    public const int MostSteps = 20_000;

    /// <summary>Reads a trace.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="numbers">The document's number of a function.</param>
    /// <param name="covered">Whether a function has a unit.</param>
    /// <param name="matters">Whether the interrupts of a function die, or it differs: the steps of such functions are kept first.</param>
    /// <param name="marks">What a comparison points at.</param>
    /// <returns>The steps, and how many were left out.</returns>
    public (IReadOnlyList<PageStep> Steps, int Left) Read(
        IReadOnlyList<RunStep> trace, Func<Bdf, int?> numbers, Func<int, bool> covered, Func<int, bool> matters, StepMarks marks)
    {
        var kept = trace.Count <= MostSteps ? null : Choose(trace, numbers, matters);
        var steps = new List<PageStep>(Math.Min(trace.Count, MostSteps));
        foreach (var happened in trace)
        {
            var function = happened.Function is { } address ? numbers(address) : null;
            if (kept is not null && happened.Function is not null && (function is not { } number || !kept.Contains(number))) continue;
            steps.Add(Read(happened, function, function is { } sender && covered(sender)) with
            {
                Parts = marks.Partings.Contains(happened) ? true : null,
                PartsRuns = ReferenceEquals(marks.First, happened) ? true : null,
            });
        }

        return (steps, trace.Count - steps.Count);
    }

    // Whole functions, those that matter first: a function with a step missing would look as if the step had not happened.
    private static HashSet<int> Choose(IReadOnlyList<RunStep> trace, Func<Bdf, int?> numbers, Func<int, bool> matters)
    {
        var counts = new Dictionary<int, int>();
        var left = MostSteps;
        foreach (var happened in trace)
        {
            if (happened.Function is not { } address) left--;
            else if (numbers(address) is { } number) counts[number] = counts.GetValueOrDefault(number) + 1;
        }

        var kept = new HashSet<int>();
        foreach (var (number, count) in counts.OrderByDescending(pair => matters(pair.Key)).ThenBy(pair => pair.Key))
        {
            if ((left -= count) < 0) break;
            kept.Add(number);
        }

        return kept;
    }

    private PageStep Read(RunStep happened, int? function, bool covered)
    {
        var text = happened.What;
        if (text.StartsWith($"bus {happened.Subject}: ", StringComparison.Ordinal)) text = text[(happened.Subject.Length + "bus : ".Length)..];
        var isLost = happened.Operation == "Fire" && !text.EndsWith(": delivered", StringComparison.Ordinal);
        var (from, to) = LanesOf(happened.Operation, covered, text);
        return new(happened.Step, texts.Of(happened.Operation), texts.Of(text), from, to)
        {
            Function = function,
            Subject = function is null ? texts.Find(happened.Subject) : null,
            Source = sources.Of(happened.Place),
            Line = happened.Place?.Line,
            Dies = isLost ? true : null,
        };
    }

    private static (Lane From, Lane To) LanesOf(string operation, bool covered, string text) => operation switch
    {
        "EnableInterruptRemapping" or "EnableX2Apic" or "RequestFaultInterrupts" or "SetTablePointer" or "InvalidateEntryCache"
            or "EnableRemapping" or "RemoveUnit" or "EjectRemappingUnit" => (Lane.Iommu, Lane.Unit),
        "Register" or "Unregister" => (Lane.Kernel, Lane.Iommu),
        "FindMsiDomain" => (Lane.Iommu, Lane.Kernel),
        "AssignMsiDomain" or "InheritMsiDomain" or "InheritMsiDomainFromBus" => (Lane.Iommu, Lane.Function),
        "SetDefaultMsiDomain" or "Add" or "Attach" or "Remove" or "HotAdd" or "EnableSriov" or "ConfigureSriov" or "DisableSriov" or "SetVfEnable"
            or "ClearVfEnable" or "AssignTo" or "TakeBack" or "Suspend" or "PowerUp" or "EnableMemoryDecoding" or "RestoreMessages" => (Lane.Kernel, Lane.Function),
        "Bind" or "Unbind" => (Lane.Kernel, Lane.Driver),
        "RegisterDriver" => (Lane.Driver, Lane.Kernel),
        "Fire" when text.Contains("-> fault", StringComparison.Ordinal) => (Lane.Function, Lane.Unit),
        "Fire" when text.Contains("-> processor", StringComparison.Ordinal) => (Lane.Function, Lane.Processor),
        "Fire" => (Lane.Function, Lane.Function),
        "AllocateVectors" or "ReserveVectors" or "ClearEntries" or "FreeVectors" when covered && text.Contains("-IR-", StringComparison.Ordinal) =>
            (Lane.Driver, Lane.Unit),
        "CreateDefaultMsiDomain" or "OverrideDefaultMsiDomain" or "Subscribe" or "SetBusMsiDomain" => (Lane.Kernel, Lane.Kernel),
        _ => (Lane.Driver, Lane.Function),
    };
}
