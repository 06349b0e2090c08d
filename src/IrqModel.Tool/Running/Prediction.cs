using System.Collections.Immutable;
using IrqModel.Tool.Answers;

namespace IrqModel.Tool.Running;

/// <summary>What the hosts predict for a function.</summary>
/// <param name="Chain">The domains that its vectors go through.</param>
/// <param name="Format">The format of its messages.</param>
/// <param name="Check">Which requester ids its table entries admit.</param>
/// <param name="Verdict">What becomes of its interrupts.</param>
/// <param name="Hop">Where they end.</param>
/// <param name="Rules">The rules that are broken where they die.</param>
public sealed record Prediction(
    Answer<string> Chain, Answer<string> Format, Answer<string> Check, Answer<Verdict> Verdict, Answer<string> Hop,
    ImmutableArray<string> Rules)
{
    /// <summary>Nothing can be predicted.</summary>
    public static Prediction Unknown(string because, string? run) => new(
        Answer.Unknown<string>(because, run), Answer.Unknown<string>(because, run), Answer.Unknown<string>(because, run),
        Answer.Unknown<Verdict>(because, run), Answer.Unknown<string>(because, run), []);
}
