using IrqAnalyzers.Contracts;
using IrqAnalyzers.Program;
using IrqAnalyzers.Roslyn;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Rules;

/// <summary>
/// The paths of one method, as far as they concern one fact of a function and what the class keeps for it: whether the fact holds, and whether the function
/// is noted, at the end of each. Other methods of the project that may note it are taken to do so.
/// </summary>
internal sealed class KeptPaths
{
    /// <summary>At the end of some path the fact does not hold, and the function is not noted.</summary>
    public const int Nothing = 1;

    /// <summary>The function is noted, and the fact does not hold.</summary>
    public const int OnlyNoted = 2;

    /// <summary>The fact holds, and the function is not noted.</summary>
    public const int OnlyHolds = 4;

    /// <summary>The fact holds, and the function is noted.</summary>
    public const int Both = 8;

    private readonly ProgramFacts program;
    private readonly ISymbol member;
    private readonly FactMask facts;
    private readonly CancellationToken cancellation;
    private readonly KeptSubjects subjects = new();
    private readonly HashSet<ISymbol> results = new(SymbolEqualityComparer.Default);
    private readonly List<(IOperation Change, ISymbol Subject, bool IsEnsured)> changes = new();
    private readonly ControlFlowGraph graph;
    private readonly bool isFlag;
    private ISymbol subject = null!;
    private int entry;
    private int ended;

    private KeptPaths(ControlFlowGraph graph, ISymbol member, FactMask facts, ProgramFacts program, CancellationToken cancellation)
    {
        this.graph = graph;
        this.member = member;
        this.facts = facts;
        this.program = program;
        this.cancellation = cancellation;
        isFlag = member is IFieldSymbol { Type.SpecialType: SpecialType.System_Boolean };
    }

    /// <summary>The paths of a method; <see langword="null"/> if it neither brings the fact about nor takes back what is noted, or cannot be read so.</summary>
    public static KeptPaths? Of(IMethodSymbol method, ISymbol member, FactMask facts, ProgramFacts program, CancellationToken cancellation)
    {
        if (program.OperationOf(method, cancellation) is not { } operation || !MayConcern(operation, member, facts, program)) return null;
        var paths = Read(operation, method, member, facts, program, cancellation);
        return paths is { changes.Count: > 0 } ? paths : null;
    }

    /// <summary>What is at the ends of the paths of a method that is given a function which nothing has been done to; 0 if they cannot be read.</summary>
    public static int EndsOf(
        IParameterSymbol function, IMethodSymbol method, ISymbol member, FactMask facts, ProgramFacts program, CancellationToken cancellation) =>
        program.OperationOf(method, cancellation) is { } operation
            ? Read(operation, method, member, facts, program, cancellation)?.EndsOf(function, Nothing) ?? 0 : 0;

    /// <summary>The first change after which the fact holds at the end of some path, and nothing is noted.</summary>
    /// <param name="start">What may be at first where the method brings the fact about; 0 if it does not.</param>
    /// <param name="mayFollow">Whether it may hold, and be noted, before a method that takes back what is noted.</param>
    public IOperation? FindForgotten(int start, bool mayFollow)
    {
        foreach (var (change, changed, isEnsured) in changes)
        {
            if (isEnsured ? start == 0 : !mayFollow) continue;
            if ((EndsOf(changed, isEnsured ? start : Both) & OnlyHolds) != 0) return change;
        }

        return null;
    }

    /// <summary>A change that brings the fact about, where whatever is noted at the end has it.</summary>
    public IOperation? FindNoted()
    {
        foreach (var (change, changed, isEnsured) in changes)
        {
            if (isEnsured && (EndsOf(changed, Nothing) & (OnlyNoted | Both)) == Both) return change;
        }

        return null;
    }

    // Asked before a graph is made: most methods of a class have nothing to do with what another keeps.
    private static bool MayConcern(IOperation operation, ISymbol member, FactMask facts, ProgramFacts program)
    {
        foreach (var inner in operation.Descendants())
        {
            if (inner is IInvocationOperation { TargetMethod: var called } && (program.Contracts.Of(called).Changed(EffectKind.Ensure) & facts) != 0) return true;
            if (inner is IFieldReferenceOperation { Field: var field } && SymbolEqualityComparer.Default.Equals(field, member)) return true;
        }

        return false;
    }

    private static KeptPaths? Read(
        IOperation operation, IMethodSymbol method, ISymbol member, FactMask facts, ProgramFacts program, CancellationToken cancellation)
    {
        if (!CanBeRead(operation, member)) return null;
        if (ProgramFacts.BodyOf(method, operation, cancellation) is not { Graph: var graph }) return null;
        var paths = new KeptPaths(graph, member, facts, program, cancellation);
        paths.Collect();
        return paths;
    }

    // Finally blocks are not followed, and neither is code that runs only when it is called.
    private static bool CanBeRead(IOperation operation, ISymbol member)
    {
        foreach (var inner in operation.Descendants())
        {
            if (inner is ITryOperation { Finally: not null }) return false;
            if (inner is not IMemberReferenceOperation { Member: var read } || !SymbolEqualityComparer.Default.Equals(read, member)) continue;
            if (Placement.IsInInnerCode(inner)) return false;
        }

        return true;
    }

    private void Collect()
    {
        foreach (var block in graph.Blocks)
        {
            foreach (var operation in block.Operations) CollectIn(operation);
            if (block.BranchValue is { } value) CollectIn(value);
        }
    }

    private void CollectIn(IOperation root)
    {
        foreach (var operation in root.DescendantsAndSelf())
        {
            subjects.Note(operation);
            if (operation is IInvocationOperation call)
            {
                if (Ensures(call.TargetMethod) && subjects.Of(call.Instance) is { } given)
                    changes.Add((call, given, true));
                else if (KeptGuard.In(call, outcome: true, program) is { Takes: true, Key: var key } guard && IsMember(guard) && subjects.Of(key) is { } taken)
                    changes.Add((call, taken, false));
            }
            else if (operation is ISimpleAssignmentOperation { Target: var target, Value: var value })
            {
                if (Clears(target, value) && FunctionBeside() is { } own) changes.Add((operation, own, false));
                if (HolderOf(target) is { } holder && IsResult(value)) results.Add(holder);
            }
        }
    }

    private bool IsSubject(IOperation? expression) => SymbolEqualityComparer.Default.Equals(subjects.Of(expression), subject);

    private bool IsMember(KeptGuard guard) => SymbolEqualityComparer.Default.Equals(guard.Member, member);

    private bool IsMember(IOperation expression) =>
        KeptGuard.FieldOf(expression, program) is { } field && SymbolEqualityComparer.Default.Equals(field, member);

    private bool Clears(IOperation target, IOperation value) => isFlag && IsMember(target) && value.ConstantValue is { HasValue: true, Value: false };

    // The one function that an object with a flag has.
    private ISymbol? FunctionBeside()
    {
        ISymbol? found = null;
        for (var type = member.ContainingType; type is not null && program.IsOwn(type); type = type.BaseType)
        {
            foreach (var candidate in type.GetMembers())
            {
                if (candidate is not IFieldSymbol { IsStatic: false } field || !program.Subjects.Contain(field.Type)) continue;
                if (found is not null) return null;
                found = field.AssociatedSymbol ?? field;
            }
        }

        return found;
    }

    private bool IsCallThatEnsures(IOperation value) => KindTests.Unwrapped(value) is IInvocationOperation call && Ensures(call.TargetMethod);

    private bool Ensures(IMethodSymbol operation) => (program.Contracts.Of(operation).Changed(EffectKind.Ensure) & facts) != 0;

    // A set of states on entry to each block, until nothing is new.
    private int EndsOf(ISymbol of, int start)
    {
        (subject, entry, ended) = (of, start, 0);
        var reached = new int[graph.Blocks.Length];
        var open = new Queue<int>();
        Reach(graph.Blocks[0], start);
        while (open.Count > 0)
        {
            cancellation.ThrowIfCancellationRequested();
            var block = graph.Blocks[open.Dequeue()];
            var states = reached[block.Ordinal];
            foreach (var operation in block.Operations) states = After(operation, states);
            if (block.BranchValue is { } value) states = After(value, states);
            if (block.ConditionalSuccessor is { } branch)
                Follow(branch, Narrow(block, states, block.ConditionKind == ControlFlowConditionKind.WhenTrue));
            if (block.FallThroughSuccessor is { } next)
            {
                var isOther = block.ConditionKind != ControlFlowConditionKind.None;
                Follow(next, isOther ? Narrow(block, states, block.ConditionKind != ControlFlowConditionKind.WhenTrue) : states);
            }
        }

        return ended | reached[graph.Blocks.Length - 1];

        void Follow(ControlFlowBranch branch, int states)
        {
            if (branch is { Destination: { } next, Semantics: ControlFlowBranchSemantics.Regular or ControlFlowBranchSemantics.Return }) Reach(next, states);
        }

        void Reach(BasicBlock block, int states)
        {
            if ((reached[block.Ordinal] | states) == reached[block.Ordinal]) return;
            reached[block.Ordinal] |= states;
            open.Enqueue(block.Ordinal);
        }
    }

    private int After(IOperation root, int states)
    {
        foreach (var operation in root.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IInvocationOperation call:
                    states = AfterCall(call, states);
                    break;
                case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } collection } }
                    when IsMember(collection):
                    states = Note(states);
                    break;
                case IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } collection, Arguments: { Length: 1 } keys, Parent: var user }
                    when IsMember(collection) && !(user is IAssignmentOperation put && put.Target == operation) && IsSubject(keys[0].Value):
                    states &= OnlyNoted | Both;     // it throws otherwise
                    break;
                case IAssignmentOperation { Target: var target, Value: var value } when IsMember(target):
                    states = Clears(target, value) ? Forget(states) : Note(states);
                    break;
                case ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } }
                    when SymbolEqualityComparer.Default.Equals(local, subject):
                    ended |= states;
                    states = entry;
                    break;
            }
        }

        return states;
    }

    private int AfterCall(IInvocationOperation call, int states)
    {
        var contract = program.Contracts.Of(call.TargetMethod);
        if (call.Instance is { } receiver)
        {
            if (IsMember(receiver)) return AfterCollectionCall(call, states);
            if (IsSubject(receiver))
            {
                foreach (var requirement in contract.Requires)
                {
                    // That it is given up with the fact is a finding there.
                    if (requirement is { Kind: RequirementKind.Absent, Subject: < 0 } && (requirement.Facts & facts) != 0) return 0;
                }

                if (RevokesBinding(contract)) return 0;
                if ((contract.Changed(EffectKind.Ensure) & facts) != 0) return Hold(states);
                if ((contract.Changed(EffectKind.Revoke) & facts) != 0) return Lose(states);
            }
        }

        if (!program.IsOwn(call.TargetMethod)) return IsGiven(call) ? Lose(states) : states;
        if (IsGiven(call)) states = Lose(states);
        return Names(call.TargetMethod) ? Note(states) : states;
    }

    // A driver that gives a function up is not asked again.
    private bool RevokesBinding(OperationContract contract) => (contract.Changed(EffectKind.Revoke) & program.Contracts.Known.FactOf("Bound")) != 0;

    private int AfterCollectionCall(IInvocationOperation call, int states) => call.TargetMethod.Name switch
    {
        "Remove" or "TryRemove" when call.Arguments.Length > 0 && IsSubject(call.Arguments[0].Value) =>
            call.Parent is IExpressionStatementOperation ? Forget(states) : states,
        "Add" or "TryAdd" or "AddOrUpdate" or "GetOrAdd" or "Push" or "Enqueue" or "Insert" or "AddFirst" or "AddLast" or "AddRange" or "UnionWith" =>
            Note(states),
        _ => states,
    };

    // Another method may do to the function what it likes.
    private bool IsGiven(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
        {
            if (program.Subjects.Contain(argument.Value.Type ?? member.ContainingType) && IsSubject(argument.Value)) return true;
        }

        return isFlag && call.Instance is IInstanceReferenceOperation;
    }

    private bool Names(IMethodSymbol method)
    {
        foreach (var declaration in method.DeclaringSyntaxReferences)
        {
            foreach (var token in declaration.GetSyntax(cancellation).DescendantTokens())
            {
                if (token.ValueText == member.Name) return true;
            }
        }

        return false;
    }

    // What the outcome of a test says: of the guard, of the fact, of the result of what brings it about.
    private int Narrow(BasicBlock block, int states, bool outcome)
    {
        var condition = KindTests.Unwrapped(block.BranchValue!);
        while (condition is IUnaryOperation { OperatorKind: UnaryOperatorKind.Not, Operand: var negated })
            (condition, outcome) = (KindTests.Unwrapped(negated), !outcome);
        if (KeptGuard.In(condition, outcome: true, program) is { } guard && IsMember(guard))
        {
            if (!isFlag && !IsSubject(guard.Key)) return states;
            if (!outcome) return states & (Nothing | OnlyHolds);
            states &= OnlyNoted | Both;
            return guard.Takes ? Forget(states) : states;
        }

        if (IsAskedOf(condition) is { } test && !outcome && test.IsExact && (facts & ~test.Denied) == 0) return states & (Nothing | OnlyNoted);
        return SaysNone(condition, outcome) ? Lose(states) : states;
    }

    private FactTest? IsAskedOf(IOperation condition) => condition switch
    {
        IPropertyReferenceOperation { Property: var property, Instance: { } of } when IsSubject(of) =>
            program.Contracts.Of(property).FactTest,
        IInvocationOperation { TargetMethod: var method, Instance: { } of } when IsSubject(of) =>
            program.Contracts.Of(method).FactTest,
        _ => null,
    };

    private bool IsResult(IOperation value) =>
        HolderOf(KindTests.Unwrapped(value)) is { } holder ? results.Contains(holder) : IsCallThatEnsures(KindTests.Unwrapped(value));

    // A local, or a member of the object that the method makes or is about.
    private static ISymbol? HolderOf(IOperation place) => place switch
    {
        ILocalReferenceOperation local => local.Local,
        IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } part => part.Member,
        _ => null,
    };

    // No result above zero comes out so.
    private bool SaysNone(IOperation condition, bool outcome)
    {
        switch (condition)
        {
            case IIsPatternOperation { Value: var value, Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: 0 or null } } }:
                return outcome && IsResult(value);
            case IIsNullOperation { Operand: var operand }:
                return outcome && IsResult(operand);
            case IBinaryOperation { OperatorKind: var kind, LeftOperand: var left, RightOperand.ConstantValue: { HasValue: true, Value: var constant } }
                when IsResult(left):
                return (kind, constant) switch
                {
                    (BinaryOperatorKind.Equals or BinaryOperatorKind.LessThanOrEqual, 0) or (BinaryOperatorKind.LessThan, 1) => outcome,
                    (BinaryOperatorKind.NotEquals or BinaryOperatorKind.GreaterThan, 0) or (BinaryOperatorKind.GreaterThanOrEqual, 1) => !outcome,
                    (BinaryOperatorKind.Equals, null) => outcome,
                    (BinaryOperatorKind.NotEquals, null) => !outcome,
                    _ => false,
                };
            default:
                return !outcome && condition.Type?.SpecialType == SpecialType.System_Boolean && IsResult(condition);
        }
    }

    private static int Hold(int states) => ((states & (Nothing | OnlyHolds)) != 0 ? OnlyHolds : 0) | ((states & (OnlyNoted | Both)) != 0 ? Both : 0);

    private static int Lose(int states) => ((states & (Nothing | OnlyHolds)) != 0 ? Nothing : 0) | ((states & (OnlyNoted | Both)) != 0 ? OnlyNoted : 0);

    private static int Note(int states) => ((states & (Nothing | OnlyNoted)) != 0 ? OnlyNoted : 0) | ((states & (OnlyHolds | Both)) != 0 ? Both : 0);

    private static int Forget(int states) => ((states & (Nothing | OnlyNoted)) != 0 ? Nothing : 0) | ((states & (OnlyHolds | Both)) != 0 ? OnlyHolds : 0);
}
