using IrqAnalyzers.Domains;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Program;

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
