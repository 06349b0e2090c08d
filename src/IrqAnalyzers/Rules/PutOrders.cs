using IrqAnalyzers.Contracts;
using IrqAnalyzers.Program;
using IrqAnalyzers.Roslyn;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Rules;

/// <summary>
/// How what a call puts down will run: from the end of a stack, from the start of a list, level by level where a collection has a list for each level.
/// </summary>
internal sealed class PutOrders(ProgramFacts program, Lazy<bool?> runner, CancellationToken cancellation)
{
    private const int Deepest = 1;

    /// <summary>The order of what an argument puts down; <see langword="null"/> if the call puts down nothing, or it is not known.</summary>
    public PutOrder? Of(IInvocationOperation call, IArgumentOperation given)
    {
        var called = call.TargetMethod;
        if (!program.IsForeign(called.ContainingAssembly))
            return program.IsOwn(called) && given.Parameter is { } parameter ? OfOwn(parameter.OriginalDefinition, 0) : null;
        return call.Instance is { } collection && (ContractTable.IsCollection(called.ContainingType) || called.ContainingType.Name == "PriorityQueue")
            ? OfForeign(call, KindTests.Unwrapped(collection)) : null;
    }

    private PutOrder? OfForeign(IInvocationOperation put, IOperation collection)
    {
        var called = put.TargetMethod;
        if (called is { ContainingType.Name: "PriorityQueue" or "SortedList" or "SortedDictionary", Parameters.Length: 2, Name: "Enqueue" or "Add" })
            return new(false, called.Name == "Enqueue" ? 1 : 0);
        if (called.Name == "Push") return new(true);
        if (called.Name == "Enqueue") return new(false);
        if (called.Name is not ("Add" or "AddLast")) return null;
        var isReversed = collection switch
        {
            IFieldReferenceOperation { Field: { DeclaredAccessibility: Accessibility.Private } field } => DirectionOf(field),
            ILocalReferenceOperation => runner.Value,
            _ => null,
        };
        return isReversed is { } known ? new(known) : null;
    }

    // A method of the project that puts down what it is given, or a lambda that calls it.
    private PutOrder? OfOwn(IParameterSymbol given, int nesting)
    {
        if (nesting > Deepest || given.ContainingSymbol is not IMethodSymbol putting) return null;
        if (program.BodyOf(putting, cancellation) is not { Graph.OriginalOperation: var body }) return null;
        foreach (var operation in body.Descendants())
        {
            if (operation is not IInvocationOperation put || Placement.MayBeRepeated(put) || ArgumentWith(put, given) is not { } argument) continue;
            if (!program.IsForeign(put.TargetMethod.ContainingAssembly))
            {
                if (!program.IsOwn(put.TargetMethod) || argument.Parameter is not { } next) continue;
                if (OfOwn(next.OriginalDefinition, nesting + 1) is { } inner) return HandedOn(inner, put, putting);
                continue;
            }

            if (put.Instance is not { } collection) continue;
            if (put.TargetMethod.Name is "Add" or "AddLast" or "Enqueue" && KeyOf(collection, putting, body) is { } level)
                return AreLevelsInOrder(putting.ContainingType) ? new(false, level.Ordinal) : null;
            if (OfForeign(put, KindTests.Unwrapped(collection)) is { } order) return HandedOn(order, put, putting);
        }

        return null;
    }

    // Which of its own parameters a method passes on as the level.
    private static PutOrder? HandedOn(PutOrder order, IInvocationOperation put, IMethodSymbol putting)
    {
        if (order.Key < 0) return order;
        return ArgumentOf(put, order.Key) is { } value && ParameterIn(value, putting) is { } key ? new(order.IsReversed, key.Ordinal) : null;
    }

    /// <summary>What a call gives for a parameter.</summary>
    public static IOperation? ArgumentOf(IInvocationOperation call, int parameter)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter?.Ordinal == parameter) return argument.Value;
        }

        return null;
    }

    // What says under which level a list is found, in a collection whose lists run level by level.
    private static IParameterSymbol? KeyOf(IOperation list, IMethodSymbol putting, IOperation body)
    {
        list = KindTests.Unwrapped(list);
        if (ElementAccess.Of(list) is ({ }, { } by)) return ParameterIn(by, putting);
        if (list is not ILocalReferenceOperation { Local: var local }) return null;
        foreach (var operation in body.Descendants())
        {
            switch (operation)
            {
                case IVariableDeclaratorOperation { Symbol: var declared, Initializer.Value: var initial }
                    when SymbolEqualityComparer.Default.Equals(declared, local) && ElementAccess.Of(initial) is ({ }, { } place):
                    return ParameterIn(place, putting);
                case IInvocationOperation { TargetMethod.Name: "TryGetValue", Arguments: { Length: 2 } asked } when Names(asked[1].Value, local):
                    return ParameterIn(asked[0].Value, putting);
            }
        }

        return null;
    }

    private static bool Names(IOperation value, ILocalSymbol local) =>
        KindTests.Is(value is IDeclarationExpressionOperation declaration ? declaration.Expression : value, local);

    private static IParameterSymbol? ParameterIn(IOperation value, IMethodSymbol putting) =>
        KindTests.Unwrapped(value) is IParameterReferenceOperation { Parameter: var parameter }
        && SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, putting) ? parameter : null;

    private static IArgumentOperation? ArgumentWith(IInvocationOperation put, IParameterSymbol given)
    {
        foreach (var argument in put.Arguments)
        {
            foreach (var operation in argument.Value.DescendantsAndSelf())
            {
                if (operation is IParameterReferenceOperation { Parameter: var parameter } && SymbolEqualityComparer.Default.Equals(parameter, given))
                    return argument;
            }
        }

        return null;
    }

    // Whether a type has a loop over levels around one that runs what is at a level, and goes up.
    private bool AreLevelsInOrder(INamedTypeSymbol type)
    {
        foreach (var declaration in type.DeclaringSyntaxReferences)
        {
            var text = declaration.GetSyntax(cancellation);
            foreach (var node in text.DescendantNodes())
            {
                if (node is not CommonForEachStatementSyntax loop || !StepRunners.RunsElements(loop)) continue;
                if (loop.Expression.ToString().Contains("SelectMany(")) return !StepRunners.IsBackwards(loop);
                if (LoopAround(loop) is { } around) return GoesUp(around);
                if (loop.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { } method && LoopWithCall(text, method.Identifier.ValueText) is { } calling)
                    return GoesUp(calling);
            }
        }

        return false;
    }

    private static StatementSyntax? LoopAround(SyntaxNode inner)
    {
        for (var node = inner.Parent; node is not null and not MemberDeclarationSyntax; node = node.Parent)
        {
            if (node is ForStatementSyntax or CommonForEachStatementSyntax) return (StatementSyntax)node;
        }

        return null;
    }

    private static StatementSyntax? LoopWithCall(SyntaxNode type, string method)
    {
        foreach (var node in type.DescendantNodes())
        {
            if (node is not InvocationExpressionSyntax { Expression: IdentifierNameSyntax name } || name.Identifier.ValueText != method) continue;
            if (LoopAround(node) is { } loop) return loop;
        }

        return null;
    }

    private static bool GoesUp(StatementSyntax loop) => loop switch
    {
        ForStatementSyntax counting => !IsCountedDown(counting),
        CommonForEachStatementSyntax each => !StepRunners.IsBackwards(each) && !each.Expression.ToString().Contains("Descending"),
        _ => false,
    };

    // How the type that has a list runs it: from its end, from its start; unknown if in both ways or in another.
    private bool? DirectionOf(IFieldSymbol list)
    {
        bool? isReversed = null;
        foreach (var declaration in list.ContainingType.DeclaringSyntaxReferences)
        {
            foreach (var node in declaration.GetSyntax(cancellation).DescendantNodes())
            {
                if (node is not IdentifierNameSyntax name || name.Identifier.ValueText != list.Name || WayOf(name) is not { } way) continue;
                if (isReversed is not null && isReversed != way) return null;
                isReversed = way;
            }
        }

        return isReversed;
    }

    private static bool? WayOf(IdentifierNameSyntax list)
    {
        var text = list.FirstAncestorOrSelf<StatementSyntax>() is { } statement && statement is ForStatementSyntax or ForEachStatementSyntax ? statement : null;
        switch (text)
        {
            case ForEachStatementSyntax loop when loop.Expression.Span.Contains(list.Span):
                return loop.Expression.ToString().Contains("Reverse(");
            case ForStatementSyntax loop:
                return IsCountedDown(loop);
        }

        // A linked list is taken apart from one of its ends.
        SyntaxNode whole = list.Parent is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } own ? own : list;
        if (whole.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "First" or "Last" } end && end.Expression == whole)
            return end.FirstAncestorOrSelf<WhileStatementSyntax>() is null ? null : end.Name.Identifier.ValueText == "Last";
        if (list.Parent is not ElementAccessExpressionSyntax { ArgumentList: var index }) return null;
        return index.ToString().Contains("^1") || index.ToString().Contains("Count - 1") ? true : null;
    }

    private static bool IsCountedDown(ForStatementSyntax loop)
    {
        foreach (var step in loop.Incrementors)
        {
            if (step.IsKind(SyntaxKind.PostDecrementExpression) || step.IsKind(SyntaxKind.PreDecrementExpression)) return true;
        }

        return false;
    }
}
