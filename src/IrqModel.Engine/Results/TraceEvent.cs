using IrqModel.Runtime;

namespace IrqModel.Engine;

/// <summary>One step of a run.</summary>
/// <param name="Step">Virtual time: the number of scheduling decisions before it.</param>
/// <param name="Text">What happened.</param>
/// <param name="Location">The line of the model that made it happen, where there is one.</param>
public readonly record struct TraceEvent(int Step, string Text, SourceLocation Location)
{
    /// <inheritdoc/>
    public override string ToString() => Location.Line == 0 ? $"{Step,5}  {Text}" : $"{Step,5}  {Text}  [{Location}]";
}
