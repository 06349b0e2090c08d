using IrqModel.Runtime;

namespace IrqModel.Engine;

/// <summary>One step of a run.</summary>
/// <param name="Step">Virtual time: the number of scheduling decisions before it.</param>
/// <param name="Text">What happened.</param>
/// <param name="Location">The line of the model that made it happen, where there is one.</param>
public readonly record struct TraceEvent(int Step, string Text, SourceLocation Location)
{
    /// <summary>
    /// The operation of the DSL that made it happen, for instance <c>AssignMsiDomain</c>; <c>Bind</c> where the bus binds a driver, <c>Fire</c>
    /// where a function sends a message, <c>Move</c> where an interrupt leaves its old processor, <c>Lose</c> where software loses what it has.
    /// </summary>
    public string Operation { get; init; } = "";

    /// <summary>What it happened to, as the text calls it: a function, a unit, a bus, the host, a notifier, a driver.</summary>
    public string Subject { get; init; } = "";

    /// <summary>The address of the function that it happened to; null for everything else.</summary>
    public Bdf? Function { get; init; }

    /// <inheritdoc/>
    public override string ToString() => Location.Line == 0 ? $"{Step,5}  {Text}" : $"{Step,5}  {Text}  [{Location}]";
}
