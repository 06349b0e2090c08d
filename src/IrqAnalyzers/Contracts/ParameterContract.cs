using System.Collections.Immutable;

namespace IrqAnalyzers.Contracts;

/// <summary>What a body may take for granted about a parameter, and what it owes it.</summary>
internal sealed class ParameterContract
{
    public static readonly ParameterContract None = new(0, ImmutableArray<Requirement>.Empty);

    public ParameterContract(ulong arrivesWithout, ImmutableArray<Requirement> leavesWith)
    {
        ArrivesWithout = arrivesWithout;
        LeavesWith = leavesWith;
    }

    public ulong ArrivesWithout { get; }

    public ImmutableArray<Requirement> LeavesWith { get; }
}
