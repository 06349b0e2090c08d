using IrqAnalyzers.Contracts;
using IrqAnalyzers.Program;
using IrqAnalyzers.Roslyn;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using static IrqAnalyzers.Rules.ElementParts;

namespace IrqAnalyzers.Rules;

/// <summary>
/// What the methods of one type do to elements of collections that several of them know. Read off the text of the methods, in its order: what paths
/// there are is not followed, and so nothing that rests on it is sure.
/// </summary>
internal sealed class ElementUses
{
    private readonly ProgramFacts program;
    private readonly KindTests kinds;
    private readonly CancellationToken cancellation;
    private readonly List<ElementUse> all = new();
    private readonly Dictionary<ISymbol, List<ElementSource>> puts = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, HashSet<ISymbol>> tidied = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, HashSet<ISymbol>> called = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, List<ISymbol>> inner = new(SymbolEqualityComparer.Default);
    private Dictionary<ISymbol, ElementSource> sources = new(SymbolEqualityComparer.Default);
    private readonly List<ElementUse> sought = new();
    private readonly Dictionary<ISymbol, ElementSource> keys = new(SymbolEqualityComparer.Default);
    private List<IOperation> operations = new();

    private ElementUses(ProgramFacts program, CancellationToken cancellation)
    {
        this.program = program;
        this.cancellation = cancellation;
        kinds = new(program.Contracts, hasParts: true);
    }

    /// <summary>All uses, method by method, in the order of the text.</summary>
    public IReadOnlyList<ElementUse> All => all;

    /// <summary>What is done to objects that a method has looked for in a collection, and has from elsewhere.</summary>
    public IReadOnlyList<ElementUse> OfSought => sought;

    /// <summary>Whether a method takes something out of a collection, or puts something else into a place of it.</summary>
    public bool Tidies(IMethodSymbol method, ISymbol collection) => tidied.TryGetValue(method, out var collections) && collections.Contains(collection);

    /// <summary>Whether a method calls another of its own object.</summary>
    public bool Calls(IMethodSymbol method, IMethodSymbol other) => called.TryGetValue(method, out var all) && all.Contains(other);

    /// <summary>What the methods of a type do.</summary>
    public static ElementUses Of(INamedTypeSymbol type, ProgramFacts program, CancellationToken cancellation)
    {
        var found = new ElementUses(program, cancellation);
        foreach (var member in type.GetMembers())
        {
            if (member is not IMethodSymbol { IsImplicitlyDeclared: false, DeclaringSyntaxReferences.Length: 1 } method
                || method.MethodKind == MethodKind.Constructor)
            {
                continue;
            }

            if (program.OperationOf(method, cancellation) is { } body) found.Read(new List<IOperation>(body.Descendants()), method);
        }

        return found;
    }

    // Where elements are from is read first: what is put into a collection may have been used before.
    private void Read(List<IOperation> read, IMethodSymbol method)
    {
        sources = new(SymbolEqualityComparer.Default);
        keys.Clear();
        operations = read;
        foreach (var operation in operations)
        {
            switch (operation)
            {
                case IForEachLoopOperation loop:
                    AddLoop(loop);
                    break;
                case IVariableDeclaratorOperation { Symbol: var local, Initializer.Value: var value } when SourceOf(value) is { } source:
                    Has(local, source);
                    break;
                case ISimpleAssignmentOperation assignment:
                    Assign(assignment, method);
                    break;
                case IDeconstructionAssignmentOperation { Target: var parts, Value: var whole } when SourceOf(whole) is { } source:
                    AddParts(parts, source);
                    break;
                case IInvocationOperation call when CollectionIn(call) is { } collection:
                    if (SoughtBy(call) is { } key) keys[key] = new(collection, ElementWay.LookUp);
                    ReadCollectionCall(call, collection, method);
                    break;
                case IInvocationOperation { Instance: null, TargetMethod.IsExtensionMethod: true, Arguments: { Length: > 1 } queried } query
                    when SoughtBy(query) is { } asked && CollectionOf(queried[0].Value, ElementWay.LookUp) is { } searched:
                    keys[asked] = searched;
                    break;
                case IInvocationOperation { Instance: { } whole, TargetMethod.Name: "Add" or "Push" or "Enqueue" or "AddLast", Arguments: { Length: 1 } put }
                    when LocalOf(whole) is { } list && LocalOf(put[0].Value) is { } element:
                    if (!inner.TryGetValue(list, out var known)) inner.Add(list, known = new());
                    known.Add(element);
                    break;
                case IInvocationOperation { Instance: IInstanceReferenceOperation, TargetMethod: var other } when program.IsOwn(other):
                    Note(called, method, other.OriginalDefinition);
                    break;
            }
        }

        foreach (var operation in operations)
        {
            if (operation is not IInvocationOperation call) continue;
            if (program.IsOwn(call.TargetMethod))
            {
                ReadHelper(call, method);
                ReadOwnMethod(call, method);
            }
            else if (program.Contracts.Known.IsDsl(call.TargetMethod) && OperationShape.ReceiverOf(call.Instance) is { } receiver)
            {
                if (SourceOf(receiver) is { } source) Add(call, call, source, method, receiver.Syntax.ToString(), OwnerOf(receiver));
                else if (LocalOf(receiver) is { } local && keys.TryGetValue(local, out var found)) AddSought(call, found, method, local);
            }
        }
    }

    // "Remove" with what was removed is a method of some dictionaries, and an extension of the others.
    private ISymbol? CollectionIn(IInvocationOperation call) =>
        call.Instance is { } instance ? MemberOf(instance) ?? ListIn(instance)
        : call is { TargetMethod: { IsExtensionMethod: true, Name: "Remove" }, Arguments: { Length: > 1 } arguments }
            ? MemberOf(KindTests.Unwrapped(arguments[0].Value))
            : null;

    // A list that is itself an element of a collection: what it holds counts as an element too.
    private ISymbol? ListIn(IOperation expression) =>
        LocalOf(expression) is { } local && sources.TryGetValue(local, out var source) && TypeOf(local) is { } type && ContractTable.IsCollection(type)
            ? source.Collection
            : null;

    /// <summary>What one body does, whose operations are bound already.</summary>
    public static ElementUses Of(IMethodSymbol method, BlockContext block, ProgramFacts program)
    {
        var found = new ElementUses(program, block.CancellationToken);
        found.Read(block.Operations, method);
        return found;
    }

    private void AddLoop(IForEachLoopOperation loop)
    {
        if (CollectionOf(loop.Collection, ElementWay.Loop) is not { } source) return;
        source.Loop = loop;
        source.IsTakenOut = LocalOf(loop.Collection) is { } list && sources.TryGetValue(list, out var whole) && whole.Way == ElementWay.Taken;
        source.IsPartial |= EndsEarly(loop);
        foreach (var local in loop.Locals) Has(local, source);
    }

    private void AddParts(IOperation target, ElementSource source)
    {
        foreach (var part in target.DescendantsAndSelf())
        {
            if (LocalOf(part) is { } local && IsSubject(local)) Has(local, source);
        }
    }

    private bool IsSubject(ISymbol local) => TypeOf(local) is { } type && program.Subjects.Contain(type);

    private void Has(ISymbol local, ElementSource source)
    {
        source.Local ??= local;
        sources[local] = source;
    }

    private void Assign(ISimpleAssignmentOperation assignment, IMethodSymbol method)
    {
        if (LocalOf(assignment.Target) is { } local)
        {
            if (SourceOf(assignment.Value) is { } source) Has(local, source);
            return;
        }

        if (MemberOf(assignment.Target) is { } replaced) Tidy(method, replaced);
        if (ElementOf(assignment.Target) is not { Way: ElementWay.LookUp or ElementWay.Loop, Collection: var collection }) return;
        PutArgument(assignment.Value, collection);
        if (KindTests.Unwrapped(assignment.Value).ConstantValue is { HasValue: true, Value: null }) Tidy(method, collection);
    }

    private void Tidy(IMethodSymbol method, ISymbol collection) => Note(tidied, method, collection);

    private static void Note(Dictionary<ISymbol, HashSet<ISymbol>> notes, ISymbol key, ISymbol symbol)
    {
        if (!notes.TryGetValue(key, out var known)) notes.Add(key, known = new(SymbolEqualityComparer.Default));
        known.Add(symbol);
    }

    // What a local is found to be first it stays: to put an element back changes nothing. What is from one collection and put into another is in both.
    private void Put(ISymbol local, ISymbol collection)
    {
        if (!sources.TryGetValue(local, out var source)) sources[local] = new(collection, ElementWay.Put);
        else if (!SymbolEqualityComparer.Default.Equals(source.Collection, collection)) PutElsewhere(local, collection);

        // What was put into a list of its own before is in the collection with it.
        if (!inner.TryGetValue(local, out var elements)) return;
        inner.Remove(local);
        foreach (var element in elements) Put(element, collection);
    }

    private void PutElsewhere(ISymbol local, ISymbol collection)
    {
        if (!puts.TryGetValue(local, out var known)) puts.Add(local, known = new());
        if (!known.Exists(put => SymbolEqualityComparer.Default.Equals(put.Collection, collection))) known.Add(new(collection, ElementWay.Put));
    }

    // An element, or a tuple or an object of the project that is made of it.
    private void PutArgument(IOperation value, ISymbol collection)
    {
        if (LocalOf(value) is { } local) Put(local, collection);
        switch (KindTests.Unwrapped(value))
        {
            case ITupleOperation { Elements: var elements }:
                foreach (var element in elements) PutPart(element, collection);
                break;
            case IObjectCreationOperation { Constructor: { } constructor, Arguments: var arguments } when program.IsOwn(constructor):
                foreach (var argument in arguments) PutPart(argument.Value, collection);
                break;
        }
    }

    private void PutPart(IOperation value, ISymbol collection)
    {
        if (LocalOf(value) is { } part && IsSubject(part)) Put(part, collection);
    }

    private void ReadCollectionCall(IInvocationOperation call, ISymbol collection, IMethodSymbol method)
    {
        switch (call.TargetMethod.Name)
        {
            case "TryGetValue" or "TryPeek":
                AddOut(call, new(collection, ElementWay.LookUp));
                break;
            case "TryPop" or "TryDequeue" or "TryTake" or "TryRemove":
                AddOut(call, InLoop(call, new(collection, ElementWay.Taken)));
                break;
            case "Remove" or "RemoveAt" or "RemoveAll" or "RemoveRange" or "Clear":
                Tidy(method, collection);
                AddOut(call, new(collection, ElementWay.Taken));
                break;
            case "ForEach" when call.Arguments.Length == 1:
                foreach (var operation in call.Arguments[0].Descendants())
                {
                    if (operation is IAnonymousFunctionOperation { Symbol.Parameters: { Length: 1 } given })
                    {
                        sources[given[0]] = new(collection, ElementWay.Loop);
                    }
                }

                break;
            case "Add" or "TryAdd" or "Push" or "Enqueue" or "Insert" or "AddFirst" or "AddLast" when call.Arguments.Length > 0:
                PutArgument(call.Arguments[call.Arguments.Length - 1].Value, collection);
                break;
        }
    }

    private void AddOut(IInvocationOperation call, ElementSource source)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is not { RefKind: RefKind.Out }) continue;
            var target = argument.Value is IDeclarationExpressionOperation declaration ? declaration.Expression : argument.Value;
            if (LocalOf(target) is { } local) Has(local, source);
        }
    }

    // A method of the project that is given an element: what it does to it there, one call deep.
    private void ReadHelper(IInvocationOperation call, IMethodSymbol method)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is not { } parameter || SourceOf(argument.Value) is not { } source) continue;
            if (call.TargetMethod is not { IsAbstract: false, DeclaringSyntaxReferences.Length: 1 } helper
                || program.OperationOf(helper.OriginalDefinition, cancellation) is not { } body)
            {
                continue;
            }

            var given = parameter.OriginalDefinition;
            foreach (var operation in body.Descendants())
            {
                if (operation is not IInvocationOperation inner || !program.Contracts.Known.IsDsl(inner.TargetMethod) || OperationShape.ReceiverOf(inner.Instance) is not { } receiver)
                {
                    continue;
                }

                if (SymbolEqualityComparer.Default.Equals(LocalOf(receiver), given))
                    Add(inner, call, source, method, argument.Value.Syntax.ToString(), OwnerOf(argument.Value), given);
            }
        }
    }

    private void AddSought(IInvocationOperation call, ElementSource source, IMethodSymbol method, ISymbol local)
    {
        var contract = program.Contracts.Of(call.TargetMethod);
        if (contract.HasFacts) sought.Add(new(source, method, call.TargetMethod, contract, call.Syntax, local.Name));
    }

    // A method of an element that is an object of the project: what it does to the parts that the object was made with.
    private void ReadOwnMethod(IInvocationOperation call, IMethodSymbol method)
    {
        if (OperationShape.ReceiverOf(call.Instance) is not { } element || LocalOf(element) is not { } local || !sources.TryGetValue(local, out var source)) return;
        bool? isAsked = null;
        foreach (var (operation, receiver, part, body) in OwnParts.Calls(call.TargetMethod, program, cancellation))
        {
            isAsked ??= source.Way != ElementWay.Put && OwnParts.AreAsked(local, source.Loop?.Body.Descendants() ?? operations);
            var contract = program.Contracts.Of(operation.TargetMethod);
            if (!contract.HasFacts) continue;
            all.Add(new(source, method, operation.TargetMethod, contract, call.Syntax, local.Name)
            {
                Kinds = source.Kinds & program.Contracts.KindsOf(receiver.Type!),
                Part = part,
                Within = operation.Syntax,
                IsConditional = isAsked == true || Placement.IsConditional(operation, body),
                IsAsked = isAsked == true,
            });
        }
    }

    private void Add(
        IInvocationOperation operation, IInvocationOperation call, ElementSource source, IMethodSymbol method, string subject, ISymbol? local,
        ISymbol? given = null)
    {
        var contract = program.Contracts.Of(operation.TargetMethod);
        if (!contract.HasFacts) return;
        if (local is not null && puts.TryGetValue(local, out var also)) all.AddRange(also.ConvertAll(put => new ElementUse(put, method, operation.TargetMethod, contract, call.Syntax, subject)));
        var reached = source.Kinds;
        if (local is not null) reached &= kinds.At(call, local, source.Loop);
        if (source.Local is { } first && !SymbolEqualityComparer.Default.Equals(first, local)) reached &= kinds.At(call, first, source.Loop);
        if (given is not null) reached &= kinds.At(operation, given, within: null);
        all.Add(new(source, method, operation.TargetMethod, contract, call.Syntax, subject) { Kinds = reached, IsInHelper = given is not null });
    }

    private ElementSource? SourceOf(IOperation element) =>
        LocalOf(element) is { } local ? sources.TryGetValue(local, out var source) ? source : null
        : KindTests.Unwrapped(element) is IMemberReferenceOperation { Instance: { Type: { } type } whole, Member: var part }
            && (type.IsTupleType || (program.IsOwn(part) && program.IsOwn(type))) && MemberOf(element) is null
            ? LocalOf(whole) is { } record ? sources.TryGetValue(record, out var held) ? held : null : ElementOf(whole)
        : ElementOf(element);

    /// <summary>An element that an expression takes from a collection.</summary>
    private ElementSource? ElementOf(IOperation expression) => KindTests.Unwrapped(expression) switch
    {
        IPropertyReferenceOperation or IArrayElementReferenceOperation or IImplicitIndexerReferenceOperation =>
            ElementAccess.Of(expression) is ({ } collection, var by) && (by is null || !ElementAccess.IsRange(by))
                ? InLoop(by, CollectionOf(collection, ElementWay.LookUp)) : null,
        IInvocationOperation { TargetMethod.Name: "Pop" or "Dequeue", Instance: { } taken } call =>
            CollectionOf(taken, ElementWay.Taken) is { } source ? InLoop(call, source) : null,
        IInvocationOperation
        {
            TargetMethod.Name: "First" or "Last" or "Single" or "FirstOrDefault" or "LastOrDefault" or "SingleOrDefault" or "Find" or "Peek"
                or "GetValueOrDefault"
        } found =>
            found.Instance is { } own
                ? CollectionOf(own, ElementWay.LookUp) : found.Arguments.Length > 0 ? CollectionOf(found.Arguments[0].Value, ElementWay.LookUp) : null,
        ISimpleAssignmentOperation { Target: var place } => ElementOf(place),
        _ => null,
    };

    // A loop that counts goes over a collection as 'foreach' does.
    private static ElementSource? InLoop(IOperation? index, ElementSource? source) =>
        source is not null && index is not null && CountedLoops.Around(index) is { } loop
            ? new(source.Collection, ElementWay.Loop) { IsPartial = CountedLoops.IsShort(loop) }
            : source;

    // So does one that takes out one after the other until nothing is left.
    private static ElementSource InLoop(IInvocationOperation taking, ElementSource source) =>
        DrainingLoops.Around(taking, source.Collection) is { } loop
            ? new(source.Collection, ElementWay.Loop) { Kinds = source.Kinds, IsPartial = DrainingLoops.LeavesSome(loop) }
            : source;

    /// <summary>The member that holds a collection, behind queries that let some of it through.</summary>
    private ElementSource? CollectionOf(IOperation expression, ElementWay way)
    {
        expression = KindTests.Unwrapped(expression);
        if ((MemberOf(expression) ?? ListIn(expression)) is { } member) return new(member, way);
        if (expression.Type is { } type && ContractTable.IsCollection(type) && ElementOf(expression) is { } list) return new(list.Collection, way);
        if (expression is IPropertyReferenceOperation { Property.Name: "Values", Instance: { } dictionary }) return CollectionOf(dictionary, way);
        if (ElementAccess.Of(expression) is ({ } whole, { } range) && ElementAccess.IsRange(range))
        {
            if (CollectionOf(whole, way) is not { } part) return null;
            part.IsPartial |= !ElementAccess.IsWhole(range);
            return part;
        }

        if (expression is not IInvocationOperation { TargetMethod: var query } call) return null;
        var over = call.Instance ?? (query.IsExtensionMethod && call.Arguments.Length > 0 ? call.Arguments[0].Value : null);
        if (over is null || query.Name is "Pop" or "Dequeue" || CollectionOf(over, way) is not { } source) return null;
        switch (query.Name)
        {
            case "OfType":
                source.Kinds &= program.Contracts.KindsOf(query.TypeArguments[0]);
                break;
            case "Where":
                source.Kinds &= kinds.OfFilter(call.Arguments[call.Arguments.Length - 1]);
                break;
            case "Take" or "Skip" or "TakeWhile" or "SkipWhile" or "TakeLast" or "SkipLast" or "GetRange" or "Slice":
                source.IsPartial = true;
                break;
        }

        return source;
    }

    // A field or property of the project, or one of the DSL that gives functions.
    private ISymbol? MemberOf(IOperation expression)
    {
        ISymbol? member = KindTests.Unwrapped(expression) switch
        {
            IFieldReferenceOperation { Field: var field } => field,
            IPropertyReferenceOperation { Property: { IsIndexer: false } property } => property,
            _ => null,
        };
        return member is not null && (program.IsOwn(member) || program.Contracts.Known.IsDsl(member))
            && TypeOf(member) is { } type && ContractTable.IsCollection(type) ? member : null;
    }
}
