using System.Globalization;
using System.Text;
using IrqModel.Engine;

namespace IrqModel.Testing;

/// <summary>What a run did, in words: the text below the summary of a failure.</summary>
internal static class Explanation
{
    public static string NameOf(FunctionReport function) => $"'{function.Name}' ({function.Address})";

    public static string Of(FaultReason fault) => string.Create(CultureInfo.InvariantCulture, $"fault 0x{(byte)fault:x2} ({FaultRecord.Describe(fault)})");

    public static string Of(RunResult result)
    {
        var text = new StringBuilder();
        Append(text, "Functions", result.Functions.Select(Of));
        Append(text, "Findings", result.Findings.Select(finding => finding.ToString()));
        Append(text, "Faults", result.Faults.Select(fault => fault.ToString()));
        Append(text, "Lost", result.Leaks.Select(leak => leak.ToString()));
        Append(text, "Astray", result.Strays.Select(stray => stray.ToString()));
        if (!result.Choices.IsEmpty) Append(text, "Choices", [$"[{string.Join(", ", result.Choices)}]"]);
        return text.ToString().TrimEnd();
    }

    private static string Of(FunctionReport function)
    {
        var outcomes = function.Interrupts.GroupBy(interrupt => (interrupt.Outcome, interrupt.Fault))
            .Select(group => $"{group.Count()} x {(group.Key.Fault == FaultReason.None ? group.Key.Outcome.ToString() : Of(group.Key.Fault))}");
        var interrupts = function.Interrupts.IsEmpty ? "no vectors" : string.Join(", ", outcomes);
        return $"{NameOf(function)}: {(function.Driver is null ? "no driver" : $"driver '{function.Driver}'")}, domain "
            + $"{function.DomainChain ?? "none"}, {interrupts}";
    }

    private static void Append(StringBuilder text, string heading, IEnumerable<string> lines)
    {
        var isFirst = true;
        foreach (var line in lines)
        {
            if (isFirst) text.Append(heading).AppendLine(":");
            isFirst = false;
            text.Append("  ").AppendLine(line);
        }
    }
}
