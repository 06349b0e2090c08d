using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Topology;

/// <summary>Tells whether all code that can see an array, list or dictionary only reads it.</summary>
internal sealed class ReadOnlyUse
{
    private const int MostCalls = 3;

    private static readonly HashSet<string> Reading = new(StringComparer.Ordinal)
    {
        "Contains", "ContainsKey", "Exists", "Find", "FindIndex", "GetValueOrDefault", "IndexOf", "ToArray", "ToString", "TrueForAll",
        "TryGetValue", "AsReadOnly",
    };

    private readonly Bodies bodies;

    public ReadOnlyUse(Bodies bodies) => this.bodies = bodies;

    public bool IsOnlyRead(ISymbol member, CancellationToken cancellation)
    {
        var scopes = member.DeclaredAccessibility == Accessibility.Private
            ? member.ContainingType.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax(cancellation))
            : bodies.Compilation.SyntaxTrees
                .Where(tree => tree.GetText(cancellation).ToString().IndexOf(member.Name, StringComparison.Ordinal) >= 0)
                .Select(tree => tree.GetRoot(cancellation));
        return IsVisibleHere(member) && scopes.All(scope => IsOnlyRead(member, scope, 0, cancellation));
    }

    /// <summary>Whether the collections that objects of the project have in a member are set when an object is made, and only read from then on.</summary>
    public bool IsOnlyReadInside(ISymbol member, CancellationToken cancellation)
    {
        if (!bodies.IsOwn(member) || Mutability.CanBeSet(member) || member.IsOverride || member.IsVirtual) return false;
        if (Domains.Variable.TypeOf(member) is not { } held) return false;
        if (Mutability.IsFixedCollection(held)) return true;
        foreach (var implemented in member.ContainingType.AllInterfaces)
        {
            if (!implemented.GetMembers(member.Name).IsEmpty) return false;
        }

        return !MayBeTakenApart(member.ContainingType, cancellation) && IsOnlyRead(member, cancellation);
    }

    // A record hands out its parts without naming them, where it is taken apart.
    private bool MayBeTakenApart(INamedTypeSymbol type, CancellationToken cancellation)
    {
        foreach (var member in type.GetMembers("Deconstruct"))
        {
            if (member is not IMethodSymbol { Parameters.Length: var parts }) continue;
            foreach (var tree in bodies.Compilation.SyntaxTrees)
            {
                foreach (var node in tree.GetRoot(cancellation).DescendantNodes())
                {
                    var taken = node switch
                    {
                        ParenthesizedVariableDesignationSyntax { Variables.Count: var count } => count,
                        PositionalPatternClauseSyntax { Subpatterns.Count: var count } => count,
                        TupleExpressionSyntax { Arguments.Count: var count } => count,
                        IdentifierNameSyntax { Identifier.ValueText: "Deconstruct" } => parts,
                        _ => -1,
                    };
                    if (taken == parts) return true;
                }
            }
        }

        return false;
    }

    // Who else refers to a library may change what it hands out.
    private bool IsVisibleHere(ISymbol member)
    {
        for (ISymbol? current = member; current is not null and not INamespaceSymbol; current = current.ContainingSymbol)
        {
            if (current.DeclaredAccessibility is Accessibility.Private or Accessibility.Internal or Accessibility.ProtectedAndInternal) return true;
        }

        return bodies.Compilation.Options.OutputKind != OutputKind.DynamicallyLinkedLibrary;
    }

    private bool IsOnlyRead(ISymbol symbol, SyntaxNode scope, int calls, CancellationToken cancellation)
    {
        foreach (var node in scope.DescendantNodes())
        {
            if (node is not IdentifierNameSyntax name || name.Identifier.ValueText != symbol.Name) continue;
            var whole = name.Parent is MemberAccessExpressionSyntax { Expression: var before } access && before != name ? access : (ExpressionSyntax)name;
            if (whole.Parent is CommonForEachStatementSyntax loop && loop.Expression == whole) continue;
            if (!IsRead(symbol, name, whole, calls, cancellation)) return false;
        }

        return true;
    }

    private bool IsRead(ISymbol symbol, IdentifierNameSyntax name, ExpressionSyntax whole, int calls, CancellationToken cancellation)
    {
#pragma warning disable RS1030 // Who uses the collection may be in another file; the answer is kept for the compilation.
        var model = bodies.Compilation.GetSemanticModel(name.SyntaxTree);
#pragma warning restore RS1030
        var info = model.GetSymbolInfo(name, cancellation);
        var named = info.Symbol ?? (info.CandidateSymbols.Length == 1 ? info.CandidateSymbols[0] : null);
        if (named is not null && !SymbolEqualityComparer.Default.Equals(named.OriginalDefinition, symbol)) return true;
        switch (whole.Parent)
        {
            case MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax called } access when access.Expression == whole:
                return Reading.Contains(access.Name.Identifier.ValueText)
                    || model.GetSymbolInfo(called, cancellation).Symbol?.ContainingType is { Name: "Enumerable", ContainingNamespace.Name: "Linq" };
            case MemberAccessExpressionSyntax access when access.Expression == whole:
                return access.Name.Identifier.ValueText is "Length" or "Count" or "Keys" or "Values";
            case ElementAccessExpressionSyntax element when element.Expression == whole:
                return IsRead(element);
            case AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } given when given.Left == whole:
                return true;
            case ArgumentSyntax argument
                when model.GetOperation(argument, cancellation) is IArgumentOperation { Parameter: { RefKind: RefKind.None } parameter }:
                return Mutability.IsFixedCollection(parameter.Type) || IsOnlyRead(parameter.OriginalDefinition, calls, cancellation);
            default:
                return model.GetTypeInfo(whole, cancellation).ConvertedType is { } type && Mutability.IsFixedCollection(type);
        }
    }

    private bool IsOnlyRead(IParameterSymbol parameter, int calls, CancellationToken cancellation) =>
        calls < MostCalls && parameter.ContainingSymbol is IMethodSymbol { DeclaringSyntaxReferences: { Length: 1 } declared } method && bodies.IsOwn(method)
        && !Bodies.IsPrimary(method) && IsOnlyRead(parameter, declared[0].GetSyntax(cancellation), calls + 1, cancellation);

    // 'table[i]' and 'table[i].Name', unless they are assigned.
    private static bool IsRead(ElementAccessExpressionSyntax element)
    {
        ExpressionSyntax read = element;
        while (read.Parent is MemberAccessExpressionSyntax access && access.Expression == read) read = access;
        return !Bodies.IsTarget(read) && !(read != element && read.Parent is InvocationExpressionSyntax);
    }
}
