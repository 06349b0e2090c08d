using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IrqAnalyzers.Program;

/// <summary>What an expression or a body is computed from: whether all of it is settled, so that it always comes out the same.</summary>
internal sealed class SettledInputs
{
    private readonly SettledSearch search;
    private readonly SemanticModel model;
    private readonly IMethodSymbol? method;
    private readonly CancellationToken cancellation;

    /// <param name="search">The search that asks.</param>
    /// <param name="model">The model of the file.</param>
    /// <param name="method">The method whose parameters and locals count for settled; <see langword="null"/> if it is an expression.</param>
    /// <param name="cancellation">Ends the search early.</param>
    public SettledInputs(SettledSearch search, SemanticModel model, IMethodSymbol? method, CancellationToken cancellation)
    {
        this.search = search;
        this.model = model;
        this.method = method;
        this.cancellation = cancellation;
    }

    /// <summary>Whether a settled member is among them.</summary>
    public bool HasMembers { get; private set; }

    /// <summary>Whether everything that a node names is settled. What a lambda does is not looked into.</summary>
    public bool AreSettled(SyntaxNode node)
    {
        foreach (var inner in node.DescendantNodesAndSelf(static inner => inner is not AnonymousFunctionExpressionSyntax))
        {
            if (inner is ThrowExpressionSyntax or ThrowStatementSyntax or AwaitExpressionSyntax) return false;
            if (inner is AssignmentExpressionSyntax { Parent: not InitializerExpressionSyntax, Left: not IdentifierNameSyntax }) return false;
            if (inner is SimpleNameSyntax name && !IsSettled(name)) return false;
        }

        return true;
    }

    private bool IsSettled(SimpleNameSyntax name)
    {
        switch (model.GetSymbolInfo(name, cancellation).Symbol)
        {
            case null or INamespaceOrTypeSymbol or ILabelSymbol or IDiscardSymbol or IFieldSymbol { IsConst: true }:
                return true;
            case ILocalSymbol local:
                return method is not null && SymbolEqualityComparer.Default.Equals(local.ContainingSymbol, method);
            case IParameterSymbol parameter:
                return (method is not null && SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, method)) || IsMember(search.OfParameter(parameter));
            case (IFieldSymbol or IPropertySymbol) and var member when search.IsOwn(member):
                // What an initializer sets is written, not read.
                return (name.Parent is AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } assignment && assignment.Left == name)
                    || IsMember(search.OfMember(member.OriginalDefinition));
            case var foreign:
                return !search.IsOwn(foreign) && IsAlwaysTheSame(foreign);
        }
    }

    private bool IsMember(Domains.Value? settled)
    {
        HasMembers |= settled is not null;
        return settled is not null;
    }

    // What depends on nothing but what it is asked of, and with. Clocks, settings of the machine and the like do not.
    private bool IsAlwaysTheSame(ISymbol foreign) => !search.IsDsl(foreign) && foreign switch
    {
        { IsStatic: false } => true,
        IFieldSymbol => true,
        IMethodSymbol { IsExtensionMethod: true } or IMethodSymbol { MethodKind: MethodKind.BuiltinOperator or MethodKind.UserDefinedOperator } => true,
        _ => foreign.Name == "Empty"
            || foreign.ContainingType is { Name: "Math" or "Enum" or "String" or "Convert" or "TimeSpan" or "Int32" or "Boolean" or "Version" or "Tuple" or "KeyValuePair" or "StringComparer" or "Array" or "Enumerable" } or { ContainingNamespace.Name: "Immutable" },
    };
}
