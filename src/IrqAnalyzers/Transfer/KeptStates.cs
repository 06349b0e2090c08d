using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;
using IrqAnalyzers.Program;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using static IrqAnalyzers.Transfer.OperationFacts;

namespace IrqAnalyzers.Transfer;

/// <summary>
/// What a driver or a host keeps for each function: flags, counts, phases, in a collection or in an object that has the function, too. They tell what was
/// done to the function before. Where a flag is not set, a count is 0, or a phase is another one, something was not done, and nobody here knows what.
/// </summary>
internal sealed class KeptStates(BodyContext context, OptionalSteps optionalSteps)
{
    private readonly Body body = context.Body;
    private readonly ObjectTable table = context.Table;
    private readonly bool mayHaveKey = MayHaveKey(context);
    private Dictionary<ISymbol, IParameterSymbol>? keys;
    private Dictionary<CaptureId, IOperation>? captures;

    /// <summary>Takes note of one outcome of a test: of the function that the outcome says something was not done to, neither is known what it has nor what it lacks.</summary>
    /// <param name="narrowed">The state on the branch.</param>
    /// <param name="block">The block with the test.</param>
    /// <param name="outcome">The outcome of the test.</param>
    public void Refine(State narrowed, BasicBlock block, bool outcome)
    {
        if (body.Receiver is null && body.Method is not { Parameters.IsEmpty: false }) return;
        var isConditional = block.ConditionKind == ControlFlowConditionKind.WhenTrue == outcome;
        if (Asked(block.BranchValue, outcome) is not ({ } kept, var saysNone) || FunctionOf(kept) is not { } function || IsSetHere(narrowed, kept)) return;
        if (!Skips(block, isConditional) && (Skips(block, !isConditional) || !saysNone)) return;
        if (optionalSteps.Follow(block, areCounted: true)) return;

        // VFs come and go without the driver.
        narrowed.Narrow(function.Id, narrowed.CellOf(function.Id).UndecideAll(~(FactMask)context.Contracts.Known.VirtualFunctions));
    }

    /// <summary>
    /// The function for which a call hands over what is kept: the method that is called looks at it, and does the one or the other.
    /// <see langword="null"/> if there is none.
    /// </summary>
    /// <param name="call">The call.</param>
    /// <param name="isLookedUp">Whether the method gets the function itself, and looks up first whether anything is kept for it.</param>
    public AbstractObject? HandedTo(IInvocationOperation call, out bool isLookedUp)
    {
        isLookedUp = false;
        if (!mayHaveKey || !context.Program.IsOwn(call.TargetMethod)) return null;
        if (Unconverted(call.Instance) is ILocalReferenceOperation or IFlowCaptureReferenceOperation && FunctionOf(call.Instance) is { } owner) return owner;
        foreach (var argument in call.Arguments)
        {
            if (Unconverted(argument.Value) is ILocalReferenceOperation local && OfLocal(local.Local) is { } function) return function;
            if (Unconverted(argument.Value) is not IParameterReferenceOperation { Parameter: var given } || !IsFunction(given.Type)) continue;
            if (argument.Parameter?.Ordinal != context.Program.TableGuards.Of(call.TargetMethod, context.Cancellation)) continue;
            isLookedUp = true;
            return table.OfSymbol(given, given.Type);
        }

        return null;
    }

    // What the body has set itself says what it did, and not what was done before.
    private bool IsSetHere(State narrowed, IOperation? kept) =>
        Unconverted(kept) is IMemberReferenceOperation { Instance: IInstanceReferenceOperation, Member: var member } && body.Receiver is { } receiver
        && narrowed.ValueOf(table.VariableOf(table.Receiver(receiver, 0), member)) is not null;

    // Whether a branch leaves out what the other does: it leaves the body at once, or goes where the other goes, too.
    private static bool Skips(BasicBlock block, bool isConditional)
    {
        var (taken, other) = (block.ConditionalSuccessor?.Destination, block.FallThroughSuccessor?.Destination);
        if (!isConditional) (taken, other) = (other, taken);
        if (taken is null || other is null || taken.Kind == BasicBlockKind.Exit) return taken is not null;
        if (taken is { Operations.IsEmpty: true, ConditionalSuccessor: null, FallThroughSuccessor.Destination.Kind: BasicBlockKind.Exit }) return true;
        var reached = new HashSet<BasicBlock> { block };
        var open = new Stack<BasicBlock>();
        open.Push(other);
        while (open.Count > 0)
        {
            var next = open.Pop();
            if (next == taken) return true;
            if (!reached.Add(next)) continue;
            if (next.FallThroughSuccessor?.Destination is { } following) open.Push(following);
            if (next.ConditionalSuccessor?.Destination is { } branching) open.Push(branching);
        }

        return false;
    }

    // What a test asks for, and whether the outcome says that there is nothing.
    private static (IOperation? Kept, bool SaysNone)? Asked(IOperation? test, bool outcome)
    {
        test = Unconverted(test);
        while (test is IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, Operand: var negated }) (test, outcome) = (Unconverted(negated), !outcome);
        switch (test)
        {
            case IMemberReferenceOperation or ILocalReferenceOperation:
                return (test, !outcome);
            case IIsPatternOperation { Value: var value, Pattern: var pattern }:
                return (value, IsNull(pattern) == outcome);
            case IIsNullOperation { Operand: var operand }:
                return (operand, outcome);
            case IInvocationOperation { TargetMethod.Name: nameof(Enum.HasFlag), Instance: { } flags }:
                return (flags, !outcome);
            case IBinaryOperation { OperatorKind: var kind, LeftOperand: var left, RightOperand: { ConstantValue: { HasValue: true, Value: var constant } } }:
                var masked = Unconverted(left) is IBinaryOperation { OperatorKind: BinaryOperatorKind.And } bits ? bits.LeftOperand : null;
                return (masked ?? left, SaysNone(kind, constant, isBit: masked is not null) == outcome);
            default:
                return null;
        }
    }

    private static bool IsNull(IPatternOperation pattern) => pattern is IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } };

    // The outcome of a comparison that says that there is nothing. Of a phase it is the one that says that it is another.
    private static bool SaysNone(BinaryOperatorKind kind, object? constant, bool isBit) => kind switch
    {
        BinaryOperatorKind.Equals => isBit || constant is null or false or 0,
        BinaryOperatorKind.NotEquals => !(isBit || constant is null or false or 0),
        BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual => true,
        _ => false,
    };

    private AbstractObject? FunctionOf(IOperation? kept)
    {
        kept = Unconverted(kept);
        if (kept is IFlowCaptureReferenceOperation { Id: var id })
        {
            Search();
            if (!captures!.TryGetValue(id, out kept)) return null;
            kept = Unconverted(kept);
        }

        return kept switch
        {
            ILocalReferenceOperation { Local: var local } => OfLocal(local),
            IMemberReferenceOperation { Instance: IInstanceReferenceOperation, Member: var member } => OfOwner(member),
            IMemberReferenceOperation { Instance: { } instance } => OfState(Unconverted(instance)),
            _ => null,
        };
    }

    private AbstractObject? OfState(IOperation? state) => state switch
    {
        ILocalReferenceOperation { Local: var local } => OfLocal(local),
        IParameterReferenceOperation { Parameter: var given } => KeepsFor(given) is { } function ? table.OfSymbol(function, function.Type) : OfPart(given),
        IPropertyReferenceOperation { Property.IsIndexer: true, Arguments: { Length: 1 } arguments } when KeyIn(arguments[0].Value) is { } key => table.OfSymbol(key, key.Type),
        _ => null,
    };

    private AbstractObject? OfLocal(ILocalSymbol local)
    {
        if (!mayHaveKey) return null;
        Search();
        return keys!.TryGetValue(local, out var key) ? table.OfSymbol(key, key.Type) : null;
    }

    // A helper gets a function, and what its class keeps for each function.
    private IParameterSymbol? KeepsFor(IParameterSymbol state)
    {
        if (body.Method is not { ContainingType: { } type } method || !context.Program.IsOwn(state.Type)) return null;
        IParameterSymbol? function = null;
        foreach (var parameter in method.Parameters)
        {
            if (!context.Program.Subjects.Contain(parameter.Type)) continue;
            if (function is not null) return null;
            function = parameter;
        }

        if (function is null) return null;
        foreach (var member in type.GetMembers())
        {
            if (member is IFieldSymbol { Type: INamedTypeSymbol { TypeArguments: { Length: 2 } arguments } } && IsKey(arguments[0]) && SymbolEqualityComparer.Default.Equals(arguments[1], state.Type)) return function;
        }

        return null;
    }

    private bool IsKey(ITypeSymbol type) => context.Program.Subjects.Contain(type) || (context.Contracts.Known.IsDsl(type) && type.IsValueType);

    // An object that keeps a state for its function: the only function among its members, and a member that methods set.
    private AbstractObject? OfOwner(ISymbol member) =>
        body.Receiver is INamedTypeSymbol receiver && IsKept(member) && FunctionAmong(receiver) is { } function ? table.OfPath(table.Receiver(receiver, 0), function, Variable.TypeOf(function)!) : null;

    // The same of an object that a helper is given.
    private AbstractObject? OfPart(IParameterSymbol given) =>
        given.Type is INamedTypeSymbol type && context.Program.IsOwn(type) && !context.Program.Subjects.Contain(type) && FunctionAmong(type) is { } function
            ? table.OfPath(table.OfSymbol(given, type), function, Variable.TypeOf(function)!)
            : null;

    private bool IsKept(ISymbol member) =>
        !context.Contracts.Known.IsDsl(member) && !SettledMembers.IsReadOnly(member) && Variable.TypeOf(member) is { } kept && !context.Program.Subjects.Contain(kept);

    private ISymbol? FunctionAmong(INamedTypeSymbol type)
    {
        ISymbol? function = null;
        foreach (var candidate in type.GetMembers())
        {
            if (candidate is IFieldSymbol { IsStatic: false } field && (field.AssociatedSymbol is not null || !field.IsImplicitlyDeclared) && !Add(field.AssociatedSymbol ?? field, field.Type)) return null;
            if (candidate is not IMethodSymbol { MethodKind: MethodKind.Constructor, DeclaringSyntaxReferences: { Length: 1 } declarations } constructor || declarations[0].GetSyntax(context.Cancellation) is not TypeDeclarationSyntax) continue;
            foreach (var parameter in constructor.Parameters)
            {
                if (!Add(parameter, parameter.Type)) return null;
            }
        }

        return function;

        bool Add(ISymbol candidate, ITypeSymbol candidateType)
        {
            if (!IsFunction(candidateType)) return true;
            if (function is not null) return false;
            function = candidate;
            return true;
        }
    }

    private static bool MayHaveKey(BodyContext context)
    {
        if (context.Body.Outer is not null || context.Body.Method is not { } method) return true;
        foreach (var parameter in method.Parameters)
        {
            if (context.Program.Subjects.Contain(parameter.Type)) return true;
        }

        return false;
    }

    // Not a unit or an IOMMU, which many functions share.
    private static bool IsFunction(ITypeSymbol type)
    {
        for (var candidate = type; candidate is not null; candidate = candidate.BaseType)
        {
            if (candidate.Name == "PciFunction") return true;
        }

        return false;
    }

    // The locals that get what a collection keeps for a parameter, or for its address, and what is captured.
    private void Search()
    {
        if (keys is not null) return;
        keys = new(SymbolEqualityComparer.Default);
        captures = new();
        foreach (var block in body.Graph.Blocks)
        {
            foreach (var operation in block.Operations) Note(operation);
            if (block.BranchValue is { } value) Note(value);
        }
    }

    private void Note(IOperation within)
    {
        foreach (var operation in within.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IFlowCaptureOperation { Id: var id, Value: var captured }:
                    captures![id] = captured;
                    break;
                case IInvocationOperation { TargetMethod.Name: "TryGetValue" or "Remove" or "TryRemove", Arguments: { Length: > 1 } arguments, TargetMethod: var method }
                    when arguments.Length == (method.IsExtensionMethod ? 3 : 2) && context.Program.IsForeign(method.ContainingAssembly):
                    var last = arguments[arguments.Length - 1].Value;
                    var target = last is IDeclarationExpressionOperation declaration ? declaration.Expression : last;
                    if (target is ILocalReferenceOperation { Local: var given } && KeyIn(arguments[arguments.Length - 2].Value) is { } key) keys![given] = key;
                    break;
                case ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local }, Value: var value } when LookedUp(Unconverted(value)) is { } found:
                    keys![local] = found;
                    break;
                case IDeconstructionAssignmentOperation { Target: var parts, Value: var whole } when LookedUp(Unconverted(whole)) is { } found:
                    foreach (var part in parts.DescendantsAndSelf())
                    {
                        if (part is ILocalReferenceOperation { Local: var named }) keys![named] = found;
                    }

                    break;
            }
        }
    }

    // A part of what was looked up counts as well.
    private IParameterSymbol? LookedUp(IOperation? value) => value switch
    {
        ILocalReferenceOperation { Local: var local } => keys!.TryGetValue(local, out var known) ? known : null,
        IMemberReferenceOperation { Instance: ILocalReferenceOperation { Local: var whole } } => keys!.TryGetValue(whole, out var owner) ? owner : null,
        IPropertyReferenceOperation { Property.IsIndexer: true, Arguments: { Length: 1 } indices } => KeyIn(indices[0].Value),
        IInvocationOperation { TargetMethod: { Name: "GetValueOrDefault", IsExtensionMethod: true }, Arguments: { Length: >= 2 } arguments } => KeyIn(arguments[1].Value),
        _ => null,
    };

    private IParameterSymbol? KeyIn(IOperation key) => Unconverted(key) switch
    {
        IParameterReferenceOperation { Parameter: { Type: var type } parameter } when context.Program.Subjects.Contain(type) => parameter,
        IPropertyReferenceOperation { Property: { Name: "Address" or "Name" } property, Instance: IParameterReferenceOperation { Parameter: var parameter } } when context.Contracts.Known.IsDsl(property) => parameter,
        _ => null,
    };
}
