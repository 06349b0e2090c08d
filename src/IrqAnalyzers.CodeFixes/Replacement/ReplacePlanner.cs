using System.Collections.Immutable;
using IrqAnalyzers.CodeFixes.Insertion;
using IrqAnalyzers.CodeFixes.Proof;
using IrqAnalyzers.CodeFixes.Reordering;
using IrqAnalyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace IrqAnalyzers.CodeFixes.Replacement;

/// <summary>
/// Plans to replace an operation that decides for a subject what it should not, as <c>function.InheritMsiDomainFromBus()</c> does, by
/// one that establishes the same facts and takes what somebody in scope finds for that subject:
/// <c>function.AssignMsiDomain(iommu.FindMsiDomain(function))</c>. Where the question comes too early, the proof refuses it.
/// </summary>
internal sealed class ReplacePlanner
{
    private readonly AnalyzedDocument document;
    private readonly Violation violation;
    private readonly int position;

    private ReplacePlanner(AnalyzedDocument document, Violation violation)
    {
        this.document = document;
        this.violation = violation;
        position = violation.Call.SpanStart;
    }

    public static IEnumerable<Proposal> Propose(AnalyzedDocument document, Diagnostic finding, CancellationToken cancellation)
    {
        if (Violation.Of(document, finding, cancellation) is not { Kind: RequirementKind.Never } violation) yield break;
        // What is wrong lies in a helper, then, and is not this call's to replace.
        if (!document.Contracts.Of(violation.Operation).Requires.Any(requirement => requirement.Rule == finding.Id)) yield break;
        if (violation.Subject.IsImplicit || violation.Call.ArgumentList.Arguments.Count > 0) yield break;
        if (new ReplacePlanner(document, violation).Plan() is { } proposal) yield return proposal;
    }

    private Proposal? Plan()
    {
        if (violation.Call.Expression is not MemberAccessExpressionSyntax access || violation.Subject.Type is not { } type) return null;
        var subject = access.Expression.WithoutTrivia().ToString();
        var facts = document.Contracts.Of(violation.Operation).EnsuresFor(-1);
        foreach (var replacement in Methods(type))
        {
            if (OnlyArgument(replacement) is not { } parameter || facts == 0 || document.Contracts.Of(replacement).EnsuresFor(-1) != facts) continue;
            if (Questions(type, parameter.Type) is not { Count: 1 } questions) continue;
            var (name, question) = questions[0];
            var found = $"{name}.{question.Name}({subject})";
            var changes = ImmutableArray.Create(
                new TextChange(access.Name.Span, replacement.Name),
                new TextChange(new TextSpan(violation.Call.ArgumentList.OpenParenToken.Span.End, 0), found));
            return new($"Replace '{violation.Operation.Name}' by '{replacement.Name}({found})'", changes, ImmutableArray.Create(violation.Finding));
        }

        return null;
    }

    // Who in scope has an answer of a type to a question about the subject that only holds once it is known.
    private List<(string Name, IMethodSymbol Question)> Questions(ITypeSymbol subject, ITypeSymbol answer)
    {
        var found = new List<(string Name, IMethodSymbol Question)>();
        foreach (var symbol in document.Model.LookupSymbols(position))
        {
            if (TypeOfValue(symbol) is not { } type) continue;
            foreach (var method in Methods(type))
            {
                if (OnlyArgument(method) is not { } parameter) continue;
                if (!SymbolEqualityComparer.Default.Equals(method.ReturnType, answer) || !IsOrDerivesFrom(subject, parameter.Type)) continue;
                if (!document.Contracts.Of(method).Requires.Any(requirement => requirement.Subject == parameter.Ordinal)) continue;
                found.Add((NameOf(symbol), method));
                break;
            }
        }

        return found;
    }

    private ITypeSymbol? TypeOfValue(ISymbol symbol) => symbol switch
    {
        ILocalSymbol local when IsAssignedBefore(local) => local.Type,
        IParameterSymbol { RefKind: RefKind.None } parameter => parameter.Type,
        IFieldSymbol field when Stability.IsStable(field) => field.Type,
        IPropertySymbol { IsIndexer: false } property when Stability.IsStable(property) => property.Type,
        _ => null,
    };

    private bool IsAssignedBefore(ILocalSymbol local) =>
        !local.DeclaringSyntaxReferences.IsEmpty && local.DeclaringSyntaxReferences[0].Span.End < position;

    private string NameOf(ISymbol symbol)
    {
        if (symbol is not (IFieldSymbol or IPropertySymbol) || symbol.IsStatic) return symbol.Name;
        var thisIsWritten = violation.Call.SyntaxTree.GetRoot().DescendantNodes().OfType<ThisExpressionSyntax>()
            .Any(static node => node.Parent is MemberAccessExpressionSyntax { Parent: not AssignmentExpressionSyntax });
        return thisIsWritten ? "this." + symbol.Name : symbol.Name;
    }

    private IEnumerable<IMethodSymbol> Methods(ITypeSymbol type)
    {
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            foreach (var member in current.GetMembers())
            {
                if (member is IMethodSymbol { MethodKind: MethodKind.Ordinary, IsStatic: false, Arity: 0 } method
                    && !method.IsOverride && document.Model.IsAccessible(position, method) && !MissingOperation.IsAwaitable(method))
                    yield return method;
            }
        }
    }

    private static IParameterSymbol? OnlyArgument(IMethodSymbol method)
    {
        var needed = method.Parameters.Where(static parameter => !parameter.IsOptional && !parameter.IsParams).ToList();
        return needed.Count == 1 && needed[0].Ordinal == 0 && needed[0].RefKind == RefKind.None ? needed[0] : null;
    }

    private static bool IsOrDerivesFrom(ITypeSymbol type, ITypeSymbol wanted)
    {
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current, wanted)) return true;
        }

        return false;
    }
}
