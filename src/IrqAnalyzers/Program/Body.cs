using IrqAnalyzers.Domains;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace IrqAnalyzers.Program;

/// <summary>What is analyzed by itself: a control-flow graph, and the method, lambda or initializer that it belongs to.</summary>
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

    /// <summary>The model that the outermost body was bound with.</summary>
    public SemanticModel? Model => Outer is null ? Graph.OriginalOperation.SemanticModel : Outer.Model;

    /// <summary>Whether a lambda or a local function, which may run at any time and knows the variables around it, is written in it.</summary>
    public bool HasInnerCode => hasInnerCode ??= FindInnerCode();

    private bool? hasInnerCode;

    private bool FindInnerCode()
    {
        if (!Graph.LocalFunctions.IsEmpty) return true;

        // The text is searched far faster than the nodes are walked.
        var text = Syntax.SyntaxTree.GetText().ToString(Syntax.Span);
        if (text.IndexOf("=>", StringComparison.Ordinal) < 0 && text.IndexOf("delegate", StringComparison.Ordinal) < 0) return false;
        foreach (var node in Syntax.DescendantNodes())
        {
            if (node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax) return true;
        }

        return false;
    }

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

    /// <summary>Whether a symbol is a parameter of this body.</summary>
    public bool IsOwn(ISymbol symbol) =>
        symbol is IParameterSymbol parameter && Method is not null && SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, Method);

    /// <summary>Whether others than the body may know, or change, what a variable holds.</summary>
    public bool IsOthers(Variable variable) =>
        variable.Symbol is { } symbol && (variable.IsMember || symbol is IParameterSymbol || !SymbolEqualityComparer.Default.Equals(symbol.ContainingSymbol, Method));

    /// <summary>Whether a lambda or a local function uses a variable of the method around it.</summary>
    public bool IsCaptured(ISymbol symbol) => Outer is not null && !SymbolEqualityComparer.Default.Equals(symbol.ContainingSymbol, Method);

    /// <summary>Whether a parameter is one of a primary constructor, which any member of the type can assign.</summary>
    public bool IsOfHead(ISymbol parameter) =>
        parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Constructor } constructor && IsOfAnother(constructor);

    /// <summary>Whether a constructor is neither this body's nor that of a body around it.</summary>
    public bool IsOfAnother(IMethodSymbol constructor)
    {
        for (var around = this; around is not null; around = around.Outer)
        {
            if (around.Method is null || SymbolEqualityComparer.Default.Equals(around.Method, constructor)) return false;
        }

        return true;
    }
}
