using System.Collections.Immutable;
using IrqModel.Engine;
using IrqModel.Firmware;
using IrqModel.Tool.Explaining;
using IrqModel.Tool.Hosts;
using IrqModel.Tool.Machines;
using IrqModel.Tool.Running;
using Spectre.Console;

namespace IrqModel.Tool.Report;

/// <summary>Prints an explanation: a summary, a table of functions, refused requests, what was read and what would help.</summary>
public static class ConsoleReport
{
    private const int RowsOfTable = 500;
    private const int LongestName = 44;
    private const int MostProblems = 50;

    /// <summary>Prints it.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="explanation">What.</param>
    public static void Print(IAnsiConsole console, Explanation explanation)
    {
        ArgumentNullException.ThrowIfNull(console);
        ArgumentNullException.ThrowIfNull(explanation);
        foreach (var line in Summary.Of(explanation)) Line(console, line);
        PrintFaults(console, explanation);
        PrintUnhandled(console, explanation);
        PrintMentions(console, explanation);
        PrintOtherLogs(console, explanation);
        PrintMachine(console, explanation);
        foreach (var chunk in explanation.Functions.Chunk(RowsOfTable)) console.Write(Functions(chunk));
        PrintReasons(console, explanation);
        PrintInputs(console, explanation);
        if (explanation.NextCommand is { } next)
        {
            Line(console, "");
            Line(console, $"What would help most next: {next.Command}");
            Line(console, $"  It would tell {next.Tells}.");
        }
    }

    private static void PrintFaults(IAnsiConsole console, Explanation explanation)
    {
        PrintFaults(console, "Refused requests in the log", explanation.Faults.Where(fault => fault.Fault.Kind != LogFaultKind.Other));
        PrintFaults(console, "Errors that an IOMMU reports in the log; they refuse no interrupt", explanation.Faults.Where(fault => fault.Fault.Kind == LogFaultKind.Other));
    }

    private static void PrintFaults(IAnsiConsole console, string heading, IEnumerable<FaultExplanation> faults)
    {
        var isFirst = true;
        foreach (var fault in faults)
        {
            if (isFirst) Heading(console, heading);
            isFirst = false;
            var times = fault.Times > 1 ? $" ({fault.Times} times)" : "";
            Line(console, $"  {fault.Source} line {fault.Fault.Line}{times}: {fault.Fault.Text}");
            Line(console, $"    from  {fault.Who}");
            Line(console, $"    means {fault.Meaning}");
            if (fault.Hint is { } hint) Line(console, $"    maybe {hint}");
        }
    }

    private static void PrintUnhandled(IAnsiConsole console, Explanation explanation)
    {
        if (explanation.Unhandled.IsEmpty) return;
        Heading(console, "Trouble with interrupts, in the log");
        foreach (var unhandled in explanation.Unhandled)
        {
            var first = unhandled.Interrupts[0];
            var more = unhandled.Interrupts.Length > 1 ? $" (and {Words.Count(unhandled.Interrupts.Length - 1, "line")} more of it)" : "";
            Line(console, $"  {unhandled.Source} line {first.Line}{more}: {first.Text}");
            Line(console, $"    what  {unhandled.What}");
            Line(console, $"    from  {unhandled.Who}");
            Line(console, $"    means {unhandled.Meaning}");
            Line(console, $"    next  {unhandled.Next}");
        }
    }

    // Somebody who asks for help quotes what others had.
    private static void PrintMentions(IAnsiConsole console, Explanation explanation)
    {
        PrintMentionsOfUnhandled(console, explanation);
        if (explanation.Evidence.MentionedFaults.IsEmpty) return;
        Heading(console, "Refused requests that the text mentions; they say nothing of this machine");
        foreach (var (source, fault, because) in explanation.Evidence.MentionedFaults.DistinctBy(
            mention => (mention.Fault.Requester, mention.Fault.Reason, mention.Because)))
        {
            Line(console, $"  {source} line {fault.Line}: {fault.Text}");
            Line(console, $"    not taken, because {because}");
            Line(console, $"    means {FaultExplainer.MeaningOf(fault)}");
        }
    }

    private static void PrintMentionsOfUnhandled(IAnsiConsole console, Explanation explanation)
    {
        if (explanation.Evidence.MentionedUnhandled.IsEmpty) return;
        Heading(console, "Trouble with interrupts that the text mentions; they say nothing of this machine");
        foreach (var (source, interrupt, because) in explanation.Evidence.MentionedUnhandled.DistinctBy(
            mention => (mention.Interrupt.Kind, mention.Interrupt.Irq, mention.Interrupt.Vector, mention.Because)))
        {
            Line(console, $"  {source} line {interrupt.Line}: {interrupt.Text}");
            Line(console, $"    not taken, because {because}");
            Line(console, $"    means {UnhandledExplainer.MeaningOf(interrupt)}");
        }
    }

    private static void PrintOtherLogs(IAnsiConsole console, Explanation explanation)
    {
        if (explanation.OtherLogs.IsEmpty) return;
        Heading(console, "Logs that are not of the boot and the machine that are explained");
        foreach (var line in OtherLogs.Details(explanation)) Line(console, line);
    }

    private static void PrintMachine(IAnsiConsole console, Explanation explanation)
    {
        var machine = explanation.Machine;
        Heading(console, "The machine");
        if (machine.Platform.IsKnown) Line(console, $"  platform: {NameOf(machine.Platform.Value)} ({machine.Platform.Because})");
        if (machine.Virtual is { } guest) Line(console, $"  a virtual machine of {guest.Hypervisor} ({guest.Because})");
        if (!machine.IsPlatformModelled)
            Line(console, "  host: none models such a machine");
        else if (machine.NotModelled is { } why) Line(console, $"  host: none, because {why}");
        else Line(console, $"  host: {Host(explanation)}");
        Line(console, $"  interrupt remapping: {Describe(machine)}");
        for (var index = 0; index < machine.AmdUnits.Length; index++)
        {
            var unit = machine.AmdUnits[index];
            Line(console, $"  ivhd{index}: segment {unit.Segment:x4}, registers at 0x{unit.RegisterBase:x}, its own function is {unit.Device}");
        }

        if (machine.Dmar is { } table)
        {
            var index = 0;
            foreach (var unit in DmarCoverage.UnitsOf(table))
            {
                var scopes = string.Join(", ", unit.Scopes.Select(scope => scope.ToString()));
                Line(console, $"  dmar{index++}: segment {unit.Segment:x4}, registers at 0x{unit.RegisterBase:x}{(unit.IncludePciAll ? ", catch-all" : "")}; scopes: {(scopes.Length == 0 ? "none" : scopes)}");
            }
        }

        foreach (var note in explanation.Notes) Line(console, $"  note: {note}");
    }

    private static string Host(Explanation explanation)
    {
        if (explanation.Host is not { IsKnown: true } host)
            return $"{(explanation.Hosts.Length < HostCatalogue.Linux.Length ? "several" : "all")}, because {explanation.Host.Because}";
        var condition = host.IsCertain ? "" : $". That holds if {string.Join(" and ", host.Provided)}";
        return $"{host.Value.Name}, for {host.Value.Versions}: {host.Because}{condition}";
    }

    private static string NameOf(Platform platform) => platform switch
    {
        Platform.Amd => "AMD",
        Platform.PowerPc => "PowerPC",
        Platform.RiscV => "RISC-V",
        _ => platform.ToString(),
    };

    private static string Describe(ObservedMachine machine) => machine.Remapping switch
    {
        { IsKnown: false } unknown => $"unknown, because {unknown.Because}",
        { IsCertain: true } certain => $"{(certain.Value ? "on" : "off")}, because {certain.Because}",
        _ => "on if Linux switched it on: the table offers it, and nothing shown says otherwise",
    };

    private static Table Functions(FunctionExplanation[] functions)
    {
        var table = new Table().Border(TableBorder.Rounded)
            .AddUnbroken("function").AddNamed("what").AddUnbroken("unit").AddNamed("MSI domains", "message", "verdict", "seen");
        foreach (var function in functions)
        {
            var (text, colour) = Verdict(function);
            table.AddRow(
                new Text(function.Function.Address.ToString()),
                new Text(What(function)),
                new Text(function.Unit.IsKnown ? function.Unit.Value.ToString() : "unknown"),
                new Text(Value(function.Prediction.Chain)),
                new Text(Message(function)),
                new Text(text, new Style(colour)),
                new Text(Seen(function)));
        }

        return table;
    }

    private static string What(FunctionExplanation function)
    {
        var name = function.Function.Name ?? "";
        if (name.Length > LongestName) name = name[..(LongestName - 3)] + "...";
        if (function.Owner is not { } owner) return name;
        var of = owner.IsKnown ? $"VF of {owner.Value.RequesterId}" : "VF";
        return name.StartsWith("VF of", StringComparison.Ordinal) ? name : name.Length == 0 ? of : $"{of}: {name}";
    }

    private static string Message(FunctionExplanation function)
    {
        if (function.Prediction.Format is not { IsKnown: true, Value: not "none" } format) return Value(function.Prediction.Format);
        return function.Prediction.Check is { IsKnown: true, Value: not "none" } check
            ? $"{format.Value}, entry admits {check.Value}" : format.Value;
    }

    private static string Value(Answers.Answer<string> answer) =>
        answer.IsKnown ? answer.Value : answer.Run?.StartsWith("uname", StringComparison.Ordinal) == true
            ? "depends on the kernel" : "unknown";

    private static (string Text, Color Colour) Verdict(FunctionExplanation function) => function switch
    {
        { Function.DoesNotAnswer: true } => ("does not answer", Color.Yellow),
        { Prediction.Verdict: { IsKnown: false } verdict } =>
            (function.SeenLoss is { } loss ? $"{loss} (seen)" : function.IsSeenToArrive ? "arrives (seen)" : Short(function.Function, verdict.Because),
            Color.Yellow),
        { WouldDie: true, Prediction.Verdict: var verdict } => (Would(function, verdict), Color.Yellow),
        { Agreement: Agreement.Contradicts, Prediction.Verdict: var verdict } => ($"{verdict.Value} (predicted){Conditions(verdict.Provided)}", Color.Yellow),
        { Prediction.Verdict: { Value.Dies: true } verdict } => (verdict.Value + Conditions(verdict.Provided), Color.Red),
        { IsHeld: true, Prediction.Verdict: { Value.Kind: VerdictKind.Arrives } verdict } => (Would(function, verdict), Color.Yellow),
        { IsOff: true, Prediction.Verdict: { Value.Kind: VerdictKind.Arrives } verdict } => (Would(function, verdict), Color.Green),
        { Prediction.Verdict: var verdict } => (verdict.Value + Conditions(verdict.Provided), Color.Green),
    };

    // It sends nothing now: a verdict is about messages that it would send.
    private static string Would(FunctionExplanation function, Answers.Answer<Verdict> verdict) =>
        $"{(function.IsOff ? $"{Words.Capability(function.Function)} is off" : function.HeldBack!.Short)}; would {verdict.Value.InFuture}{Conditions(verdict.Provided)}";

    private static string Conditions(ImmutableArray<string> provided) => provided.IsEmpty ? ""
        : " if " + string.Join(" and ",
            provided.Select(condition => condition == Predictor.RemappingIsOn ? "remapping is on"
                : condition.StartsWith(HostFinder.RunsIt, StringComparison.Ordinal) ? "that kernel runs" : "no fix is added"));

    private static string Short(ObservedFunction function, string because) => function switch
    {
        { SendsMessages: Presence.Present } => because.Contains("; otherwise ", StringComparison.Ordinal) ? "depends" : "unknown",
        { WhyNotShown: NotShownReason.Denied } => "not shown; run as root",
        { WhyNotShown: NotShownReason.CutOff } => "cut off here",
        { WhyNotShown: NotShownReason.NotAmongShown } => "no MSI shown",
        { WhyNotShown: NotShownReason.NotListed } => "not listed",
        _ => "not shown",
    };

    // A count of zero is seen, and shows nothing.
    private static string Seen(FunctionExplanation function) =>
        function.Agreement == Agreement.SeenOnly && function.Observations.Any(seen => seen.Silent is not null)
            && !function.Observations.Any(seen => seen.ShowsLoss || seen.ShowsArrival || seen.ShowsCompatibility) ? "count 0" : Seen(function.Agreement);

    private static string Seen(Agreement agreement) => agreement switch
    {
        Agreement.Agrees => "agrees",
        Agreement.Contradicts => "CONTRADICTS",
        Agreement.SeenOnly => "seen",
        _ => "not shown",
    };

    // Functions with the same reasons share a line.
    private static void PrintReasons(IAnsiConsole console, Explanation explanation)
    {
        PrintGroups(console, "Which unit, and why", explanation.Functions.Where(function => function.Unit.IsKnown),
            function => function.Unit.Value.ToString(), function => function.Unit.Because);
        PrintGroups(
            console, "Unknown, and what would tell", explanation.Functions.Where(function => !function.Prediction.Verdict.IsKnown), _ =>
                "verdict",
            function => function.Prediction.Verdict.Because + Tell(function.Prediction.Verdict.Run));
        PrintGroups(console, null, explanation.Functions.Where(function => !function.Unit.IsKnown), _ => "unit",
            function => function.Unit.Because + Tell(function.Unit.Run));
        PrintGroups(
            console, null, explanation.Functions.Where(function => !function.IsVirtual.IsKnown), _ => "VF or not", function =>
                function.IsVirtual.Because);
        PrintGroups(console, null, explanation.Functions.Where(function => function.Owner is { IsKnown: false }), _ => "PF",
            function => function.Owner!.Because);
        var seen = explanation.Functions
            .SelectMany(function => function.Observations.Select(observation => (function.Function.Address, observation))).ToArray();
        if (seen.Length == 0) return;
        Heading(console, "Seen, against the prediction");
        foreach (var (address, observation) in seen)
            Line(console, $"  {address}: {observation.What}: {(observation.Agreement == Agreement.SeenOnly ? WhyNotCompared(explanation, address) : Seen(observation.Agreement).ToLowerInvariant())}");
    }

    private static string WhyNotCompared(Explanation explanation, Bdf address) => explanation.Functions.First(function => function.Function.Address == address).Prediction.Verdict.IsKnown
        ? "does not decide it" : "no prediction to compare with";

    private static string Tell(string? run) => run is null ? "" : $"; run: {run}";

    private static void PrintGroups(
        IAnsiConsole console, string? heading, IEnumerable<FunctionExplanation> functions, Func<FunctionExplanation, string> key,
        Func<FunctionExplanation, string> because)
    {
        var groups = functions.GroupBy(function => (key(function), because(function))).ToArray();
        if (groups.Length == 0) return;
        if (heading is not null) Heading(console, heading);
        foreach (var group in groups)
            Line(console, $"  {group.Key.Item1} ({Words.Some([.. group.Select(function => function.Function.Address)])}): {group.Key.Item2}");
    }

    private static void PrintInputs(IAnsiConsole console, Explanation explanation)
    {
        var evidence = explanation.Evidence;
        Heading(console, "What was read");
        var areSeveral = evidence.Parts.Any(part => part.IsLeftOut);
        foreach (var part in evidence.Parts)
        {
            var lines = part.FirstLine is { } first ? part.LastLine is { } last && last != first
                ? $" lines {first}-{last}" : $" line {first}" : "";
            Line(console, $"  {part.Source}{lines}: {part.Description}{(areSeveral ? Whose(part) : "")}");
        }

        foreach (var line in InputSummary.Of(evidence)) Line(console, $"  {line}");
        var problems = evidence.Problems.Where(problem => !InputSummary.IsOfNoUse(problem)).ToArray();
        foreach (var problem in problems.Take(MostProblems))
            Line(console, $"  {(problem.Severity == EvidenceSeverity.Note ? "note" : problem.Severity == EvidenceSeverity.Error ? "error" : "warning")}: {problem}");
        if (problems.Length > MostProblems) Line(console, $"  and {problems.Length - MostProblems} problems more; --json has them all");
    }

    private static string Whose(EvidencePart part) => (part.Host, part.IsLeftOut) switch
    {
        ({ } host, true) => $" [of {host}, left out]",
        ({ } host, false) => $" [of {host}]",
        (null, true) => " [left out]",
        _ => "",
    };

    private static void Heading(IAnsiConsole console, string text)
    {
        Line(console, "");
        console.Profile.Out.Writer.WriteLine(text);
    }

    // Past the console, which would break a long line where grep does not look for it.
    private static void Line(IAnsiConsole console, string text) => console.Profile.Out.Writer.WriteLine(text);
}
