using IrqAnalyzers.Domains;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Topology;

/// <summary>Follows calls: into the DSL, which describes machines, into what the project does itself, and no further.</summary>
internal sealed class Calls
{
    private readonly TopologyWalker walker;
    private readonly Projections projections;

    public Calls(TopologyWalker walker)
    {
        this.walker = walker;
        projections = new(walker);
        Collections = new(walker);
        Members = new(walker);
        Describer = new(walker);
        Objects = new(walker);
    }

    public Collections Collections { get; }

    public Members Members { get; }

    public Describer Describer { get; }

    public Objects Objects { get; }

    public TopologyValue Call(IInvocationOperation call)
    {
        if (projections.Run(call) is { } projected) return projected;
        var method = call.TargetMethod;
        var receiver = walker.Evaluate(call.Instance);
        var arguments = Evaluate(call.Arguments, method);
        if (walker.Context.Types.PartOf(method) is var part && part != TopologyPart.None)
        {
            var values = Describer.Read(call.Arguments, arguments);
            if (call.Instance is not null || !method.IsExtensionMethod) return Describer.Describe(part, call, method, receiver, values);
            return Describer.Describe(part, call, method, arguments[0], values);
        }

        if (Target(method, call.Instance, receiver) is { } target && TryFollow(target, receiver, arguments, out var result))
        {
            Return(call.Arguments, target);
            return result;
        }

        if (Known(method, call, receiver, arguments) is { } known) return known;
        ForgetOut(call.Arguments);
        if (!IsHarmless(method)) EscapeAll(receiver, arguments);
        else EscapeAll(TopologyValue.Unknown, arguments.Where(value => walker.Memory.In(value) is { Items: not null }));
        if (method.MethodKind == MethodKind.LocalFunction) Skip(method);
        return TopologyValue.Unknown;
    }

    /// <summary>Evaluates arguments in the order in which they are written.</summary>
    /// <returns>The values in the order of the parameters.</returns>
    public TopologyValue[] Evaluate(IReadOnlyList<IArgumentOperation> arguments, IMethodSymbol method)
    {
        var values = new TopologyValue[method.Parameters.Length];
        foreach (var argument in arguments)
        {
            var value = argument.Value is IDeclarationExpressionOperation or IDiscardOperation ? TopologyValue.Unknown : walker.Evaluate(argument.Value);
            if (argument.Parameter is { } parameter && parameter.Ordinal < values.Length) values[parameter.Ordinal] = value;
            else walker.Escape(value);
        }

        return values;
    }

    /// <summary>Runs a method of the project with what is known of its arguments.</summary>
    /// <returns>False if it is not followed, and nothing has happened.</returns>
    public bool TryFollow(IMethodSymbol method, TopologyValue receiver, IReadOnlyList<TopologyValue> arguments, out TopologyValue result)
    {
        result = TopologyValue.Unknown;
        method = Declared(method);
        if (walker.Frame.Depth >= walker.Limits.Depth || method.Parameters.Length != arguments.Count || walker.Frame.IsRunning(method)) return false;
        var body = BodyOf(method);
        if (body is null) return false;
        walker.Followed.Add(method);
        result = Run(method, method.MethodKind == MethodKind.LocalFunction ? walker.Frame.Self : receiver, arguments, () => walker.Execute(body));
        return true;
    }

    /// <summary>Runs what a call does in a frame of its own.</summary>
    public TopologyValue Run(IMethodSymbol method, TopologyValue self, IReadOnlyList<TopologyValue> arguments, Func<Way> body)
    {
        var (guard, since, caller) = (walker.Guard, walker.Order, walker.Frame);
        var frame = new Frame(caller, method, self);
        walker.Frame = frame;
        for (var index = 0; index < method.Parameters.Length; index++) walker.Declare(method.Parameters[index].OriginalDefinition, arguments[index]);
        if (body() == Way.Falls) frame.Returns.Add((walker.Memory, TopologyValue.Unknown));
        walker.Frame = caller;
        walker.Guard = guard;
        if (frame.Returns.Count == 0) return TopologyValue.Unknown;
        walker.Memory = frame.Returns[0].Memory;
        for (var index = 1; index < frame.Returns.Count; index++) walker.Memory = walker.Merge(walker.Memory, frame.Returns[index].Memory, since);
        var result = frame.Returns[0].Value;
        for (var index = 1; index < frame.Returns.Count; index++) result = walker.Common(result, frame.Returns[index].Value);
        return result;
    }

    public void EscapeAll(TopologyValue receiver, IEnumerable<TopologyValue> arguments)
    {
        walker.Escape(receiver);
        foreach (var value in arguments) walker.Escape(value);
    }

    /// <summary>Gives variables that a call was lent what it has left in its parameters.</summary>
    public void Return(IReadOnlyList<IArgumentOperation> arguments, IMethodSymbol method)
    {
        method = Declared(method);
        foreach (var argument in arguments)
        {
            if (argument.Parameter is not { RefKind: RefKind.Ref or RefKind.Out } parameter || parameter.Ordinal >= method.Parameters.Length) continue;
            var value = walker.Memory.Get(method.Parameters[parameter.Ordinal]);
            if (argument.Value is not IDiscardOperation) walker.Assignments.Bind(argument.Value, value);
        }
    }

    /// <summary>Forgets the variables that a call is lent.</summary>
    public void ForgetOut(IReadOnlyList<IArgumentOperation> arguments)
    {
        foreach (var argument in arguments)
        {
            if (argument.Parameter is not { RefKind: RefKind.Ref or RefKind.Out }) continue;
            if (References.Variable(argument.Value) is { } variable) walker.Forget(variable);
            else if (argument.Value is IDeclarationExpressionOperation) walker.Assignments.Bind(argument.Value, TopologyValue.Unknown);
        }
    }

    private static IMethodSymbol Declared(IMethodSymbol method)
    {
        method = (method.ReducedFrom ?? method).OriginalDefinition;
        return method.PartialImplementationPart ?? method;
    }

    // What is called on an object is what its type makes of it.
    private static IMethodSymbol? Target(IMethodSymbol method, IOperation? instance, TopologyValue receiver) =>
        method.IsStatic || method.MethodKind == MethodKind.LocalFunction || instance?.Syntax is BaseExpressionSyntax ? method
        : receiver.Content is HeapObject { Type: var type } ? Dispatch.Of(method, type)
        : method is { IsVirtual: false, IsAbstract: false, IsOverride: false, ContainingType.TypeKind: not TypeKind.Interface } ? method
        : null;

    private IOperation? BodyOf(IMethodSymbol method)
    {
        if (method.MethodKind == MethodKind.LocalFunction)
        {
            var statements = method.IsAsync ? null : walker.LocalFunction(method)?.Body;
            return statements is null || statements.Descendants().Any(BodyNotes.IsOdd) ? null : statements;
        }

        if (walker.Context.Bodies.Of(method, walker.Cancellation) is not { } notes) return null;
        walker.Note(notes);
        return notes.Root;
    }

    private TopologyValue? Known(IMethodSymbol method, IInvocationOperation call, TopologyValue receiver, TopologyValue[] arguments)
    {
        if (Collections.Call(call, receiver, arguments) is { } collection) return collection;
        switch (method.Name)
        {
            case "ToString" when method.ContainingType.SpecialType is >= SpecialType.System_Boolean and <= SpecialType.System_String && receiver.IsConstant:
                var text = ConstantText.Of(receiver, arguments.Length > 0 ? arguments[0].Text : null, call.Instance?.Type);
                return text is null ? TopologyValue.Unknown : TopologyValue.Constant(text);
            case "TryGetValue" when walker.Memory.In(receiver) is { IsMap: true } map && arguments[0] is { IsConstant: true, Content: { } key }:
                var target = call.Arguments.First(static argument => argument.Parameter?.RefKind == RefKind.Out).Value;
                if (target is not IDiscardOperation) walker.Assignments.Bind(target, map.Has(key) ? map[key] : TopologyValue.Constant(null));
                return TopologyValue.Constant(map.Has(key));
            default:
                return null;
        }
    }

    // A local function that nobody goes into does something to variables around it.
    private void Skip(IMethodSymbol method)
    {
        if (walker.LocalFunction(method.OriginalDefinition) is not { } local) return;
        foreach (var operation in local.Descendants())
        {
            if (References.Variable(operation) is not { } symbol || References.IsWithin(symbol, local)) continue;
            if (References.IsWritten(operation)) walker.Forget(symbol);
            else walker.Escape(walker.Memory.Get(symbol));
        }

        walker.Escape(walker.Frame.Self);
    }

    // Of the DSL's own methods those that describe machines say so; the others give away parts at most. What cannot know the DSL and gives
    // nothing back, or a text, only looks, but for collections, which it may fill or sort.
    private bool IsHarmless(IMethodSymbol method)
    {
        var givesObject = method.ReturnType is { IsReferenceType: true, SpecialType: not SpecialType.System_String };
        if (walker.Context.Types.IsDsl(method)) return !givesObject;
        return method.IsStatic && (method.ReturnsVoid || method.ReturnType.SpecialType == SpecialType.System_String)
            && method.Parameters.All(static parameter => parameter.RefKind == RefKind.None)
            && walker.Context.Types.IsForeign(method.ContainingAssembly, walker.Context.Bodies.Compilation.Assembly);
    }
}
