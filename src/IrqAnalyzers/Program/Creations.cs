using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Program;

/// <summary>Where the project calls constructors. The sources are searched once, on the first request.</summary>
internal sealed class Creations
{
    private readonly Compilation compilation;
    private readonly Lazy<List<SyntaxNode>> all;

    public Creations(Compilation compilation)
    {
        this.compilation = compilation;
        all = new(FindAll);
    }

    /// <summary>The arguments for one parameter of a constructor, wherever it is called.</summary>
    public IEnumerable<IArgumentOperation> ArgumentsOf(IParameterSymbol parameter, CancellationToken cancellation)
    {
        var constructor = parameter.ContainingSymbol;
        foreach (var call in all.Value)
        {
            if (call is not BaseObjectCreationExpressionSyntax { ArgumentList.Arguments.Count: > 0 } creation || !MayCall(call, constructor)) continue;
            if (ModelOf(creation.SyntaxTree).GetOperation(creation, cancellation) is not IObjectCreationOperation { Constructor: { } called } made
                || !SymbolEqualityComparer.Default.Equals(called.OriginalDefinition, constructor)) continue;
            foreach (var argument in made.Arguments)
            {
                if (argument.Parameter?.Ordinal == parameter.Ordinal) yield return argument;
            }
        }
    }

    /// <summary>
    /// What is handed to one parameter of a constructor, wherever it is called: by whoever creates an object, and by constructors of the type and of derived ones.
    /// <see langword="null"/> is the default value.
    /// </summary>
    public IEnumerable<ExpressionSyntax?> GivenTo(IParameterSymbol parameter, CancellationToken cancellation)
    {
        var constructor = (IMethodSymbol)parameter.ContainingSymbol;
        foreach (var call in all.Value)
        {
            var arguments = ArgumentsOf(call);
            if ((arguments?.Arguments.Count ?? 0) > constructor.Parameters.Length || !MayCall(call, constructor)) continue;
            if (ModelOf(call.SyntaxTree).GetSymbolInfo(call, cancellation).Symbol is not IMethodSymbol called || !SymbolEqualityComparer.Default.Equals(called.OriginalDefinition, constructor)) continue;
            yield return Given(arguments, parameter);
        }
    }

    /// <summary>What one call gives for a parameter; <see langword="null"/> is the default value.</summary>
    public static ExpressionSyntax? Given(ArgumentListSyntax? arguments, IParameterSymbol parameter)
    {
        for (var place = 0; place < (arguments?.Arguments.Count ?? 0); place++)
        {
            var argument = arguments!.Arguments[place];
            if (argument.NameColon is { } named ? named.Name.Identifier.ValueText == parameter.Name : place == parameter.Ordinal) return argument.Expression;
        }

        return null;
    }

    private static ArgumentListSyntax? ArgumentsOf(SyntaxNode call) => call switch
    {
        BaseObjectCreationExpressionSyntax creation => creation.ArgumentList,
        ConstructorInitializerSyntax chained => chained.ArgumentList,
        PrimaryConstructorBaseTypeSyntax parent => parent.ArgumentList,
        _ => null,
    };

    // By the name of the type, where it stands there. Which constructor it is the compiler knows.
    private static bool MayCall(SyntaxNode call, ISymbol constructor) => call switch
    {
        ObjectCreationExpressionSyntax { Type: var named } => NameOf(named) == constructor.ContainingType.Name,
        PrimaryConstructorBaseTypeSyntax { Type: var named } => NameOf(named) == constructor.ContainingType.Name,
        _ => true,
    };

    private static string? NameOf(TypeSyntax type) => (type as SimpleNameSyntax ?? (type as QualifiedNameSyntax)?.Right)?.Identifier.ValueText;

    /// <summary>The semantic model of one of the project's files.</summary>
    public SemanticModel ModelOf(SyntaxTree tree)
    {
#pragma warning disable RS1030 // What is assigned or handed in may be in another file.
        return compilation.GetSemanticModel(tree);
#pragma warning restore RS1030
    }

    private List<SyntaxNode> FindAll()
    {
        var found = new List<SyntaxNode>();
        foreach (var tree in compilation.SyntaxTrees)
        {
            foreach (var node in tree.GetRoot().DescendantNodes())
            {
                if (node is BaseObjectCreationExpressionSyntax or ConstructorInitializerSyntax or PrimaryConstructorBaseTypeSyntax) found.Add(node);
            }
        }

        return found;
    }
}
