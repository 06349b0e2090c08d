using IrqModel.Contracts;
using IrqModel.Runtime;

namespace IrqModel.Engine;

/// <summary>Contracts that a model writes, on operations and handlers of its own.</summary>
internal sealed partial class ProtocolChecker
{
    /// <summary>Checks what an operation requires.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="receiver">What it is called on.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="at">Where it is called.</param>
    public void BeforeOwn(CheckedOperation operation, object? receiver, object?[] arguments, SourceLocation at)
    {
        if (isOver) return;     // A model's own objects live on, and what becomes of them is no part of the run.
        foreach (var contract in operation.Contracts)
        {
            if (operation.SubjectOf(contract, receiver, arguments) is not { } about || !Applies(contract.Attribute.When, about)) continue;
            var (rule, assuming, what) = Broken(contract, about, operation.Method.Name);
            if (what is null) continue;
            var key = new FindingKey(rule, contract.OperationName, at.FileName, at.Line, contract.SubjectType);
            if (Holds(assuming, about)) Report(key, ObjectFacts.Of(about), about, at, what, assuming);
            else if (keepsHarmless) harmless.Add(key);
        }
    }

    /// <summary>Checks what a handler owes its parameters, at its end.</summary>
    /// <param name="operation">The handler, as it is called.</param>
    /// <param name="handler">The object whose override has run.</param>
    /// <param name="arguments">Its arguments.</param>
    public void LeavingOwn(CheckedOperation operation, object? handler, object?[] arguments)
    {
        if (isOver || handler is null) return;
        foreach (var duty in operation.Duties)
        {
            if (duty.Parameter.Position >= arguments.Length || arguments[duty.Parameter.Position] is not { } about || !Applies(duty.When, about)) continue;
            if (Judge(about, duty.AnyOf, duty.DeclaredFacts, duty.IsAbsence) is not { } wrong) continue;
            var at = HandlerLocations.FirstStatementOf(handler.GetType(), Implementation(handler.GetType(), duty.Declaration));
            var key = new FindingKey(
                duty.Rule, WrittenContract.NameOf(duty.Declaration), at.FileName, at.Line, WrittenContract.NameOf(duty.Parameter.ParameterType));
            Report(key, ObjectFacts.Of(about), about, at, $"{NameOf(about)} {wrong} when "
                + $"'{handler.GetType().Name}.{duty.Declaration.Name}' returns", Assumption.None);
        }
    }

    private static System.Reflection.MethodInfo Implementation(Type type, System.Reflection.MethodInfo declaration)
    {
        if (declaration.DeclaringType is not { IsInterface: true } declaring) return declaration;
        var map = type.GetInterfaceMap(declaring);
        return map.TargetMethods[Array.IndexOf(map.InterfaceMethods, declaration)];
    }

    private static (string Rule, Assumption Assuming, string? What) Broken(WrittenContract contract, object about, string operation) =>
        contract.Attribute switch
        {
            RequiresAttribute requires => (
                requires.Rule, requires.Assuming, Sentence(Judge(about, requires.AnyOf, requires.DeclaredFacts, isAbsence: false), about, operation)),
            RequiresAbsentAttribute absent => (
                absent.Rule, absent.Assuming, Sentence(Judge(about, absent.Facts, absent.DeclaredFacts, isAbsence: true), about, operation)),
            WrongIfAttribute wrong => (wrong.Rule, wrong.Assumption, $"'{operation}' is called on {NameOf(about)} although {Describe(wrong.Assumption)}"),
            _ => ("", Assumption.None, null),
        };

    private static string? Sentence(string? wrong, object about, string operation) =>
        wrong is null ? null : $"{NameOf(about)} {wrong} when '{operation}' is called";

    /// <summary>What is wrong with the facts of an object, as a predicate; <see langword="null"/> if nothing is, or if it is unknown.</summary>
    private static string? Judge(object about, Facts facts, IReadOnlyList<Enum> declared, bool isAbsence)
    {
        var known = ObjectFacts.Of(about);
        var held = known.OfDsl & facts;
        var isOpen = false;
        var names = new List<string>();
        foreach (var fact in declared)
        {
            if (known.IsOpen(fact) || CheckedOperation.IsBlind(fact)) isOpen = true;
            else if (known.Has(fact)) names.Add($"'{fact}'");
        }

        if (isAbsence)
        {
            if (held != 0) names.Insert(0, FactTexts.Present(held));
            return names.Count == 0 ? null : held != 0 && names.Count == 1 ? names[0] : $"has {string.Join(" and ", names)}";
        }

        if (held != 0 || names.Count > 0 || isOpen) return null;
        var missing = string.Join(" or ", declared.Select(fact => $"'{fact}'"));
        return facts == Facts.None
            ? $"is without {missing}" : declared.Count == 0 ? FactTexts.Missing(facts) : $"{FactTexts.Missing(facts)} and is without {missing}";
    }

    /// <summary>An object in a sentence: what it says of itself, or its type where it says nothing.</summary>
    private static string NameOf(object about) =>
        about.ToString() is { Length: > 0 } text && text != about.GetType().ToString() ? text : WrittenContract.NameOf(about.GetType());
}
