using System.Collections.Immutable;
using IrqAnalyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.CodeFixes.Reordering;

/// <summary>Recognises what establishes a fact of a subject, or takes it back.</summary>
internal sealed class Ensuring
{
    private readonly EffectKind kind;
    private readonly FactMask facts;
    private readonly SubjectPath subject;
    private readonly SemanticModel model;
    private readonly ContractTable contracts;
    private readonly CancellationToken cancellation;

    public Ensuring(EffectKind kind, FactMask facts, SubjectPath subject, SemanticModel model, ContractTable contracts, CancellationToken cancellation)
    {
        this.kind = kind;
        this.facts = facts;
        this.subject = subject;
        this.model = model;
        this.contracts = contracts;
        this.cancellation = cancellation;
    }

    /// <summary>
    /// Whether only what ensures nothing counts: what takes a fact back on the way to something else, as a removal does, is where it is for
    /// its own sake.
    /// </summary>
    public bool IsForItsOwnSake { get; set; }

    /// <summary>The only operation that counts; <see langword="null"/> if any does.</summary>
    public IMethodSymbol? Only { get; set; }

    /// <summary>Name of what the statement always does and changes one of the facts; <see langword="null"/> if it does no such thing.</summary>
    public string? Always(StatementSyntax statement) => statement switch
    {
        BlockSyntax block => First(block),
        TryStatementSyntax tried => First(tried.Block) ?? (tried.Finally is { } last ? First(last.Block) : null),
        ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax assignment } => OfAssignment(assignment) ?? OfCall(Call(assignment.Right)),
        ExpressionStatementSyntax plain => OfCall(Call(plain.Expression)),
        LocalDeclarationStatementSyntax { Declaration.Variables: { Count: 1 } variables } => OfCall(Call(variables[0].Initializer?.Value)),
        _ => null,
    };

    /// <summary>Name of what the statement does on some path, at least, and changes one of the facts.</summary>
    public string? Perhaps(StatementSyntax statement)
    {
        foreach (var node in statement.DescendantNodesAndSelf(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)))
        {
            var name = node switch
            {
                InvocationExpressionSyntax call => OfCall(call),
                AssignmentExpressionSyntax assignment => OfAssignment(assignment),
                _ => null,
            };
            if (name is not null) return name;
        }

        return null;
    }

    /// <summary>Name of the model's own method that the statement always calls with the subject, and that may do it inside.</summary>
    public string? Inside(StatementSyntax statement)
    {
        if (statement is not ExpressionStatementSyntax plain || Call(plain.Expression) is not { } call
            || model.GetOperation(call, cancellation) is not IInvocationOperation invocation
            || invocation.TargetMethod.DeclaringSyntaxReferences.IsEmpty || contracts.Known.IsDsl(invocation.TargetMethod))
            return null;
        if (subject.Equals(SubjectPath.Of(invocation.Instance))) return invocation.TargetMethod.Name;
        foreach (var argument in invocation.Arguments)
        {
            if (subject.Equals(SubjectPath.Of(argument.Value))) return invocation.TargetMethod.Name;
        }

        return null;
    }

    /// <summary>The expression whose facts an operation's contract concerns.</summary>
    public static IOperation? SubjectOf(IInvocationOperation invocation, int subject)
    {
        if (subject < 0) return invocation.Instance;
        foreach (var argument in invocation.Arguments)
        {
            if (argument.Parameter?.Ordinal == subject) return argument.Value;
        }

        return null;
    }

    private string? First(BlockSyntax block)
    {
        foreach (var statement in block.Statements)
        {
            if (Always(statement) is { } name) return name;
            if (statement is ReturnStatementSyntax or ThrowStatementSyntax or BreakStatementSyntax or ContinueStatementSyntax or GotoStatementSyntax) break;
        }

        return null;
    }

    private string? OfCall(InvocationExpressionSyntax? call)
    {
        if (call is null || model.GetOperation(call, cancellation) is not IInvocationOperation invocation) return null;
        if (Only is not null && !SymbolEqualityComparer.Default.Equals(Only.OriginalDefinition, invocation.TargetMethod.OriginalDefinition)) return null;
        var effects = contracts.Of(invocation.TargetMethod).Effects;
        foreach (var effect in effects)
        {
            if (effect.Kind != kind || (effect.Facts & facts) == 0 || (IsForItsOwnSake && EnsuresToo(effects, effect.Subject))) continue;
            if (subject.Equals(SubjectPath.Of(SubjectOf(invocation, effect.Subject)))) return invocation.TargetMethod.Name;
        }

        return null;
    }

    private bool EnsuresToo(ImmutableArray<Effect> effects, int subject)
    {
        foreach (var effect in effects)
        {
            // A note of what was done is not why the operation is called.
            if (effect.Kind == EffectKind.Ensure && effect.Subject == subject && (effect.Facts & ~(FactMask)contracts.Known.Notes) != 0) return true;
        }

        return false;
    }

    private string? OfAssignment(AssignmentExpressionSyntax assignment)
    {
        if (model.GetOperation(assignment, cancellation) is not ISimpleAssignmentOperation { Target: IPropertyReferenceOperation reference } operation)
        {
            return null;
        }

        var contract = contracts.Of(reference.Property);
        if ((contract.Facts & facts) == 0 || operation.Value.ConstantValue is not { HasValue: true, Value: bool value }) return null;
        if (value == contract.FactsWhile != (kind == EffectKind.Ensure)) return null;
        return subject.Equals(SubjectPath.Of(reference.Instance)) ? reference.Property.Name : null;
    }

    private static InvocationExpressionSyntax? Call(ExpressionSyntax? expression)
    {
        while (true)
        {
            switch (expression)
            {
                case ParenthesizedExpressionSyntax parenthesized:
                    expression = parenthesized.Expression;
                    break;
                case AwaitExpressionSyntax awaited:
                    expression = awaited.Expression;
                    break;
                default:
                    return expression as InvocationExpressionSyntax;
            }
        }
    }
}
