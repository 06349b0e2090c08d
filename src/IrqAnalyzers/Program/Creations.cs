using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Program;

/// <summary>Where the project creates objects with arguments. The sources are searched once, when somebody first asks.</summary>
internal sealed class Creations
{
    private readonly Compilation compilation;
    private readonly Lazy<List<BaseObjectCreationExpressionSyntax>> all;

    public Creations(Compilation compilation)
    {
        this.compilation = compilation;
        all = new(FindAll);
    }

    /// <summary>The arguments for one parameter of a constructor, wherever it is called.</summary>
    public IEnumerable<IArgumentOperation> ArgumentsOf(IParameterSymbol parameter, CancellationToken cancellation)
    {
        var constructor = parameter.ContainingSymbol;
        foreach (var creation in all.Value)
        {
            if (creation is ObjectCreationExpressionSyntax { Type: var named }
                && (named as SimpleNameSyntax ?? (named as QualifiedNameSyntax)?.Right)?.Identifier.ValueText != constructor.ContainingType.Name) continue;
            if (ModelOf(creation.SyntaxTree).GetOperation(creation, cancellation) is not IObjectCreationOperation { Constructor: { } called } made
                || !SymbolEqualityComparer.Default.Equals(called.OriginalDefinition, constructor)) continue;
            foreach (var argument in made.Arguments)
            {
                if (argument.Parameter?.Ordinal == parameter.Ordinal) yield return argument;
            }
        }
    }

    /// <summary>The semantic model of one of the project's files.</summary>
    public SemanticModel ModelOf(SyntaxTree tree)
    {
#pragma warning disable RS1030 // What is assigned or handed in may be in another file.
        return compilation.GetSemanticModel(tree);
#pragma warning restore RS1030
    }

    private List<BaseObjectCreationExpressionSyntax> FindAll()
    {
        var found = new List<BaseObjectCreationExpressionSyntax>();
        foreach (var tree in compilation.SyntaxTrees)
        {
            foreach (var node in tree.GetRoot().DescendantNodes())
            {
                if (node is BaseObjectCreationExpressionSyntax { ArgumentList.Arguments.Count: > 0 } creation) found.Add(creation);
            }
        }

        return found;
    }
}
