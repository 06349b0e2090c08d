using System.Collections.Immutable;
using IrqAnalyzers.CodeFixes.Proof;
using IrqAnalyzers.CodeFixes.Reordering;
using IrqAnalyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace IrqAnalyzers.CodeFixes.Insertion;

/// <summary>
/// Plans to move a call into a branch, behind the operation that it has to wait for and that is done there only. Where the branch is not
/// taken the call would be wrong as well, so nothing is lost.
/// </summary>
internal sealed class NestPlanner
{
    private readonly AnalyzedDocument document;
    private readonly Violation violation;
    private readonly StatementList list;
    private readonly CancellationToken cancellation;

    private NestPlanner(AnalyzedDocument document, Violation violation, StatementList list, CancellationToken cancellation)
    {
        this.document = document;
        this.violation = violation;
        this.list = list;
        this.cancellation = cancellation;
    }

    public static IEnumerable<Proposal> Propose(AnalyzedDocument document, Violation violation, CancellationToken cancellation)
    {
        if (violation.Kind != RequirementKind.AnyOf || !FindingProperties.IsDefinite(violation.Finding)) yield break;
        if (violation.Call.Parent is not ExpressionStatementSyntax statement) yield break;
        var (list, index) = StatementList.Around(violation.Call).FirstOrDefault();
        if (list is null || list.Statements[index] != statement) yield break;
        if (new NestPlanner(document, violation, list, cancellation).Plan(index) is { } proposal) yield return proposal;
    }

    private Proposal? Plan(int index)
    {
        var ensuring = new Ensuring(EffectKind.Ensure, violation.Facts, violation.Path, document.Model, document.Contracts, cancellation);
        var reader = new EffectReader(document, list, cancellation);
        var moving = reader.Read(list.Statements[index]);
        if (moving.IsOpaque) return null;
        for (var later = index + 1; later < list.Statements.Count; later++)
        {
            if (list.Statements[later] is not IfStatementSyntax { Else: null, Statement: BlockSyntax block } choice || !IsPlain(choice.Condition))
            {
                if (IsInTheWay(moving, reader.Read(list.Statements[later]))) return null;
                continue;
            }

            // Where the branch is not taken and it is done later, the call would be missing.
            if (list.Statements.Skip(later + 1).Any(behind => ensuring.Perhaps(behind) is not null)) return null;
            foreach (var inner in block.Statements)
            {
                if (ensuring.Always(inner) is { } name) return Move(index, inner, name);
                if (IsInTheWay(moving, reader.Read(inner))) return null;
            }

            return null;
        }

        return null;
    }

    private Proposal? Move(int index, StatementSyntax behind, string name)
    {
        var style = new FileStyle(document);
        var chunk = StatementChunks.ChunkOf(list.Statements[index]);
        var text = document.Text;
        if (!style.StartsLine(chunk.Start) || !style.EndsLine(chunk.End) || !style.StartsLine(behind.SpanStart)) return null;
        var end = StatementChunks.ChunkOf(behind).End;
        var lines = TextSpan.FromBounds(text.Lines.GetLineFromPosition(chunk.Start).Start, text.Lines.GetLineFromPosition(chunk.End).EndIncludingLineBreak);
        if (!style.EndsLine(end) || document.Root.DescendantTrivia(node => node.FullSpan.IntersectsWith(lines)).Any(
            trivia => trivia.IsDirective && lines.Contains(trivia.Span)))
        {
            return null;
        }

        var indent = style.IndentAt(behind.SpanStart);
        var old = style.IndentAt(chunk.Start);
        var newLine = style.EndOfLineAt(end);
        var moved = newLine + indent + text.ToString(chunk).Replace(newLine + old, newLine + indent);
        return new(
            $"Move '{violation.Operation.Name}' behind '{name}'",
            ImmutableArray.Create(new TextChange(lines, string.Empty), new TextChange(new TextSpan(end, 0), moved)),
            ImmutableArray.Create(violation.Finding));
    }

    private static bool IsInTheWay(StatementEffects moving, StatementEffects other) => moving.SharesLocalsWith(other) || moving.SharesSlotsWith(other);

    // A condition that reads nothing that an operation could change.
    private bool IsPlain(ExpressionSyntax condition) => document.Model.GetOperation(condition, cancellation) is { } operation
        && operation.DescendantsAndSelf().All(one => one is ILiteralOperation or ILocalReferenceOperation or IParameterReferenceOperation
            or IBinaryOperation { OperatorMethod: null } or IUnaryOperation { OperatorMethod: null } or IConversionOperation { OperatorMethod: null }
            or IParenthesizedOperation or IInstanceReferenceOperation
            || (one is IPropertyReferenceOperation property
                && (document.Contracts.Of(property.Property).Tests != Kinds.None || Stability.IsStable(property.Property)))
            || (one is IFieldReferenceOperation field && Stability.IsStable(field.Field)));
}
