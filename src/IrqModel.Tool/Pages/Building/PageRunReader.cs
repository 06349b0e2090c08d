using IrqModel.Tool.Pages.Document;
using IrqModel.Tool.Report;
using IrqModel.Tool.Runs;

namespace IrqModel.Tool.Pages.Building;

/// <summary>Reads what a run did into a document.</summary>
internal sealed class PageRunReader(DocumentBuilder document)
{
    /// <summary>The fault lines that a page keeps of a run.</summary>
    private const int MostFaults = 200;

    /// <summary>Whether interrupts are lost that should arrive.</summary>
    public static bool Dies(FateKind verdict) => verdict is FateKind.Blocked or FateKind.Lost or FateKind.NoVectors;

    /// <summary>Reads a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="marks">What of its trace a comparison points at.</param>
    public PageRun Read(ToolRun run, StepMarks marks)
    {
        var findings = new FindingShelf(document);
        var fates = new PageFate?[document.Functions.Count];
        foreach (var function in run.Functions)
        {
            if (document.Find(function.Address) is not { } number) continue;
            fates[number] = Read(function) with
            {
                Why = WhyOf(function),
                Findings = function.Because.IsEmpty ? null
                    : [.. function.Because.Select(index => findings.Of(run.Findings[index], isConsequence: false, function.ToString())).Distinct()],
                Rules = function.Because.IsEmpty ? null : [.. function.Because.Select(index => run.Findings[index].Rule).Distinct()],
            };
        }

        findings.AddOthers(run.Findings);

        var (steps, left) = Steps(run, fates, marks);
        return new()
        {
            Name = run.Host,
            Label = run.HostVersions ?? run.Host,
            Headline = Headline(fates),
            Fates = fates,
            Findings = findings.All,
            Steps = steps,
            StepsLeft = left,
            Faults = [.. run.Faults.Take(MostFaults).Select(fault => $"{fault.Unit}: {fault.Text}"), .. run.Losses.Select(loss => $"{loss.Text}{(loss.Place is null ? "" : $" ({loss.Place})")}")],
        };
    }

    /// <summary>The steps of a run, and how many were left out.</summary>
    public (IReadOnlyList<PageStep> Steps, int Left) Steps(ToolRun run, PageFate?[] fates, StepMarks marks)
    {
        var (steps, left) = document.Steps.Read(
            run.Trace, address => document.Find(address), number => document.Functions[number].Unit is not null,
            number => marks.Functions.Contains(number) || (fates[number] is { } fate && Dies(fate.Verdict)), marks);
        return (steps, left + run.TraceLeftOut);
    }

    /// <summary>Why the interrupts of a function do not arrive, as the run explains it; null where they do.</summary>
    public IReadOnlyList<PageReason>? WhyOf(RunFunction function) => function.Why.IsEmpty ? null
        : [.. function.Why.Select(why => new PageReason(
            document.Texts.Of(WithoutName(why.Text, function.ToString())), document.Sources.Of(why.Place), why.Place?.Line))];

    // The page says it of the function: without the name, one text serves all that share a cause.
    private static string WithoutName(string text, string name) =>
        text.StartsWith(name, StringComparison.Ordinal) ? text[name.Length..].TrimStart() : text;

    /// <summary>What a run shows of a function: the domains and interrupts. Rules are for others to add.</summary>
    public PageFate Read(RunFunction function)
    {
        var (interrupts, left) = document.Interrupts.Read(function);
        var verdict = function.Unknown is null ? KindOf(function.Verdict) : FateKind.Unknown;
        return new(verdict)
        {
            Fault = document.Mention(function.Fault),
            Chain = document.Texts.Find(function.DomainChain),
            DeviceChain = document.Texts.Find(function.DeviceDomainChain),
            BusChain = function.BusDomainChain == function.DomainChain ? null : document.Texts.Find(function.BusDomainChain),
            Format = interrupts is [{ Format: var format }, ..] && format is BitLayouts.Compatibility or BitLayouts.Remappable ? document.Texts.Of(format) : null,
            Hop = Dies(verdict) ? document.Texts.Find(function.Where) : null,
            Because = function.Unknown is { } why ? document.Texts.Find(why) : verdict is FateKind.Silent or FateKind.NoVectors ? document.Texts.Find(function.Where) : null,
            Interrupts = interrupts.Count == 0 ? null : interrupts,
            MoreInterrupts = left == 0 ? null : left,
        };
    }

    private static FateKind KindOf(RunVerdict verdict) => verdict switch
    {
        RunVerdict.Arrives => FateKind.Arrives,
        RunVerdict.Blocked => FateKind.Blocked,
        RunVerdict.Lost => FateKind.Lost,
        RunVerdict.NoVectors => FateKind.NoVectors,
        _ => FateKind.Silent,
    };

    private static string Headline(PageFate?[] fates)
    {
        var dying = fates.Count(fate => fate is { } known && Dies(known.Verdict));
        var count = Words.Count(fates.Count(fate => fate is not null), "function");
        var unknown = fates.Count(fate => fate is { Verdict: FateKind.Unknown });
        if (unknown > 0) return $"{(dying == 0 ? "No interrupt is known to die" : $"{dying} of {count} {(dying == 1 ? "loses its" : "lose their")} interrupts")}; of {unknown} of {count} it is unknown.";
        return dying == 0 ? $"No interrupt dies: {count}." : $"{dying} of {count} {(dying == 1 ? "loses its" : "lose their")} interrupts.";
    }
}
