using IrqAnalyzers.Domains;
using IrqAnalyzers.Solver;

namespace IrqAnalyzers.Transfer;

/// <summary>
/// Composes the transfer functions of one body. Each class is made of those that it uses, so that the order of the lines is the order of the
/// dependencies. Two interfaces lead back: <see cref="ICallDispatcher"/> for calls within calls, <see cref="IEvaluator"/> for expressions within expressions.
/// </summary>
internal sealed class TransferFunctions
{
    public TransferFunctions(BodyContext context, Cursor at, ForwardSolver<State, Value> solver, KeptStates keptStates)
    {
        // Reads and writes of the state.
        Heap = new(context, at);
        var copies = new Copies(context, at, Heap);
        var aliases = new Aliases(context, at);
        var callees = new Callees(context);
        var references = new References();
        var virtualCalls = new VirtualCalls(context, Heap);
        Escapes = new(context, at, Heap, aliases, callees);
        var assignments = new Assignments(context, at, Heap, Escapes);
        var containers = new Containers(context, at, Heap, Escapes);
        var enumerations = new Enumerations(context, at, Heap, Escapes, containers);

        var losses = new Losses(context, at, Heap, Escapes, callees);

        // Tests and their outcomes.
        Refinement = new(context, at, solver, enumerations);
        CapturedFlags = new(context, at, Heap, assignments, Refinement);
        var queries = new Queries(context, at);
        ParameterUse = new(context, at);
        var comparisons = new Comparisons(context, at, Heap, ParameterUse, losses);

        // Calls.
        Exceptions = new(context, at, solver, virtualCalls, CapturedFlags, queries);
        Checker = new(context, at, solver, CapturedFlags);
        var bindings = new Bindings(context, at, Heap);
        var selector = new ContextSelector(context, at, Heap, virtualCalls, Refinement, ParameterUse, Checker, solver, new(context, at, Heap, Refinement, bindings));
        Results = new(context, at, Heap, callees, Escapes, bindings);
        var containerCalls = new ContainerCalls(context, Heap, callees, containers, enumerations, Escapes);
        var dispatcher = new CallDispatcher(
            context, at, solver, Heap, copies, aliases, callees, references, virtualCalls, Escapes, containers, containerCalls, CapturedFlags, comparisons,
            Exceptions, Checker, bindings, selector, Results, losses, assignments);
        Tasks = dispatcher.Tasks;
        CodeCalls = dispatcher.CodeCalls;

        // Expressions.
        Evaluator = new Interpreter(
            context, at, Heap, copies, aliases, callees, references, virtualCalls, Escapes, assignments, containers, enumerations, Refinement, CapturedFlags, queries,
            ParameterUse, comparisons, Exceptions, losses, dispatcher, keptStates);
    }

    public Heap Heap { get; }

    public Escapes Escapes { get; }

    public Refinement Refinement { get; }

    public CapturedFlags CapturedFlags { get; }

    public ParameterUse ParameterUse { get; }

    public ExceptionFlow Exceptions { get; }

    public RequirementChecker Checker { get; }

    public Results Results { get; }

    public StartedTasks Tasks { get; }

    public CodeCalls CodeCalls { get; }

    public IEvaluator Evaluator { get; }
}
