using IrqAnalyzers.Contracts;
using IrqAnalyzers.Program;
using IrqAnalyzers.Roslyn;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Rules;

/// <summary>What pieces of code do to what they are about, read off their text: lambdas, methods, the rounds of loops, and helpers that these call.</summary>
internal sealed class StepReader
{
    private const string Element = "#0";

    private readonly ProgramFacts program;
    private readonly ContractTable contracts;
    private readonly KindTests kinds;
    private readonly StepMethods methods;

    public StepReader(ProgramFacts program)
    {
        this.program = program;
        contracts = program.Contracts;
        kinds = new(contracts, hasParts: true);
        methods = new(program);
    }

    /// <summary>Adds the operations of one piece.</summary>
    public void Read(HeldStep piece, int place, List<StepUse> steps, CancellationToken cancellation)
    {
        var code = piece.Code;
        if (code is IMethodReferenceOperation or IObjectCreationOperation)
        {
            ReadWhole(piece, place, steps, cancellation);
            return;
        }

        var body = code switch
        {
            IAnonymousFunctionOperation lambda => lambda.Body,
            ILoopOperation loop => loop.Body,
            _ => null,
        };
        if (body is null) return;
        var elements = code is ILoopOperation round ? new LoopElements(round) : null;
        var (admitted, isFiltered) = code is IForEachLoopOperation over ? AdmittedBy(over.Collection) : (Kinds.Any, false);
        foreach (var operation in body.Descendants())
        {
            if (elements is null) AddOfObject(operation, code, place, steps, cancellation);
            if (operation is not IInvocationOperation call) continue;
            var syntax = (piece.Call ?? call).Syntax;
            foreach (var (subject, ordinal) in StepMethods.SubjectsOf(call))
            {
                if (subject.Type is not { } type || SubjectOf(subject, code, elements) is not { } name) continue;
                var reached = contracts.KindsOf(type) & admitted;
                if (elements?.Variable is { } variable) reached &= kinds.At(call, variable, code);
                var use = new StepUse(call.TargetMethod, ordinal, name, syntax, place)
                {
                    Kinds = reached,
                    IsInCall = piece.Call is not null,
                    IsConditional = isFiltered || Placement.IsConditional(call, code),
                    Site = call.Syntax,
                    Piece = piece.Call ?? code,
                    Round = elements,
                    IsFollowed = elements is not null && subject is not IMemberReferenceOperation && IsFollowed(type),
                };
                if (contracts.Known.IsDsl(call.TargetMethod)) steps.Add(use);
                else if (elements is not null) AddHelper(call, use, steps, cancellation);
            }
        }
    }

    // A method that is a step itself: one of the DSL, one of the object that puts it down, or the one that runs an object.
    private void ReadWhole(HeldStep piece, int place, List<StepUse> steps, CancellationToken cancellation)
    {
        switch (piece.Code)
        {
            case IObjectCreationOperation made when piece.Run is { } run:
                methods.AddRun(made, run, place, steps, cancellation);
                break;
            case IMethodReferenceOperation { Instance: { } instance, Method: var named } code when contracts.Known.IsDsl(named):
                steps.Add(new(named, -1, NameOf(instance), code.Syntax, place) { Kinds = contracts.KindsOf(instance.Type!), Piece = code });
                break;
            case IMethodReferenceOperation { Instance: IInstanceReferenceOperation, Method: var own } code:
                methods.AddOwn(own, code.Syntax, code, isConditional: false, place, steps, cancellation);
                break;
        }
    }

    // What a lambda does by a method of the object, or by reading a property, as the list of functions of which none is unseen afterwards.
    private void AddOfObject(IOperation operation, IOperation code, int place, List<StepUse> steps, CancellationToken cancellation)
    {
        if (operation is IInvocationOperation { Instance: IInstanceReferenceOperation, TargetMethod: var own } call && program.IsOwn(own))
            methods.AddOwn(own, call.Syntax, code, Placement.IsConditional(call, code), place, steps, cancellation);
        if (operation is not IPropertyReferenceOperation) return;
        foreach (var (getter, whole, ordinal) in StepMethods.Contracted(operation, contracts))
        {
            if (SubjectOf(whole, code, elements: null) is not { } name) continue;
            steps.Add(new(getter, ordinal, name, operation.Syntax, place) { IsConditional = Placement.IsConditional(operation, code), Piece = code });
        }
    }

    // What a helper does to what a round gives it, or what a method of the element does to its parts, one deep.
    private void AddHelper(IInvocationOperation call, StepUse use, List<StepUse> steps, CancellationToken cancellation)
    {
        var helper = call.TargetMethod.OriginalDefinition;
        if (!program.IsOwn(helper) || helper is not { IsAbstract: false, DeclaringSyntaxReferences.Length: 1 }) return;
        if (use.Ordinal < 0 && (helper.IsVirtual || helper.IsOverride)) return;
        if (program.OperationOf(helper, cancellation) is not { } body) return;
        var given = use.Ordinal < 0 ? null : helper.Parameters[use.Ordinal];
        foreach (var operation in body.Descendants())
        {
            if (operation is not IInvocationOperation inner || !contracts.Known.IsDsl(inner.TargetMethod)) continue;
            foreach (var (subject, second) in StepMethods.SubjectsOf(inner))
            {
                if (!(given is null ? IsOwnPart(subject, helper) : IsOrIsPartOf(subject, given)) || subject.Type is not { } type) continue;
                steps.Add(new(inner.TargetMethod, second, use.Subject, use.Syntax, use.Place)
                {
                    Kinds = use.Kinds & contracts.KindsOf(type),
                    IsInCall = true,
                    IsConditional = use.IsConditional || Placement.IsConditional(inner, body),
                    Site = use.Site,
                    Piece = use.Piece,
                    Round = use.Round,
                    IsFollowed = use.IsFollowed,
                });
            }
        }
    }

    // Units and other objects of the DSL that bear no facts of their own.
    private bool IsFollowed(ITypeSymbol type) => contracts.Known.IsDsl(type) && !program.Subjects.Contain(type);

    // A member of the object, or what its constructor was given.
    private static bool IsOwnPart(IOperation subject, IMethodSymbol method) => subject switch
    {
        IMemberReferenceOperation { Instance: IInstanceReferenceOperation } => true,
        IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType: var type } } =>
            SymbolEqualityComparer.Default.Equals(type, method.ContainingType),
        _ => false,
    };

    private static bool IsOrIsPartOf(IOperation subject, IParameterSymbol given) =>
        KindTests.Is(subject, given) || (subject is IMemberReferenceOperation { Instance: { } whole } && KindTests.Is(whole, given));

    // What a lambda or a round is given has another name in each. What a loop does to other things it does to them in each round.
    private static string? SubjectOf(IOperation subject, IOperation code, LoopElements? elements)
    {
        if (elements is not null) return elements.IsElement(subject) ? Element : null;
        return subject is IParameterReferenceOperation { Parameter: var parameter }
            && SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, ((IAnonymousFunctionOperation)code).Symbol)
            ? "#" + parameter.Ordinal
            : NameOf(subject);
    }

    private static string NameOf(IOperation subject) => StepMethods.NameOf(subject) ?? subject.Syntax.ToString();

    // The kinds that queries let through to a loop, and whether they leave out anything.
    private (Kinds Admitted, bool IsFiltered) AdmittedBy(IOperation collection)
    {
        var (admitted, isFiltered) = (Kinds.Any, false);
        while (KindTests.Unwrapped(collection) is IInvocationOperation { TargetMethod: var query } call)
        {
            if (query.Name == "OfType") admitted &= contracts.KindsOf(query.TypeArguments[0]);
            else if (query.Name == "Where") admitted &= kinds.OfFilter(call.Arguments[call.Arguments.Length - 1].Value);
            isFiltered |= query.Name is not ("ToList" or "ToArray" or "Reverse" or "OrderBy" or "OrderByDescending" or "ThenBy" or "AsEnumerable");
            if (call.Instance is not null || !query.IsExtensionMethod || call.Arguments.Length == 0) break;
            collection = call.Arguments[0].Value;
        }

        return (admitted, isFiltered);
    }
}
