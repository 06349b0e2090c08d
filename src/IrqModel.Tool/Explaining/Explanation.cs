using System.Collections.Immutable;
using IrqModel.Firmware;
using IrqModel.Tool.Answers;
using IrqModel.Tool.Hosts;
using IrqModel.Tool.Machines;

namespace IrqModel.Tool.Explaining;

/// <summary>The answer to <c>irqmodel explain</c>.</summary>
/// <param name="Evidence">What the inputs show.</param>
/// <param name="Machine">The machine that they show.</param>
/// <param name="Host">The host: known, or unknown where the kernel version is not shown and all hosts were run.</param>
/// <param name="Hosts">The hosts that were run: one, or all that the kernel may be.</param>
/// <param name="Functions">The functions, by address.</param>
/// <param name="Faults">The refused requests that logs show.</param>
/// <param name="Unhandled">The interrupts of which logs say that nobody handled them.</param>
/// <param name="Notes">How the inputs fit together.</param>
/// <param name="Rules">The rules that are broken where interrupts die, with the functions.</param>
/// <param name="NextCommand">The one command whose output would tell most; null where nothing is missing.</param>
public sealed record Explanation(
    Evidence Evidence, ObservedMachine Machine, Answer<HostChoice> Host, ImmutableArray<HostChoice> Hosts,
    ImmutableArray<FunctionExplanation> Functions, ImmutableArray<FaultExplanation> Faults,
    ImmutableArray<UnhandledExplanation> Unhandled, ImmutableArray<string> Notes,
    ImmutableArray<(string Rule, ImmutableArray<Bdf> Functions)> Rules, NextCommand? NextCommand)
{
    /// <summary>The logs of earlier boots and of other machines, each explained by itself.</summary>
    public ImmutableArray<OtherLogExplanation> OtherLogs { get; init; } = [];
}
