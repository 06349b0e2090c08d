using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Domains;

/// <summary>
/// The sort of an object that leads to other objects: a collection, a tuple, a delegate, a started flow. What it holds at a point is in
/// slots of the state.
/// </summary>
internal abstract class Handle
{
    /// <summary>The slot of a receiver that was bound before the call.</summary>
    public const int Receiver = -1;
}

/// <summary>A call whose effects are not certain until the flow that it returned is awaited.</summary>
internal sealed class StartedFlow : Handle
{
    public StartedFlow(IOperation site, IMethodSymbol method, IOperation? instance, IOperation?[] operands, bool isVirtual)
    {
        Site = site;
        Method = method;
        Instance = instance;
        Operands = operands;
        IsVirtual = isVirtual;
    }

    public IOperation Site { get; }

    public IMethodSymbol Method { get; }

    public IOperation? Instance { get; }

    public IOperation?[] Operands { get; }

    public bool IsVirtual { get; }
}

/// <summary>An array, a list or another collection that this body made and that has not escaped.</summary>
internal sealed class Container : Handle
{
    /// <summary>The slot of what is in it. That it is not null means that all the objects are in it, that it is null that none is.</summary>
    public const int Elements = 0;

    /// <summary>The slot that says that no object is in it twice.</summary>
    public const int Distinct = 1;

    /// <summary>The slot that says that no object was put in twice. Two of them may be the same all the same, if one was not made here.</summary>
    public const int Once = 2;

    /// <summary>The slots of what is at each place, as far as that is known.</summary>
    public const int FirstPlace = 3;

    /// <summary>Places behind that are not told apart.</summary>
    public const int MaximumPlaces = 8;

    /// <summary>The slots of which the one that is true says how many elements there are, each at a place that is known.</summary>
    public const int FirstCount = FirstPlace + MaximumPlaces;

    public Container(ITypeSymbol element, bool mayHoldNull = false)
    {
        Element = element;
        MayHoldNull = mayHoldNull || element.NullableAnnotation == NullableAnnotation.Annotated;
    }

    public ITypeSymbol Element { get; }

    /// <summary>Whether there may be nothing at some places, as in an array that is made before it is filled.</summary>
    public bool MayHoldNull { get; }

    /// <summary>Whether it is made with elements that are no objects: that there are some is known.</summary>
    public bool IsNeverEmpty { get; set; }

    /// <summary>Whether what comes last goes first.</summary>
    public bool IsStack { get; set; }

    /// <summary>Whether it is made of constants alone, as a table of steps or states is.</summary>
    public bool IsOfConstants { get; set; }
}

/// <summary>An enumeration of a container, under way.</summary>
internal sealed class Enumeration : Handle
{
    /// <summary>Whether a loop has a round, though the container is not followed: what is empty is of no interest.</summary>
    public bool HasRound { get; set; }

    /// <summary>The slot of the container.</summary>
    public const int Source = 0;

    /// <summary>
    /// The slot that says how it goes: true if each element in turn is an object of its own, false if the elements are few and all known;
    /// unknown if the container has been changed meanwhile, or nothing is known of the order.
    /// </summary>
    public const int Focus = 1;

    /// <summary>The slot of the object that stands for the elements to come.</summary>
    public const int Rest = 2;

    /// <summary>The slot of the elements that have been given.</summary>
    public const int Visited = 3;

    /// <summary>The slots that say which of few elements have been given.</summary>
    public const int FirstGiven = 4;

    /// <summary>More elements than that are not told apart while they are enumerated.</summary>
    public const int MaximumGiven = 3;

    /// <summary>The same of constants.</summary>
    public const int MaximumConstants = 6;
}

/// <summary>A tuple. Its elements are in slots from 0 on.</summary>
internal sealed class TupleHandle : Handle
{
    public TupleHandle(int count) => Count = count;

    public int Count { get; }
}

/// <summary>Several delegates in one, called one after the other. They are in slots from 0 on.</summary>
internal sealed class Multicast : Handle
{
    public const int Count = 2;
}
