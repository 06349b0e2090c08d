using IrqAnalyzers.Program;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Rules;

/// <summary>What a method of an object does to what the object was made with: a part that it keeps for good, such as the vector of a queue.</summary>
internal static class OwnParts
{
    private const int Deepest = 2;

    /// <summary>
    /// The calls of the DSL that a method makes on parts of its own object, with the name of the part, also in methods of the object that it calls.
    /// Which override runs is not known, so none is read.
    /// </summary>
    public static IEnumerable<(IInvocationOperation Call, IOperation Receiver, string Part, IOperation Body)> Calls(
        IMethodSymbol method, ProgramFacts program, CancellationToken cancellation, int nesting = 0)
    {
        method = method.OriginalDefinition;
        if (nesting > Deepest || !program.IsOwn(method)) yield break;
        if (method is not { IsAbstract: false, IsStatic: false, DeclaringSyntaxReferences.Length: 1 }) yield break;
        if ((method.IsVirtual || method.IsOverride) && !method.ContainingType.IsSealed) yield break;
        if (program.OperationOf(method, cancellation) is not { } body) yield break;
        foreach (var operation in body.Descendants())
        {
            if (operation is not IInvocationOperation call) continue;
            if (call is { Instance: IInstanceReferenceOperation, TargetMethod: var other })
            {
                if (SymbolEqualityComparer.Default.Equals(other.OriginalDefinition, method)) continue;
                foreach (var inner in Calls(other, program, cancellation, nesting + 1)) yield return inner;
            }
            else if (program.Contracts.Known.IsDsl(call.TargetMethod) && call.Instance is { } receiver && NameOf(receiver) is { } part)
                yield return (call, receiver, part, body);
        }
    }

    /// <summary>The name of the part that an expression in a method of the object reads; <see langword="null"/> if it is none, or may change.</summary>
    public static string? NameOf(IOperation expression) => KindTests.Unwrapped(expression) switch
    {
        IFieldReferenceOperation { Instance: IInstanceReferenceOperation, Field: { IsReadOnly: true } field } => Plain(field.Name),
        IPropertyReferenceOperation
        {
            Instance: IInstanceReferenceOperation, Property: { SetMethod: null or { IsInitOnly: true }, IsIndexer: false } property,
        } => Plain(property.Name),
        IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } } given } => Plain(given.Name),
        _ => null,
    };

    /// <summary>Whether some code asks an object for what may change in it, or lets it answer.</summary>
    public static bool AreAsked(ISymbol local, IEnumerable<IOperation> operations)
    {
        foreach (var operation in operations)
        {
            switch (operation)
            {
                case IFieldReferenceOperation { Instance: { } whole, Field.IsReadOnly: false } when KindTests.Is(whole, local):
                case IPropertyReferenceOperation { Instance: { } owner, Property.SetMethod.IsInitOnly: false } when KindTests.Is(owner, local):
                case IInvocationOperation { Instance: { } receiver, TargetMethod.ReturnType.SpecialType: SpecialType.System_Boolean }
                    when KindTests.Is(receiver, local):
                    return true;
            }
        }

        return false;
    }

    /// <summary>Whether a parameter of a constructor has the name of a part.</summary>
    public static bool IsNamed(IParameterSymbol parameter, string part) => Plain(parameter.Name) == part;

    // A parameter and the property or field that shows it are one part.
    private static string Plain(string name)
    {
        name = name.TrimStart('_');
        return name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name.Substring(1);
    }
}
