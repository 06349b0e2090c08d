using System.Collections.Concurrent;
using IrqAnalyzers.Checks;
using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;
using IrqAnalyzers.Program;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Summaries;

/// <summary>The result of analyzing a body: findings to report in it, and a summary for its callers.</summary>
internal sealed class BodyResult
{
    public BodyResult(
        IReadOnlyList<Finding> findings, Summary? summary, IReadOnlyList<Body> nested, string? incomplete, bool isFinal, int height,
        HashSet<BodyKey>? origins)
    {
        Findings = findings;
        Summary = summary;
        Nested = nested;
        Incomplete = incomplete;
        IsFinal = isFinal;
        Height = height;
        Origins = origins;
    }

    /// <summary>What is assumed at first of a call of a method that is under way: that it never comes back.</summary>
    public static BodyResult NeverReturns(ContractTable contracts) => new(
        Array.Empty<Finding>(), new(new(contracts), new(), new(), throwsUnforeseen: false, new(), new(), new(), new(), new()),
        Array.Empty<Body>(), incomplete: null, isFinal: true, height: 0, new());

    /// <summary>The result of a method that changes nothing and returns an unknown value.</summary>
    public static BodyResult OfNothing(ContractTable contracts)
    {
        var table = new ObjectTable(contracts);
        var exit = new Exit(Value.Free, new State(table));
        return new(
            Array.Empty<Finding>(), new(table, new() { exit }, new(), throwsUnforeseen: false, new(), new(), new(), new(), new()),
            Array.Empty<Body>(), incomplete: null, isFinal: true, height: 0, new());
    }

    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>Whether it calls itself, or something that does, near or far.</summary>
    public bool IsRecursive { get; set; }

    public Summary? Summary { get; }

    /// <summary>Which operations that are wrong under a circumstance it gets to; <see langword="null"/> if that is not known.</summary>
    public Reach? Reach { get; set; }

    /// <summary>The lambdas and local functions in it, which are bodies of their own.</summary>
    public IReadOnlyList<Body> Nested { get; }

    /// <summary>Why the pass gave up; <see langword="null"/> if it did not.</summary>
    public string? Incomplete { get; }

    /// <summary>Whether a deeper look at its callees would give the same.</summary>
    public bool IsFinal { get; }

    /// <summary>How deep its calls go; a look that is not as deep must not see more.</summary>
    public int Height { get; }

    /// <summary>The other bodies that it comes from; <see langword="null"/> if the same bodies may give something else next time.</summary>
    public HashSet<BodyKey>? Origins { get; private set; }

    /// <summary>The same as what is taken to come of a call while the method is under way; such a call goes no deeper.</summary>
    public BodyResult AsAssumed() => new(Array.Empty<Finding>(), Summary, Array.Empty<Body>(), Incomplete, IsFinal, height: 0, Origins);

    /// <summary>The same with more findings.</summary>
    public BodyResult With(IReadOnlyList<Finding> findings) =>
        new(findings, Summary, Nested, Incomplete, IsFinal, Height, Origins) { IsRecursive = IsRecursive, Reach = Reach };

    /// <summary>What a call of it does is unknown.</summary>
    public BodyResult AsUnknown() => new(Array.Empty<Finding>(), summary: null, Array.Empty<Body>(), Incomplete, isFinal: false, height: 0, Origins);

    /// <summary>The same, known to come from what another look has seen too.</summary>
    public BodyResult After(BodyResult earlier)
    {
        if (earlier.Origins is null) Origins = null;
        else Origins?.UnionWith(earlier.Origins);
        IsRecursive |= earlier.IsRecursive;
        return this;
    }
}
