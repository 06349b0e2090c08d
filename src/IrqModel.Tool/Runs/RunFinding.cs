using IrqModel.Engine;

namespace IrqModel.Tool.Runs;

/// <summary>A broken rule.</summary>
/// <param name="Rule">Its identifier.</param>
/// <param name="Operation">The operation that breaks it.</param>
/// <param name="Subject">Which object it happened to.</param>
/// <param name="Message">What happened, in a sentence.</param>
public sealed record RunFinding(string Rule, string Operation, string Subject, string Message)
{
    /// <summary>Where.</summary>
    public RunPlace? Place { get; init; }

    /// <summary>Takes over what the engine reports.</summary>
    internal static RunFinding Of(Finding finding) =>
        new(finding.Key.Rule, finding.Key.Operation, finding.Subject, finding.Message) { Place = RunPlace.Of(finding.Location) };
}
