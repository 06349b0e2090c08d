using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;
using IrqAnalyzers.Program;
using IrqAnalyzers.Summaries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using static IrqAnalyzers.Transfer.OperationFacts;

namespace IrqAnalyzers.Transfer;

/// <summary>Which code a call of a virtual or an interface method runs, where the type of the receiver tells.</summary>
internal sealed class VirtualCalls(BodyContext context, Heap heap)
{
    private readonly Body body = context.Body;
    private readonly SummaryBuilder builder = context.Builder;
    private readonly ContractTable contracts = context.Contracts;
    private readonly ProgramFacts program = context.Program;
    private readonly ObjectTable table = context.Table;

    /// <summary>The method that a virtual call runs; <see langword="null"/> if it may be one of several, or one without a body here.</summary>
    public IMethodSymbol? Target(IMethodSymbol method, IOperation? instance, Value? receiver)
    {
        if (TypeOf(instance, receiver, out var isExact) is not INamedTypeSymbol type) return null;
        var target = TargetIn(type, method);
        if (target is null || target.IsAbstract || !(program.MayHaveBody(target.OriginalDefinition) || contracts.Of(target).HasFacts)) return null;
        return isExact || type.IsSealed || type.IsValueType || target.IsSealed || !(target.IsVirtual || target.IsOverride) ? target : null;
    }

    /// <summary>The method that a call runs for an object of a type.</summary>
    public static IMethodSymbol? TargetIn(INamedTypeSymbol type, IMethodSymbol method) =>
        method.ContainingType.TypeKind == TypeKind.Interface && type.TypeKind != TypeKind.Interface
            ? type.FindImplementationForInterfaceMember(method.ConstructedFrom) as IMethodSymbol
            : Override(type, method.OriginalDefinition);

    /// <summary>The method that a virtual call runs because no other is written; <paramref name="isOpen"/> tells whether other assemblies can have more.</summary>
    public IMethodSymbol? OnlyImplementation(IMethodSymbol method, bool isOpen) =>
        method.MethodKind is MethodKind.Ordinary or MethodKind.PropertyGet or MethodKind.PropertySet
        && program.Implementations.Of(method) is { Count: 1 } implementations && program.Implementations.MayBeElsewhere(method) == isOpen
        && program.MayHaveBody(implementations[0]) && !contracts.Of(implementations[0]).HasFacts && IsOfSameTypes(method, implementations[0])
            ? implementations[0]
            : null;

    // A generic interface may be implemented for other types than those it is called with.
    public static bool IsOfSameTypes(IMethodSymbol method, IMethodSymbol implementation)
    {
        if (!method.ContainingType.IsGenericType) return true;
        for (var index = 0; index < method.Parameters.Length; index++)
        {
            var type = implementation.Parameters[index].Type;
            if (type.TypeKind != TypeKind.TypeParameter && !SymbolEqualityComparer.Default.Equals(type, method.Parameters[index].Type)) return false;
        }

        return true;
    }

    public ITypeSymbol? TypeOf(IOperation? instance, Value? receiver, out bool isExact)
    {
        var exact = receiver is { Single: >= 0 and var single } ? ExactTypeOf(single) : null;
        isExact = exact is not null;
        return exact ?? (instance is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } ? body.Receiver : Unconverted(instance)?.Type);
    }

    // That of an object that was made here, and of one whose class no other derives from.
    private ITypeSymbol? ExactTypeOf(int id) =>
        heap.ExactTypes.TryGetValue(id, out var exact) ? exact : table[id].Type is INamedTypeSymbol { TypeKind: TypeKind.Class, IsSealed: true } type ? type : null;

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
    public bool MayRunOwnCode(IMethodSymbol method, IOperation? instance) =>
        method.ContainingType.SpecialType != SpecialType.System_Object
        && Unconverted(instance)?.Type is { TypeKind: not TypeKind.Array } type
        && !contracts.Known.IsDsl(type) && !program.IsForeign(type.ContainingAssembly);

    // A method with a single implementation is followed for every class.
    public void NoteDispatch(IMethodSymbol method, IOperation? instance) =>
        builder.DependsOnType |= Unconverted(instance) is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance }
            && program.Implementations.Of(method) is { Count: > 1 };

    public bool IsThis(IMethodSymbol method, Value? receiver) =>
        method.MethodKind is MethodKind.LocalFunction or MethodKind.AnonymousFunction || (receiver?.Single is >= 0 and var single && table[single].Origin == ObjectOrigin.This);

    /// <summary>
    /// The types that the receiver of a call may have: those of the objects that it may be, or else all that inherit the method; <see langword="null"/>
    /// if others may have it too.
    /// </summary>
    public List<INamedTypeSymbol>? TypesOf(CallSite call)
    {
        if (call.Instance is null or IInstanceReferenceOperation || call.Receiver is not { } receiver) return null;
        if (!receiver.MayBeOther && ExactTypesOf(receiver) is { Count: > 1 } types) return types;
        return program.Implementations.MayBeElsewhere(call.Method) ? null : program.Implementations.Running(call.Method);
    }

    /// <summary>The types of the objects that a receiver may be, each once; <see langword="null"/> if the very type of one of them is not known.</summary>
    public List<INamedTypeSymbol>? ExactTypesOf(Value receiver)
    {
        var types = new List<INamedTypeSymbol>();
        foreach (var id in receiver.Objects)
        {
            if (ExactTypeOf(id) is not INamedTypeSymbol type) return null;
            if (!types.Exists(other => SymbolEqualityComparer.Default.Equals(other, type))) types.Add(type);
        }

        return types;
    }

    public INamedTypeSymbol? ExactType(Value? receiver) => receiver is { Single: >= 0 and var single } ? ExactTypeOf(single) as INamedTypeSymbol : null;
}
