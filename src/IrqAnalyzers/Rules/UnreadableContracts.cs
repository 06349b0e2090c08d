using System.Collections.Immutable;
using IrqAnalyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace IrqAnalyzers.Rules;

/// <summary>IRQ9004: contracts that mean nothing, in files and in attributes.</summary>
internal static class UnreadableContracts
{
    private static readonly ImmutableDictionary<string, string?> Properties = ImmutableDictionary<string, string?>.Empty
        .Add(Reporter.Certainty, "definite").Add(Reporter.Class, "any");

    /// <summary>Reads the contract files of a compilation into its table, and registers what reports errors in the files.</summary>
    public static void Register(CompilationStartAnalysisContext start, ContractTable contracts)
    {
        foreach (var file in start.Options.AdditionalFiles)
        {
            if (!ContractFile.IsOne(file.Path) || file.GetText(start.CancellationToken) is not { } text) continue;
            new ContractFile(start.Compilation, contracts.Known, IsRule, contracts.Add, static (_, _) => { }).Read(text);
        }

        start.RegisterAdditionalFileAction(context => CheckFile(context, contracts.Known));
    }

    private static string MessageOf(string expected) => $"The contract cannot be read: {expected}.";

    private static bool IsRule(string id) => Descriptors.Find(id) is not null;

    private static void CheckFile(AdditionalFileAnalysisContext context, KnownTypes known)
    {
        if (!ContractFile.IsOne(context.AdditionalFile.Path) || context.AdditionalFile.GetText(context.CancellationToken) is not { } text) return;
        new ContractFile(context.Compilation, known, IsRule, static (_, _) => { }, Report).Read(text);

        void Report(TextSpan span, string expected) => context.ReportDiagnostic(Diagnostic.Create(
            Descriptors.UnreadableContract, Location.Create(context.AdditionalFile.Path, span, text.Lines.GetLinePositionSpan(span)), Properties, MessageOf(expected)));
    }

    /// <summary>Reports attributes of a method that mean nothing.</summary>
    public static void Check(SymbolAnalysisContext context, IMethodSymbol method, KnownTypes known)
    {
        foreach (var attribute in method.GetAttributes())
        {
            if (known.RoleOf(attribute) == AttributeRole.None || attribute.ApplicationSyntaxReference is not { } reference) continue;
            string? expected = null;
            if (AttributeReader.Subject(attribute, method) < -1) expected = $"expected the name of a parameter of '{method.Name}' as 'Subject'";
            else if (AttributeReader.Named(attribute, "Rule") is string rule && !IsRule(rule)) expected = "expected the id of a rule, like 'IRQ1001'";
            if (expected is null) continue;
            context.ReportDiagnostic(Diagnostic.Create(
                Descriptors.UnreadableContract, Location.Create(reference.SyntaxTree, reference.Span), Properties, MessageOf(expected)));
        }
    }
}
