using System.Collections.Immutable;
using IrqModel.Tool.Answers;

namespace IrqModel.Tool.Machines;

/// <summary>The units that may cover a function.</summary>
/// <param name="Candidates">All that fit what is shown; <see cref="UnitChoice.None"/> among them if it may be uncovered.</param>
/// <param name="Unit">The answer: known where there is one candidate.</param>
public sealed record Coverage(ImmutableArray<UnitChoice> Candidates, Answer<UnitChoice> Unit)
{
    /// <summary>Whether some unit covers it, whichever that is.</summary>
    public bool IsCoveredForSure => Candidates.Length > 0 && Candidates.All(unit => unit.Index >= 0);

    /// <summary>One unit, or surely none.</summary>
    public static Coverage Certain(UnitChoice unit, string because) => new([unit], Answer.Known(unit, because));

    /// <summary>Nothing is known of the units.</summary>
    public static Coverage Unknown(string because, string? run) => new([], Answer.Unknown<UnitChoice>(because, run));

    /// <summary>The coverage of a function that is one of several: what they have in common.</summary>
    public static Coverage AnyOf(IReadOnlyList<Coverage> places, string run)
    {
        ArgumentNullException.ThrowIfNull(places);
        var candidates = places.SelectMany(place => place.Candidates).Distinct().ToImmutableArray();
        if (places.FirstOrDefault(place => place.Candidates.IsEmpty) is { } open) return open;
        return new(candidates, candidates.Length == 1 && candidates[0] != UnitChoice.Unnamed
            ? Answer.Known(candidates[0], places[0].Unit.Because)
            : places.Select(place => place.Unit).FirstOrDefault(unit => !unit.IsKnown)
                ?? Answer.Unknown<UnitChoice>($"it is {string.Join(" or ", candidates)}, depending on which function is its PF", run));
    }
}
