using IrqModel.Tool.Runs;

namespace IrqModel.Tool.Output;

/// <summary>A finding for a SARIF log.</summary>
/// <param name="Rule">Identifier of the rule.</param>
/// <param name="Level">How bad it is: <c>error</c>, <c>warning</c> or <c>note</c>.</param>
/// <param name="Message">What was found.</param>
/// <param name="File">The file that it is in; null where it is in none.</param>
public sealed record SarifResult(string Rule, string Level, string Message, string? File)
{
    /// <summary>The line, from 1, of a file with lines.</summary>
    public int? Line { get; init; }

    /// <summary>The offset in bytes, of a file without.</summary>
    public int? Offset { get; init; }

    /// <summary>What it happened to: a function, a unit.</summary>
    public string? Subject { get; init; }

    /// <summary>The broken rules of runs.</summary>
    public static IEnumerable<SarifResult> Of(IEnumerable<ToolRun> runs) => runs.SelectMany(run => run.Findings)
        .DistinctBy(finding => (finding.Rule, finding.Place, finding.Subject, finding.Message))
        .Select(finding => new SarifResult(finding.Rule, "warning", finding.Message, finding.Place is { IsBuiltIn: false } place ? place.File : null)
        {
            Line = finding.Place is { IsBuiltIn: false } at ? at.Line : null,
            Subject = finding.Subject,
        });
}
