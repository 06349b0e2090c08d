using IrqAnalyzers.Domains;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Topology;

/// <summary>Reads the path of a device scope where it is written out: pairs of constants, in whatever makes an immutable array of them.</summary>
internal static class ScopePath
{
    // OperationKind.CollectionExpression, which the compiler that the analyzers are built on does not know yet.
    private const int CollectionExpression = 0x7F;

    /// <summary>Device and function number of each hop, in eight bits; <see langword="null"/> if they are not known.</summary>
    public static List<int>? Read(IOperation argument)
    {
        var operation = Bare(argument);
        switch (operation)
        {
            case IInvocationOperation { TargetMethod: { Name: "Create", IsStatic: true, ContainingType: { Name: "ImmutableArray", Arity: 0 } } } call:
                return Arguments(call);
            default:
                return (int)operation.Kind == CollectionExpression ? Hops(Elements(operation)) : null;
        }
    }

    // What the collection is made with is an argument; the elements come after it.
    private static List<IOperation> Elements(IOperation collection)
    {
        var elements = new List<IOperation>();
        foreach (var child in collection.ChildOperations)
        {
            if (child is not IArgumentOperation) elements.Add(child);
        }

        return elements;
    }

    private static List<int>? Arguments(IInvocationOperation call)
    {
        var hops = new List<IOperation>();
        foreach (var argument in call.Arguments)
        {
            if (Bare(argument.Value) is IArrayCreationOperation array)
            {
                if (array.Initializer is null) return null;
                hops.AddRange(array.Initializer.ElementValues);
            }
            else
            {
                hops.Add(argument.Value);
            }
        }

        return Hops(hops);
    }

    private static List<int>? Hops(List<IOperation> hops)
    {
        var path = new List<int>();
        foreach (var hop in hops)
        {
            if (Bare(hop) is not ITupleOperation { Elements: { Length: 2 } elements }
                || Constant(elements[0]) is not { } device || Constant(elements[1]) is not { } function)
                return null;
            path.Add((device << 3) | function);
        }

        return path.Count == 0 ? null : path;
    }

    private static int? Constant(IOperation operation) =>
        Bare(operation).ConstantValue is { HasValue: true, Value: { } value } ? TopologyValue.Constant(value).Number : null;

    private static IOperation Bare(IOperation operation)
    {
        while (operation is IConversionOperation conversion) operation = conversion.Operand;
        return operation;
    }
}
