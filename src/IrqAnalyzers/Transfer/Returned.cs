using IrqAnalyzers.Domains;
using IrqAnalyzers.Summaries;

namespace IrqAnalyzers.Transfer;

/// <summary>How a callee ended, and what its objects are here.</summary>
internal readonly struct Returned
{
    public Returned(Summary summary, State exit, Value?[] bound, bool isByName)
    {
        IsByName = isByName;
        Summary = summary;
        Exit = exit;
        Bound = bound;
    }

    public Summary Summary { get; }

    public State Exit { get; }

    public Value?[] Bound { get; }

    /// <summary>Whether the callee got the address or the name of an object, under which it may have found what was done to the object before.</summary>
    public bool IsByName { get; }

    /// <summary>A flag or a number of which nothing is known may be such an answer.</summary>
    public Value Blur(Value given) => IsByName && given.IsOpen ? given.WithFree(false) : given;
}
