using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Topology;

/// <summary>What is to be known of a body before it is followed.</summary>
internal sealed class BodyNotes
{
    private readonly HashSet<ISymbol> captured = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ISymbol> unstable = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<IMethodSymbol, ILocalFunctionOperation> locals = new(SymbolEqualityComparer.Default);

    public BodyNotes(IOperation root)
    {
        Root = root;
        foreach (var operation in root.Descendants())
        {
            switch (operation)
            {
                case IBranchOperation { BranchKind: BranchKind.GoTo } or ILabeledOperation:
                    HasJumps = true;
                    break;
                case ILocalFunctionOperation local:
                    locals[local.Symbol] = local;
                    break;
            }

            IsPeculiar |= IsOdd(operation);
            if (References.Variable(operation) is { } symbol && References.IsAliased(operation)) unstable.Add(symbol);
        }

        RemoveHanded(root);
        foreach (var operation in root.Descendants())
        {
            if (IsHanded(operation) && !(operation is IAnonymousFunctionOperation lambda && Projections.IsRunAtOnce(lambda))) NoteCaptures(operation);
        }
    }

    public IOperation Root { get; }

    /// <summary>Whether it jumps where no statement leads.</summary>
    public bool HasJumps { get; }

    /// <summary>Whether a call does not run it from its start to a return and no further.</summary>
    public bool IsPeculiar { get; }

    /// <summary>Variables that code uses which may run at any time.</summary>
    public IReadOnlyCollection<ISymbol> Captured => captured;

    /// <summary>Variables whose value may change at any time.</summary>
    public IReadOnlyCollection<ISymbol> Unstable => unstable;

    /// <summary>Local functions that run where they are called, and nowhere else.</summary>
    public IReadOnlyDictionary<IMethodSymbol, ILocalFunctionOperation> Locals => locals;

    /// <summary>Whether a body with an operation runs when the next element is requested, or goes on after a return.</summary>
    public static bool IsOdd(IOperation operation) =>
        operation is IReturnOperation { Kind: OperationKind.YieldReturn or OperationKind.YieldBreak } or ITryOperation { Finally: not null };

    // A local function that is handed on, or that such code calls, may run at any time.
    private void RemoveHanded(IOperation root)
    {
        if (locals.Count == 0) return;
        bool removed;
        do
        {
            removed = false;
            foreach (var operation in root.Descendants())
            {
                var named = operation switch
                {
                    IMethodReferenceOperation { Method: var method } => method,
                    IInvocationOperation { TargetMethod: { MethodKind: MethodKind.LocalFunction } method } when IsInHanded(operation) => method,
                    _ => null,
                };
                if (named is not null) removed |= locals.Remove(named.OriginalDefinition);
            }
        }
        while (removed);
    }

    private bool IsInHanded(IOperation operation)
    {
        for (var around = operation.Parent; around is not null; around = around.Parent)
        {
            if (IsHanded(around)) return true;
        }

        return false;
    }

    private bool IsHanded(IOperation function) =>
        function is IAnonymousFunctionOperation || (function is ILocalFunctionOperation local && !locals.ContainsKey(local.Symbol));

    private void NoteCaptures(IOperation function)
    {
        foreach (var operation in function.Descendants())
        {
            if (References.Variable(operation) is not { } symbol || References.IsWithin(symbol, function)) continue;
            captured.Add(symbol);
            if (References.IsWritten(operation)) unstable.Add(symbol);
        }
    }
}
