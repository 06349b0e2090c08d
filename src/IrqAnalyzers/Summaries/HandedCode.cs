using IrqAnalyzers.Domains;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Summaries;

/// <summary>
/// A code argument: a delegate that a caller passes, with the summary of what it does. What it has of its own, "this" and variables around
/// it, are objects of the caller.
/// </summary>
internal sealed class HandedCode : Handle, IEquatable<HandedCode>
{
    public HandedCode(IMethodSymbol method, Summary summary)
    {
        Method = method;
        Summary = summary;
    }

    public IMethodSymbol Method { get; }

    public Summary Summary { get; }

    public bool Equals(HandedCode? other) =>
        other is not null && ReferenceEquals(Summary, other.Summary) && SymbolEqualityComparer.Default.Equals(Method, other.Method);

    public override bool Equals(object? obj) => Equals(obj as HandedCode);

    public override int GetHashCode() => SymbolEqualityComparer.Default.GetHashCode(Method);
}
