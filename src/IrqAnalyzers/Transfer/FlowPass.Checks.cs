using IrqAnalyzers.Checks;
using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;
using IrqAnalyzers.Rules;
using IrqAnalyzers.Summaries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Transfer;

/// <summary>Holds requirements against the state. Nothing is reported before the fixpoint is reached.</summary>
internal sealed partial class FlowPass
{
    private readonly FindingSet findings = new();

    private readonly Dictionary<int, FactMask> everEnsured = new();
    private (Requirement? Requirement, string Key) keptTowards = (null, string.Empty);

    private bool IsUnsure => frame.IsExceptional || state.IsDoubtful || isOneOfSeveral;

    /// <summary>Whether something is reported now; before the fixpoint is reached it is only noted that there is something.</summary>
    private bool IsTold()
    {
        willReport = true;
        return frame.IsReporting;
    }

    private void Check(Requirement requirement, Value subject, Value? receiver, IOperation site, IOperation? operand)
    {
        if (isCompleting) return;
        var call = site.Syntax;
        if (requirement.Kind == RequirementKind.Argument)
        {
            if (receiver is not null && !(IsProperty(subject, receiver, requirement.Property!) && (receiver.Single >= 0 || IsOfSame(site, operand))) && IsTold())
                Report(requirement, call, FindingKey.OfCall(requirement, call), SubjectText(operand), leaves: false, definite: false, Kinds.Any, isStatic: true, null);
            return;
        }

        if (requirement.Kind == RequirementKind.Never)
        {
            if (!IsTold()) return;
            var reaching = Kinds.Any;
            foreach (var id in subject.Objects) reaching &= state.CellOf(id).Kinds;
            findings.Reach(requirement, call.GetLocation(), FindingKey.OfCall(requirement, call), reaching, isKept: false);
            var kinds = requirement.When & reaching;
            if (kinds == Kinds.None) return;
            Report(requirement, call, FindingKey.OfCall(requirement, call), SubjectText(operand), leaves: false, definite: false, kinds, isStatic: IsStatic(subject, kinds, operand), null);
            return;
        }

        Verdict? worst = null;
        var all = !subject.MayBeOther && subject.Objects.Length > 0;
        foreach (var id in subject.Objects)
        {
            var cell = AsKnown(requirement, id, state.KnownOf(id));
            var verdict = Verdict.Of(requirement, cell, null);
            if (verdict.DependsOnEntry && table[id].IsFormal && IsTold())
                builder.AddRequirement(new(requirement, table[id], cell, call, IsUnsure || state.DependsOnFlags, body.Method?.Name) { Guards = Guards() });
            all &= verdict.IsDefinite;
            if (verdict.IsViolation) worst = worst is { } known ? known.Merge(verdict) : verdict;
            else NoteStart(requirement, table[id]);
        }

        if (worst is not { } found || !IsTold()) return;
        Report(
            requirement, call, FindingKey.OfCall(requirement, call), SubjectText(operand), leaves: false,
            all && requirement.Assumption == 0 && !IsUnsure, found.Class, IsStatic(subject, found.Class, operand), null);
        Explain(requirement, call, FindingKey.OfCall(requirement, call), subject, helper: null);
    }

    // What is done to an object anywhere in the body is known by the time that findings are reported.
    private void Explain(Requirement requirement, SyntaxNode call, string key, Value subject, string? helper)
    {
        var isMetSomewhere = requirement.Kind != RequirementKind.AnyOf || subject.MayBeOther;
        var held = subject.Objects.Length == 0 ? 0 : FactMask.All;
        foreach (var id in subject.Objects)
        {
            isMetSomewhere |= everEnsured.TryGetValue(id, out var facts) && (facts & requirement.Facts) != 0;
            held &= state.CellOf(id).SurelyTrue;
        }

        findings.Explain(requirement, call.GetLocation(), key, body.Method?.Name, isMetSomewhere, helper, held);
    }

    private void NoteEnsured(int id, FactMask facts)
    {
        everEnsured.TryGetValue(id, out var known);
        everEnsured[id] = known | facts;
    }

    /// <summary>A requirement of a callee that depends on what is handed in.</summary>
    private void CheckConditional(ConditionalRequirement conditional, Value subject, IOperation site, IOperation? operand, string subjectText, bool isEntangled)
    {
        if (isCompleting) return;
        var requirement = conditional.Requirement;

        // Who is called, and the circumstance: too much of it would be a guess.
        if (isLikely && requirement.Assumption != 0) return;
        var call = site.Syntax;
        Verdict? worst = null;
        var all = !subject.MayBeOther && subject.Objects.Length > 0;

        // What the callee itself sees as possible is the caller's where he is sure of it.
        var canBeSure = requirement.Assumption == 0 && !IsUnsure && !isEntangled && !conditional.AtMostPossible;
        foreach (var id in subject.Objects)
        {
            var cell = AsKnown(requirement, id, conditional.Cell.After(state.KnownOf(id)));
            if (cell.Kinds == Kinds.None)
            {
                all = false;
                continue;
            }

            var verdict = Verdict.Of(requirement, cell, conditional.Cell);
            if (!verdict.IsViolation && canBeSure && Verdict.Of(requirement, cell, null) is { IsDefinite: true } sure && !Verdict.Of(requirement, conditional.Cell, null).IsDefinite)
                verdict = sure;
            if (verdict.DependsOnEntry && table[id].IsFormal && IsTold())
                builder.AddRequirement(new(requirement, table[id], cell, conditional.Call, isEntangled || conditional.AtMostPossible || IsUnsure || state.DependsOnFlags, conditional.Helper) { Guards = Guards() });
            all &= verdict.IsDefinite;
            if (verdict.IsViolation) worst = worst is { } known ? known.Merge(verdict) : verdict;
            else NoteStart(requirement, table[id]);
        }

        worst ??= OfHandlersOwn(conditional, subject);
        if (worst is not { } found || !IsTold()) return;
        var definite = all && canBeSure;
        Report(requirement, call, conditional.Key, subjectText, leaves: false, definite, found.Class, IsStatic(subject, found.Class, operand), conditional.Operation);
        Explain(requirement, call, conditional.Key, subject, conditional.Helper);
    }

    private Cell AsKnown(Requirement requirement, int id, Cell cell)
    {
        // What a host holds comes to its start with nothing.
        if (isFresh && table[id].Origin == ObjectOrigin.Path) cell = cell.Ground();
        return requirement.Kind == RequirementKind.Absent ? cell.MayHave(requirement.Facts & state.Widespread) : cell;
    }

    private void CheckLeaving(ControlFlowBranch branch, State left, Value? result)
    {
        if (body.Method is not { } method || body.Outer is not null) return;
        foreach (var parameter in method.Parameters)
        {
            foreach (var requirement in contracts.Of(parameter).LeavesWith)
            {
                var entered = table.OfSymbol(parameter, parameter.Type);
                var cell = left.CellOf(entered.Id);
                var verdict = Verdict.Of(requirement, cell, null);
                var place = ExitLocator.Find(branch, result, body);
                var key = KeyOfHandler(requirement);
                var isKept = !verdict.IsDefinite && (cell.Kinds & requirement.When) != Kinds.None;
                findings.Reach(requirement, place, key, cell.Kinds, isKept);
                if (!verdict.IsViolation) continue;
                findings.Add(
                    requirement, place, key, parameter.Name, leaves: true,
                    verdict.IsDefinite && !frame.IsExceptional && !left.IsDoubtful, verdict.Class, entered.StaticKinds == verdict.Class, null);
            }
        }
    }

    // The same at each exit.
    private string KeyOfHandler(Requirement requirement)
    {
        if (!ReferenceEquals(keptTowards.Requirement, requirement)) keptTowards = (requirement, FindingKey.OfHandler(requirement, body.Syntax));
        return keptTowards.Key;
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

    // Of several objects that it may be, only the same variable means the same one.
    private static bool IsOfSame(IOperation site, IOperation? operand)
    {
        if (site is not IInvocationOperation { Instance: { } on } || Unconverted(operand) is not IPropertyReferenceOperation { Instance: { } of }) return false;
        return (on, of) switch
        {
            (ILocalReferenceOperation one, ILocalReferenceOperation other) => SymbolEqualityComparer.Default.Equals(one.Local, other.Local),
            (IParameterReferenceOperation one, IParameterReferenceOperation other) => SymbolEqualityComparer.Default.Equals(one.Parameter, other.Parameter),
            _ => false,
        };
    }

    private void Report(
        Requirement requirement, SyntaxNode call, string key, string subject, bool leaves, bool definite, Kinds @class, bool isStatic, Location? operation) =>
        findings.Add(requirement, call.GetLocation(), key, subject, leaves, definite, @class, isStatic, operation);

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

    private static string SubjectText(IOperation? operand) =>
        operand is null or { IsImplicit: true, Kind: OperationKind.InstanceReference } ? "this" : operand.Syntax.ToString();
}
