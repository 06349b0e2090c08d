using IrqModel;
using IrqModel.Engine;

namespace SeedThread.Report;

/// <summary>What must come out for one function.</summary>
/// <param name="Address">The function.</param>
/// <param name="Chain">How its MSI domain chain begins.</param>
/// <param name="Remappable">Whether its messages are in remappable format.</param>
/// <param name="Fault">The fault that refuses them; <see cref="FaultReason.None"/> if they arrive.</param>
public sealed record Expectation(string Address, string Chain, bool Remappable, FaultReason Fault = FaultReason.None)
{
    /// <summary>What came out differently, one line each.</summary>
    public IEnumerable<string> Differences(RunResult result)
    {
        var wanted = Bdf.Parse(Address);
        var function = result.Functions.FirstOrDefault(candidate => candidate.Address == wanted);
        if (function is null)
        {
            yield return $"{wanted} is not in the system";
            yield break;
        }

        if (function.DomainChain is null || !function.DomainChain.StartsWith(Chain, StringComparison.Ordinal))
            yield return $"{function.Name}: MSI domain {function.DomainChain ?? "none"}, expected {Chain}";
        if (function.Interrupts.IsEmpty) yield return $"{function.Name}: has no interrupts";
        foreach (var interrupt in function.Interrupts)
        {
            if (interrupt.Message.IsRemappable != Remappable)
                yield return $"{function.Name} vector {interrupt.Index}: {FormatOf(interrupt.Message)} message, expected {(Remappable ? "remappable" : "compatibility")}";
            if (interrupt.Fault != Fault)
                yield return $"{function.Name} vector {interrupt.Index}: fault 0x{(byte)interrupt.Fault:x2}, expected 0x{(byte)Fault:x2}";
            if (Fault == FaultReason.None && interrupt.Outcome != DeliveryOutcome.Delivered)
                yield return $"{function.Name} vector {interrupt.Index}: {interrupt.Outcome}, expected to arrive";
        }
    }

    /// <summary>The format of a message in a word.</summary>
    public static string FormatOf(MsiMessage message) => message.IsRemappable ? "remappable" : "compatibility";
}
