using IrqAnalyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace IrqAnalyzers.Rules;

/// <summary>
/// IRQ9004 for rules that a project declares: identifiers that cannot be reported, or that another rule has, and messages that name what there is not.
/// </summary>
internal static class WrittenRules
{
    public static void Check(SymbolAnalysisContext context, ContractTable contracts, DeclaredRules rules)
    {
        var field = (IFieldSymbol)context.Symbol;
        foreach (var attribute in field.GetAttributes())
        {
            if (contracts.Known.RoleOf(attribute) != AttributeRole.ProtocolRule) continue;
            if (attribute.ApplicationSyntaxReference?.GetSyntax(context.CancellationToken) is not AttributeSyntax syntax) continue;
            if (ProblemOf(field, attribute, rules) is not var (problem, argument)) continue;
            context.ReportDiagnostic(UnreadableContracts.At(PlaceOf(syntax, argument), problem));
        }
    }

    private static (string Problem, string? Argument)? ProblemOf(IFieldSymbol field, AttributeData attribute, DeclaredRules rules)
    {
        if (field is not { HasConstantValue: true, ConstantValue: string id })
            return ($"'{field.Name}' is no constant; expected the id of a rule, {DeclaredRules.Family}, in a 'const string'", null);
        if (!DeclaredRules.IsReserved(id))
            return ($"'{id}' is not kept for rules of a project; expected an id from {DeclaredRules.Family}", null);
        if (AttributeReader.Argument(attribute, 0) is not string { Length: > 0 })
        {
            return ($"the rule '{id}' has no title; expected the violation in a few words", null);
        }

        if (rules.Find(id)?.Constant is { } first && !SymbolEqualityComparer.Default.Equals(first, field))
            return ($"'{id}' is the id of '{first.ContainingType.Name}.{first.Name}' already; expected an id that is free", null);
        if (AttributeReader.Named(attribute, "Message") is string message && DeclaredRule.UnknownPlace(message) is { } place)
            return ($"a message cannot name '{{{place}}}'; expected one of "
                + $"{string.Join(", ", DeclaredRule.Places.Select(static known => $"'{{{known}}}'"))}", "Message");
        return null;
    }

    private static Location PlaceOf(AttributeSyntax attribute, string? argument)
    {
        foreach (var written in attribute.ArgumentList?.Arguments ?? default)
        {
            if (argument is not null && written.NameEquals?.Name.Identifier.ValueText == argument) return written.Expression.GetLocation();
        }

        return attribute.GetLocation();
    }
}
