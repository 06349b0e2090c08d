using System.Globalization;
using IrqAnalyzers.Contracts;
using IrqAnalyzers.Program;
using IrqAnalyzers.Roslyn;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Rules;

/// <summary>
/// Pieces of code that run one after the other, each list in the order in which it runs: what a method puts down on a stack, or in an object of the
/// project that keeps a stack or a list; the elements that an iterator or a method gives to a loop which calls them; loops over one collection.
/// </summary>
internal sealed class HeldSteps
{
    private const int LongestQuery = 12;

    private const string Combined = "+= ";

    private readonly ISymbol owner;
    private readonly ProgramFacts program;
    private readonly CancellationToken cancellation;
    private readonly Dictionary<string, (List<HeldStep> Code, bool IsReversed)> lists = new(StringComparer.Ordinal);
    private readonly Dictionary<ILocalSymbol, IOperation> initials = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, string> filled = new(SymbolEqualityComparer.Default);
    private readonly StepRunners runners;
    private readonly PutOrders orders;
    private readonly Lazy<bool?> runner;
    private readonly HashSet<string> returnedLocals = new(StringComparer.Ordinal);

    private HeldSteps(ISymbol owner, ProgramFacts program, CancellationToken cancellation)
    {
        this.owner = owner;
        this.program = program;
        this.cancellation = cancellation;
        runners = new(program, cancellation);
        runner = new(() => runners.Of(owner is IMethodSymbol { AssociatedSymbol: { } property } ? property : owner));
        orders = new(program, runner, cancellation);
    }

    /// <summary>The lists of a method, or of a field with what it starts with, each with two pieces of code at least, in the order in which they run.</summary>
    public static IEnumerable<IReadOnlyList<HeldStep>> Of(BlockContext block, ProgramFacts program)
    {
        var steps = new HeldSteps(block.OwningSymbol, program, block.CancellationToken);
        steps.Collect(block);
        foreach (var entry in steps.lists)
        {
            var (code, isReversed) = entry.Value;
            if (code.Count < 2 || (entry.Key.StartsWith(Combined, StringComparison.Ordinal) && !steps.returnedLocals.Contains(entry.Key))) continue;
            code.Sort(static (one, other) => one.CompareTo(other));
            if (isReversed) code.Reverse();
            yield return code;
        }
    }

    private void Collect(BlockContext block)
    {
        foreach (var root in block.OperationBlocks)
        {
            if (root is IFieldInitializerOperation { Value: var held } && owner is IFieldSymbol { IsReadOnly: true })
                CollectGiven("held", ElementsOf(held), runner, isWhole: false);
        }

        foreach (var operation in block.Operations)
        {
            NoteFilled(operation);
            switch (operation)
            {
                case IInvocationOperation call when StepIn(call) is { } step && !Placement.IsInInnerCode(call) && CollectPut(call, step):
                    break;
                case IInvocationOperation query when CodeAmong(query.Arguments) is { } code && !Placement.IsInInnerCode(query) && IsRunAtOnce(query)
                    && SourceOf(query.Instance ?? query.Arguments[0].Value, 0) is { } source:
                    Add("over " + source, code, isReversed: false);
                    break;
                case IVariableDeclaratorOperation { Symbol: var local, Initializer.Value: var initial }:
                    initials[local] = initial;
                    CollectCombined(operation, local, initial);
                    CollectLocal(local, initial);
                    break;
                case ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add, Target: ILocalReferenceOperation { Local: var combined } } adding:
                    CollectCombined(operation, combined, adding.Value);
                    break;
                case ILoopOperation loop when !Placement.IsInInnerCode(loop):
                    CollectLoop(loop, call: null);
                    if (loop is IForEachLoopOperation { Collection: var over, Syntax: CommonForEachStatementSyntax each } && StepRunners.RunsElements(each))
                        CollectGiven(Unnamed(over), ElementsOf(over), new(() => StepRunners.IsBackwards(each)), isWhole: false);
                    break;
                case IArgumentOperation { Parameter: { } parameter, Value: var handed } argument
                    when ElementsOf(handed) is { Count: > 1 } elements && !Placement.IsInInnerCode(argument):
                    CollectGiven(Unnamed(handed), elements, new(() => runners.Of(parameter.OriginalDefinition)), isWhole: true);
                    break;
                case IInvocationOperation { Instance: IInstanceReferenceOperation } call when !Placement.MayBeRepeated(call):
                    CollectLoops(call);
                    break;
                case IReturnOperation { ReturnedValue: { } given } returned when !Placement.MayBeRepeated(returned):
                    CollectGiven("yield", returned.Kind == OperationKind.YieldReturn ? new[] { given } : ElementsOf(given), runner, isWhole: true);
                    if (KindTests.Unwrapped(given) is ILocalReferenceOperation { Local.Name: var whole }) returnedLocals.Add(Combined + whole);
                    break;
            }
        }
    }

    // What a call puts down, to run in an order that is known.
    private bool CollectPut(IInvocationOperation call, IArgumentOperation step)
    {
        if (orders.Of(call, step) is not { } order) return false;
        var level = 0L;
        if (order.Key >= 0 && !IsNumber(PutOrders.ArgumentOf(call, order.Key), out level)) return false;
        var list = $"{Receiver(call)}({OtherArguments(call, step)})";
        if (DelegateIn(step.Value) is { } code) Add(list, code, order.IsReversed, level: level);
        else if (ObjectIn(step.Value) is { } made && runners.MethodOf(call, made.Type!) is { } run) Add(list, made, order.IsReversed, level: level, run: run);
        else return false;
        return true;
    }

    private static bool IsNumber(IOperation? value, out long number)
    {
        number = 0;
        if (value is null || KindTests.Unwrapped(value).ConstantValue is not { HasValue: true, Value: IConvertible constant }) return false;
        if (constant is string or bool or char) return false;
        try
        {
            number = Convert.ToInt64(constant, CultureInfo.InvariantCulture);
            return true;
        }
        catch (OverflowException)
        {
            return false;
        }
    }

    // The argument of a call that is code, or an object of the project that is made there to be run later.
    private IArgumentOperation? StepIn(IInvocationOperation call)
    {
        IArgumentOperation? asking = null;
        foreach (var argument in call.Arguments)
        {
            if (DelegateIn(argument.Value) is { } code)
            {
                if (code is not IAnonymousFunctionOperation { Symbol.ReturnType.SpecialType: SpecialType.System_Boolean }) return argument;
                asking ??= argument;
            }
            else if (argument.Parameter?.Type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Interface } type && program.IsOwn(type)
                && ObjectIn(argument.Value) is not null)
                return argument;
        }

        return asking;
    }

    private IObjectCreationOperation? ObjectIn(IOperation value)
    {
        value = KindTests.Unwrapped(value);
        if (value is ILocalReferenceOperation { Local: var local } && initials.TryGetValue(local, out var initial)) value = KindTests.Unwrapped(initial);
        return value is IObjectCreationOperation { Type: INamedTypeSymbol { TypeKind: TypeKind.Class } type } made && program.IsOwn(type) ? made : null;
    }

    // What is combined and called in one method is followed there. Of what a method gives the callers see nothing.
    private void CollectCombined(IOperation operation, ILocalSymbol local, IOperation value)
    {
        if (DelegateIn(value) is { } code && !Placement.IsInInnerCode(operation)) Add(Combined + local.Name, code, isReversed: false);
    }

    private void CollectLoop(ILoopOperation loop, IInvocationOperation? call)
    {
        var collection = loop switch
        {
            IForEachLoopOperation each => each.Collection,
            IForLoopOperation counting => CountedLoops.CollectionOf(counting),
            _ => null,
        };
        if (collection is null || SourceOf(collection, 0, isElsewhere: call is not null) is not { } source) return;
        Add("over " + source, loop, isReversed: false, call);
    }

    // The loops of a method of the same object run where it is called, one deep.
    private void CollectLoops(IInvocationOperation call)
    {
        var called = call.TargetMethod;
        if (!program.IsOwn(called) || called is not { IsAbstract: false, MethodKind: MethodKind.Ordinary, DeclaringSyntaxReferences.Length: 1 }) return;
        if (SymbolEqualityComparer.Default.Equals(called, owner) || !HasLoop(called) || program.OperationOf(called, cancellation) is not { } body) return;
        foreach (var operation in body.Descendants())
        {
            NoteFilled(operation);
            if (operation is IVariableDeclaratorOperation { Symbol: var local, Initializer.Value: var initial }) initials[local] = initial;
            if (operation is ILoopOperation loop && !Placement.IsInInnerCode(loop)) CollectLoop(loop, call);
        }
    }

    // A list in a member that is filled with what a query gives is of the same elements.
    private void NoteFilled(IOperation operation)
    {
        if (operation is not IInvocationOperation { TargetMethod.Name: "AddRange", Instance: IMemberReferenceOperation { Member: var list } } call) return;
        if (!program.IsOwn(list) || call.Arguments.Length != 1 || SourceOf(call.Arguments[0].Value, 0, isElsewhere: true) is not { } source) return;
        filled[list] = filled.TryGetValue(list, out var other) && other != source ? list.Name : source;
    }

    // Asked of the text, which is there, before the body is bound.
    private bool HasLoop(IMethodSymbol called)
    {
        foreach (var node in called.DeclaringSyntaxReferences[0].GetSyntax(cancellation).DescendantNodes())
        {
            if (node is CommonForEachStatementSyntax or ForStatementSyntax) return true;
        }

        return false;
    }

    // The elements that somebody gives are run if a loop over them calls them. Code that is no part of anything is followed where a local or a field has it.
    private void CollectGiven(string list, IReadOnlyList<IOperation> elements, Lazy<bool?> run, bool isWhole)
    {
        foreach (var element in elements)
        {
            if ((!isWhole && KindTests.Unwrapped(element) is IDelegateCreationOperation) || DelegateIn(element) is not { } code) return;
            if (run.Value is not { } isReversed) return;
            Add(list, code, isReversed);
        }
    }

    private void CollectLocal(ILocalSymbol local, IOperation initial)
    {
        if (ElementsOf(initial) is not { Count: > 1 } elements || Placement.IsInInnerCode(initial)) return;
        CollectGiven(Unnamed(initial), elements, new(() => RunnerOf(local, initial)), isWhole: false);
    }

    private static bool? RunnerOf(ILocalSymbol local, IOperation initial)
    {
        foreach (var node in initial.Syntax.FirstAncestorOrSelf<BlockSyntax>()?.DescendantNodes() ?? [])
        {
            if (node is IdentifierNameSyntax name && name.Identifier.ValueText == local.Name && StepRunners.LoopOver(name) is { } loop
                && StepRunners.RunsElements(loop))
            {
                return StepRunners.IsBackwards(loop);
            }
        }

        return null;
    }

    private static string Unnamed(IOperation list) => "at " + list.Syntax.SpanStart.ToString(CultureInfo.InvariantCulture);

    private void Add(string list, IOperation code, bool isReversed, IInvocationOperation? call = null, long level = 0, IMethodSymbol? run = null)
    {
        if (!lists.TryGetValue(list, out var known)) lists.Add(list, known = (new(), isReversed));
        if (known.IsReversed == isReversed) known.Code.Add(new(code, call, level, run));
    }

    // The collection that a loop or a query goes over, whatever of it, and in whatever order. What is a local or a parameter elsewhere is another here.
    private string? SourceOf(IOperation collection, int nesting, bool isElsewhere = false)
    {
        if (nesting > LongestQuery) return null;
        switch (KindTests.Unwrapped(collection))
        {
            case IInvocationOperation { Instance: null, TargetMethod: { IsExtensionMethod: true } query, Arguments: { Length: > 0 } arguments }
                when program.IsForeign(query.ContainingAssembly):
                return SourceOf(arguments[0].Value, nesting + 1, isElsewhere);
            case ILocalReferenceOperation { Local: var local }:
                var source = initials.TryGetValue(local, out var initial) && KindTests.Unwrapped(initial) is IInvocationOperation
                    ? SourceOf(initial, nesting + 1, isElsewhere)
                    : null;
                return source ?? (isElsewhere ? null : local.Name);
            case IFieldReferenceOperation or IPropertyReferenceOperation { Arguments.IsEmpty: true }:
                var member = (IMemberReferenceOperation)KindTests.Unwrapped(collection);
                if (filled.TryGetValue(member.Member, out var filling)) return filling;
                var isKnown = !isElsewhere || member.Instance is null or IInstanceReferenceOperation or IMemberReferenceOperation;
                return isKnown ? collection.Syntax.ToString() : null;
            case IParameterReferenceOperation when !isElsewhere:
                return collection.Syntax.ToString();
            default:
                return null;
        }
    }

    // A query runs when its elements are enumerated.
    private bool IsRunAtOnce(IInvocationOperation query)
    {
        IOperation last = query;
        for (var around = query.Parent; around is IArgumentOperation or IConversionOperation or IInvocationOperation; around = around.Parent)
        {
            if (around is IInvocationOperation { TargetMethod: { IsExtensionMethod: true } }) last = around;
        }

        return last is IInvocationOperation { TargetMethod: var method } && program.IsForeign(method.ContainingAssembly)
            && method.Name is ("ToList" or "ToArray" or "ToDictionary" or "ToHashSet" or "ForEach" or "All" or "Count");
    }

    private static IReadOnlyList<IOperation> ElementsOf(IOperation given) => KindTests.Unwrapped(given) switch
    {
        IArrayCreationOperation { Initializer.ElementValues: var elements } => elements,
        IObjectCreationOperation { Arguments.IsEmpty: true, Initializer.Initializers: var added } => added.Select(ElementAdded).ToList(),
        { Syntax.RawKind: CodeInCollections.CollectionExpression } expression => expression.ChildOperations.ToList(),
        _ => [],
    };

    private static IOperation ElementAdded(IOperation adding) =>
        adding is IInvocationOperation { Arguments: { Length: 1 } only } ? only[0].Value : adding;

    private static IOperation? CodeAmong(IEnumerable<IArgumentOperation> arguments) => CodeAmong(arguments.Select(static argument => argument.Value));

    // What only answers is asked before, and does nothing by itself.
    private static IOperation? CodeAmong(IEnumerable<IOperation> values)
    {
        IOperation? asking = null;
        foreach (var value in values)
        {
            if (DelegateIn(value) is not { } code) continue;
            if (code is not IAnonymousFunctionOperation { Symbol.ReturnType.SpecialType: SpecialType.System_Boolean }) return code;
            asking ??= code;
        }

        return asking;
    }

    // A lambda or a method, alone or in a tuple or a new object.
    private static IOperation? DelegateIn(IOperation value) => KindTests.Unwrapped(value) switch
    {
        IDelegateCreationOperation { Target: var code } => code,
        ITupleOperation tuple => CodeAmong(tuple.Elements),
        IObjectCreationOperation creation => CodeAmong(creation.Arguments),
        _ => null,
    };

    // Calls of "return this" put into the same list as the call before.
    private static string Receiver(IInvocationOperation call)
    {
        var receiver = call.Instance;
        while (receiver is not null && KindTests.Unwrapped(receiver) is IInvocationOperation before
            && SymbolEqualityComparer.Default.Equals(before.TargetMethod, call.TargetMethod))
        {
            receiver = before.Instance;
        }

        return receiver?.Syntax.ToString() ?? string.Empty;
    }

    private static string OtherArguments(IInvocationOperation call, IArgumentOperation step) => string.Join(",", call.Arguments
        .Where(argument => argument != step && DelegateIn(argument.Value) is null && !argument.Value.ConstantValue.HasValue)
        .Select(static argument => argument.Syntax.ToString()));
}
