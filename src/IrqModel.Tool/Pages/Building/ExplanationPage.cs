using System.Collections.Immutable;
using System.Globalization;
using IrqModel.Engine;
using IrqModel.Firmware;
using IrqModel.Tool.Answers;
using IrqModel.Tool.Explaining;
using IrqModel.Tool.Hosts;
using IrqModel.Tool.Machines;
using IrqModel.Tool.Pages.Document;
using IrqModel.Tool.Report;
using IrqModel.Tool.Running;
using IrqModel.Tool.Runs;

namespace IrqModel.Tool.Pages.Building;

/// <summary>
/// Makes the document of an explanation. What is known of a function is what all machines that fit the input agree on; the messages and
/// table
/// entries are those of one of these machines, and are shown only where its answer is the known one.
/// </summary>
internal sealed class ExplanationPage
{
    private readonly DocumentBuilder document = new();
    private readonly PageRunReader runs;
    private readonly Explanation explanation;
    private readonly ObservedMachine machine;

    private ExplanationPage(Explanation explanation)
    {
        this.explanation = explanation;
        machine = explanation.Machine;
        document.UsesVfio = machine.UsesVfio;
        runs = new(document);
    }

    /// <summary>Builds it.</summary>
    /// <param name="explanation">The explanation.</param>
    /// <param name="others">Hosts to show beside the one that was asked for.</param>
    /// <param name="cancellation">Ends the work between two runs.</param>
    /// <exception cref="ModelException">A model failed.</exception>
    public static PageDocument Build(Explanation explanation, IReadOnlyList<HostChoice> others, CancellationToken cancellation = default)
    {
        var page = new ExplanationPage(explanation);
        page.AddMachine();
        var shown = new List<PageRun>();
        if (explanation.Host.IsKnown) shown.Add(page.RunOf(explanation, explanation.Host.Value));
        else shown.Add(page.Common());
        var beside = others.Count > 0 || explanation.Host.IsKnown ? others : HostCatalogue.Linux;
        foreach (var host in beside)
        {
            cancellation.ThrowIfCancellationRequested();
            shown.Add(page.RunOf(Explainer.ExplainUnder(explanation, host, cancellation), host));
        }

        return page.Finish(shown, others.Count > 0 ? 1 : null);
    }

    private PageDocument Finish(IReadOnlyList<PageRun> shown, int? beside)
    {
        var evidence = explanation.Evidence;
        return document.Build(Title(evidence), shown) with
        {
            Beside = beside,
            Notes = [.. explanation.Notes.Concat(About())],
            Inputs =
            [
                .. evidence.Parts.Select(part => $"{part.Source}{Lines(part.FirstLine, part.LastLine)}: {part.Description}"),
                .. evidence.Skipped.Select(skipped => $"{skipped.Source}: {Words.Count(skipped.Count, "line")} skipped, the first is line {skipped.FirstLine}: {skipped.FirstText}"),
                .. evidence.Problems.Select(problem => $"{problem.Severity switch { EvidenceSeverity.Note => "note", EvidenceSeverity.Error => "error", _ => "warning" }}: {problem}"),
            ],
            Refusals =
            [
                .. explanation.Faults.Where(fault => fault.Fault.Kind != LogFaultKind.Other).Select(fault => new PageRefusal(
                    $"{fault.Source} line {fault.Fault.Line}", fault.Fault.Text, fault.Who, fault.Hint is { } hint ? $"{fault.Meaning}. {hint}" : fault.Meaning, fault.Times, document.Find(fault.Sender))),
            ],
            Next = explanation.NextCommand is { } next ? new(next.Command, next.Tells) : null,
        };
    }

    // What the reader gave: a paste has no other name.
    private static string Title(Evidence evidence)
    {
        const int MostNames = 3;
        string[] names = [.. evidence.Parts.Select(part => part.Source[(part.Source.LastIndexOfAny(['/', '\\']) + 1)..]).Distinct()];
        return names.Length <= MostNames ? string.Join(", ", names) : $"{string.Join(", ", names.Take(MostNames))} and {names.Length - MostNames} more";
    }

    private IEnumerable<string> About()
    {
        if (machine.Platform.IsKnown) yield return $"platform: {machine.Platform.Value}, because {machine.Platform.Because}";
        yield return machine.Remapping switch
        {
            { IsKnown: false } open => $"interrupt remapping: unknown, because {open.Because}",
            { IsCertain: true } certain => $"interrupt remapping: {(certain.Value ? "on" : "off")}, because {certain.Because}",
            _ => "interrupt remapping: on if Linux switched it on; the table offers it, and nothing shown says otherwise",
        };
        yield return explanation.Host.IsKnown
            ? $"host: {explanation.Host.Value.Name}, for {explanation.Host.Value.Versions}: {explanation.Host.Because}"
            : $"host: not known, because {explanation.Host.Because}";
        foreach (var (source, fault, because) in explanation.Evidence.MentionedFaults.DistinctBy(mention => (mention.Fault.Requester, mention.Fault.Reason, mention.Because)))
            yield return $"a refused request that says nothing of this machine, because {because}: {source} line {fault.Line}: {fault.Text}";
        foreach (var error in explanation.Faults.Where(fault => fault.Fault.Kind == LogFaultKind.Other))
            yield return $"an error that an IOMMU reports, {error.Source} line {error.Fault.Line}: {error.Fault.Text}: {error.Meaning}";
        foreach (var line in OtherLogs.Summary(explanation)) yield return line.Trim();
    }

    private static string Lines(int? first, int? last) => (first, last) switch
    {
        ({ } from, { } to) when from != to => $" lines {from}-{to}",
        ({ } only, _) => $" line {only}",
        _ => "",
    };

    private void AddMachine()
    {
        if (machine.Dmar is { } table)
        {
            foreach (var (unit, index) in DmarCoverage.UnitsOf(table).Select((unit, index) => (unit, index)))
                document.Add(new PageUnit($"dmar{index}", unit.Segment, DocumentBuilder.Hex(unit.RegisterBase), unit.IncludePciAll, [.. unit.Scopes.Select(scope => scope.ToString()!)]));
        }

        foreach (var (unit, index) in machine.AmdUnits.Select((unit, index) => (unit, index)))
            document.Add(new PageUnit($"ivhd{index}", unit.Segment, DocumentBuilder.Hex(unit.RegisterBase), false, [$"its own function is {unit.Device}"]));

        foreach (var explained in explanation.Functions)
        {
            if (explained.Unit is { IsKnown: true, Value.Name: { } name }) document.Add(new PageUnit(name, null, null, false, []));
        }

        var shown = explanation.Functions.Select(function => function.Function.Address).ToArray();
        foreach (var (segment, bus) in shown.Select(address => (address.Segment, address.Bus)).Distinct().Order()) document.Add(new PageBus(segment, bus, null, KindOf(segment, bus)));
        foreach (var explained in explanation.Functions) document.Add(explained.Function.Address, Describe(explained));
        foreach (var (segment, bus) in shown.Select(address => (address.Segment, address.Bus)).Distinct())
        {
            if (LeaderOf(segment, bus) is { } leader && document.Find(leader) is { } number) document.Connect(document.Add(new PageBus(segment, bus, null, BusKind.Open)), number);
        }
    }

    private Bdf? LeaderOf(int segment, byte bus)
    {
        if (machine.Topology.BridgeTo(segment, bus) is { } bridge) return bridge.Address;
        if (segment >= ObservedMachine.FirstVmdSegment && machine.VmdControllers.Length == 1) return machine.VmdControllers[0];
        return null;
    }

    private BusKind KindOf(int segment, byte bus)
    {
        if (machine.Topology.BridgeTo(segment, bus) is not null) return BusKind.Bridged;
        if (segment >= ObservedMachine.FirstVmdSegment) return BusKind.Hidden;
        if (machine.Topology.IsRoot(segment, bus)) return BusKind.Root;
        var isVirtual = explanation.Functions.Where(function => (function.Function.Address.Segment, function.Function.Address.Bus) == (segment, bus))
            .All(function => function.IsVirtual is { IsKnown: true, Value: true } && function.Owner is { IsKnown: true } owner && owner.Value.Bus != bus);
        return isVirtual ? BusKind.Virtual : BusKind.Open;
    }

    private PageFunction Describe(FunctionExplanation explained)
    {
        var function = explained.Function;
        return new(function.Address.ToString(), RoleOf(explained), document.Add(new PageBus(function.Address.Segment, function.Address.Bus, null, BusKind.Open)))
        {
            Unit = explained.Unit.IsKnown ? document.FindUnit(explained.Unit.Value.Name) : null,
            UnitOpen = explained.Unit.IsKnown ? null : true,
            UnitBecause = document.Texts.Find(explained.Unit.Because),
            Pf = explained.Owner is { IsKnown: true } owner ? document.Find(owner.Value) : null,
            Name = document.Texts.Find(function.Name),
            Driver = document.Texts.Find(function.Driver),
            Where = document.Texts.Find(function.Where),
            SeenAddress = function.Message?.Address.ToString("x8", CultureInfo.InvariantCulture),
            SeenData = function.Message?.Data.ToString("x8", CultureInfo.InvariantCulture),
        };
    }

    private static FunctionRole RoleOf(FunctionExplanation explained) => explained switch
    {
        { IsVirtual: { IsKnown: true, Value: true } } => FunctionRole.Vf,
        { Function.IsBridge: true } => FunctionRole.Bridge,
        { Function.Sriov: Presence.Present } => FunctionRole.Pf,
        { IsVirtual.IsKnown: false } => FunctionRole.Open,
        _ => FunctionRole.Function,
    };

    // What all hosts agree on: there is no single run to show.
    private PageRun Common() => Describe(explanation, "any kernel", "what all kernels agree on") with
    {
        Fates = [.. explanation.Functions.Select(Read)],
    };

    private PageRun RunOf(Explanation under, HostChoice host)
    {
        var world = World.MostLikely(machine, host);
        var (standing, result) = world.Run(machine, trace: true);
        var run = ToolRun.Of("", host.Name, null, result);
        var reports = result.Functions.Zip(run.Functions).ToDictionary(pair => pair.First.Address);
        var findings = new FindingShelf(document);
        var found = run.Findings.Select(finding => (Finding: finding, IsConsequence: false)).Concat(run.Consequences.Select(finding => (Finding: finding, IsConsequence: true))).ToArray();
        var byRule = found.ToLookup(each => each.Finding.Rule);
        var own = found.ToLookup(each => (each.Finding.Rule, each.Finding.Subject));
        var fates = new PageFate?[document.Functions.Count];
        foreach (var explained in under.Functions)
        {
            var fate = Read(explained);
            if (standing.Standing(explained.Function.Address) is { } stand && reports.TryGetValue(stand, out var report))
            {
                fate = Illustrate(fate, explained, report.First, report.Second);
                var subject = report.Second.ToString();
                var about = stand == explained.Function.Address ? subject : null;
                if (fate.Rules is { } rules) fate = fate with
                {
                    Findings = [.. rules.SelectMany(rule => own[(rule, subject)].Concat(byRule[rule]).Take(1))
                        .Select(each => findings.Of(each.Finding, each.IsConsequence, about))],
                };
            }

            fates[document.Find(explained.Function.Address)!.Value] = fate;
        }

        findings.AddOthers(run.Findings);
        var (steps, left) = runs.Steps(run, fates, StepMarks.None);
        return Describe(under, host.Name, host.Versions) with
        {
            Fates = fates,
            Findings = findings.All,
            Steps = steps,
            StepsLeft = left,
            Assumptions = [.. Assumptions(world)],
            Faults = [],
        };
    }

    private IEnumerable<string> Assumptions(World world)
    {
        if (machine.NotModelled is { } why) yield return $"no host stands for this machine: {why}";
        yield return "each function has one vector, and drivers load in the order of their functions: indexes and vectors are of this run, formats and outcomes are not";
        if (!machine.Remapping.IsCertain) yield return world.Remaps ? "interrupt remapping is on" : "interrupt remapping is off";
        if (explanation.Functions.Any(function => !function.IsVirtual.IsKnown)) yield return "functions that may be VFs are none";
        if (machine.VmdControllers.Length > 0) yield return world.Vmd == VmdVariant.TakesOver ? "VMD takes over the messages of what is behind it" : "VMD lets the messages of what is behind it pass";
    }

    private static PageRun Describe(Explanation under, string name, string label)
    {
        var headline = Summary.Headline(under);
        var lines = Summary.Of(under).ToArray();
        var standing = lines[0][headline.Length..];
        IEnumerable<string> rest = standing.Length > 0 ? [standing, .. lines.Skip(1)] : lines.Skip(1);
        return new() { Name = name, Label = label, Headline = headline, Summary = [.. rest.Select(line => line.Trim())], Fates = [] };
    }

    private PageFate Illustrate(PageFate fate, FunctionExplanation explained, FunctionReport report, RunFunction function)
    {
        // A machine that fits and has another answer would illustrate what is not so.
        var prediction = explained.Prediction;
        if (!prediction.Verdict.IsKnown || !prediction.Format.IsKnown || Fate.Of(report, []).Verdict != prediction.Verdict.Value) return fate;
        var run = runs.Read(function);
        return fate with
        {
            Interrupts = run.Interrupts,
            MoreInterrupts = run.MoreInterrupts,
            DeviceChain = explained.Unit.IsKnown ? run.DeviceChain : null,
            BusChain = explained.Unit.IsKnown ? run.BusChain : null,
            Why = report.Address == explained.Function.Address ? runs.WhyOf(function) : null,
            StandIn = report.Address == explained.Function.Address ? null : report.Address.ToString(),
        };
    }

    private PageFate Read(FunctionExplanation explained)
    {
        var prediction = explained.Prediction;
        var verdict = prediction.Verdict;
        var isDead = verdict is { IsKnown: true, Value.Dies: true };
        return new(explained.Function.DoesNotAnswer ? FateKind.Unknown : KindOf(verdict))
        {
            Fault = verdict.IsKnown ? document.Mention(verdict.Value.Fault) : null,
            Chain = Text(prediction.Chain),
            Format = Text(prediction.Format),
            Admits = Text(prediction.Check),
            Hop = Text(prediction.Hop),
            Because = document.Texts.Find(verdict.Because),
            Run = document.Texts.Find(verdict.Run),
            Provided = Conditions(explained) is { Length: > 0 } conditions ? [.. conditions.Select(document.Texts.Of)] : null,
            Rules = isDead && !prediction.Rules.IsEmpty ? [.. prediction.Rules.Select(document.Mention)] : null,
            Seen = explained.Observations.IsEmpty ? null : document.Seen(explained.Observations),
        };
    }

    private static ImmutableArray<string> Conditions(FunctionExplanation explained) => !explained.Prediction.Verdict.IsKnown || explained.SendsOnce is null
        ? explained.Prediction.Verdict.Provided
        : explained.Prediction.Verdict.Provided.Add(explained.IsOff ? $"a driver enables its {Words.Capability(explained.Function)}, which is off" : explained.Function.HoldsMessages ? "its MSI-X is unmasked, which is masked as a whole" : $"{explained.HeldBack!.Once}, which is off");

    private int? Text(Answer<string> answer) => answer.IsKnown ? document.Texts.Find(answer.Value) : null;

    private static FateKind KindOf(Answer<Verdict> verdict) => !verdict.IsKnown ? FateKind.Unknown : verdict.Value.Kind switch
    {
        VerdictKind.Arrives => FateKind.Arrives,
        VerdictKind.Blocked => FateKind.Blocked,
        VerdictKind.Lost => FateKind.Lost,
        VerdictKind.NoVectors => FateKind.NoVectors,
        _ => FateKind.Silent,
    };
}
