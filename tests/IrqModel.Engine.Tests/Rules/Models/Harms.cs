namespace IrqModel.Engine.Tests.Rules.Models;

/// <summary>Says what came to harm in a run.</summary>
internal static class Harms
{
    /// <summary>Every harm, each once.</summary>
    public static IReadOnlyList<string> In(RunResult result) =>
    [
        .. result.Strays.Select(stray => $"stray: {Describe(stray.Outcome, stray.Fault)}")
            .Concat(result.Leaks.Select(leak => $"leak: {leak.What}"))
            .Concat(result.Functions.SelectMany(Of))
            .Distinct().Order(StringComparer.Ordinal),
    ];

    private static IEnumerable<string> Of(FunctionReport function)
    {
        if (function.Driver is null) return ["unbound"];
        if (function.Interrupts.IsEmpty) return ["no vectors"];
        return function.Interrupts
            .Where(interrupt => interrupt.Outcome != DeliveryOutcome.Delivered)
            .Select(interrupt => Describe(interrupt.Outcome, interrupt.Fault));
    }

    private static string Describe(DeliveryOutcome outcome, FaultReason fault) =>
        fault == FaultReason.None ? outcome.ToString() : $"fault 0x{(byte)fault:x2}";
}
