using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.Text;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Counts how often a fix is applied and notices when that leads nowhere.</summary>
internal sealed class FixIterations(IterationLimit limit)
{
    private List<(ProjectId, string, TextSpan)> previous = [];
    private ExceptionDispatchInfo? firstError;
    private string? lastTitle;
    private bool isLast;

    public int Applied { get; private set; }

    /// <summary>Whether no further application makes sense.</summary>
    public bool IsOver => isLast || limit.IsExceededBy(Applied);

    /// <summary>Whether something is reported, and not the same as before the last application.</summary>
    public bool IsProgress(ImmutableArray<(Project Project, Diagnostic Diagnostic)> found)
    {
        var now = found.Select(one => (one.Project.Id, one.Diagnostic.Id, one.Diagnostic.Location.SourceSpan)).ToList();
        var isProgress = now.Count > 0 && !now.SequenceEqual(previous);
        previous = now;
        return isProgress;
    }

    public void Count(CodeAction action, ExceptionDispatchInfo? error, bool isLast)
    {
        Applied++;
        lastTitle = action.Title;
        firstError ??= error;
        this.isLast = isLast;
    }

    /// <summary>Lets failures say so if fixing stopped because of the limit: what is there then is only half of the story.</summary>
    public IVerifier PushLimit(IVerifier verifier) => limit.IsExceededBy(Applied)
        ? verifier.PushContext($"Stopped after {Applied} iterations, more than allowed ({limit.Number})")
        : verifier;

    /// <summary>Throws the first failure of the tree check, or fails on a wrong number of iterations.</summary>
    public void Verify(IVerifier verifier)
    {
        firstError?.Throw();
        limit.Verify(Applied, lastTitle, verifier);
    }
}
