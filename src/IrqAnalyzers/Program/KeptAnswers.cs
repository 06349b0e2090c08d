using IrqAnalyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IrqAnalyzers.Program;

/// <summary>
/// Members that keep what the model has answered, as whether remapping is on. Where such a member is tested, what the answer rules out is not seen.
/// </summary>
internal static class KeptAnswers
{
    // A helper asks another, or asks into a local.
    private const int MaximumNesting = 2;

    /// <summary>Whether what is assigned at a place, or that it is assigned, depends on an answer of the model.</summary>
    public static bool Keeps(IdentifierNameSyntax place, SemanticModel model, ContractTable contracts, CancellationToken cancellation)
    {
        if (AssignedNames.AssignmentOf(place) is not { } assignment) return false;
        if (Asks(assignment.Right)) return true;
        for (SyntaxNode node = assignment; node.Parent is { } around and not MemberDeclarationSyntax; node = around)
        {
            if (around is BlockSyntax block && LeavesBefore(block, node)) return true;
            if (ConditionOf(around) is { } condition && condition != node && Asks(condition)) return true;
        }

        return false;

        // A statement before may have left on an answer.
        bool LeavesBefore(BlockSyntax block, SyntaxNode assigning)
        {
            foreach (var statement in block.Statements)
            {
                if (statement == assigning) return false;
                if (statement is IfStatementSyntax { Condition: var condition } branch && Leaves(branch.Statement) && Asks(condition)) return true;
            }

            return false;
        }

        bool Asks(SyntaxNode asking) => KeptAnswers.Asks(asking, model, contracts, cancellation);
    }

    /// <summary>Whether an expression asks the model for something that rules out paths, itself or by a local or a method of the project.</summary>
    public static bool Asks(SyntaxNode asking, SemanticModel model, ContractTable contracts, CancellationToken cancellation) =>
        Asks(asking, model, contracts, MaximumNesting, cancellation);

    private static bool Asks(SyntaxNode asking, SemanticModel model, ContractTable contracts, int depth, CancellationToken cancellation)
    {
        // What an operation is handed decides what it does, and not what its answer is about.
        foreach (var node in asking.DescendantNodesAndSelf(static inner => inner is not ArgumentSyntax { Parent: not TupleExpressionSyntax, Expression: not AnonymousFunctionExpressionSyntax }))
        {
            if (node is not SimpleNameSyntax name || model.GetSymbolInfo(name, cancellation).Symbol is not { } asked) continue;
            if (contracts.Known.IsDsl(asked) ? Answers(asked, contracts) : depth > 0 && SourceOf(asked, asking.SyntaxTree, cancellation) is { } source && Asks(source, model, contracts, depth - 1, cancellation)) return true;
        }

        return false;
    }

    // What a local is declared to be, or what a method or a property does that tells yes or no.
    private static SyntaxNode? SourceOf(ISymbol asked, SyntaxTree tree, CancellationToken cancellation)
    {
        if (asked.DeclaringSyntaxReferences.Length != 1 || asked.DeclaringSyntaxReferences[0].SyntaxTree != tree) return null;
        var declaration = asked.DeclaringSyntaxReferences[0].GetSyntax(cancellation);
        return asked switch
        {
            ILocalSymbol => (declaration as VariableDeclaratorSyntax)?.Initializer?.Value,
            IMethodSymbol { ReturnType.SpecialType: SpecialType.System_Boolean } or IPropertySymbol { Type.SpecialType: SpecialType.System_Boolean } => declaration,
            _ => null,
        };
    }

    private static bool Answers(ISymbol asked, ContractTable contracts) => asked switch
    {
        IPropertySymbol property => property.Type.SpecialType == SpecialType.System_Boolean || contracts.Of(property).HarmlessIf is not null,
        IMethodSymbol method => method.ReturnType.SpecialType == SpecialType.System_Boolean,
        _ => false,
    };

    private static ExpressionSyntax? ConditionOf(SyntaxNode node) => node switch
    {
        IfStatementSyntax branch => branch.Condition,
        SwitchStatementSyntax several => several.Expression,
        WhileStatementSyntax loop => loop.Condition,
        _ => null,
    };

    private static bool Leaves(StatementSyntax statement) => statement switch
    {
        ReturnStatementSyntax or ThrowStatementSyntax or ContinueStatementSyntax or BreakStatementSyntax => true,
        BlockSyntax { Statements: { Count: > 0 } statements } => Leaves(statements[statements.Count - 1]),
        _ => false,
    };
}
