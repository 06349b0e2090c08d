using System.Collections.Immutable;
using IrqAnalyzers.CodeFixes.Insertion;
using IrqAnalyzers.CodeFixes.Proof;
using IrqAnalyzers.CodeFixes.Reordering;
using IrqAnalyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace IrqAnalyzers.CodeFixes.Replacement;

/// <summary>
/// Plans the replacement of what is always wrong. An operation that decides a domain wrongly, such as
/// <c>function.InheritMsiDomainFromBus()</c>, is replaced by the one with which a VF inherits, or by one that establishes the same facts with
/// what an IOMMU in scope finds: <c>function.AssignMsiDomain(iommu.FindMsiDomain(function))</c>. An argument that is the subject itself is replaced
/// by what the contract names. If the look-up would come too early, the proof rejects the plan.
/// </summary>
internal sealed class ReplacePlanner
{
    private readonly AnalyzedDocument document;
    private readonly Violation violation;
    private readonly MissingOperation operations;
    private readonly int position;

    private ReplacePlanner(AnalyzedDocument document, Violation violation)
    {
        this.document = document;
        this.violation = violation;
        position = violation.Call.SpanStart;
        operations = new(document, position);
    }

    public static IEnumerable<Proposal> Propose(AnalyzedDocument document, Diagnostic finding, CancellationToken cancellation)
    {
        if (Violation.Of(document, finding, cancellation) is not { Kind: RequirementKind.Never or RequirementKind.Argument } violation) yield break;
        // What is wrong lies in a helper, then, and is not this call's to replace.
        if (document.Contracts.Of(violation.Operation).Requires.FirstOrDefault(one => one.Rule == finding.Id) is not { } requirement) yield break;
        if (violation.Subject.IsImplicit || violation.Call.Expression is not MemberAccessExpressionSyntax access) yield break;
        var planner = new ReplacePlanner(document, violation);
        if (violation.Kind == RequirementKind.Argument)
        {
            if (planner.ReplaceArgument(requirement, access) is { } argument) yield return argument;
            yield break;
        }

        if (violation.Call.ArgumentList.Arguments.Count > 0) yield break;
        if (planner.Inherit(access, forAll: true) is { } inheriting)
        {
            yield return inheriting;
            yield break;
        }

        if (planner.Ask(access) is { } asking) yield return asking;
        if (planner.Inherit(access, forAll: false) is { } either) yield return either;
    }

    // Only what is the receiver itself: another object may be meant.
    private Proposal? ReplaceArgument(Requirement requirement, MemberAccessExpressionSyntax access)
    {
        if (requirement.Property is not { } property || !violation.Path.Equals(SubjectPath.Of(violation.Invocation.Instance))) return null;
        var right = $"{access.Expression.WithoutTrivia()}.{property}";
        var change = new TextChange(violation.Subject.Syntax.Span, right);
        return new($"Replace '{violation.Subject.Syntax}' by '{right}'", ImmutableArray.Create(change), ImmutableArray.Create(violation.Finding));
    }

    // What is wrong for heirs only they inherit; all others go on as they did.
    private Proposal? Inherit(MemberAccessExpressionSyntax access, bool forAll)
    {
        var facts = document.Contracts.Of(violation.Operation).EnsuresFor(-1);
        if (violation.Subject.Type is not { } type || operations.Find(type, facts, FindingProperties.Class(violation.Finding)) is not { } inheriting)
        {
            return null;
        }

        var heirs = operations.Heirs(inheriting);
        if ((FindingProperties.Class(violation.Finding) & ~heirs) != Kinds.None || (document.Contracts.Of(inheriting).EnsuresFor(-1) & facts) != facts)
        {
            return null;
        }

        var subject = access.Expression.WithoutTrivia().ToString();
        var title = $"Replace '{violation.Operation.Name}' by '{inheriting.Name}'";
        var targets = ImmutableArray.Create(violation.Finding);
        var areAllHeirs = (FindingProperties.Reaching(violation.Finding) & document.Contracts.KindsOf(type) & ~heirs) == Kinds.None;
        if (areAllHeirs != forAll) return null;
        if (areAllHeirs) return new(title, ImmutableArray.Create(new TextChange(access.Name.Span, inheriting.Name)), targets);
        if (operations.Test(type, subject, heirs) is not { } test || violation.Call.Parent is not ExpressionStatementSyntax statement) return null;
        var style = new FileStyle(document);
        var edit = new StatementEdit(document, style, new(Array.Empty<string>(), null, style));
        return edit.Under(test, statement, $"{subject}.{inheriting.Name}();") is { } change
            ? new($"{title} if '{test}'", ImmutableArray.Create(change), targets)
            : null;
    }

    private Proposal? Ask(MemberAccessExpressionSyntax access)
    {
        if (violation.Subject.Type is not { } type || IsInIterator(access)) return null;
        var subject = access.Expression.WithoutTrivia().ToString();
        var facts = document.Contracts.Of(violation.Operation).EnsuresFor(-1);
        foreach (var replacement in Methods(type))
        {
            if (MissingOperation.OnlyArgument(replacement) is not { } parameter || facts == 0 || document.Contracts.Of(replacement).EnsuresFor(-1) != facts)
            {
                continue;
            }

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

    // An iterator runs when its caller asks for elements, perhaps before the caller does what an answer needs.
    private static bool IsInIterator(SyntaxNode node)
    {
        var body = node.AncestorsAndSelf().FirstOrDefault(static one => one is MethodDeclarationSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax or AccessorDeclarationSyntax);
        return body is not null && body.DescendantNodes().Any(static one => one is YieldStatementSyntax);
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
                if (MissingOperation.OnlyArgument(method) is not { } parameter) continue;
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
        IFieldSymbol field when Stability.IsStable(field) && (field.IsStatic || HasThis()) => field.Type,
        IPropertySymbol { IsIndexer: false } property when Stability.IsStable(property) && (property.IsStatic || HasThis()) => property.Type,
        _ => null,
    };

    // Names of instance members are found in static methods and static local functions as well, which cannot use them.
    private bool HasThis()
    {
        var function = document.Model.GetEnclosingSymbol(position);
        while (function is IMethodSymbol { IsStatic: false, MethodKind: MethodKind.AnonymousFunction or MethodKind.LocalFunction })
        {
            function = function.ContainingSymbol;
        }

        return function is { IsStatic: false };
    }

    private bool IsAssignedBefore(ILocalSymbol local) =>
        !local.DeclaringSyntaxReferences.IsEmpty && local.DeclaringSyntaxReferences[0].Span.End < position;

    private string NameOf(ISymbol symbol)
    {
        var name = SyntaxFacts.GetKeywordKind(symbol.Name) == SyntaxKind.None ? symbol.Name : "@" + symbol.Name;
        if (symbol is not (IFieldSymbol or IPropertySymbol) || symbol.IsStatic) return name;
        var thisIsWritten = violation.Call.SyntaxTree.GetRoot().DescendantNodes().OfType<ThisExpressionSyntax>()
            .Any(static node => node.Parent is MemberAccessExpressionSyntax { Parent: not AssignmentExpressionSyntax });
        return thisIsWritten ? "this." + name : name;
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

    private static bool IsOrDerivesFrom(ITypeSymbol type, ITypeSymbol wanted)
    {
        for (ITypeSymbol? current = type; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current, wanted)) return true;
        }

        return false;
    }
}
