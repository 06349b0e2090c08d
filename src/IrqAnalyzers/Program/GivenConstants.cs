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
        if (parameter.ContainingSymbol is not IMethodSymbol { IsExtensionMethod: false } method || callers.Of(method, cancellation) is not { Count: > 0 } calls) return false;
        foreach (var (_, call) in calls)
        {
            if (!MayPassConstant(call, parameter)) return false;
        }

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

    // Asked of the text before anything is bound.
    private static bool MayPassConstant(SyntaxNode call, IParameterSymbol parameter) => Creations.Given(((InvocationExpressionSyntax)call).ArgumentList, parameter) switch
    {
        null => parameter.HasExplicitDefaultValue,
        LiteralExpressionSyntax or MemberAccessExpressionSyntax or IdentifierNameSyntax or PrefixUnaryExpressionSyntax => true,
        _ => false,
    };

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
