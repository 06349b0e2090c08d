using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.Text;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>A test that applies code actions.</summary>
/// <typeparam name="TVerifier">How failures are reported.</typeparam>
public abstract class CodeActionTest<TVerifier> : AnalyzerTest<TVerifier>
    where TVerifier : IVerifier, new()
{
    /// <summary>Which of the offered actions is applied; <see langword="null"/> for the first, or the one with the key.</summary>
    public int? CodeActionIndex { get; set; }

    /// <summary>Equivalence key of the action that is applied; with <see cref="CodeActionIndex"/> both must agree.</summary>
    public string? CodeActionEquivalenceKey { get; set; }

    /// <summary>A further check of every action that is applied.</summary>
    public Action<CodeAction, IVerifier>? CodeActionVerifier { get; set; }

    /// <summary>How exactly the tree of an action must be the one that its text parses to.</summary>
    public CodeActionValidationMode CodeActionValidationMode { get; set; } = CodeActionValidationMode.SemanticStructure;

    /// <summary>The enumeration of the language's syntax kinds.</summary>
    public abstract Type SyntaxKindType { get; }

    /// <summary>Whether a state describes a result at all.</summary>
    protected static bool CodeActionExpected(SolutionState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return state.InheritanceMode is not null
            || state.MarkupHandling is not null
            || state.Sources.Count + state.AdditionalFiles.Count + state.AnalyzerConfigFiles.Count > 0;
    }

    /// <summary>Whether any file differs.</summary>
    protected static bool HasAnyChange(ProjectState oldState, ProjectState newState, bool recursive) =>
        !FileEquality.AreEqual(oldState, newState, recursive);

    /// <summary>The action that the test means; <see langword="null"/> if it is not offered.</summary>
    protected static CodeAction? TryGetCodeActionToApply(
        int iteration,
        ImmutableArray<CodeAction> actions,
        int? codeActionIndex,
        string? codeActionEquivalenceKey,
        Action<CodeAction, IVerifier>? codeActionVerifier,
        IVerifier verifier)
    {
        ArgumentNullException.ThrowIfNull(verifier);
        var byKey = codeActionEquivalenceKey is null ? null : actions.FirstOrDefault(HasKey);
        if (codeActionEquivalenceKey is not null && codeActionIndex is { } index)
        {
            if (byKey is null && iteration > 0)
                return null;
            if (index >= actions.Length)
                verifier.Fail($"There is no action number {index}; offered were: {Titles(actions)}");
            verifier.Equal(
                codeActionEquivalenceKey,
                actions[index].EquivalenceKey,
                $"Action number {index} has not the key '{codeActionEquivalenceKey}'; offered were: {Titles(actions)}");
        }

        var action = codeActionIndex is null && codeActionEquivalenceKey is not null
            ? byKey
            : actions.ElementAtOrDefault(codeActionIndex ?? 0);
        if (action is not null)
            codeActionVerifier?.Invoke(action, verifier);
        return action;

        bool HasKey(CodeAction offered) => offered.EquivalenceKey == codeActionEquivalenceKey;
    }

    /// <summary>The actions without their submenus.</summary>
    protected virtual ImmutableArray<CodeAction> FilterCodeActions(ImmutableArray<CodeAction> actions) =>
        [.. actions.SelectMany(action => action.Nested() is { IsEmpty: false } nested ? FilterCodeActions(nested) : [action])];

    /// <summary>
    /// The project after an action, with every changed document parsed anew; the error is that of the tree check, to be thrown
    /// after the text was compared.
    /// </summary>
    protected async Task<(Project updatedProject, ExceptionDispatchInfo? validationError)> ApplyCodeActionAsync(
        Project project, CodeAction codeAction, IVerifier verifier, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(codeAction);
        ArgumentNullException.ThrowIfNull(verifier);
        var solution = await GetChangedSolutionAsync(codeAction, verifier, cancellationToken).ConfigureAwait(false);
        ExceptionDispatchInfo? error = null;
        foreach (var changes in solution.GetChanges(project.Solution).GetProjectChanges())
        {
            foreach (var id in changes.GetChangedDocuments().Concat(changes.GetAddedDocuments()))
            {
                var made = solution.GetDocument(id)!;
                var reparsed = await ReparseAsync(made, cancellationToken).ConfigureAwait(false);
                solution = reparsed.Project.Solution;
                error ??= await ValidateAsync(made, reparsed, verifier, cancellationToken).ConfigureAwait(false);
            }
        }

        var updated = solution.GetProject(project.Id);
        if (updated is null)
            verifier.Fail($"The code action '{codeAction.Title}' removed the project '{project.Name}'.");
        return (updated, error);
    }

    private static async Task<Solution> GetChangedSolutionAsync(
        CodeAction action, IVerifier verifier, CancellationToken cancellationToken)
    {
        ImmutableArray<CodeActionOperation> operations = [];
        try
        {
            operations = await action.GetOperationsAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            verifier.Fail($"The code action '{action.Title}' threw:\n{exception}");
        }

        var changes = operations.OfType<ApplyChangesOperation>().ToList();
        if (changes.Count != 1)
            verifier.Fail($"The code action '{action.Title}' changes the solution {changes.Count} times; it must do so once.");
        return changes[0].ChangedSolution;
    }

    private static async Task<Document> ReparseAsync(Document document, CancellationToken cancellationToken)
    {
        var text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
        return document.WithText(SourceText.From(text.ToString(), text.Encoding, text.ChecksumAlgorithm));
    }

    private async Task<ExceptionDispatchInfo?> ValidateAsync(
        Document made, Document reparsed, IVerifier verifier, CancellationToken cancellationToken)
    {
        if (CodeActionValidationMode == CodeActionValidationMode.None)
            return null;
        var madeRoot = await made.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var reparsedRoot = await reparsed.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var withTrivia = CodeActionValidationMode == CodeActionValidationMode.Full;
            TreeComparison.Verify(made.FilePath ?? made.Name, reparsedRoot!, madeRoot!, withTrivia, verifier);
            return null;
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            return ExceptionDispatchInfo.Capture(failure);
        }
    }

    private static string Titles(ImmutableArray<CodeAction> actions) =>
        actions.IsEmpty ? "none" : string.Join(", ", actions.Select(action => $"'{action.Title}' (key '{action.EquivalenceKey}')"));
}
