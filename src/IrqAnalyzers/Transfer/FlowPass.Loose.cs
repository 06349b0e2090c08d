using IrqAnalyzers.Domains;
using IrqAnalyzers.Program;
using IrqAnalyzers.Solver;
using IrqAnalyzers.Summaries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Transfer;

/// <summary>
/// Flags and numbers that somebody else may assign at any time: code that has been handed out, a flow that has been started. What they hold
/// is never known in the body.
/// </summary>
internal sealed partial class FlowPass
{
    private HashSet<ISymbol>? loose;

    private bool IsLoose(ISymbol symbol) => loose is not null && loose.Contains(symbol);

    private void Loosen(ISymbol symbol)
    {
        if (Variable.TypeOf(symbol) is not { } type || !(TestedSymbols.IsScalar(type) || IsFlag(type))) return;
        (loose ??= new(SymbolEqualityComparer.Default)).Add(symbol);
        var variable = table.VariableOf(symbol);
        state.Assign(variable, Value.Unknown);
        if (IsCaptured(symbol)) builder.AddAssigned(variable);
    }

    /// <summary>Code may run at any time: what it assigns of this body's variables is loose from now on.</summary>
    private void Loosen(Summary? summary, ControlFlowGraph? graph, IMethodSymbol owner)
    {
        if (summary is not null)
        {
            foreach (var variable in summary.Assigned)
            {
                if (variable is { IsMember: false, Symbol: { } symbol } && !IsOf(symbol, owner)) Loosen(symbol);
            }

            return;
        }

        if (graph is null) return;
        foreach (var operation in graph.OriginalOperation.DescendantsAndSelf())
        {
            if (operation is ILocalReferenceOperation { Local: var local } && !IsOf(local, owner)) Loosen(local);
            else if (operation is IParameterReferenceOperation { Parameter: var parameter } && !IsOf(parameter, owner)) Loosen(parameter);
        }
    }

    /// <summary>A flow of code in this body has been started: it goes on at any time.</summary>
    private void LoosenStarted(IMethodSymbol method, Value? receiver)
    {
        if (method.MethodKind == MethodKind.LocalFunction) Loosen(Summarize(method), body.LocalFunction(method.OriginalDefinition, cancellation)?.Graph, method);
        if (method.MethodKind != MethodKind.DelegateInvoke || receiver is null) return;
        foreach (var id in receiver.Objects)
        {
            if (table[id].Handle is Callable callable) LoosenCode(callable);
        }
    }

    private void LoosenCode(Callable callable)
    {
        if (callable.Lambda is { } lambda) Loosen(SummarizeLambda(lambda), lambda.Graph, callable.Method);
        else if (callable.Method.MethodKind == MethodKind.LocalFunction) LoosenStarted(callable.Method, null);
    }

    /// <summary>Something is assigned through a reference, and it is not known what.</summary>
    private void ForgetValues()
    {
        for (var id = 0; id < state.ValueCount; id++)
        {
            if (state.ValueOf(table.VariableAt(id)) is { Objects.Length: 0 } && table.VariableAt(id) is { Symbol: not null } variable) state.Assign(variable, Value.Unknown);
        }
    }

    private static bool IsOf(ISymbol symbol, IMethodSymbol owner) => SymbolEqualityComparer.Default.Equals(symbol.ContainingSymbol, owner);

    private static bool IsFlag(ITypeSymbol type) =>
        type.SpecialType == SpecialType.System_Boolean || (IsNullableType(type) && ((INamedTypeSymbol)type).TypeArguments[0].SpecialType == SpecialType.System_Boolean);
}
