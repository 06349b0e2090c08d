using IrqAnalyzers.Checks;
using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;
using IrqAnalyzers.Program;
using IrqAnalyzers.Solver;
using IrqAnalyzers.Summaries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using static IrqAnalyzers.Transfer.OperationFacts;
using static IrqAnalyzers.Transfer.TypeFacts;

namespace IrqAnalyzers.Transfer;

/// <summary>Compares the requirements of operations, callees and handlers with the state, and makes findings of violations.</summary>
internal sealed class RequirementChecker(BodyContext context, Cursor at, ForwardSolver<State, Value> solver, CapturedFlags capturedFlags)
{
    private readonly Body body = context.Body;
    private readonly SummaryBuilder builder = context.Builder;
    private readonly ContractTable contracts = context.Contracts;
    private readonly bool isFresh = context.IsFresh;
    private readonly ObjectTable table = context.Table;
    private readonly Dictionary<int, FactMask> everEnsured = new();
    private LateRemedies? late;
    private LeftStale? left;
    private HandlerDuties? duties;

    public FindingSet Findings { get; } = new();

    /// <summary>Entries that are changed and not invalidated.</summary>
    public LeftStale Left => left ??= new(context, solver, Findings);

    /// <summary>Variables have gone out of scope.</summary>
    public void Collect(State arriving)
    {
        if (left is null) arriving.Collect();
        else left.Collect(arriving);
    }

    /// <summary>What is required before it is brought about.</summary>
    public LateRemedies Late => late ??= new(context, at, solver, Findings);

    /// <summary>
    /// How a demand of a method of the model's own object fares if what the object holds is what this handler is given. That is not sure, and
    /// nothing is said of it once anything has been done to either.
    /// </summary>
    private Verdict? OfHandlersOwn(ConditionalRequirement conditional, Value subject)
    {
        var requirement = conditional.Requirement;
        if (requirement.Kind != RequirementKind.Absent || body is not { Outer: null, Method: { } method }) return null;
        Verdict? worst = null;
        foreach (var parameter in method.Parameters)
        {
            if ((contracts.Of(parameter).ArrivesWith & requirement.Facts) == 0) continue;
            var given = table.OfSymbol(parameter, parameter.Type);
            var arrived = at.State.CellOf(given.Id);
            if (!IsAsGiven(arrived, requirement.Facts)) continue;
            foreach (var id in subject.Objects)
            {
                if (id == given.Id || !IsKept(table[id]) || !CanBeSame(table[id].Type, given.Type)) continue;
                var cell = conditional.Cell.After(at.State.CellOf(id));
                if (!IsUntouched(cell, requirement.Facts)) continue;
                var verdict = Verdict.Of(requirement, arrived.With(arrived.Kinds & cell.Kinds), null);
                if (verdict.IsViolation) worst = worst is { } known ? known.Merge(verdict) : verdict;
            }
        }

        return worst;
    }

    // The contents of an object of the model's own that was stored somewhere.
    private bool IsKept(AbstractObject candidate) =>
        candidate is { Origin: ObjectOrigin.Path, Owner: { Origin: not ObjectOrigin.This, IsNew: false, Type: { } type } owner } && !contracts.Known.IsDsl(type)
        && (owner.IsAnonymous || IsOfThis(owner));

    private static bool IsOfThis(AbstractObject owner)
    {
        while (owner is { Origin: ObjectOrigin.Path, Owner: { } above }) owner = above;
        return owner.Origin == ObjectOrigin.This;
    }

    private static bool IsAsGiven(Cell cell, FactMask facts) => ((cell.Physical.True | cell.Virtual.True) & facts) != 0 && ((cell.Physical.Unknown | cell.Virtual.Unknown) & facts) == 0;

    private static bool IsUntouched(Cell cell, FactMask facts) =>
        ((cell.Physical.True | cell.Physical.False | cell.Virtual.True | cell.Virtual.False) & facts) == 0;

    private bool IsUnsure(CallMode mode) => solver.IsExceptional || at.State.IsDoubtful || (mode & CallMode.OneOfSeveral) != 0;

    // A caller may know what a flag is, or what was done to an object before.
    private bool IsUnsureToCallers(CallMode mode) => IsUnsure(mode) || at.State.DependsOnFlags || at.State.IsDoubtfulToCallers;

    /// <summary>A requirement of a contract.</summary>
    public void Check(Requirement requirement, Value subject, CallSite site)
    {
        if (site.Is(CallMode.Completing)) return;
        var call = site.Operation.Syntax;
        var operand = site.OperandOf(requirement.Subject);
        if (requirement.Kind == RequirementKind.Argument)
        {
            if (site.Receiver is not { } receiver || IsOwnProperty(site.Operation, operand, requirement.Property!)) return;
            if ((receiver.Single >= 0 && IsProperty(subject, receiver, requirement.Property!)) || !solver.NoteEvent()) return;
            NoteReach(requirement, call, receiver);
            Report(requirement, call, FindingKey.OfCall(requirement, call), SubjectText(operand), leaves: false, definite: false, Kinds.Any, isStatic: true, null);
            return;
        }

        if (requirement.Kind == RequirementKind.Never)
        {
            if (!solver.NoteEvent()) return;
            NoteReach(requirement, call, subject);
            var reaching = Kinds.Any;
            foreach (var id in subject.Objects) reaching &= at.State.CellOf(id).Kinds;
            Findings.Reach(requirement, call.GetLocation(), FindingKey.OfCall(requirement, call), reaching, isKept: false);
            var kinds = requirement.When & reaching;
            if (kinds == Kinds.None) return;
            Report(requirement, call, FindingKey.OfCall(requirement, call), SubjectText(operand), leaves: false, definite: false, kinds, isStatic: IsStatic(subject, kinds, operand), null);
            return;
        }

        if (IsAlongChain(subject)) return;
        Verdict? worst = null;
        var comesFromOutside = false;
        var all = !subject.MayBeOther && subject.Objects.Length > 0;
        foreach (var id in subject.Objects)
        {
            var cell = AsKnown(requirement, id, at.State.KnownOf(id));
            var verdict = Verdict.Of(requirement, cell, null);
            if (verdict.DependsOnEntry && table[id].IsFormal && solver.NoteEvent())
                builder.AddRequirement(new(requirement, table[id], cell, call, IsUnsureToCallers(site.Mode), body.Method?.Name) { Guards = capturedFlags.Guards() });
            all &= verdict.IsDefinite;
            if (verdict.IsViolation) worst = worst is { } known ? known.Merge(verdict) : verdict;
            else NoteStart(requirement, table[id]);
            comesFromOutside |= verdict is { DependsOnEntry: true, IsViolation: false } && Outside.Reaches(requirement, table[id], body, contracts);
            if (!verdict.IsViolation && subject.Single == id) Late.NoteAsked(requirement, id, call, FindingKey.OfCall(requirement, call), SubjectText(operand), operation: null);
        }

        if (worst is null && comesFromOutside && solver.NoteEvent())
            Report(requirement.FromOutside, call, FindingKey.OfCall(requirement, call), SubjectText(operand), leaves: false, definite: false, Kinds.Any, isStatic: true, null);
        if (worst is not { } found || !solver.NoteEvent()) return;
        Report(
            requirement, call, FindingKey.OfCall(requirement, call), SubjectText(operand), leaves: false,
            all && requirement.Assumption == 0 && !IsUnsure(site.Mode), found.Class, IsStatic(subject, found.Class, operand), null);
        Explain(requirement, call, FindingKey.OfCall(requirement, call), subject, helper: null);
    }

    // A loop along a chain comes to one object after the other. What it did to one says nothing of the next.
    private bool IsAlongChain(Value subject)
    {
        foreach (var id in subject.Objects)
        {
            if (table[id].IsBeyond) return true;
        }

        return false;
    }

    private void NoteReach(Requirement requirement, SyntaxNode call, Value subject) => builder.Reach.Add(requirement, call, subject, callee: null, at.State, table, body);

    /// <summary>An operation in a callee that is wrong under a circumstance.</summary>
    public void NoteReach(CircumstantialUse use, Value? subject)
    {
        if (subject is null) builder.Reach.Add(use.Requirement, use.Call, use.Cell.Kinds & use.Requirement.When);
        else builder.Reach.Add(use.Requirement, use.Call, subject, use.Cell, at.State, table, body);
    }

    // What is done to an object anywhere in the body is known by the time that findings are reported.
    private void Explain(Requirement requirement, SyntaxNode call, string key, Value subject, string? helper)
    {
        var isMetSomewhere = requirement.Kind != RequirementKind.AnyOf || subject.MayBeOther;
        var held = subject.Objects.Length == 0 ? 0 : FactMask.All;
        foreach (var id in subject.Objects)
        {
            isMetSomewhere |= everEnsured.TryGetValue(id, out var facts) && (facts & requirement.Facts) != 0;
            held &= at.State.CellOf(id).SurelyTrue;
        }

        Findings.Explain(requirement, call.GetLocation(), key, body.Method?.Name, isMetSomewhere, helper, held);
    }

    public void NoteEnsured(int id, FactMask facts)
    {
        Late.NoteEnsured(id, facts);
        everEnsured.TryGetValue(id, out var known);
        everEnsured[id] = known | facts;
    }

    /// <summary>A requirement of a callee that depends on what is handed in.</summary>
    public void CheckConditional(ConditionalRequirement conditional, Value subject, CallSite site, bool isEntangled)
    {
        if (site.Is(CallMode.Completing) || IsAlongChain(subject)) return;
        var requirement = conditional.Requirement;

        // Two assumptions at once, which code is called and the one of the rule, would make the finding a guess.
        if (site.Is(CallMode.Likely) && requirement.Assumption != 0) return;
        var call = site.Operation.Syntax;
        Verdict? worst = null;
        var comesFromOutside = false;
        var all = !subject.MayBeOther && subject.Objects.Length > 0;

        // What the callee itself sees as possible is the caller's where he is sure of it.
        var canBeSure = requirement.Assumption == 0 && !IsUnsure(site.Mode) && !isEntangled && !conditional.AtMostPossible;
        foreach (var id in subject.Objects)
        {
            var cell = AsKnown(requirement, id, conditional.Cell.After(at.State.KnownOf(id)));
            if (cell.Kinds == Kinds.None)
            {
                all = false;
                continue;
            }

            var verdict = VerdictOf(conditional, cell, canBeSure);
            if (verdict.DependsOnEntry && table[id].IsFormal && solver.NoteEvent())
                builder.AddRequirement(conditional.Of(table[id], cell, isEntangled || conditional.AtMostPossible || IsUnsureToCallers(site.Mode), capturedFlags.Guards()));
            all &= verdict.IsDefinite;
            if (verdict.IsViolation) worst = worst is { } known ? known.Merge(verdict) : verdict;
            else NoteStart(requirement, table[id]);
            comesFromOutside |= verdict is { DependsOnEntry: true, IsViolation: false } && Outside.Reaches(requirement, table[id], body, contracts);
            if (verdict.IsViolation || subject.Single != id) continue;
            var subjectText = Bindings.TextOf(conditional.Formal, site);
            Late.NoteAsked(requirement, id, call, conditional.Key, subjectText, conditional.Operation);
            if (conditional.IsMetLater && !table[id].IsFormal && LateRemedies.IsUndecided(requirement, cell) && solver.NoteEvent())
                Late.Report(requirement, call, conditional.Key, subjectText, cell.Kinds & requirement.When, conditional.Operation);
        }

        if (worst is null && comesFromOutside && solver.NoteEvent())
            Report(requirement.FromOutside, call, conditional.Key, Bindings.TextOf(conditional.Formal, site), leaves: false, definite: false, Kinds.Any, isStatic: true, conditional.Operation);
        worst ??= OfHandlersOwn(conditional, subject);
        if (worst is not { } found || !solver.NoteEvent()) return;
        var definite = all && canBeSure;
        var isStatic = IsStatic(subject, found.Class, Bindings.OperandOf(conditional.Formal, site));
        Report(requirement, call, conditional.Key, Bindings.TextOf(conditional.Formal, site), conditional.Leaves, definite, found.Class, isStatic, conditional.Operation);
        Explain(requirement, call, conditional.Key, subject, conditional.Helper);
    }

    // A finding that is possible in the callee is definite here if the caller is sure of it.
    private static Verdict VerdictOf(ConditionalRequirement conditional, Cell cell, bool canBeSure)
    {
        var requirement = conditional.Requirement;
        var verdict = Verdict.Of(requirement, cell, conditional.Cell);
        if (verdict.IsViolation || !canBeSure || Verdict.Of(requirement, conditional.Cell, null).IsDefinite) return verdict;
        return Verdict.Of(requirement, cell, null) is { IsDefinite: true } sure ? sure : verdict;
    }

    private Cell AsKnown(Requirement requirement, int id, Cell cell)
    {
        // What a host holds comes to its start with nothing.
        if (isFresh && table[id].Origin == ObjectOrigin.Path) cell = cell.Ground();
        if (requirement.Assumption == Circumstance.RemappingEnabled) cell = cell.With(cell.Kinds & ~WithoutDomain(table[id], cell));
        if (requirement.Kind != RequirementKind.Absent) return cell;
        var perhaps = (requirement.Facts | requirement.While) & at.State.Widespread & ~at.State.Recalled;

        // What was passed through itself, and may be a VF, is what the PF of it has in guests.
        if ((cell.Kinds & Kinds.Virtual) != 0 && (cell.SurelyTrue & contracts.Known.HeldByGuests) != 0) perhaps &= ~(FactMask)contracts.Known.HeldByGuests;
        return cell.MayHave(perhaps);
    }

    // Without any domain a function gets no vectors, and so none that are not remapped. Nobody gives a VF a domain before its host deals with it, nor a function
    // that the body itself has described; another function may come with one of its platform's.
    private Kinds WithoutDomain(AbstractObject subject, Cell cell)
    {
        var provisional = contracts.Known.ProvisionalDomain;
        var without = Kinds.None;
        if ((cell.Virtual.OnlyFalse & provisional) != 0) without |= Kinds.Virtual;
        if (subject.IsNew && (cell.Physical.OnlyFalse & provisional) != 0) without |= Kinds.Physical;
        return without;
    }

    public void CheckLeaving(ControlFlowBranch branch, State left, Value? result)
    {
        if (body.Method is not { } method || body.Outer is not null) return;
        this.left?.Check(left);
        (duties ??= new(context, solver, Findings)).Check(method, branch, left, result);
    }

    private bool IsProperty(Value value, Value receiver, string property)
    {
        if (value.MayBeOther || value.Objects.Length == 0) return false;
        foreach (var id in value.Objects)
        {
            if (table[id] is not { Origin: ObjectOrigin.Path, Owner: { } owner, Symbol: { } symbol }) return false;
            if (symbol.Name != property || !receiver.Holds(owner.Id)) return false;
        }

        return true;
    }

    // Whichever object a variable holds, the property of the same variable is that object's.
    private static bool IsOwnProperty(IOperation site, IOperation? operand, string property)
    {
        if (site is not IInvocationOperation { Instance: { } on } || Unconverted(operand) is not IPropertyReferenceOperation { Instance: { } of, Property.Name: var name } || name != property) return false;
        return (on, of) switch
        {
            (ILocalReferenceOperation one, ILocalReferenceOperation other) => SymbolEqualityComparer.Default.Equals(one.Local, other.Local),
            (IParameterReferenceOperation one, IParameterReferenceOperation other) => SymbolEqualityComparer.Default.Equals(one.Parameter, other.Parameter),
            _ => false,
        };
    }

    private void Report(
        Requirement requirement, SyntaxNode call, string key, string subject, bool leaves, bool definite, Kinds @class, bool isStatic, Location? operation) =>
        Findings.Add(requirement, call.GetLocation(), key, subject, leaves, definite, @class, isStatic, operation);

    // What the code calls it, or what it is, says the class already.
    private bool IsStatic(Value subject, Kinds @class, IOperation? operand)
    {
        if (operand is not null && Unconverted(operand) is { Type: { } type } && contracts.KindsOf(type) == @class) return true;
        foreach (var id in subject.Objects)
        {
            if (table[id].StaticKinds != @class) return false;
        }

        return true;
    }

    // Where an argument branches, the receiver is kept meanwhile; one that is not written has the syntax of the called name.
    public static string SubjectText(IOperation? operand) =>
        operand is null or { IsImplicit: true, Kind: OperationKind.InstanceReference }
            || (operand.Syntax is SimpleNameSyntax { Parent: InvocationExpressionSyntax call } && call.Expression == operand.Syntax)
            ? "this"
            : operand.Syntax.ToString();

    public void ReportNotAwaited(IOperation site, IMethodSymbol method, bool isNeverAwaited, CallMode mode)
    {
        if ((mode & CallMode.Completing) != 0 || !solver.NoteEvent()) return;
        var call = site.Syntax;
        var duty = new Requirement(
            RequirementKind.AnyOf, FlowFacts.Awaited, subject: -1, Kinds.Any, FlowFacts.NotAwaited, assumption: 0, method.OriginalDefinition);
        Findings.Add(
            duty, call.GetLocation(), FindingKey.OfCall(duty, call), method.Name, leaves: false,
            definite: isNeverAwaited && !IsUnsure(mode), Kinds.Any, classIsStatic: true, operation: null);
    }

    // Something is demanded of an object that this body finds: nothing has been done to it if the system is starting.
    private void NoteStart(Requirement requirement, AbstractObject subject) =>
        builder.DependsOnStart |= requirement.Kind == RequirementKind.AnyOf && subject is { Origin: ObjectOrigin.Site or ObjectOrigin.Older, IsNew: false, Handle: null };

    // A violation in a callee that exists only because the system is starting is reported where the system starts it.
    public void ReportAtStart(Summary general, BodyResult selected, CallSite site)
    {
        if (site.Is(CallMode.Completing) || selected.Findings.Count == 0) return;
        foreach (var found in selected.Findings)
        {
            if (found.Leaves || IsAmong(general.Found, found) || !solver.NoteEvent()) continue;
            Report(
                found.Requirement, site.Operation.Syntax, found.Key, found.Subject, leaves: false,
                found.IsDefinite && !IsUnsure(site.Mode), found.Class, found.ClassIsStatic, found.Operation ?? found.Location);
            Findings.Explain(found.Requirement, site.Operation.Syntax.GetLocation(), found.Key, body.Method?.Name, found.IsMetSomewhere, found.Helper ?? site.Method.Name, found.Held);
        }
    }

    public static bool IsAmong(IReadOnlyList<Finding> known, Finding finding)
    {
        foreach (var other in known)
        {
            if (other.Key == finding.Key && other.Location == finding.Location) return true;
        }

        return false;
    }
}
