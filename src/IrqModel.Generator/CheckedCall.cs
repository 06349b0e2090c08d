using Microsoft.CodeAnalysis;

namespace IrqModel.Generator;

/// <summary>A call that goes through an interceptor.</summary>
internal sealed class CheckedCall
{
    public CheckedCall(IMethodSymbol method, bool isReduced, string location, string file, int line)
    {
        Method = method;
        IsReduced = isReduced;
        Location = location;
        File = file;
        Line = line;
    }

    /// <summary>The method as it is declared; of an extension method the static one.</summary>
    public IMethodSymbol Method { get; }

    /// <summary>Whether it is an extension method that is called on its first argument.</summary>
    public bool IsReduced { get; }

    /// <summary>The attribute that names the call to the compiler.</summary>
    public string Location { get; }

    /// <summary>The caller's file, as findings name it.</summary>
    public string File { get; }

    /// <summary>The caller's line, counted from 1.</summary>
    public int Line { get; }
}
