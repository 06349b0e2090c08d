using IrqAnalyzers.Roslyn;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Program;

/// <summary>A method that only asks a collection of its object for what it is given, as <c>bool Enter(Bdf address) => seen.Add(address)</c> does.</summary>
internal sealed class ForwardedLookUp
{
    private ForwardedLookUp(int key, bool isAdding, bool isNegated)
    {
        Key = key;
        IsAdding = isAdding;
        IsNegated = isNegated;
    }

    /// <summary>The parameter that is looked up.</summary>
    public int Key { get; }

    /// <summary>Whether the answer says that it was not there before.</summary>
    public bool IsAdding { get; }

    /// <summary>Whether the method answers the opposite.</summary>
    public bool IsNegated { get; }

    /// <summary>Reads a method; <see langword="null"/> if it does anything else.</summary>
    public static ForwardedLookUp? Of(IMethodSymbol method, ProgramFacts program, CancellationToken cancellation)
    {
        if (method is not { ReturnType.SpecialType: SpecialType.System_Boolean, IsVirtual: false, IsOverride: false, IsAbstract: false, IsAsync: false } || !program.HasBody(method)) return null;
        if (OperationShape.BlockOf(program.OperationOf(method, cancellation)) is not { Operations: { Length: 1 } only }) return null;
        if (only[0] is not IReturnOperation { ReturnedValue: { } answer }) return null;
        var isNegated = false;
        while (KindTests.Unwrapped(answer) is IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, Operand: var negated }) (answer, isNegated) = (negated, !isNegated);
        if (KindTests.Unwrapped(answer) is not IInvocationOperation { Instance: IMemberReferenceOperation, TargetMethod: var asked, Arguments: { Length: > 0 } arguments }) return null;
        if (asked.Name is not ("Add" or "TryAdd" or "Contains" or "ContainsKey" or "Remove") || !program.IsForeign(asked.ContainingAssembly)) return null;
        return KindTests.Unwrapped(arguments[0].Value) is IParameterReferenceOperation { Parameter: { RefKind: RefKind.None } key } && SymbolEqualityComparer.Default.Equals(key.ContainingSymbol, method)
            ? new(key.Ordinal, asked.Name is "Add" or "TryAdd", isNegated)
            : null;
    }
}
