using System.Collections.Immutable;
using IrqAnalyzers.CodeFixes.Proof;
using IrqAnalyzers.CodeFixes.Reordering;
using IrqAnalyzers.Contracts;
using IrqAnalyzers.Roslyn;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace IrqAnalyzers.CodeFixes.Insertion;

/// <summary>
/// Plans the insertion of the one operation that supplies what a call lacks, or takes back what is one too many for it, before the call.
/// Only what is definite is fixed: where some paths have done it already, it would be done twice.
/// </summary>
internal static class CallPlanner
{
    private const int MostOperations = 3;

    public static IEnumerable<Proposal> Propose(AnalyzedDocument document, Violation violation, CancellationToken cancellation)
    {
        if (!FindingProperties.IsDefinite(violation.Finding) || CallPlace.Of(violation.Call) is not { } place) yield break;
        if (FindingProperties.Subject(violation.Finding) is not { } subject || violation.Subject.Type is not { } type) yield break;
        var operations = new MissingOperation(document, place.SpanStart);
        string? test = null;
        var kinds = FindingProperties.Class(violation.Finding);
        var reaching = document.Contracts.KindsOf(type) & new KindContext(document, violation.Path, cancellation).At(place);
        if ((reaching & ~kinds) != Kinds.None && (test = operations.Test(type, subject, kinds)) is null) yield break;
        if (kinds == Kinds.Virtual && violation.Kind == RequirementKind.AnyOf && operations.Find(type, violation.Facts, kinds) is { } inheriting)
        {
            if (InsertOn(document, violation, place, subject, test, new[] { inheriting }, cancellation) is { } proposal) yield return proposal;
            yield break;
        }

        // What is done to something that is handed in, the same receiver does: an IOMMU prepares its units.
        if (violation.Kind == RequirementKind.AnyOf && violation.Subject != violation.Invocation.Instance
            && violation.Invocation.Instance is { Type: { } owner } instance && SubjectPath.Of(instance) is not null
            && operations.FindFor(owner, type, violation.Operation, violation.Facts) is not null)
        {
            foreach (var needed in new[] { new[] { violation.Facts }, violation.Needed(document.Contracts) })
            {
                var steps = needed.Select(facts => operations.FindFor(owner, type, violation.Operation, facts)).OfType<IMethodSymbol>().ToList();
                var on = instance.IsImplicit ? string.Empty : instance.Syntax + ".";
                var calls = steps.ConvertAll(step => $"{on}{step.Name}({subject})");
                if (Insert(document, violation, place, test, calls, steps, cancellation) is { } proposal) yield return proposal;
            }

            yield break;
        }

        // What is inserted may itself need something before it: vectors are freed only when their interrupts are released.
        var chain = new List<IMethodSymbol>();
        var kind = violation.Kind == RequirementKind.AnyOf ? EffectKind.Ensure : EffectKind.Revoke;
        var facts = violation.Facts;
        while (chain.Count < MostOperations && operations.Find(type, violation.Operation, kind, facts) is { } operation)
        {
            if (chain.Contains(operation, SymbolEqualityComparer.Default)) yield break;
            chain.Insert(0, operation);
            if (InsertOn(document, violation, place, subject, test, chain, cancellation) is { } proposal) yield return proposal;
            if (operations.OnlyNeed(operation) is not var (needed, how)) yield break;
            (kind, facts) = (how, needed);
        }
    }

    private static Proposal? InsertOn(
        AnalyzedDocument document, Violation violation, SyntaxNode place, string subject, string? test, IReadOnlyList<IMethodSymbol> operations,
        CancellationToken cancellation)
    {
        var receiver = violation.Subject.IsImplicit ? string.Empty : subject + ".";
        return Insert(document, violation, place, test, operations.Select(operation => receiver + operation.Name + "()").ToList(), operations, cancellation);
    }

    private static Proposal? Insert(
        AnalyzedDocument document, Violation violation, SyntaxNode place, string? test, List<string> calls, IReadOnlyList<IMethodSymbol> operations,
        CancellationToken cancellation)
    {
        var statements = operations.Select(
            (operation, index) => (MissingOperation.IsAwaitable(operation) ? "await " : string.Empty) + calls[index] + ";").ToList();
        for (var index = 0; index < operations.Count; index++)
        {
            if (IsDoneElsewhere(document, place, operations[index], calls[index])
                || (violation.Kind == RequirementKind.AnyOf && IsDoneLater(place, calls[index])))
            {
                return null;
            }
        }

        var style = new FileStyle(document);
        var edit = new StatementEdit(document, style, new(statements, test, style));
        TextChange? change = place switch
        {
            StatementSyntax statement => edit.Before(statement),
            ArrowExpressionClauseSyntax { Parent: MethodDeclarationSyntax method } arrow => edit.Into(method, arrow, comesFirst: true, cancellation),
            _ => null,
        };
        if (change is not { } made) return null;
        var title = "Insert " + string.Join(" and ", calls.Select(static call => $"'{call}'"));
        return new(title, ImmutableArray.Create(made), ImmutableArray.Create(violation.Finding));
    }

    // What is done later, if only on some paths, is wanted there.
    private static bool IsDoneLater(SyntaxNode place, string call)
    {
        return MemberOf(place).DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Any(other => other.SpanStart > place.SpanStart && other.ToString() == call && !Placement.AreAlternatives(place, other));
    }

    private static SyntaxNode MemberOf(SyntaxNode place) =>
        place.FirstAncestorOrSelf<MemberDeclarationSyntax>(static member => member is not GlobalStatementSyntax) ?? place.SyntaxTree.GetRoot();

    // What throws the second time is not done where it may have been done before, or is done later, perhaps under a condition.
    private static bool IsDoneElsewhere(AnalyzedDocument document, SyntaxNode place, IMethodSymbol operation, string call)
    {
        if (!document.Contracts.Of(operation).Effects.Any(static effect => effect.IsOnce)) return false;
        var done = call.Substring(0, call.LastIndexOf('('));
        return MemberOf(place).DescendantNodes().OfType<InvocationExpressionSyntax>().Any(
            other => other.Expression.ToString() == done && !Placement.AreAlternatives(place, other));
    }
}
