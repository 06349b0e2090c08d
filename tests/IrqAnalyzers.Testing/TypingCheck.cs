using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;
using Microsoft.CodeAnalysis.Text;

namespace IrqAnalyzers.Testing;

/// <summary>
/// An editor analyses code while it is typed: an analyzer must not throw on any prefix of a source, nor on a source with tokens missing.
/// What it reports there does not matter.
/// </summary>
public static class TypingCheck
{
    /// <summary>Analyses half-typed variants of every source of a project and fails if an analyzer throws.</summary>
    /// <param name="project">The project.</param>
    /// <param name="createAnalyzers">Makes new instances of the analyzers.</param>
    /// <param name="verifier">What failures are reported to.</param>
    /// <param name="options">How many variants are tried.</param>
    /// <param name="cancellationToken">Stops the check.</param>
    public static async Task VerifyAsync(
        Project project,
        Func<ImmutableArray<DiagnosticAnalyzer>> createAnalyzers,
        IVerifier verifier,
        TypingOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(createAnalyzers);
        ArgumentNullException.ThrowIfNull(verifier);
        var effective = options ?? new TypingOptions();
        var analyzers = createAnalyzers();
        var compilation = await AnalyzerExecution.CompileAsync(project, cancellationToken).ConfigureAwait(false);
        foreach (var tree in compilation.SyntaxTrees)
        {
            var text = await tree.GetTextAsync(cancellationToken).ConfigureAwait(false);
            var root = await tree.GetRootAsync(cancellationToken).ConfigureAwait(false);
            foreach (var (name, code) in Prefixes(text, effective).Concat(Deletions(text, root, effective)))
            {
                var context = verifier
                    .PushContext($"Typing in '{tree.FilePath}': {name}")
                    .PushContext($"the code was:\n{code}\n");
                var execution = new AnalyzerExecution(analyzers, project.AnalyzerOptions, concurrent: false);
                var changed = compilation.ReplaceSyntaxTree(tree, tree.WithChangedText(code));
                await execution.RunAsync(changed, cancellationToken).ConfigureAwait(false);
                execution.VerifyNoCrash(context);
            }
        }
    }

    private static IEnumerable<(string Name, SourceText Code)> Prefixes(SourceText text, TypingOptions options)
    {
        var step = options.PrefixStep > 0 ? options.PrefixStep : Math.Max(1, text.Length / 50);
        for (var length = 0; length < text.Length; length += step)
            yield return ($"the first {length} characters", Without(text, [TextSpan.FromBounds(length, text.Length)]));
    }

    private static IEnumerable<(string Name, SourceText Code)> Deletions(SourceText text, SyntaxNode root, TypingOptions options)
    {
        var tokens = root.DescendantTokens().Where(token => !token.Span.IsEmpty).ToList();
        if (tokens.Count == 0)
            yield break;
        var random = new Random(options.Seed);
        for (var i = 0; i < options.Deletions; i++)
        {
            var missing = Enumerable.Range(0, random.Next(1, options.MaximumTokens + 1))
                .Select(_ => tokens[random.Next(tokens.Count)])
                .Distinct()
                .OrderBy(token => token.SpanStart)
                .ToList();
            yield return (
                $"without {string.Join(" ", missing.Select(token => $"'{token}' at {token.SpanStart}"))}",
                Without(text, missing.Select(token => token.Span)));
        }
    }

    private static SourceText Without(SourceText text, IEnumerable<TextSpan> spans) =>
        text.WithChanges(spans.Select(span => new TextChange(span, string.Empty)));
}
