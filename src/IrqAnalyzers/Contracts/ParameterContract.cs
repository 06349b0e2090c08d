using System.Collections.Immutable;

namespace IrqAnalyzers.Contracts;

/// <summary>What a body may assume about a parameter, and its duties towards it.</summary>
internal sealed class ParameterContract
{
    public static readonly ParameterContract None = new(0, 0, ImmutableArray<Requirement>.Empty);

    public ParameterContract(FactMask arrivesWithout, FactMask arrivesWith, ImmutableArray<Requirement> leavesWith)
    {
        ArrivesWithout = arrivesWithout;
        ArrivesWith = arrivesWith;
        LeavesWith = leavesWith;
    }

    public FactMask ArrivesWithout { get; }

    /// <summary>The facts that may hold at entry; those that are among <see cref="ArrivesWithout"/> too may hold or not.</summary>
    public FactMask ArrivesWith { get; }

    public ImmutableArray<Requirement> LeavesWith { get; }
}
