using System.Collections.Immutable;
using System.Globalization;
using IrqAnalyzers.Checks;
using IrqAnalyzers.Contracts;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace IrqAnalyzers.Rules;

/// <summary>
/// IRQ9002: overrides and implementations that demand more, or promise less, than what they stand for. Contracts are inherited, so they can
/// only be weakened by what is added.
/// </summary>
internal static class WeakenedContracts
{
    public static void Check(SymbolAnalysisContext context, IMethodSymbol method, ContractTable contracts)
    {
        var known = contracts.Known;
        var declarations = Declarations.Of(method);
        if (declarations.Count < 2) return;
        var reader = new OperationReader(contracts.Known, contracts.Facts);
        for (var index = 1; index < declarations.Count; index++) reader.Read(declarations[index]);
        var inherited = reader.Finish();
        foreach (var attribute in method.GetAttributes())
        {
            if (Weakness(attribute, method, inherited, contracts) is { } weakness) Report(context, attribute, method, declarations[1], weakness);
            if (known.RoleOf(attribute) == AttributeRole.ArrivesWithout)
                CheckArrival(context, attribute, method, declarations, contracts, "the receiver", static declaration => declaration.GetAttributes());
        }

        foreach (var parameter in method.Parameters)
        {
            foreach (var attribute in parameter.GetAttributes())
            {
                if (known.RoleOf(attribute) != AttributeRole.ArrivesWithout) continue;
                CheckArrival(
                    context, attribute, method, declarations, contracts, $"'{parameter.Name}'",
                    declaration => parameter.Ordinal < declaration.Parameters.Length
                        ? declaration.Parameters[parameter.Ordinal].GetAttributes() : ImmutableArray<AttributeData>.Empty);
            }
        }
    }

    private static string? Weakness(AttributeData attribute, IMethodSymbol method, OperationContract inherited, ContractTable contracts)
    {
        var reader = new OperationReader(contracts.Known, contracts.Facts);
        reader.Read(attribute, method);
        var own = reader.Finish();
        foreach (var demand in own.Requires)
        {
            if (IsImplied(demand, inherited)) continue;
            return demand.Kind switch
            {
                RequirementKind.AnyOf => $"it requires '{contracts.Facts.NamesOf(demand.Facts)}' of {SubjectOf(demand.Subject, method)}",
                RequirementKind.Absent => $"it requires that {SubjectOf(demand.Subject, method)} does not have '{contracts.Facts.NamesOf(demand.Facts)}'",
                _ => "it is wrong under a circumstance that callers of the base do not know",
            };
        }

        foreach (var effect in own.Effects)
        {
            var promised = Promised(effect, inherited);
            if (promised != 0)
                return $"it may change '{contracts.Facts.NamesOf(promised)}' of {SubjectOf(effect.Subject, method)}, about which the base makes a promise";
        }

        return null;
    }

    private static bool IsImplied(Requirement demand, OperationContract inherited)
    {
        foreach (var known in inherited.Requires)
        {
            if (known.Kind != demand.Kind || known.Subject != demand.Subject || (demand.When & ~known.When) != 0) continue;
            if (known.Assumption != 0 && known.Assumption != demand.Assumption) continue;
            var covers = demand.Kind switch
            {
                RequirementKind.AnyOf => (known.Facts & ~demand.Facts) == 0,
                RequirementKind.Absent => (demand.Facts & ~known.Facts) == 0,
                _ => true,
            };
            if (covers) return true;
        }

        return false;
    }

    /// <summary>What is promised to hold, or not to hold, and may come out otherwise.</summary>
    private static FactMask Promised(Effect effect, OperationContract inherited)
    {
        var facts = FactMask.None;
        foreach (var promise in inherited.Effects)
        {
            if (promise.Subject == effect.Subject && (promise.When & effect.When) != 0
                && promise.Kind != EffectKind.MayEnsure && promise.Kind != effect.Kind)
                facts |= promise.Facts & effect.Facts;
        }

        return facts;
    }

    private static void CheckArrival(
        SymbolAnalysisContext context, AttributeData attribute, IMethodSymbol method, List<IMethodSymbol> declarations, ContractTable contracts,
        string subject, Func<IMethodSymbol, ImmutableArray<AttributeData>> attributes)
    {
        var assumed = contracts.Facts.Of(attribute);
        for (var index = 1; index < declarations.Count; index++)
        {
            foreach (var other in attributes(declarations[index]))
            {
                if (contracts.Known.RoleOf(other) == AttributeRole.ArrivesWithout) assumed &= ~contracts.Facts.Of(other);
            }
        }

        if (assumed != 0)
        {
            Report(context, attribute, method, declarations[1], $"it assumes that {subject} arrives without '{contracts.Facts.NamesOf(assumed)}'");
        }
    }

    private static string SubjectOf(int subject, IMethodSymbol method) =>
        subject < 0 || subject >= method.Parameters.Length ? "the receiver" : $"'{method.Parameters[subject].Name}'";

    private static void Report(SymbolAnalysisContext context, AttributeData attribute, IMethodSymbol method, IMethodSymbol declaration, string weakness)
    {
        if (attribute.ApplicationSyntaxReference is not { } reference) return;
        var place = Location.Create(reference.SyntaxTree, reference.Span);
        var span = place.GetMappedLineSpan();
        var file = FindingKey.FileName(span.HasMappedPath ? span.Path : reference.SyntaxTree.FilePath);
        var line = (span.StartLinePosition.Line + 1).ToString(CultureInfo.InvariantCulture);
        var properties = ImmutableDictionary<string, string?>.Empty
            .Add(Reporter.Key, $"{Descriptors.WeakenedContract.Id}|{method.ContainingType.Name}.{method.Name}|{file}:{line}|{declaration.ContainingType.Name}")
            .Add(Reporter.Certainty, "definite")
            .Add(Reporter.Class, "any");
        context.ReportDiagnostic(Diagnostic.Create(
            Descriptors.WeakenedContract, place, properties,
            $"'{method.ContainingType.Name}.{method.Name}' weakens the contract of '{declaration.ContainingType.Name}.{declaration.Name}': {weakness}."));
    }
}
