using System.Text.Json.Serialization;
using IrqModel.Engine;
using IrqModel.Tool.Json;

namespace IrqModel.Tool.Runs;

/// <summary>One event of a run's trace.</summary>
/// <param name="Step">Virtual time: the number of scheduling decisions before it.</param>
/// <param name="Text">What happened.</param>
public sealed record RunStep(int Step, string Text)
{
    /// <summary>The function it is about; null for what is about the host, a bus or a unit.</summary>
    [JsonConverter(typeof(BdfConverter))]
    public Bdf? Function { get; init; }

    /// <summary>The line that made it happen.</summary>
    public RunPlace? Place { get; init; }

    /// <summary>Takes over what the engine traces.</summary>
    internal static RunStep Of(TraceEvent step) => new(step.Step, step.Text) { Function = FunctionOf(step.Text), Place = RunPlace.Of(step.Location) };

    /// <summary>What happened, without the name of the function.</summary>
    [JsonIgnore]
    public string What => Function is null ? Text : Text[Math.Min(Text.Length, SubjectLength(Text) + 1)..].TrimStart(' ', ':');

    /// <inheritdoc/>
    public override string ToString() => Place is null ? $"{Step,5}  {Text}" : $"{Step,5}  {Text}  [{Place}]";

    // The engine's texts start with the function: "nic (0000:00:02.0): added", "0000:00:02.0 vector 0: ...".
    private static Bdf? FunctionOf(string text)
    {
        var length = SubjectLength(text);
        if (length < 0) return null;
        var subject = text.AsSpan(0, length);
        if (subject.EndsWith(")") && subject.LastIndexOf('(') is >= 0 and var open) subject = subject[(open + 1)..^1];
        return Bdf.TryParse(subject, null, out var address) ? address : null;
    }

    private static int SubjectLength(string text)
    {
        var colon = text.IndexOf(": ", StringComparison.Ordinal);
        if (colon < 0) return -1;
        var vector = text.LastIndexOf(" vector ", colon, StringComparison.Ordinal);
        return vector > 0 ? vector : colon;
    }
}
