using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Flow;

/// <summary>What an object is that leads to others: whoever has it has them too. What it holds at a point is in slots of the state.</summary>
internal abstract class Handle
{
    /// <summary>The slot of a receiver that was bound before the call.</summary>
    public const int Receiver = -1;
}

/// <summary>A call whose effects are not certain until somebody awaits the flow it gave.</summary>
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

/// <summary>Code that can be called later: a lambda, a local function or a method, with the receiver it was bound to.</summary>
internal sealed class Callable : Handle
{
    public Callable(IMethodSymbol method, Body? lambda, IOperation? instance, bool isVirtual)
    {
        Method = method;
        Lambda = lambda;
        Instance = instance;
        IsVirtual = isVirtual;
    }

    public IMethodSymbol Method { get; }

    /// <summary>The body of a lambda; methods have theirs elsewhere.</summary>
    public Body? Lambda { get; }

    public IOperation? Instance { get; }

    public bool IsVirtual { get; }
}

/// <summary>An array, a list, or the like, which this body has made and nobody else has.</summary>
internal sealed class Container : Handle
{
    /// <summary>The slot of what is in it. That it is not null means that all the objects are in it, that it is null that none is.</summary>
    public const int Elements = 0;

    /// <summary>The slots that say which elements the enumeration under way has given.</summary>
    public const int FirstGiven = 1;

    /// <summary>More elements than that are not told apart while they are enumerated.</summary>
    public const int MaximumGiven = 3;

    public Container(ITypeSymbol element) => Element = element;

    public ITypeSymbol Element { get; }

    /// <summary>Whether it is made with elements that are no objects: what they are is not known, but that there are some is.</summary>
    public bool IsNeverEmpty { get; set; }
}

/// <summary>A tuple. Its elements are in slots from 0 on.</summary>
internal sealed class Tuple : Handle
{
    public Tuple(int count) => Count = count;

    public int Count { get; }
}

/// <summary>Several delegates in one, called one after the other. They are in slots from 0 on.</summary>
internal sealed class Multicast : Handle
{
    public const int Count = 2;
}
