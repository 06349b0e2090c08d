using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;
using IrqAnalyzers.Summaries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Transfer;

/// <summary>
/// A call whose contract says what it does. The contract is taken at its word, whatever the body does. What the body returns is still looked up, because a
/// contract does not say which object that is.
/// </summary>
internal sealed class ContractCall(
    BodyContext context, Cursor at, Aliases aliases, Callees callees, Escapes escapes, ExceptionFlow exceptions, RequirementChecker checker, Results results)
    : ICallModel
{
    private readonly ContractTable contracts = context.Contracts;
    private readonly ObjectTable table = context.Table;

    public CallOutcome? TryCall(CallSite call)
    {
        if (callees.ContractOf(call.Method) is not { HasFacts: true } contract) return null;
        var isDsl = contracts.Known.IsDsl(call.Method);
        var reachesOthers = contract.Footprint is { ReachesOthers: true };
        var isUnforeseen = !isDsl || reachesOthers;
        if (isUnforeseen) exceptions.ThrowingUnforeseen();
        if (isDsl && reachesOthers) escapes.RunHandlers(call.Arguments);
        Apply(contract, call);
        if (!isDsl) EscapeOthers(contract, call);
        if (isUnforeseen) exceptions.Throwing(Thrown.ByAnybody);
        else exceptions.ThrowingAfter(call.Operation);
        return isDsl || call.IsVirtual ? results.Result(call.Operation, call.Method) : results.ResultOfBody(call);
    }

    // What the contract does not speak of the body may do anything to, unless a footprint says otherwise, or the body is known and leaves it alone.
    private void EscapeOthers(OperationContract contract, CallSite call)
    {
        if (contract.Footprint is { ReachesOthers: false }) return;
        if (!call.IsVirtual && callees.Summarize(call.Method) is { Merged.State: { } left } summary && LeavesOthers(summary, left, contract)) return;
        escapes.EscapeOthers(contract, call.Receiver, call.Arguments);
    }

    private static bool LeavesOthers(Summary summary, State left, OperationContract contract)
    {
        if (summary.Forgotten.Count > 0 || !summary.Assigned.TrueForAll(assigned => IsSubject(assigned.Owner, contract))) return false;
        if (left.Scattered != 0) return false;
        for (var id = 0; id < summary.Table.ObjectCount; id++)
        {
            var formal = summary.Table[id];
            if (formal.IsFormal && !IsSubject(formal, contract) && !left.CellOf(id).IsAs(formal.Initial)) return false;
        }

        return true;
    }

    private static bool IsSubject(AbstractObject? formal, OperationContract contract) => formal switch
    {
        { Origin: ObjectOrigin.This } => Escapes.IsSubject(contract, -1),
        { Origin: ObjectOrigin.Variable, Symbol: IParameterSymbol parameter } => Escapes.IsSubject(contract, parameter.Ordinal),
        _ => false,
    };

    private void Apply(OperationContract contract, CallSite call)
    {
        var isInVain = false;
        foreach (var requirement in contract.Requires)
        {
            if (call.SubjectOf(requirement.Subject) is not { } subject) continue;
            checker.Check(requirement, subject, call);
            isInVain |= IsGivenBack(requirement, subject);
        }

        if (!contract.Effects.IsEmpty) exceptions.Throwing();
        foreach (var effect in contract.Effects)
        {
            if (call.Is(CallMode.Starting) && effect.Kind == EffectKind.Revoke && HoldsMeanwhile(contract, effect)) continue;
            if (isInVain && effect.Kind == EffectKind.Ensure && effect.Subject < 0) continue;
            if (effect.IsIfIgnored && !IsIgnored(call.Operation)) continue;
            if (Queries.AsksForOne(effect, call.Arguments)) continue;
            if (effect.Kind != EffectKind.Revoke) at.State.Elsewhere |= effect.Facts;
            if (effect.IsThroughHandlers) at.State.Granted |= effect.Facts;
            if (effect.IsWidespread) Spread(effect, call);
            else if (call.SubjectOf(effect.Subject) is { } subject)
            {
                Apply(effect, subject, call);
                if (effect.Kind == EffectKind.Ensure && (effect.Facts & contracts.Known.Stale) != 0) checker.Left.NoteChange(subject, call, effect.Subject, PartOf(call, effect));
            }
        }

        if (contract.Recalls != 0 && MayBe(call.Receiver, contract.RecallsWhen)) at.State.Recall(contract.Recalls);
    }

    // An object that the operation does not name: any may be meant.
    private void Spread(Effect effect, CallSite call)
    {
        if (!MayBe(call.Receiver, effect.When)) return;
        at.State.Widespread |= effect.Facts;
        at.State.Recalled &= ~effect.Facts;
    }

    private bool MayBe(Value? receiver, Kinds kinds)
    {
        if (kinds == Kinds.Any || receiver is null or { MayBeOther: true } or { Objects.Length: 0 }) return true;
        foreach (var id in receiver.Objects)
        {
            if ((at.State.CellOf(id).Kinds & kinds) != Kinds.None) return true;
        }

        return false;
    }

    // What was given back has nothing left for the operation to work on: it establishes nothing.
    private bool IsGivenBack(Requirement requirement, Value subject) =>
        requirement is { Kind: RequirementKind.Absent, Subject: < 0 } && subject.Single is >= 0 and var single
        && (at.State.CellOf(single).SurelyTrue & requirement.Facts & contracts.Known.GivenBack) != 0;

    // A strong update of a single concrete object, a weak update of all others.
    private void Apply(Effect effect, Value subject, CallSite call)
    {
        var isCertain = subject.Single is var single && single >= 0 && !table[single].IsSummary;
        foreach (var id in subject.Objects)
        {
            if (effect.Kind != EffectKind.Revoke) checker.NoteEnsured(id, effect.Facts);
            else checker.Late.NoteRevoked(id, effect.Facts, call.Operation.Syntax);
            var cell = at.State.CellOf(id);
            var changed = effect.Part < 0 ? cell.Apply(effect)
                : effect.Kind == EffectKind.Ensure ? cell.EnsureFor(effect.Facts, PartOf(call, effect))
                : cell.RevokeFor(effect.Facts, PartOf(call, effect));
            at.State.Set(id, isCertain ? changed : cell.Join(changed), effect.Facts);
        }

        aliases.Scatter(subject, effect.Facts, effect.When);
    }

    // What a loop counts names all parts in turn, and so may what a caller hands in or a loop computes.
    private static ulong PartOf(CallSite call, Effect effect)
    {
        var operand = call.OperandOf(effect.Part);
        if (operand is { ConstantValue: { HasValue: true, Value: int number } }) return number is >= 0 and < Parts.Numbers ? 1UL << number : Parts.Unknown;
        var isInLoop = IsInLoop(call.Operation.Syntax, operand?.Syntax as IdentifierNameSyntax, out var isCounter);
        if (effect.Kind == EffectKind.Ensure) return isCounter ? Parts.Several : Parts.Unknown;
        return isInLoop || operand is IParameterReferenceOperation ? Parts.Several : Parts.Unknown;
    }

    private static bool IsInLoop(SyntaxNode call, IdentifierNameSyntax? named, out bool isCounter)
    {
        var isInLoop = isCounter = false;
        for (var around = call.Parent; around is not null and not MemberDeclarationSyntax; around = around.Parent)
        {
            isInLoop |= around is ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax or AnonymousFunctionExpressionSyntax;
            if (named is null) continue;
            if (around is ForStatementSyntax { Declaration.Variables: var counters })
            {
                foreach (var counter in counters) isCounter |= counter.Identifier.ValueText == named.Identifier.ValueText;
            }

            isCounter |= around is ForEachStatementSyntax each && each.Identifier.ValueText == named.Identifier.ValueText;
        }

        return isInLoop;
    }

    private bool IsIgnored(IOperation call) => call.Parent switch
    {
        IExpressionStatementOperation or ISimpleAssignmentOperation { Target: IDiscardOperation } => true,
        ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var kept } } => IsAskedInVain(kept),
        _ => false,
    };

    // How many there are is never below zero: who asks for that alone has not asked whether there are any.
    private bool IsAskedInVain(ILocalSymbol kept)
    {
        var isAsked = false;
        foreach (var operation in context.Body.Graph.OriginalOperation.Descendants())
        {
            if (operation is not ILocalReferenceOperation { Local: var local } || !SymbolEqualityComparer.Default.Equals(local, kept)) continue;
            if (operation.Parent is not IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan, RightOperand.ConstantValue.Value: 0 } test
                || test.LeftOperand != operation)
            {
                return false;
            }

            isAsked = true;
        }

        return isAsked;
    }

    // What an operation may establish and takes back at its end may hold while it runs.
    private static bool HoldsMeanwhile(OperationContract contract, Effect revoked)
    {
        foreach (var effect in contract.Effects)
        {
            if (effect.Kind == EffectKind.MayEnsure && effect.Subject == revoked.Subject && (revoked.Facts & ~effect.Facts) == 0) return true;
        }

        return false;
    }
}
