using IrqAnalyzers.CodeFixes.Proof;
using IrqAnalyzers.CodeFixes.Reordering;
using IrqAnalyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.CodeFixes.Insertion;

/// <summary>
/// Tells which kinds of functions a subject may be at a place, from the conditions that lead there. It is for the text of a fix, which asks
/// nothing that is known; whether the fix is right the proof tells.
/// </summary>
internal sealed class KindContext
{
    private readonly AnalyzedDocument document;
    private readonly SubjectPath subject;
    private readonly CancellationToken cancellation;

    /// <param name="document">The document.</param>
    /// <param name="subject">The subject.</param>
    /// <param name="cancellation">Stops the work.</param>
    public KindContext(AnalyzedDocument document, SubjectPath subject, CancellationToken cancellation)
    {
        this.document = document;
        this.subject = subject;
        this.cancellation = cancellation;
    }

    /// <summary>The kinds that can get to a node of a function.</summary>
    public Kinds At(SyntaxNode node)
    {
        var kinds = Kinds.Any;
        for (var current = node; current.Parent is { } parent; current = parent)
        {
            switch (parent)
            {
                case IfStatementSyntax choice when current == choice.Statement:
                    kinds &= When(choice.Condition, true);
                    break;
                case IfStatementSyntax choice when current == choice.Else:
                    kinds &= When(choice.Condition, false);
                    break;
                case ConditionalExpressionSyntax choice when current != choice.Condition:
                    kinds &= When(choice.Condition, current == choice.WhenTrue);
                    break;
                case BinaryExpressionSyntax both when current == both.Right && both.IsKind(SyntaxKind.LogicalAndExpression):
                    kinds &= When(both.Left, true);
                    break;
                case BinaryExpressionSyntax either when current == either.Right && either.IsKind(SyntaxKind.LogicalOrExpression):
                    kinds &= When(either.Left, false);
                    break;
                case BlockSyntax block:
                    kinds &= Past(block.Statements, current);
                    break;
                case SwitchSectionSyntax section:
                    kinds &= Past(section.Statements, current);
                    break;
                case AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax:
                    return kinds;
            }
        }

        return kinds;
    }

    /// <summary>The kinds for which a condition can come out one way.</summary>
    public Kinds When(ExpressionSyntax condition, bool outcome) => condition switch
    {
        ParenthesizedExpressionSyntax inner => When(inner.Expression, outcome),
        PrefixUnaryExpressionSyntax not when not.IsKind(SyntaxKind.LogicalNotExpression) => When(not.Operand, !outcome),
        BinaryExpressionSyntax both when both.IsKind(SyntaxKind.LogicalAndExpression) =>
            outcome ? When(both.Left, true) & When(both.Right, true) : When(both.Left, false) | When(both.Right, false),
        BinaryExpressionSyntax either when either.IsKind(SyntaxKind.LogicalOrExpression) =>
            outcome ? When(either.Left, true) | When(either.Right, true) : When(either.Left, false) & When(either.Right, false),
        _ => Of(document.Model.GetOperation(condition, cancellation), outcome),
    };

    // What comes behind "if (function.IsVirtual) return;" is for others.
    private Kinds Past(SyntaxList<StatementSyntax> statements, SyntaxNode end)
    {
        var kinds = Kinds.Any;
        foreach (var statement in statements)
        {
            if (statement == end) break;
            if (statement is IfStatementSyntax { Else: null } choice && Leaves(choice.Statement)) kinds &= When(choice.Condition, false);
        }

        return kinds;
    }

    private static bool Leaves(StatementSyntax statement) => statement switch
    {
        BlockSyntax block => block.Statements.Count > 0 && Leaves(block.Statements.Last()),
        ReturnStatementSyntax or ThrowStatementSyntax or ContinueStatementSyntax or BreakStatementSyntax or GotoStatementSyntax => true,
        _ => false,
    };

    private Kinds Of(IOperation? operation, bool outcome)
    {
        switch (operation)
        {
            case IPropertyReferenceOperation { Type.SpecialType: SpecialType.System_Boolean } property when IsOfSubject(property.Instance):
                return Either(document.Contracts.Of(property.Property).Tests, outcome);
            case IIsTypeOperation test when IsOfSubject(test.ValueOperand):
                return OfType(test.TypeOperand, test.IsNegated != outcome, isExact: true);
            case IIsPatternOperation test when IsOfSubject(test.Value):
                return OfPattern(test.Pattern, outcome);
            case IIsPatternOperation { Value: IPropertyReferenceOperation property } test
                when IsOfSubject(property.Instance) && IsNull(test.Pattern) is { } isNull:
                return Either(document.Contracts.Of(property.Property).Tests, isNull != outcome);
            default:
                return Kinds.Any;
        }
    }

    private Kinds OfPattern(IPatternOperation pattern, bool outcome) => pattern switch
    {
        INegatedPatternOperation not => OfPattern(not.Pattern, !outcome),
        ITypePatternOperation type => OfType(type.MatchedType, outcome, isExact: true),
        IDeclarationPatternOperation { MatchedType: { } matched } => OfType(matched, outcome, isExact: true),
        IRecursivePatternOperation part => OfType(part.MatchedType, outcome, isExact: false),
        _ => Kinds.Any,
    };

    private Kinds OfType(ITypeSymbol type, bool outcome, bool isExact)
    {
        var kinds = document.Contracts.KindsOf(type);
        return outcome ? kinds : isExact && kinds != Kinds.Any ? Kinds.Any & ~kinds : Kinds.Any;
    }

    private static Kinds Either(Kinds tested, bool outcome) => tested == Kinds.None ? Kinds.Any : outcome ? tested : Kinds.Any & ~tested;

    private static bool? IsNull(IPatternOperation pattern) => pattern switch
    {
        INegatedPatternOperation not => IsNull(not.Pattern) is { } inner ? !inner : null,
        IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } } => true,
        _ => null,
    };

    private bool IsOfSubject(IOperation? operation) => subject.Equals(SubjectPath.Of(operation));
}
