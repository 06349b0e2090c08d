using IrqAnalyzers.Domains;
using IrqAnalyzers.Roslyn;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Transfer;

/// <summary>Which code a call of a virtual or an interface method runs, where the type of the receiver tells.</summary>
internal sealed partial class FlowPass
{
    // What an expression creates is of that very type.
    private readonly Dictionary<int, ITypeSymbol> exactTypes = new();

    /// <summary>The method that a virtual call runs; <see langword="null"/> if it may be one of several, or one without a body here.</summary>
    private IMethodSymbol? Target(IMethodSymbol method, IOperation? instance, Value? receiver)
    {
        if (TypeOf(instance, receiver, out var isExact) is not INamedTypeSymbol type) return null;
        var target = method.ContainingType.TypeKind == TypeKind.Interface && type.TypeKind != TypeKind.Interface
            ? type.FindImplementationForInterfaceMember(method.ConstructedFrom) as IMethodSymbol
            : Override(type, method.OriginalDefinition);
        if (target is null || target.IsAbstract || !(program.MayHaveBody(target.OriginalDefinition) || contracts.Of(target).HasFacts)) return null;
        return isExact || type.IsSealed || type.IsValueType || target.IsSealed || !(target.IsVirtual || target.IsOverride) ? target : null;
    }

    /// <summary>The method that a virtual call runs because no other is written; <paramref name="isOpen"/> tells whether other assemblies can have more.</summary>
    private IMethodSymbol? OnlyImplementation(IMethodSymbol method, bool isOpen) =>
        method.MethodKind is MethodKind.Ordinary or MethodKind.PropertyGet or MethodKind.PropertySet
        && program.Implementations.Of(method) is { Count: 1 } implementations && program.Implementations.MayBeElsewhere(method) == isOpen
        && program.MayHaveBody(implementations[0]) && !contracts.Of(implementations[0]).HasFacts && IsOfSameTypes(method, implementations[0])
            ? implementations[0]
            : null;

    // A generic interface may be implemented for other types than those it is called with.
    private static bool IsOfSameTypes(IMethodSymbol method, IMethodSymbol implementation)
    {
        if (!method.ContainingType.IsGenericType) return true;
        for (var index = 0; index < method.Parameters.Length; index++)
        {
            var type = implementation.Parameters[index].Type;
            if (type.TypeKind != TypeKind.TypeParameter && !SymbolEqualityComparer.Default.Equals(type, method.Parameters[index].Type)) return false;
        }

        return true;
    }

    /// <summary>Whether code is gone through that runs because no other is written: of what needs a circumstance besides nothing is said.</summary>
    private bool isLikely;

    private Value CallOnly(IOperation site, IMethodSymbol only, IOperation? instance, Value? receiver, Value[] arguments, IOperation?[] operands)
    {
        var wasLikely = isLikely;
        isLikely = true;
        var result = CallToTheEnd(site, only, instance, receiver, arguments, operands, isVirtual: false);
        isLikely = wasLikely;
        return result;
    }

    /// <summary>
    /// Goes through the only implementation that is written, where other assemblies may have more: what it does wrong is possible. What comes
    /// after the call is unknown all the same.
    /// </summary>
    private void CheckLikely(IOperation site, IMethodSymbol method, IOperation? instance, Value? receiver, Value[] arguments, IOperation?[] operands)
    {
        if (OnlyImplementation(method, isOpen: true) is not { } likely || Summarize(likely) is not { Requirements.Count: > 0 } summary) return;
        var before = state;
        state = before.Clone();
        var was = (isOneOfSeveral, isLikely);
        (isOneOfSeveral, isLikely) = (true, true);
        Apply(site, likely, summary, instance, receiver, arguments, operands);
        (isOneOfSeveral, isLikely) = was;
        state = before;
        handedBack = null;
    }

    private ITypeSymbol? TypeOf(IOperation? instance, Value? receiver, out bool isExact)
    {
        isExact = receiver is { Single: >= 0 and var single } && exactTypes.TryGetValue(single, out _);
        if (isExact) return exactTypes[receiver!.Single];
        return instance is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } ? body.Receiver : Unconverted(instance)?.Type;
    }

    private static IOperation? Unconverted(IOperation? operation)
    {
        while (operation is IConversionOperation { OperatorMethod: null, Conversion.IsImplicit: true } conversion) operation = conversion.Operand;
        return operation;
    }

    private static IMethodSymbol? Override(INamedTypeSymbol type, IMethodSymbol method)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            foreach (var member in current.GetMembers(method.Name))
            {
                for (var candidate = member as IMethodSymbol; candidate is not null; candidate = candidate.OverriddenMethod)
                {
                    if (SymbolEqualityComparer.Default.Equals(candidate.OriginalDefinition, method)) return (IMethodSymbol)member;
                }
            }
        }

        return null;
    }

    /// <summary>Whether a method that others declare may run code of the receiver's type, which knows the DSL.</summary>
    private bool MayRunOwnCode(IMethodSymbol method, IOperation? instance) =>
        method.ContainingType.SpecialType != SpecialType.System_Object
        && Unconverted(instance)?.Type is { TypeKind: not TypeKind.Array } type
        && !contracts.Known.IsDsl(type) && !program.IsForeign(type.ContainingAssembly);

    /// <summary>Whether a finally region does nothing that matters, as that of a loop that disposes of its enumerator.</summary>
    private bool IsIrrelevant(ControlFlowRegion region)
    {
        if (irrelevant.TryGetValue(region, out var known)) return known;
        known = true;
        for (var ordinal = region.FirstBlockOrdinal; known && ordinal <= region.LastBlockOrdinal; ordinal++)
        {
            var candidate = body.Graph.Blocks[ordinal];
            foreach (var operation in candidate.Operations) known &= IsInert(operation);
            if (candidate.BranchValue is { } value) known &= IsInert(value);
        }

        irrelevant.Add(region, known);
        return known;
    }

    private bool IsInert(IOperation operation)
    {
        foreach (var inner in operation.DescendantsAndSelf())
        {
            var isInert = inner switch
            {
                IInvocationOperation { TargetMethod: { MethodKind: not MethodKind.DelegateInvoke } method } call =>
                    program.IsForeign(method.ContainingAssembly) && !(call.IsVirtual && MayRunOwnCode(method, call.Instance)),
                IConversionOperation { OperatorMethod: null } or IExpressionStatementOperation or IArgumentOperation or IIsNullOperation => true,
                ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation or IInstanceReferenceOperation or ILiteralOperation => true,
                IFlowCaptureOperation or IFlowCaptureReferenceOperation => true,
                _ => false,
            };
            if (!isInert) return false;
        }

        return true;
    }

    private readonly Dictionary<ControlFlowRegion, bool> irrelevant = new();
}
