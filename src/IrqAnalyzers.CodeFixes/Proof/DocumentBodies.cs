using System.Collections.Immutable;
using IrqAnalyzers.Roslyn;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace IrqAnalyzers.CodeFixes.Proof;

/// <summary>
/// Goes through the bodies of one document as the compiler's driver does. The driver would copy the compilation, declare and bind all of it
/// anew, and collect what the compiler itself has to say, for each of the many forks that proofs need.
/// </summary>
internal static class DocumentBodies
{
    /// <summary>What is found in a document, as severities and suppressions have it, in the order of the source.</summary>
    public static ImmutableArray<Diagnostic> Analyze(ModelAnalysis analysis, SemanticModel model, AnalyzerOptions options, CancellationToken cancellation)
    {
        var found = new List<Diagnostic>();
        foreach (var node in model.SyntaxTree.GetRoot(cancellation).DescendantNodesAndSelf(static node => !IsExecutable(node)))
        {
            foreach (var (owner, code) in BodiesOf(node, model, cancellation))
            {
                cancellation.ThrowIfCancellationRequested();
                if (GeneratedCode.IsMarked(owner)) continue;
                var blocks = code.Select(part => model.GetOperation(part, cancellation)).OfType<IOperation>().ToImmutableArray();
                if (!blocks.IsEmpty) analysis.Analyze(new(blocks, owner, options, found.Add, cancellation));
            }
        }

        return CompilationWithAnalyzers.GetEffectiveDiagnostics(found, model.Compilation)
            .Where(finding => finding.Location.SourceTree == model.SyntaxTree && !finding.IsSuppressed)
            .OrderBy(static finding => finding.Location.SourceSpan)
            .ThenBy(static finding => finding.Id, StringComparer.Ordinal)
            .ToImmutableArray();
    }

    private static bool IsExecutable(SyntaxNode node) =>
        node is BlockSyntax or ArrowExpressionClauseSyntax or EqualsValueClauseSyntax or StatementSyntax or AttributeListSyntax;

    private static IEnumerable<(ISymbol Owner, IEnumerable<SyntaxNode> Code)> BodiesOf(SyntaxNode node, SemanticModel model, CancellationToken cancellation)
    {
        switch (node)
        {
            case CompilationUnitSyntax unit when unit.Members.Any(SyntaxKind.GlobalStatement):
                return With(model.GetDeclaredSymbol(unit, cancellation), unit);
            case TypeDeclarationSyntax type:
                return OfPrimaryConstructor(type, model, cancellation);
            case ConstructorDeclarationSyntax constructor:
                return With(
                    model.GetDeclaredSymbol(constructor, cancellation), Defaults(constructor.ParameterList).Append(constructor.Initializer).Append(constructor.Body).Append(constructor.ExpressionBody));
            case BaseMethodDeclarationSyntax method:
                return With(model.GetDeclaredSymbol(method, cancellation), Defaults(method.ParameterList).Append(method.Body).Append(method.ExpressionBody));
            case AccessorDeclarationSyntax accessor:
                return With(model.GetDeclaredSymbol(accessor, cancellation), accessor.Body, accessor.ExpressionBody);
            case IndexerDeclarationSyntax indexer:
                var declared = model.GetDeclaredSymbol(indexer, cancellation);
                return With(declared, Defaults(indexer.ParameterList)).Concat(With(declared?.GetMethod, indexer.ExpressionBody));
            case PropertyDeclarationSyntax property:
                var symbol = model.GetDeclaredSymbol(property, cancellation);
                return With(symbol, property.Initializer).Concat(With(symbol?.GetMethod, property.ExpressionBody));
            case DelegateDeclarationSyntax type:
                return With(model.GetDeclaredSymbol(type, cancellation), Defaults(type.ParameterList));
            case EnumMemberDeclarationSyntax member:
                return With(model.GetDeclaredSymbol(member, cancellation), member.EqualsValue);
            case VariableDeclaratorSyntax { Parent.Parent: BaseFieldDeclarationSyntax } field:
                return With(model.GetDeclaredSymbol(field, cancellation), field.Initializer);
            default:
                return [];
        }
    }

    private static IEnumerable<(ISymbol Owner, IEnumerable<SyntaxNode> Code)> OfPrimaryConstructor(TypeDeclarationSyntax type, SemanticModel model, CancellationToken cancellation)
    {
        if (type.ChildNodes().OfType<ParameterListSyntax>().FirstOrDefault() is not { } parameters) return [];
        if (model.GetDeclaredSymbol(type, cancellation) is not { } symbol) return [];
        var constructor = symbol.InstanceConstructors.FirstOrDefault(one => one.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax(cancellation) == type));
        var first = type.BaseList?.Types.FirstOrDefault() as PrimaryConstructorBaseTypeSyntax;
        return With(constructor, Defaults(parameters).Append(first));
    }

    private static IEnumerable<SyntaxNode?> Defaults(BaseParameterListSyntax parameters) => parameters.Parameters.Select(static one => one.Default);

    private static IEnumerable<(ISymbol Owner, IEnumerable<SyntaxNode> Code)> With(ISymbol? owner, params SyntaxNode?[] code) =>
        With(owner, code.AsEnumerable());

    private static IEnumerable<(ISymbol Owner, IEnumerable<SyntaxNode> Code)> With(ISymbol? owner, IEnumerable<SyntaxNode?> code)
    {
        if (owner is not null) yield return (owner, code.OfType<SyntaxNode>());
    }
}
