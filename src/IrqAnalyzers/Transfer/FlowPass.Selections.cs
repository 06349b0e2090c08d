using IrqAnalyzers.Checks;
using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;
using IrqAnalyzers.Roslyn;
using IrqAnalyzers.Rules;
using IrqAnalyzers.Solver;
using IrqAnalyzers.Summaries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Transfer;

/// <summary>
/// Arguments that select what a callee does: a flag, a mode, nothing instead of an object. The callee is gone over once more for what is
/// known of them; so is one that is called where the system starts, if it demands something of what it finds. One that calls itself is not.
/// </summary>
internal sealed partial class FlowPass
{
    /// <summary>Parameters beyond the first that select are taken for unknown: each multiplies the ways in which a method can be gone over.</summary>
    private const int MaximumSelecting = 3;

    private bool IsOwn(ISymbol symbol) =>
        symbol is IParameterSymbol parameter && body.Method is { } method && SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, method);

    /// <summary>Whether others than the body may know, or change, what a variable holds.</summary>
    private bool IsOthers(Variable variable) =>
        variable.Symbol is { } symbol && (variable.IsMember || symbol is IParameterSymbol || !SymbolEqualityComparer.Default.Equals(symbol.ContainingSymbol, body.Method));

    private void NoteConsulted(Value value)
    {
        if (value.Scalar is { Source: >= 0 and var source } && table.VariableAt(source).Symbol is { } symbol) NoteConsulted(symbol);
    }

    private void NoteConsulted(ISymbol symbol)
    {
        if (IsOwn(symbol)) builder.AddSelecting((IParameterSymbol)symbol);
    }

    // An error code in what is given back is a test of the caller's, as one that is given back plainly.
    private void NoteGivenBack(IOperation made, IReadOnlyList<IOperation?> contents)
    {
        var given = made;
        while (given.Parent is IConversionOperation) given = given.Parent;
        if (!ReferenceEquals(given, block.BranchValue) || !Returns(block)) return;
        foreach (var content in contents)
        {
            if (content is IParameterReferenceOperation { Parameter: var parameter } && parameter.Type.SpecialType != SpecialType.System_String && TestedSymbols.IsScalar(parameter.Type))
                NoteConsulted(parameter);
        }
    }

    private void NoteTestedInOtherWays()
    {
        if (body.Method is not { } method) return;
        foreach (var parameter in method.Parameters)
        {
            if (tested.IsTestedInOtherWays(parameter)) NoteConsulted(parameter);
        }
    }

    /// <summary>What a callee does with these arguments. The state may be dead afterwards: they cannot be so.</summary>
    private Summary Select(Summary general, IOperation site, IMethodSymbol method, Value? receiver, Value[] arguments, IOperation?[] operands)
    {
        if (general.Body is not { } callee) return general;
        Value?[]? known = null;
        var count = 0;
        for (var ordinal = 0; ordinal < arguments.Length && count < MaximumSelecting; ordinal++)
        {
            if ((general.Selecting & (1UL << ordinal)) == 0) continue;
            count++;
            if (ordinal < operands.Length && operands[ordinal] is { } operand) NoteHandedOn(operand);
            if (KnownOf(arguments[ordinal]) is { } fixedTo) (known ??= new Value?[arguments.Length])[ordinal] = fixedTo;
            if (state.IsDead) return general;
        }

        var start = general.DependsOnStart ? SinceStart() : null;
        var type = general.DependsOnType ? ExactType(receiver) : null;
        if (known is null && start is null && type is null) return general;
        var selected = general.SelectedBy(new(known ?? Array.Empty<Value?>(), start, type: type), selection => Run(summaries, callee, depth - 1, calls, selection));
        if (selected is not { Summary: { } summary, IsFinal: true } || selected.Height >= depth) return general;
        if (type is not null) builder.AddOrigins(selected);
        if (start is not null) ReportAtStart(general, selected, site, method);
        return summary;
    }

    // Something is demanded of an object that this body finds: nothing has been done to it if the system is starting.
    private void NoteStart(Requirement requirement, AbstractObject subject) =>
        builder.DependsOnStart |= requirement.Kind == RequirementKind.AnyOf && subject is { Origin: ObjectOrigin.Site or ObjectOrigin.Older, IsNew: false, Handle: null };

    /// <summary>The facts that may have been established since the system started; <see langword="null"/> if it is not known to be starting.</summary>
    private FactMask? SinceStart() => isAtStart && state.Elsewhere != FactMask.All ? state.Elsewhere : null;

    // What is wrong in a callee only because the system is starting is wrong where the system starts it.
    private void ReportAtStart(Summary general, BodyResult selected, IOperation site, IMethodSymbol method)
    {
        if (isCompleting || selected.Findings.Count == 0) return;
        foreach (var found in selected.Findings)
        {
            if (found.Leaves || IsAmong(general.Found, found) || !IsTold()) continue;
            Report(
                found.Requirement, site.Syntax, found.Key, found.Subject, leaves: false,
                found.IsDefinite && !IsUnsure, found.Class, found.ClassIsStatic, found.Operation ?? found.Location);
            findings.Explain(found.Requirement, site.Syntax.GetLocation(), found.Key, body.Method?.Name, found.IsMetSomewhere, found.Helper ?? method.Name, found.Held);
        }
    }

    private static bool IsAmong(IReadOnlyList<Finding> known, Finding finding)
    {
        foreach (var other in known)
        {
            if (other.Key == finding.Key && other.Location == finding.Location) return true;
        }

        return false;
    }

    // What is handed on selects here what it selects there.
    private void NoteHandedOn(IOperation operand)
    {
        while (operand is IConversionOperation { OperatorMethod: null } conversion) operand = conversion.Operand;
        if (operand is IParameterReferenceOperation { Parameter: var parameter }) NoteConsulted(parameter);
    }

    /// <summary>What is known of an argument. If it is the outcome of a test, both outcomes are gone through, one after the other.</summary>
    private Value? KnownOf(Value argument)
    {
        if (argument.Boolean != Tri.Unknown) return Value.OfBoolean(argument.Boolean == Tri.True);
        if (argument.IsNull == Tri.True) return Value.Nothing;
        if (ScalarOf(argument) is { IsBounded: true } scalar) return Value.OfScalar(scalar.From(-1)).WithNull(argument.IsNull);
        if (argument.Truth is { IsPassing: false } truth) return Decide(truth) is { } outcome ? Value.OfBoolean(outcome) : null;
        if (argument.IsNull == Tri.False) return Value.NotNull;
        if (argument.Nullness is { IsPassing: false } nullness) return Decide(nullness) is { } isNull ? isNull ? Value.Nothing : Value.NotNull : null;
        return null;
    }

    /// <summary>Takes one outcome of a test, and the other when the block is gone through again; <see langword="null"/> if there are too many.</summary>
    private bool? Decide(Condition condition)
    {
        var choice = choices.Choose(2);
        if (choice < 0) return null;
        var outcome = choice == 0;
        if (!condition.SpeaksOfObject) state.DependsOnFlags |= IsOthers(table.VariableAt(condition.Target));
        if (!Refine(state, condition, outcome)) state.IsDead = true;
        return outcome;
    }
}
