using IrqAnalyzers.Program;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Rules;

/// <summary>Loops that call the elements which a method, a property or a field gives: in its type, a base class, or a helper that gets them.</summary>
internal sealed class StepRunners
{
    private readonly ProgramFacts program;
    private readonly CancellationToken cancellation;

    public StepRunners(ProgramFacts program, CancellationToken cancellation)
    {
        this.program = program;
        this.cancellation = cancellation;
    }

    /// <summary>Whether the elements that a member gives are called, and if so, whether backwards.</summary>
    public bool? Of(ISymbol member)
    {
        for (var type = member.ContainingType; type is not null && program.IsOwn(type); type = type.BaseType)
        {
            foreach (var declaration in type.DeclaringSyntaxReferences)
            {
                foreach (var node in declaration.GetSyntax(cancellation).DescendantNodes())
                {
                    if (node is not SimpleNameSyntax name || name.Identifier.ValueText != member.Name) continue;
                    if (LoopOver(name) is { } loop && RunsElements(loop)) return IsBackwards(loop);
                    if (CallWith(name) is { } call && RunsIn(call, type) is { } isReversed) return isReversed;
                }
            }
        }

        return null;
    }

    /// <summary>Whether a method of the project calls the elements that a parameter is, and if so, whether backwards.</summary>
    public bool? Of(IParameterSymbol parameter)
    {
        if (parameter.ContainingSymbol is not IMethodSymbol { IsAbstract: false, DeclaringSyntaxReferences.Length: 1 } method) return null;
        if (!program.IsOwn(method)) return null;
        foreach (var node in method.DeclaringSyntaxReferences[0].GetSyntax(cancellation).DescendantNodes())
        {
            if (node is IdentifierNameSyntax name && name.Identifier.ValueText == parameter.Name && LoopOver(name) is { } loop && RunsElements(loop))
                return IsBackwards(loop);
        }

        return null;
    }

    /// <summary>
    /// The method of an object that a loop calls, in the type that keeps what a call puts down; <see langword="null"/> if there is none, or it has no body.
    /// </summary>
    public IMethodSymbol? MethodOf(IInvocationOperation put, ITypeSymbol made)
    {
        var keeper = program.IsOwn(put.TargetMethod) ? put.TargetMethod.ContainingType
            : put.Instance is IFieldReferenceOperation { Field.ContainingType: { } type } ? type : null;
        if (keeper is null) return null;
        foreach (var declaration in keeper.DeclaringSyntaxReferences)
        {
            string? taken = null;
            foreach (var node in declaration.GetSyntax(cancellation).DescendantNodes())
            {
                if (node is SingleVariableDesignationSyntax given) taken = given.Identifier.ValueText;
                if (node is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } call || !IsOnElement(access, call, taken)) continue;
                if (Implemented(made, access.Name.Identifier.ValueText) is not { } method) continue;
                return method;
            }
        }

        return null;
    }

    // An element of a loop, what a loop takes out, or what is at a place that it has come to.
    private static bool IsOnElement(MemberAccessExpressionSyntax access, InvocationExpressionSyntax call, string? taken)
    {
        for (SyntaxNode? around = call; around is not null and not MemberDeclarationSyntax; around = around.Parent)
        {
            switch (around)
            {
                case CommonForEachStatementSyntax loop when RootOf(access.Expression) is { } root && IsElement(loop, root):
                case WhileStatementSyntax when taken is not null && RootOf(access.Expression) == taken:
                case ForStatementSyntax when access.Expression is ElementAccessExpressionSyntax:
                    return true;
            }
        }

        return access.Expression is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Pop" or "Dequeue" } };
    }

    private IMethodSymbol? Implemented(ITypeSymbol made, string name)
    {
        for (var type = made; type is not null && program.IsOwn(type); type = type.BaseType)
        {
            foreach (var member in type.GetMembers(name))
            {
                if (member is IMethodSymbol { IsAbstract: false, IsStatic: false, MethodKind: MethodKind.Ordinary, DeclaringSyntaxReferences.Length: 1 } method)
                    return method;
            }
        }

        return null;
    }

    /// <summary>Whether a loop calls its elements, or parts of them.</summary>
    public static bool RunsElements(CommonForEachStatementSyntax loop)
    {
        foreach (var node in loop.Statement.DescendantNodesAndSelf())
        {
            if (node is InvocationExpressionSyntax call && RootOf(call.Expression) is { } root && IsElement(loop, root)) return true;
        }

        return false;
    }

    /// <summary>Whether a loop takes out one piece of code after the other and calls each.</summary>
    public static bool RunsWhatIsTaken(WhileStatementSyntax loop)
    {
        string? taken = null;
        foreach (var node in loop.DescendantNodes())
        {
            if (node is SingleVariableDesignationSyntax given) taken = given.Identifier.ValueText;
            if (node is VariableDeclaratorSyntax { Initializer.Value: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name: var way } } } local
                && way.Identifier.ValueText is "Pop" or "Dequeue")
                taken = local.Identifier.ValueText;
            if (node is not InvocationExpressionSyntax call) continue;
            if (call.Expression is InvocationExpressionSyntax) return true;
            if (taken is not null && RootOf(call.Expression) == taken) return true;
        }

        return false;
    }

    /// <summary>Whether a method has a loop that calls what it goes over or takes out.</summary>
    public static bool RunsSteps(SyntaxNode method)
    {
        foreach (var node in method.DescendantNodes())
        {
            if (node is CommonForEachStatementSyntax loop && RunsElements(loop)) return true;
            if (node is WhileStatementSyntax draining && RunsWhatIsTaken(draining)) return true;
            if (node is ForStatementSyntax counting && RunsPlaces(counting)) return true;
        }

        return false;
    }

    private static bool RunsPlaces(ForStatementSyntax loop)
    {
        foreach (var node in loop.Statement.DescendantNodesAndSelf())
        {
            if (node is InvocationExpressionSyntax { Expression: ElementAccessExpressionSyntax }) return true;
        }

        return false;
    }

    /// <summary>Whether a loop takes its elements from the last to the first.</summary>
    public static bool IsBackwards(CommonForEachStatementSyntax loop) => loop.Expression.ToString().Contains("Reverse(");

    /// <summary>The loop that goes over what a name stands for, or over a query of it.</summary>
    public static CommonForEachStatementSyntax? LoopOver(SimpleNameSyntax name)
    {
        for (SyntaxNode current = name; current.Parent is { } around; current = around)
        {
            switch (around)
            {
                case CommonForEachStatementSyntax loop:
                    return loop.Expression == current ? loop : null;
                case MemberAccessExpressionSyntax access when current == access.Name && access.Expression is not ThisExpressionSyntax:
                case not (MemberAccessExpressionSyntax or InvocationExpressionSyntax):
                    return null;
            }
        }

        return null;
    }

    // The call that is handed what a name stands for.
    private static InvocationExpressionSyntax? CallWith(SimpleNameSyntax name)
    {
        SyntaxNode given = name;
        while (given.Parent is InvocationExpressionSyntax or MemberAccessExpressionSyntax) given = given.Parent;
        return given.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } ? call : null;
    }

    private bool? RunsIn(InvocationExpressionSyntax call, INamedTypeSymbol type)
    {
        if (call.FirstAncestorOrSelf<BaseMethodDeclarationSyntax>() is not MethodDeclarationSyntax around) return null;
        foreach (var member in type.GetMembers(around.Identifier.ValueText))
        {
            if (member is not IMethodSymbol { DeclaringSyntaxReferences.Length: 1 } caller || caller.DeclaringSyntaxReferences[0].Span != around.Span) continue;
            if (program.OperationOf(caller, cancellation) is not { } body) continue;
            foreach (var operation in body.Descendants())
            {
                if (operation is not IInvocationOperation made || made.Syntax != call) continue;
                foreach (var argument in made.Arguments)
                {
                    if (argument.Parameter is { } parameter && Of(parameter.OriginalDefinition) is { } isReversed) return isReversed;
                }
            }
        }

        return null;
    }

    private static bool IsElement(CommonForEachStatementSyntax loop, string name)
    {
        if (loop is ForEachStatementSyntax single) return single.Identifier.ValueText == name;
        foreach (var node in ((ForEachVariableStatementSyntax)loop).Variable.DescendantNodes())
        {
            if (node is SingleVariableDesignationSyntax part && part.Identifier.ValueText == name) return true;
        }

        return false;
    }

    private static string? RootOf(ExpressionSyntax expression) => expression switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => RootOf(access.Expression),
        _ => null,
    };
}
