using IrqAnalyzers.Domains;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Summaries;

/// <summary>A way in which a body ends by an exception.</summary>
internal sealed class ThrownExit
{
    public ThrownExit(Thrown what, State state)
    {
        What = what;
        State = state;
    }

    public Thrown What { get; }

    public State State { get; }
}
