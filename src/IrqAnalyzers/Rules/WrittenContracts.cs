using IrqAnalyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace IrqAnalyzers.Rules;

/// <summary>Contracts that a project writes itself: whether they mean something, and whether they go with those they add to.</summary>
internal static class WrittenContracts
{
    public static void Register(CompilationStartAnalysisContext start, KnownTypes known) =>
        start.RegisterSymbolAction(context => Check(context, known), SymbolKind.Method);

    private static void Check(SymbolAnalysisContext context, KnownTypes known)
    {
        var method = (IMethodSymbol)context.Symbol;
        if (!HasContracts(method, known)) return;
        UnreadableContracts.Check(context, method, known);
        WeakenedContracts.Check(context, method, known);
    }

    private static bool HasContracts(IMethodSymbol method, KnownTypes known)
    {
        foreach (var attribute in method.GetAttributes())
        {
            if (known.RoleOf(attribute) != AttributeRole.None) return true;
        }

        foreach (var parameter in method.Parameters)
        {
            foreach (var attribute in parameter.GetAttributes())
            {
                if (known.RoleOf(attribute) != AttributeRole.None) return true;
            }
        }

        return false;
    }
}
