using IrqModel.Tool.Output;

namespace IrqModel.Tool.Checking;

/// <summary>Something that is wrong with a table or a machine.</summary>
/// <param name="Rule">What.</param>
/// <param name="Message">What was found, and what was expected.</param>
/// <param name="Place">Where.</param>
public sealed record CheckFinding(CheckRule Rule, string Message, CheckPlace Place)
{
    /// <summary>How bad it is; that of the rule, unless the case is a milder one.</summary>
    public CheckSeverity Severity { get; init; } = Rule?.Severity ?? CheckSeverity.Error;

    /// <summary>What a kernel makes of it; that of the rule, unless the case is another one.</summary>
    public string Consequence { get; init; } = Rule?.Consequence ?? "";

    /// <summary>The function that it is about.</summary>
    public Bdf? Function { get; init; }

    /// <summary>The finding for a SARIF log.</summary>
    /// <param name="pathOf">The path of a source, by the name that messages have for it.</param>
    public SarifResult ToSarif(Func<string, string?> pathOf)
    {
        ArgumentNullException.ThrowIfNull(pathOf);
        return new(Rule.Id, Severity switch { CheckSeverity.Error => "error", CheckSeverity.Warning => "warning", _ => "note" }, Message,
            Place.Source is { } source ? pathOf(source) : null)
        {
            Line = Place.Line,
            Offset = Place.Offset,
            Subject = Function?.ToString() ?? Place.Source,
        };
    }

    /// <summary>Place, severity, rule, message.</summary>
    public override string ToString() =>
        $"{(Place.ToString() is { Length: > 0 } place ? place + ": " : "")}{Severity.ToString().ToLowerInvariant()} {Rule.Id}: {Message}. {Consequence}";
}
