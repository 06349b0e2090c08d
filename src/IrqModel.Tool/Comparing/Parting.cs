using IrqModel.Tool.Runs;

namespace IrqModel.Tool.Comparing;

/// <summary>The first step at which the traces of two runs part, for one function.</summary>
/// <param name="Left">The step of the first run; null where it has none more.</param>
/// <param name="Right">The step of the other; null where it has none more, or where there is no other run.</param>
public sealed record Parting(RunStep? Left, RunStep? Right);
