using IrqAnalyzers.Domains;
using IrqAnalyzers.Summaries;

namespace IrqAnalyzers.Transfer;

/// <summary>How a callee ended, and what its objects are here.</summary>
internal readonly struct Returned
{
    public Returned(Summary summary, State exit, Value?[] bound)
    {
        Summary = summary;
        Exit = exit;
        Bound = bound;
    }

    public Summary Summary { get; }

    public State Exit { get; }

    public Value?[] Bound { get; }
}
