using IrqAnalyzers.Caching;
using IrqAnalyzers.Checks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace IrqAnalyzers.Topology;

/// <summary>The call that describes a part.</summary>
internal sealed class Description
{
    private readonly SyntaxNode call;

    public Description(SyntaxNode call, IMethodSymbol method, Guard? guard, int order, string? name, IMethodSymbol? helper)
    {
        this.call = call;
        Method = method;
        Guard = guard;
        Order = order;
        Name = name;
        Helper = helper;
    }

    public IMethodSymbol Method { get; }

    public SyntaxNode Call => call;

    public Guard? Guard { get; }

    /// <summary>Place in the order of the calls of the body.</summary>
    public int Order { get; }

    /// <summary>What messages call the part.</summary>
    public string? Name { get; }

    /// <summary>The method that makes the call, if it is not in the body itself.</summary>
    public IMethodSymbol? Helper { get; }

    /// <summary>The name of the method and its arguments: calls are often written in one chain.</summary>
    public Location Place
    {
        get
        {
            if (call is not InvocationExpressionSyntax invocation) return call.GetLocation();
            var name = invocation.Expression switch
            {
                MemberAccessExpressionSyntax access => access.Name,
                MemberBindingExpressionSyntax binding => binding.Name,
                _ => invocation.Expression,
            };
            return Location.Create(call.SyntaxTree, TextSpan.FromBounds(name.SpanStart, invocation.Span.End));
        }
    }

    /// <summary>The key that the finding shares with the engine's.</summary>
    public string KeyOf(string rule)
    {
        var method = Method.ReducedFrom ?? Method;
        return FindingKey.OfCall(rule, $"{method.ContainingType.Name}.{method.Name}", method.ReturnType.Name, call);
    }
}
