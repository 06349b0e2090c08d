using System.Globalization;
using IrqAnalyzers.Contracts;
using IrqAnalyzers.Program;
using IrqAnalyzers.Roslyn;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Rules;

/// <summary>
/// Pieces of code that run one after the other, as the steps of an undo stack or two loops over one collection: one of them demands that something is
/// over, or there, that only a later one ends or brings about. What they do is read off their text, so that it is possible only.
/// </summary>
internal sealed class StepOrders
{
    private readonly ProgramFacts program;
    private readonly ContractTable contracts;

    public StepOrders(ProgramFacts program)
    {
        this.program = program;
        contracts = program.Contracts;
    }

    public void Analyze(BlockContext block)
    {
        if (block.OwningSymbol is not IMethodSymbol method) return;
        foreach (var list in HeldSteps.Of(method, block.OperationBlocks, program, block.CancellationToken)) Check(block, list);
    }

    private void Check(BlockContext block, IReadOnlyList<HeldStep> list)
    {
        var steps = new List<Step>();
        for (var place = 0; place < list.Count; place++) AddSteps(list[place], place, steps, block.CancellationToken);
        for (var index = 0; index < steps.Count; index++)
        {
            var step = steps[index];
            foreach (var requirement in contracts.Of(step.Operation).Requires)
            {
                if (requirement.Subject != step.Ordinal || requirement.Assumption is not (0 or Circumstance.RemappingEnabled)) continue;
                if ((requirement.When & step.Kinds) == Kinds.None || MakingUpFor(requirement, steps, index) is not { } later) continue;
                Report(block, step, requirement, later);
                break;
            }
        }
    }

    // The later step that ends what must be over, or that establishes what is needed, if no step before it has a hand in that.
    private Step? MakingUpFor(Requirement requirement, List<Step> steps, int index)
    {
        if (requirement.Kind is not (RequirementKind.Absent or RequirementKind.AnyOf)) return null;
        var (wanted, unwanted) = requirement.Kind == RequirementKind.Absent ? (EffectKind.Revoke, EffectKind.Ensure) : (EffectKind.Ensure, EffectKind.Revoke);
        for (var other = 0; other < steps.Count; other++)
        {
            var step = steps[other];
            if (step.Subject != steps[index].Subject || Placement.AreAlternatives(step.Syntax, steps[index].Syntax)) continue;
            if (other != index && Changes(step, wanted, requirement.Facts))
                return other > index && step.Place > steps[index].Place && !IsOfOneCall(step, steps[index]) ? step : null;

            // What is given up from here on, and then established anew, was there before.
            if (other >= index && Changes(step, unwanted, requirement.Facts)) return null;
        }

        return null;
    }

    // The order within a method that is called is looked at there.
    private static bool IsOfOneCall(Step one, Step other) => one.IsInCall && one.Syntax == other.Syntax;

    private bool Changes(Step step, EffectKind kind, FactMask facts) => (contracts.Of(step.Operation).Changed(kind, step.Ordinal) & facts) != 0;

    private void AddSteps(HeldStep piece, int place, List<Step> steps, CancellationToken cancellation)
    {
        var code = piece.Code;
        if (code is IMethodReferenceOperation { Instance: { } instance, Method: var named })
        {
            if (contracts.Known.IsDsl(named)) steps.Add(new(named, -1, instance.Syntax.ToString(), contracts.KindsOf(instance.Type!), code.Syntax, place));
            return;
        }

        var body = code switch
        {
            IAnonymousFunctionOperation lambda => lambda.Body,
            ILoopOperation loop => loop.Body,
            _ => null,
        };
        if (body is null) return;
        foreach (var operation in body.Descendants())
        {
            if (operation is not IInvocationOperation call) continue;
            var syntax = (piece.Call ?? call).Syntax;
            foreach (var (subject, ordinal) in SubjectsOf(call))
            {
                if (subject.Type is not { } type || SubjectOf(subject, code) is not { } name) continue;
                if (contracts.Known.IsDsl(call.TargetMethod))
                    steps.Add(new(call.TargetMethod, ordinal, name, contracts.KindsOf(type), syntax, place) { IsInCall = piece.Call is not null });
                else if (code is ILoopOperation && ordinal >= 0) AddHelper(call, ordinal, name, syntax, place, steps, cancellation);
            }
        }
    }

    // What a helper does to what a round gives it, one deep.
    private void AddHelper(
        IInvocationOperation call, int ordinal, string name, SyntaxNode syntax, int place, List<Step> steps, CancellationToken cancellation)
    {
        var helper = call.TargetMethod.OriginalDefinition;
        if (!program.IsOwn(helper) || helper is not { IsAbstract: false, DeclaringSyntaxReferences.Length: 1 }) return;
        if (program.OperationOf(helper, cancellation) is not { } body) return;
        var given = helper.Parameters[ordinal];
        foreach (var operation in body.Descendants())
        {
            if (operation is not IInvocationOperation inner || !contracts.Known.IsDsl(inner.TargetMethod)) continue;
            foreach (var (subject, second) in SubjectsOf(inner))
            {
                if (subject is IParameterReferenceOperation { Parameter: var parameter } && SymbolEqualityComparer.Default.Equals(parameter, given))
                    steps.Add(new(inner.TargetMethod, second, name, contracts.KindsOf(parameter.Type), syntax, place) { IsInCall = true });
            }
        }
    }

    // What a call is made on, and what it is given, with the number of the parameter.
    private IEnumerable<(IOperation Subject, int Ordinal)> SubjectsOf(IInvocationOperation call)
    {
        if (call.Instance is { } receiver) yield return (KindTests.Unwrapped(receiver), -1);
        foreach (var argument in call.Arguments)
        {
            if (argument is { Parameter.Ordinal: var ordinal, Value.Type: { } type } && program.Subjects.Contain(type))
                yield return (KindTests.Unwrapped(argument.Value), ordinal);
        }
    }

    // What a lambda or a round is given has another name in each. What a loop does to other things it does to them in each round.
    private static string? SubjectOf(IOperation subject, IOperation code)
    {
        if (code is IForLoopOperation counting)
        {
            var held = subject is IMemberReferenceOperation { Instance: { } whole } and not IPropertyReferenceOperation { Property.IsIndexer: true }
                ? KindTests.Unwrapped(whole) : subject;
            return CountedLoops.ElementOf(held, counting) is not null || (held is ILocalReferenceOperation { Local: var each } && IsElement(each, counting))
                ? "#0" : null;
        }

        if (code is IForEachLoopOperation loop)
        {
            var element = subject is IMemberReferenceOperation { Instance: { } owner } ? KindTests.Unwrapped(owner) : subject;
            return element is ILocalReferenceOperation { Local: var local } && loop.Locals.Contains(local) ? "#0" : null;
        }

        return subject is IParameterReferenceOperation { Parameter: var parameter }
            && SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, ((IAnonymousFunctionOperation)code).Symbol)
            ? "#" + parameter.Ordinal
            : subject.Syntax.ToString();
    }

    // A local that a round starts with.
    private static bool IsElement(ILocalSymbol local, IForLoopOperation loop)
    {
        foreach (var operation in loop.Body.Descendants())
        {
            if (operation is IVariableDeclaratorOperation { Symbol: var declared, Initializer.Value: var initial }
                && SymbolEqualityComparer.Default.Equals(declared, local))
            {
                return CountedLoops.ElementOf(initial, loop) is not null;
            }
        }

        return false;
    }

    private static void Report(BlockContext block, Step step, Requirement requirement, Step later) => TextFindings.Report(
        block, requirement.Rule, step.Operation, step.Syntax, step.Subject,
        $"'{step.Operation.Name}' may run before '{later.Operation.Name}' for the same object: each is in a step or a loop of its own, and the one with "
            + $"'{later.Operation.Name}' (line {LineOf(later.Syntax)}) runs later. It must come first.",
        new[] { later.Syntax.GetLocation() });

    private static string LineOf(SyntaxNode syntax) =>
        (syntax.GetLocation().GetMappedLineSpan().StartLinePosition.Line + 1).ToString(CultureInfo.InvariantCulture);

    // One operation of a piece of code, which has a place in its list.
    private sealed class Step(IMethodSymbol operation, int ordinal, string subject, Kinds kinds, SyntaxNode syntax, int place)
    {
        public IMethodSymbol Operation { get; } = operation;

        // Which parameter the subject is handed to; -1 for the receiver.
        public int Ordinal { get; } = ordinal;

        // What the subject may be, as its type says.
        public Kinds Kinds { get; } = kinds;

        public string Subject { get; } = subject;

        public SyntaxNode Syntax { get; } = syntax;

        public int Place { get; } = place;

        // Whether it is in a method that the syntax calls.
        public bool IsInCall { get; set; }
    }
}
