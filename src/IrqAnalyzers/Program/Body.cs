using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace IrqAnalyzers.Program;

/// <summary>What one pass goes over: a control-flow graph and who it belongs to.</summary>
internal sealed class Body
{
    public Body(ControlFlowGraph graph, IMethodSymbol? method, ITypeSymbol? receiver, Body? outer, SyntaxNode syntax)
    {
        Graph = graph;
        Method = method;
        Receiver = receiver?.TypeKind == Involvement.Extension ? null : receiver;
        Outer = outer;
        Syntax = syntax;
    }

    public ControlFlowGraph Graph { get; }

    /// <summary>The method, local function or lambda; <see langword="null"/> for an initializer.</summary>
    public IMethodSymbol? Method { get; }

    /// <summary>The type of <c>this</c>, for lambdas that of the method around them. A block of extension members has none.</summary>
    public ITypeSymbol? Receiver { get; }

    /// <summary>The body around a lambda or a local function.</summary>
    public Body? Outer { get; }

    public SyntaxNode Syntax { get; }

    /// <summary>The body of a local function that is in scope.</summary>
    public Body? LocalFunction(IMethodSymbol method, CancellationToken cancellation)
    {
        for (var body = this; body is not null; body = body.Outer)
        {
            foreach (var local in body.Graph.LocalFunctions)
            {
                if (!SymbolEqualityComparer.Default.Equals(local, method)) continue;
                var graph = body.Graph.GetLocalFunctionControlFlowGraph(local, cancellation);
                return new(graph, local, Receiver, body, graph.OriginalOperation.Syntax);
            }
        }

        return null;
    }
}
