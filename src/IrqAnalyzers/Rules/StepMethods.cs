using IrqAnalyzers.Contracts;
using IrqAnalyzers.Program;
using IrqAnalyzers.Roslyn;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Rules;

/// <summary>
/// What methods do that run as steps: those of the object that puts them down, which have its members in common, and those of objects that are made to
/// be run, which keep what they are made with.
/// </summary>
internal sealed class StepMethods(ProgramFacts program)
{
    private readonly ContractTable contracts = program.Contracts;

    /// <summary>Adds what a method of the object does that puts it down, as a piece of code or in one.</summary>
    public void AddOwn(
        IMethodSymbol method, SyntaxNode syntax, IOperation piece, bool isConditional, int place, List<StepUse> steps, CancellationToken cancellation)
    {
        if (method.IsVirtual || method.IsOverride) return;
        Add(method, NameOf, syntax, piece, isConditional, place, steps, cancellation);
    }

    /// <summary>Adds what the method of an object does that runs it.</summary>
    public void AddRun(IObjectCreationOperation made, IMethodSymbol run, int place, List<StepUse> steps, CancellationToken cancellation) =>
        Add(run, part => GivenFor(made, part), made.Syntax, made, isConditional: false, place, steps, cancellation);

    /// <summary>What an expression is called in all methods of an object: the object itself, or a member of it.</summary>
    public static string? NameOf(IOperation expression) => expression switch
    {
        IInstanceReferenceOperation => "this",
        IMemberReferenceOperation { Instance: null or IInstanceReferenceOperation, Member: var member } => member.Name,
        IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } } parameter } => parameter.Name,
        _ => null,
    };

    private void Add(
        IMethodSymbol method, Func<IOperation, string?> nameOf, SyntaxNode syntax, IOperation piece, bool isConditional, int place, List<StepUse> steps,
        CancellationToken cancellation)
    {
        method = method.OriginalDefinition;
        if (!program.IsOwn(method) || method is not { IsAbstract: false, DeclaringSyntaxReferences.Length: 1 }) return;
        if (program.OperationOf(method, cancellation) is not { } body) return;
        foreach (var operation in body.Descendants())
        {
            foreach (var (called, subject, ordinal) in Contracted(operation, contracts))
            {
                if (subject.Type is not { } type || nameOf(subject) is not { } name) continue;
                steps.Add(new(called, ordinal, name, syntax, place)
                {
                    Kinds = contracts.KindsOf(type),
                    IsInCall = true,
                    IsConditional = isConditional || Placement.IsConditional(operation, body),
                    Site = syntax,
                    Piece = piece,
                });
            }
        }
    }

    /// <summary>The operation of the DSL that an expression is, with what it is made on and what it is given, and the number of the parameter.</summary>
    public static IEnumerable<(IMethodSymbol Called, IOperation Subject, int Ordinal)> Contracted(IOperation operation, ContractTable contracts)
    {
        if (operation is IPropertyReferenceOperation { Instance: { } whole, Property.GetMethod: { } getter })
        {
            if (contracts.Known.IsDsl(getter) && contracts.Of(getter).HasFacts) yield return (getter, KindTests.Unwrapped(whole), -1);
            yield break;
        }

        if (operation is not IInvocationOperation call || !contracts.Known.IsDsl(call.TargetMethod)) yield break;
        foreach (var (subject, ordinal) in SubjectsOf(call)) yield return (call.TargetMethod, subject, ordinal);
    }

    /// <summary>What a call is made on, and what it is given, with the number of the parameter.</summary>
    public static IEnumerable<(IOperation Subject, int Ordinal)> SubjectsOf(IInvocationOperation call)
    {
        if (call.Instance is { } receiver) yield return (KindTests.Unwrapped(receiver), -1);
        foreach (var argument in call.Arguments)
        {
            if (argument is { Parameter.Ordinal: var ordinal, Value.Type: { IsReferenceType: true, SpecialType: SpecialType.None } })
                yield return (KindTests.Unwrapped(argument.Value), ordinal);
        }
    }

    // What an object was given for a part: what has its name, or the only thing of its type.
    private static string? GivenFor(IObjectCreationOperation made, IOperation part)
    {
        if (OwnParts.NameOf(part) is not { } name) return null;
        IOperation? given = null;
        foreach (var argument in made.Arguments)
        {
            if (argument.Parameter is not { } parameter || !SymbolEqualityComparer.Default.Equals(parameter.Type, part.Type)) continue;
            if (OwnParts.IsNamed(parameter, name)) return argument.Value.Syntax.ToString();
            if (given is not null) return null;
            given = argument.Value;
        }

        return given?.Syntax.ToString();
    }
}
