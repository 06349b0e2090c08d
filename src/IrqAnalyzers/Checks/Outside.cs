using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;
using IrqAnalyzers.Program;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Checks;

/// <summary>
/// Functions that come into the model from outside: as arguments of methods that no contract of the DSL speaks of, such as what a scenario or a test
/// calls on a host. Such a function is usually one that is in use.
/// </summary>
internal static class Outside
{
    /// <summary>Whether a function in use that comes from outside would break a requirement.</summary>
    /// <param name="requirement">The requirement.</param>
    /// <param name="subject">The object that it is checked on.</param>
    /// <param name="body">The body that is analysed.</param>
    /// <param name="contracts">The contracts of the compilation.</param>
    public static bool Reaches(Requirement requirement, AbstractObject subject, Body body, ContractTable contracts)
    {
        if (requirement is { Kind: RequirementKind.Absent, Assumption: Circumstance.FunctionsKeepDomains }) return IsOfHost(body, contracts);
        if (requirement.Kind != RequirementKind.Absent || (requirement.Facts & contracts.Known.InUse) == 0 || requirement.Assumption != 0) return false;
        return subject.Symbol is IParameterSymbol parameter
            && SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, body.Method) && MayBe(parameter, body, contracts);
    }

    // What others can call of a host that can be made, and what is called by that.
    private static bool IsOfHost(Body body, ContractTable contracts)
    {
        if (body is not { Outer: null, Method: { IsOverride: false, IsStatic: false, MethodKind: MethodKind.Ordinary } method }) return false;
        if (method.ContainingType is not { IsAbstract: false } type) return false;
        if (method.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Internal)) return false;
        for (var current = type.BaseType; current is not null; current = current.BaseType)
        {
            if (current.Name == "Host" && contracts.Known.IsDsl(current)) return true;
        }

        return false;
    }

    /// <summary>Whether a parameter may be a function in use that comes from outside, so that nobody mends later in what state it is left.</summary>
    public static bool MayBe(IParameterSymbol parameter, Body body, ContractTable contracts) =>
        body is { Outer: null, Method: { IsOverride: false, MethodKind: MethodKind.Ordinary } method } && !IsHidden(method)
        && method.ExplicitInterfaceImplementations.IsEmpty && ReferenceEquals(contracts.Of(parameter), ParameterContract.None);

    // Nobody outside a host, notifier or driver calls its private methods. Those of a test that has no base class serve its scenarios.
    private static bool IsHidden(IMethodSymbol method) =>
        method is { DeclaredAccessibility: Accessibility.Private, ContainingType.BaseType: { SpecialType: not SpecialType.System_Object } };
}
