using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IrqAnalyzers.Program;

/// <summary>
/// Methods that may end by an exception of their own, or never come back, though they have nothing to do with the DSL. What stands behind a call of one
/// may never run.
/// </summary>
internal sealed class ThrowHelpers
{
    // A helper calls another that throws.
    private const int MaximumNesting = 3;

    private readonly ProgramFacts program;
    private readonly Creations models;
    private readonly ConcurrentDictionary<IMethodSymbol, Answer> known = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IMethodSymbol, bool> endless = new(SymbolEqualityComparer.Default);

    public ThrowHelpers(ProgramFacts program, Creations models)
    {
        this.program = program;
        this.models = models;
    }

    /// <summary>Whether a method of the project has a <c>throw</c> in its text, or calls one that has.</summary>
    /// <param name="method">The method.</param>
    /// <param name="read">The methods whose text the answer depends on.</param>
    /// <param name="cancellation">Ends the search early.</param>
    public bool Contain(IMethodSymbol method, out IReadOnlyCollection<IMethodSymbol> read, CancellationToken cancellation)
    {
        read = Array.Empty<IMethodSymbol>();
        method = method.OriginalDefinition;
        if (!program.HasBody(method)) return false;
        if (!known.TryGetValue(method, out var answer))
        {
            var texts = new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default);
            answer = known.GetOrAdd(method, new Answer(Find(method, 0, texts, cancellation), texts));
        }

        read = answer.Read;
        return answer.Throws;
    }

    /// <summary>Whether a method is declared never to come back, as <c>Environment.FailFast</c> is.</summary>
    public bool NeverReturns(IMethodSymbol method)
    {
        if (!method.ReturnsVoid) return false;
        method = method.OriginalDefinition;
        return endless.TryGetValue(method, out var isEndless) ? isEndless : endless.GetOrAdd(method, IsDeclared(method));
    }

    private static bool IsDeclared(IMethodSymbol method)
    {
        foreach (var attribute in method.GetAttributes())
        {
            if (attribute.AttributeClass is { Name: "DoesNotReturnAttribute", ContainingNamespace.Name: "CodeAnalysis" }) return true;
        }

        return false;
    }

    private bool Find(IMethodSymbol method, int nesting, HashSet<IMethodSymbol> read, CancellationToken cancellation)
    {
        if (nesting > MaximumNesting || !program.HasBody(method) || !read.Add(method)) return false;
        foreach (var node in method.DeclaringSyntaxReferences[0].GetSyntax(cancellation).DescendantNodes())
        {
            switch (node)
            {
                case ThrowStatementSyntax or ThrowExpressionSyntax:
                    return true;

                // What is called for its result goes on behind the call.
                case InvocationExpressionSyntax { Parent: ExpressionStatementSyntax or ArrowExpressionClauseSyntax } call:
                    if (models.ModelOf(call.SyntaxTree).GetSymbolInfo(call, cancellation).Symbol is not IMethodSymbol called) break;
                    if (NeverReturns(called) || Find(called.OriginalDefinition, nesting + 1, read, cancellation)) return true;
                    break;
            }
        }

        return false;
    }

    private sealed class Answer
    {
        public Answer(bool throws, IReadOnlyCollection<IMethodSymbol> read) => (Throws, Read) = (throws, read);

        public bool Throws { get; }

        public IReadOnlyCollection<IMethodSymbol> Read { get; }
    }
}
