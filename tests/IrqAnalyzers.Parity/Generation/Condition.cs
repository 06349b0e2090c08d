namespace IrqAnalyzers.Parity.Generation;

/// <summary>A condition, and what its outcomes say about the kinds of functions.</summary>
internal sealed record Condition(string Text, (string Name, Kind Kind)[] IfTrue, (string Name, Kind Kind)[] IfFalse)
{
    public static Condition Opaque(string text) => new(text, [], []);

    public Condition Negate() => new($"!({Text})", IfFalse, IfTrue);

    public Condition And(Condition other) => new($"({Text} && {other.Text})", [.. IfTrue, .. other.IfTrue], []);

    public Condition Or(Condition other) => new($"({Text} || {other.Text})", [], [.. IfFalse, .. other.IfFalse]);
}
