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
    private readonly ConcurrentDictionary<IMethodSymbol, bool> throwing = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<IMethodSymbol, bool> endless = new(SymbolEqualityComparer.Default);

    public ThrowHelpers(ProgramFacts program, Creations models)
    {
        this.program = program;
        this.models = models;
    }

    /// <summary>Whether a method of the project has a <c>throw</c> in its text, or calls one that has.</summary>
    public bool Contain(IMethodSymbol method, CancellationToken cancellation) => Contain(method, 0, cancellation);

    /// <summary>Whether a method is declared never to come back, as <c>Environment.FailFast</c> is.</summary>
    public bool NeverReturns(IMethodSymbol method)
    {
        if (!method.ReturnsVoid) return false;
        method = method.OriginalDefinition;
        return endless.TryGetValue(method, out var known) ? known : endless.GetOrAdd(method, IsDeclared(method));
    }

    private static bool IsDeclared(IMethodSymbol method)
    {
        foreach (var attribute in method.GetAttributes())
        {
            if (attribute.AttributeClass is { Name: "DoesNotReturnAttribute", ContainingNamespace.Name: "CodeAnalysis" }) return true;
        }

        return false;
    }

    private bool Contain(IMethodSymbol method, int nesting, CancellationToken cancellation)
    {
        method = method.OriginalDefinition;
        if (throwing.TryGetValue(method, out var known)) return known;
        return nesting <= MaximumNesting && program.HasBody(method) && throwing.GetOrAdd(method, Find(method, nesting, cancellation));
    }

    private bool Find(IMethodSymbol method, int nesting, CancellationToken cancellation)
    {
        foreach (var node in method.DeclaringSyntaxReferences[0].GetSyntax(cancellation).DescendantNodes())
        {
            switch (node)
            {
                case ThrowStatementSyntax or ThrowExpressionSyntax:
                    return true;

                // What is called for its result goes on behind the call.
                case InvocationExpressionSyntax { Parent: ExpressionStatementSyntax or ArrowExpressionClauseSyntax } call:
                    if (models.ModelOf(call.SyntaxTree).GetSymbolInfo(call, cancellation).Symbol is not IMethodSymbol called) break;
                    if (NeverReturns(called) || (program.IsOwn(called) && Contain(called, nesting + 1, cancellation))) return true;
                    break;
            }
        }

        return false;
    }
}
