namespace IrqAnalyzers.Solver;

/// <summary>A budget is used up. The analysis of the body catches it and reports that it is incomplete.</summary>
#pragma warning disable CA1032, CA1064 // Internal control flow, thrown in one place and caught in one.
internal sealed class IncompleteException : Exception
{
    public IncompleteException(string reason)
        : base(reason)
    {
    }
}
