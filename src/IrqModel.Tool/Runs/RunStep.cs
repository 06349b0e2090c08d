using System.Text.Json.Serialization;
using IrqModel.Engine;
using IrqModel.Tool.Json;

namespace IrqModel.Tool.Runs;

/// <summary>One event of a run's trace.</summary>
/// <param name="Step">Virtual time: the number of scheduling decisions before it.</param>
/// <param name="Operation">The operation of the DSL that made it happen, for instance <c>AssignMsiDomain</c>, or what the engine
/// did.</param>
/// <param name="Subject">What it happened to, as the text calls it: a function, a unit, a bus, the host, a notifier, a driver.</param>
/// <param name="Text">What happened.</param>
public sealed record RunStep(int Step, string Operation, string Subject, string Text)
{
    /// <summary>The address of the function that it happened to; null for everything else.</summary>
    [JsonConverter(typeof(BdfConverter))]
    public Bdf? Function { get; init; }

    /// <summary>The line that made it happen.</summary>
    public RunPlace? Place { get; init; }

    /// <summary>What happened, without the name of what it happened to.</summary>
    [JsonIgnore]
    public string What => Text.StartsWith(Subject, StringComparison.Ordinal) ? Text[Subject.Length..].TrimStart(':', ' ') : Text;

    /// <summary>Takes over what the engine traces.</summary>
    internal static RunStep Of(TraceEvent step) => new(step.Step, step.Operation, step.Subject, step.Text)
    {
        Function = step.Function,
        Place = RunPlace.Of(step.Location),
    };

    /// <inheritdoc/>
    public override string ToString() => Place is null ? $"{Step,5}  {Text}" : $"{Step,5}  {Text}  [{Place}]";
}
