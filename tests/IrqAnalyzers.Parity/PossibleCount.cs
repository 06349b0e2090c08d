using System.Globalization;

namespace IrqAnalyzers.Parity;

/// <summary>What became of the possible findings of one rule.</summary>
internal sealed class PossibleCount
{
    public int All { get; set; }

    /// <summary>Shown by the usual runs.</summary>
    public int Shown { get; set; }

    /// <summary>Shown by others only, by their names.</summary>
    public Dictionary<string, int> Elsewhere { get; } = new(StringComparer.Ordinal);

    /// <summary>Broken only where something explained it that the run showed before.</summary>
    public int Explained { get; set; }

    /// <summary>Broken in runs, but in none in which the circumstance held on which it depends.</summary>
    public int Harmless { get; set; }

    /// <summary>Broken in no run.</summary>
    public int Unreached { get; set; }

    public int AllElsewhere => Elsewhere.Values.Sum();

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{All:N0}: shown {Shown:N0}, elsewhere {AllElsewhere:N0}, explained {Explained:N0}, not shown {Harmless + Unreached:N0} (did not matter {Harmless:N0})");
}
