using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using IrqModel.Engine;
using IrqModel.Tool.Answers;
using IrqModel.Tool.Explaining;
using IrqModel.Tool.Knowledge;
using IrqModel.Tool.Machines;

namespace IrqModel.Tool.Report;

/// <summary>An explanation as JSON; <c>docs/explain.schema.json</c> is its schema.</summary>
public static class JsonReport
{
    /// <summary>The version of the schema; it changes when a member goes or changes its meaning.</summary>
    public const int SchemaVersion = 1;

    private static readonly JsonSerializerOptions Options =
        new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The document.</summary>
    public static string Write(Explanation explanation)
    {
        ArgumentNullException.ThrowIfNull(explanation);
        var (evidence, machine) = (explanation.Evidence, explanation.Machine);
        return JsonSerializer.Serialize(new
        {
            schemaVersion = SchemaVersion,
            summary = Summary.Of(explanation),
            host = Of(explanation.Host, host => new { name = host.Name, versions = host.Versions }),
            platform = Of(machine.Platform, platform => platform.ToString()),
            remapping = Of(machine.Remapping, on => (object)on),
            units = machine.Dmar is { } table ? DmarCoverage.UnitsOf(table).Select((unit, index) => new
            {
                name = $"dmar{index}",
                segment = unit.Segment,
                registerBase = $"0x{unit.RegisterBase:x}",
                catchAll = unit.IncludePciAll,
                scopes = unit.Scopes.Select(scope => scope.ToString()),
            }) : machine.AmdUnits.Select((unit, index) => new
            {
                name = $"ivhd{index}",
                segment = unit.Segment,
                registerBase = $"0x{unit.RegisterBase:x}",
                catchAll = false,
                scopes = Enumerable.Empty<string>(),
            }),
            functions = explanation.Functions.Select(Of),
            rules = explanation.Rules.Select(broken => Of(KnowledgeBase.Of(broken.Rule), explanation, [.. broken.Functions])),
            faults = explanation.Faults.Select(Of),
            unhandled = explanation.Unhandled.Select(Of),
            otherLogs = explanation.OtherLogs.Select(each => new
            {
                source = each.Other.Log.Source,
                firstLine = each.Other.Log.FirstLine,
                lastLine = each.Other.Log.LastLine,
                kernel = each.Other.Log.KernelVersion,
                host = each.Other.Log.Hosts.FirstOrDefault(),
                kind = each.Other.Kind.ToString(),
                because = each.Other.Because,
                faults = each.Faults.Select(Of),
                unhandled = each.Unhandled.Select(Of),
            }),
            mentions = evidence.MentionedFaults.Select(mention => new
            {
                source = mention.Source,
                line = mention.Fault.Line,
                requester = mention.Fault.Requester.ToString(),
                reason = mention.Fault.Reason is { } reason ? $"0x{reason:x2}" : null,
                text = mention.Fault.Text,
                because = mention.Because,
                meaning = FaultExplainer.MeaningOf(mention.Fault),
            }),
            notes = explanation.Notes,
            inputs = evidence.Parts.Select(
                part => new
                {
                    source = part.Source,
                    kind = part.Kind.ToString(),
                    description = part.Description,
                    firstLine = part.FirstLine,
                    lastLine = part.LastLine,
                    offset = part.Offset,
                    host = part.Host,
                    leftOut = part.IsLeftOut,
                    whyLeftOut = part.WhyLeftOut,
                }),
            skipped = evidence.Skipped.Select(
                skipped => new
                {
                    source = skipped.Source,
                    count = skipped.Count,
                    firstLine = skipped.FirstLine,
                    firstText = skipped.FirstText
                }),
            problems = evidence.Problems.Select(problem => new
            {
                source = problem.Source,
                severity = problem.Severity.ToString(),
                text = problem.Text,
                line = problem.Line,
                offset = problem.Offset,
                function = problem.Function?.ToString(),
            }),
            next = explanation.NextCommand is { } next ? new { command = next.Command, tells = next.Tells } : null,
        }, Options);
    }

    private static object Of(FaultExplanation fault) => new
    {
        source = fault.Source,
        line = fault.Fault.Line,
        times = fault.Times,
        requester = fault.Fault.Requester.ToString(),
        reason = fault.Fault.Reason is { } reason ? $"0x{reason:x2}" : null,
        text = fault.Fault.Text,
        from = fault.Who,
        function = fault.Sender?.ToString(),
        meaning = fault.Meaning,
        hint = fault.Hint,
    };

    private static object Of(UnhandledExplanation unhandled) => new
    {
        source = unhandled.Source,
        lines = unhandled.Interrupts.Select(interrupt => interrupt.Line),
        irq = unhandled.Interrupts[0].Irq,
        vector = unhandled.Interrupts[0].Vector,
        processors = unhandled.Interrupts.Select(interrupt => interrupt.Processor).OfType<int>().Distinct(),
        switchedOff = unhandled.IsSwitchedOff,
        what = unhandled.What,
        from = unhandled.Who,
        functions = unhandled.Functions.Select(function => function.ToString()),
        meaning = unhandled.Meaning,
        next = unhandled.Next,
    };

    private static object Of(FunctionExplanation explained)
    {
        var (function, prediction) = (explained.Function, explained.Prediction);
        return new
        {
            address = function.Address.ToString(),
            name = function.Name,
            where = function.Where,
            classCode = function.ClassCode is { } code ? $"0x{code:x6}" : null,
            driver = function.Driver,
            answers = !function.DoesNotAnswer,
            plugged = function.IsPlugged,
            isBridge = function.IsBridge,
            sendsMessages = function.SendsMessages switch { Presence.Present => "yes", Presence.Absent => "no", _ => "notShown" },
            isVirtual = Of(explained.IsVirtual, value => (object)value),
            physicalFunction = explained.Owner is { } owner ? Of(owner, value => value.ToString()) : null,
            unit = Of(explained.Unit, unit => unit.Name),
            domainChain = Of(prediction.Chain, value => value),
            format = Of(prediction.Format, value => value),
            entryAdmits = Of(prediction.Check, value => value),
            verdict = Of(prediction.Verdict, verdict => new
            {
                kind = verdict.Kind.ToString(),
                dies = verdict.Dies,
                fault = verdict.Fault == FaultReason.None
                    ? null : $"0x{((byte)verdict.Fault).ToString("x2", CultureInfo.InvariantCulture)}",
            }),
            hop = Of(prediction.Hop, value => value),
            rules = prediction.Verdict is { IsKnown: true, Value.Dies: true } ? prediction.Rules : [],
            dies = explained.Dies,
            sendsNow = explained.SendsOnce is not null ? "no" : function.IsMsiEnabled == true ? "yes" : "notShown",
            wouldDie = explained.WouldDie,
            evidence = explained.Agreement.ToString(),
            seen = explained.Observations.Select(
                seen => new { what = seen.What, agreement = seen.Agreement.ToString(), showsLoss = seen.ShowsLoss, showsArrival = seen.ShowsArrival }),
        };
    }

    private static object Of(RuleKnowledge known, Explanation explanation, Bdf[] functions) => new
    {
        rule = known.Rule,
        inWords = known.InWordsFor(Summary.FaultsOf(explanation, functions)),
        commit = known.Commit,
        commitTitle = known.CommitTitle,
        firstFixed = known.FirstFixed,
        workaround = known.WorkaroundFor(explanation.Machine.UsesVfio),
        seeLive = functions.Length == 0 ? known.SeeLive : known.SeeLive.Replace("ADDRESS", functions[0].ToString(), StringComparison.Ordinal),
        functions = functions.Select(function => function.ToString()),
    };

    private static object Of<T, TValue>(Answer<T> answer, Func<T, TValue> value) => answer.IsKnown
        ? new
        {
            known = true,
            certain = answer.IsCertain,
            value = (object?)value(answer.Value),
            because = answer.Because,
            provided = answer.Provided,
            run = (string?)null
        }
        : new
        {
            known = false,
            certain = false,
            value = (object?)null,
            because = answer.Because,
            provided = answer.Provided,
            run = answer.Run
        };
}
