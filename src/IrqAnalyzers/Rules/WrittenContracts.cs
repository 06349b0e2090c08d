using IrqAnalyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace IrqAnalyzers.Rules;

/// <summary>Contracts that a project writes itself: whether they mean something, and whether they go with those they add to.</summary>
internal static class WrittenContracts
{
    public static void Register(CompilationStartAnalysisContext start, ContractTable contracts, DeclaredRules rules)
    {
        start.RegisterSymbolAction(context => Check(context, contracts, rules), SymbolKind.Method);
        start.RegisterSymbolAction(context => UnreadableContracts.Check(context, (IPropertySymbol)context.Symbol, contracts, rules), SymbolKind.Property);
        start.RegisterSymbolAction(context => WrittenRules.Check(context, contracts, rules), SymbolKind.Field);
    }

    private static void Check(SymbolAnalysisContext context, ContractTable contracts, DeclaredRules rules)
    {
        var method = (IMethodSymbol)context.Symbol;
        if (!HasContracts(method, contracts.Known)) return;
        UnreadableContracts.Check(context, method, contracts, rules);
        WeakenedContracts.Check(context, method, contracts);
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
