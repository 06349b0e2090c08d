using System.Collections.Concurrent;
using IrqAnalyzers.Domains;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IrqAnalyzers.Program;

/// <summary>
/// The constants that a parameter of a private method can hold, where all callers are known and each passes a constant. A branch for another constant is
/// never taken.
/// </summary>
internal sealed class GivenConstants
{
    // A helper passes on its own argument.
    private const int MaximumNesting = 4;

    private readonly Callers callers;
    private readonly Creations models;
    private readonly ConcurrentDictionary<IParameterSymbol, Value?> known = new(SymbolEqualityComparer.Default);

    public GivenConstants(Callers callers, Creations models)
    {
        this.callers = callers;
        this.models = models;
    }

    /// <summary>What a parameter can hold at entry; <see langword="null"/> if not all callers are known, or one passes what is no constant.</summary>
    /// <param name="parameter">A parameter of a private method whose type has constants.</param>
    /// <param name="cancellation">Ends the search early.</param>
    public Value? Of(IParameterSymbol parameter, CancellationToken cancellation)
    {
        parameter = parameter.OriginalDefinition;
        if (known.TryGetValue(parameter, out var found)) return found;
        found = Passed(parameter, nesting: 0, cancellation, out var constants) ? constants : null;
        return known.GetOrAdd(parameter, found);
    }

    // False if one of them is no constant.
    private bool Passed(IParameterSymbol parameter, int nesting, CancellationToken cancellation, out Value? constants)
    {
        constants = null;
        if (nesting > MaximumNesting || parameter.RefKind != RefKind.None || parameter.IsParams || !SettledMembers.IsValue(parameter.Type)) return false;
        if (parameter.ContainingSymbol is not IMethodSymbol { IsExtensionMethod: false } method) return false;
        if (!PassConstants(method, parameter, nesting: 0, cancellation) || callers.Of(method, cancellation) is not { Count: > 0 } calls) return false;
        foreach (var (caller, call) in calls)
        {
            if (!PassedBy(caller, (InvocationExpressionSyntax)call, parameter, nesting, cancellation, out var passed)) return false;
            if (passed is null) continue;
            constants = constants is null ? passed : constants.Join(passed);
        }

        // A flag that some callers set and others do not is as good as unknown.
        if (constants is null or { Boolean: Tri.Unknown, Scalar: null }) return false;
        if (!constants.IsKnown) constants = constants.WithFree(true);
        return true;
    }

    // Asked of the text before anything is bound. A name with something before its point may be a method of another object.
    private bool PassConstants(IMethodSymbol method, IParameterSymbol parameter, int nesting, CancellationToken cancellation)
    {
        if (IsOverloaded(method)) return true;
        foreach (var name in callers.NamesOf(method, cancellation))
        {
            if (name.Parent is not InvocationExpressionSyntax call || call.Expression != name) continue;
            var argument = Creations.Given(call.ArgumentList, parameter);
            if (!MayBeConstant(argument, parameter)) return false;
            if (argument is not IdentifierNameSyntax variable) continue;
            if (ParameterOf(variable, cancellation) is not { ContainingSymbol: IMethodSymbol caller } handedOn)
            {
                if (IsField(variable, parameter)) return false;
                continue;
            }

            if (nesting == MaximumNesting || !Callers.IsPrivate(caller) || SymbolEqualityComparer.Default.Equals(caller, method)) continue;
            if (!PassConstants(caller, handedOn, nesting + 1, cancellation)) return false;
        }

        return true;
    }

    // The parameter of the method around a name, if it is called so.
    private IParameterSymbol? ParameterOf(IdentifierNameSyntax name, CancellationToken cancellation)
    {
        for (var around = name.Parent; around is not null; around = around.Parent)
        {
            if (around is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax) return null;
            if (around is not MethodDeclarationSyntax method) continue;
            foreach (var parameter in method.ParameterList.Parameters)
            {
                if (parameter.Identifier.ValueText == name.Identifier.ValueText) return models.ModelOf(name.SyntaxTree).GetDeclaredSymbol(parameter, cancellation);
            }

            return null;
        }

        return null;
    }

    private static bool IsOverloaded(IMethodSymbol method)
    {
        foreach (var member in method.ContainingType.GetMembers(method.Name))
        {
            if (!SymbolEqualityComparer.Default.Equals(member, method)) return true;
        }

        return false;
    }

    private static bool MayBeConstant(ExpressionSyntax? argument, IParameterSymbol parameter) => argument switch
    {
        null => parameter.HasExplicitDefaultValue,
        IdentifierNameSyntax name => !IsLocalVariable(name),
        LiteralExpressionSyntax or MemberAccessExpressionSyntax or PrefixUnaryExpressionSyntax => true,
        _ => false,
    };

    private static bool IsField(IdentifierNameSyntax name, IParameterSymbol parameter) =>
        parameter.ContainingType.GetMembers(name.Identifier.ValueText) is { Length: 1 } members && members[0] is IFieldSymbol { IsConst: false } or IPropertySymbol;

    // Declared around the place where it stands.
    private static bool IsLocalVariable(IdentifierNameSyntax name)
    {
        for (var around = name.Parent; around is not null and not MemberDeclarationSyntax; around = around.Parent)
        {
            switch (around)
            {
                case ForStatementSyntax { Declaration: { } counter } when Declares(counter, name):
                case ForEachStatementSyntax { Identifier.ValueText: var element } when element == name.Identifier.ValueText:
                    return true;
                case BlockSyntax block:
                    foreach (var statement in block.Statements)
                    {
                        if (statement is LocalDeclarationStatementSyntax { IsConst: false, Declaration: var declared } && Declares(declared, name)) return true;
                    }

                    break;
            }
        }

        return false;
    }

    private static bool Declares(VariableDeclarationSyntax declaration, IdentifierNameSyntax name)
    {
        foreach (var variable in declaration.Variables)
        {
            if (variable.Identifier.ValueText == name.Identifier.ValueText) return true;
        }

        return false;
    }

    // What comes back around a circle was passed elsewhere, and adds nothing.
    private bool PassedBy(IMethodSymbol caller, InvocationExpressionSyntax call, IParameterSymbol parameter, int nesting, CancellationToken cancellation, out Value? passed)
    {
        passed = null;
        if (Creations.Given(call.ArgumentList, parameter) is not { } argument)
        {
            passed = Constant(parameter.ExplicitDefaultValue);
            return passed is not null;
        }

        var model = models.ModelOf(argument.SyntaxTree);
        if (model.GetConstantValue(argument, cancellation) is { HasValue: true, Value: var constant }) return (passed = Constant(constant)) is not null;
        if (argument is not IdentifierNameSyntax || model.GetSymbolInfo(argument, cancellation).Symbol is not IParameterSymbol handedOn) return false;
        if (!SymbolEqualityComparer.Default.Equals(handedOn.ContainingSymbol, caller) || IsAssigned(handedOn, cancellation)) return false;
        return SymbolEqualityComparer.Default.Equals(handedOn, parameter) || Passed(handedOn, nesting + 1, cancellation, out passed);
    }

    private static Value? Constant(object? constant) => Value.OfConstant(constant) is { IsKnown: true } known ? known : null;

    private static bool IsAssigned(IParameterSymbol parameter, CancellationToken cancellation)
    {
        foreach (var declaration in parameter.ContainingSymbol.DeclaringSyntaxReferences)
        {
            foreach (var place in Assignments.In(declaration.GetSyntax(cancellation), parameter.Name))
            {
                if (place.Parent is not MemberAccessExpressionSyntax) return true;
            }
        }

        return false;
    }
}
