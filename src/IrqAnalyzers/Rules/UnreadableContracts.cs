using System.Collections.Immutable;
using IrqAnalyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace IrqAnalyzers.Rules;

/// <summary>IRQ9004: contracts that mean nothing, in files and in attributes.</summary>
internal static class UnreadableContracts
{
    private static readonly ImmutableDictionary<string, string?> Properties = ImmutableDictionary<string, string?>.Empty
        .Add(Reporter.Certainty, "definite").Add(Reporter.Class, "any");

    /// <summary>Reads the contract files of a compilation into its table.</summary>
    public static void ReadFiles(Compilation compilation, AnalyzerOptions options, ContractTable contracts, DeclaredRules rules, CancellationToken cancellation)
    {
        foreach (var file in options.AdditionalFiles)
        {
            if (!ContractFile.IsOne(file.Path) || file.GetText(cancellation) is not { } text) continue;
            new ContractFile(compilation, contracts, id => WhyNoRule(id, rules), contracts.Add, static (_, _) => { }).Read(text);
        }
    }

    /// <summary>Registers what reports errors in contract files.</summary>
    public static void Register(CompilationStartAnalysisContext start, ContractTable contracts, DeclaredRules rules) =>
        start.RegisterAdditionalFileAction(context => CheckFile(context, contracts, rules));

    /// <summary>Reports attributes of a method that mean nothing, each at the argument that is to blame.</summary>
    public static void Check(SymbolAnalysisContext context, IMethodSymbol method, ContractTable contracts, DeclaredRules rules)
    {
        foreach (var attribute in method.GetAttributes()) Check(context, attribute, method, contracts, rules);
        foreach (var attribute in method.GetReturnTypeAttributes()) Check(context, attribute, method, contracts, rules);
        foreach (var parameter in method.Parameters)
        {
            foreach (var attribute in parameter.GetAttributes()) Check(context, attribute, method, contracts, rules);
        }
    }

    /// <summary>Reports what is wrong with an attribute of a property.</summary>
    public static void Check(SymbolAnalysisContext context, IPropertySymbol property, ContractTable contracts, DeclaredRules rules)
    {
        foreach (var attribute in property.GetAttributes()) Check(context, attribute, null, contracts, rules);
    }

    public static string MessageOf(string expected) => $"The contract cannot be read: {expected}.";

    /// <summary>Reports what is wrong, at its place.</summary>
    public static Diagnostic At(Location place, string problem) => Diagnostic.Create(Descriptors.UnreadableContract, place, Properties, MessageOf(problem));

    private static string? WhyNoRule(string id, DeclaredRules rules)
    {
        if (Descriptors.Find(id) is not null || rules.Find(id) is not null) return null;
        return DeclaredRules.IsReserved(id)
            ? $"nobody declares a rule '{id}'; expected a constant with [ProtocolRule] whose value is the id"
            : $"'{id}' is no rule; expected the id of a rule, like 'IRQ1001', or one of your own, {DeclaredRules.Family}, that a constant with "
                + "[ProtocolRule] declares";
    }

    private static void CheckFile(AdditionalFileAnalysisContext context, ContractTable contracts, DeclaredRules rules)
    {
        if (!ContractFile.IsOne(context.AdditionalFile.Path) || context.AdditionalFile.GetText(context.CancellationToken) is not { } text) return;
        new ContractFile(context.Compilation, contracts, id => WhyNoRule(id, rules), static (_, _) => { }, Report).Read(text);

        void Report(TextSpan span, string problem) =>
            context.ReportDiagnostic(At(Location.Create(context.AdditionalFile.Path, span, text.Lines.GetLinePositionSpan(span)), problem));
    }

    private static void Check(SymbolAnalysisContext context, AttributeData attribute, IMethodSymbol? method, ContractTable contracts, DeclaredRules rules)
    {
        var role = contracts.Known.RoleOf(attribute);
        if (role == AttributeRole.None || attribute.ApplicationSyntaxReference?.GetSyntax(context.CancellationToken) is not AttributeSyntax syntax) return;
        if (method is not null && AttributeReader.Subject(attribute, method) < -1)
        {
            Report("Subject", $"'{AttributeReader.Named(attribute, "Subject")}' is no parameter; expected the name of a parameter of "
                + $"'{method.Name}' as 'Subject'");
            return;
        }

        if (AttributeReader.Named(attribute, "Rule") is string id && WhyNoRule(id, rules) is { } why)
        {
            Report("Rule", why);
            return;
        }

        var factAt = role switch { AttributeRole.FactWhile => 1, _ when KnownTypes.HasFacts(role) => 0, _ => -1 };
        if (factAt < 0 || syntax.ArgumentList is not { } list) return;
        foreach (var (constant, argument) in FactArguments.Of(attribute, list, factAt))
        {
            if (FactArguments.WhyNone(constant, argument, contracts) is not { } problem) continue;
            context.ReportDiagnostic(At(argument.GetLocation(), problem));
            return;
        }

        void Report(string name, string problem)
        {
            SyntaxNode place = syntax;
            foreach (var argument in syntax.ArgumentList?.Arguments ?? default)
            {
                if (argument.NameEquals?.Name.Identifier.ValueText == name) place = argument.Expression;
            }

            context.ReportDiagnostic(At(place.GetLocation(), problem));
        }
    }
}
