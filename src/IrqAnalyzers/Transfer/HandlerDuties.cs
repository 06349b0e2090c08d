using IrqAnalyzers.Checks;
using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;
using IrqAnalyzers.Program;
using IrqAnalyzers.Solver;
using IrqAnalyzers.Summaries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;

namespace IrqAnalyzers.Transfer;

/// <summary>Compares what a method has been given, as the method leaves it, with the contracts of its parameters.</summary>
internal sealed class HandlerDuties(BodyContext context, ForwardSolver<State, Value> solver, FindingSet findings)
{
    private const string StaleEntries = "IRQ1009";

    private readonly Body body = context.Body;
    private readonly ContractTable contracts = context.Contracts;
    private readonly ObjectTable table = context.Table;
    private (Requirement? Requirement, string Key) keptTowards = (null, string.Empty);
    private bool? hasTests;

    /// <summary>What a method has been given, as it leaves it.</summary>
    public void Check(IMethodSymbol method, ControlFlowBranch branch, State left, Value? result)
    {
        foreach (var parameter in method.Parameters)
        {
            CheckLeftStale(parameter, method, branch, left, result);
            foreach (var requirement in contracts.Of(parameter).LeavesWith)
            {
                var entered = table.OfSymbol(parameter, parameter.Type);
                var cell = left.CellOf(entered.Id);
                var verdict = Verdict.Of(requirement, cell, null);
                var place = ExitLocator.Find(branch, result, body);
                var key = KeyOfHandler(requirement);
                var isExcused = left.IsHarmless && (requirement.Facts & contracts.Known.DomainDecided) != 0;
                var isKept = isExcused || (!verdict.IsDefinite && (cell.Kinds & requirement.When) != Kinds.None);
                findings.Reach(requirement, place, key, cell.Kinds, isKept);
                if (verdict.DependsOnEntry && !contracts.Known.IsDsl(requirement.Operation)) Ask(requirement, entered, cell, place, key, left);
                var isLeftAsItCame = !verdict.IsViolation && IsDutyLeftUndone(requirement, verdict);
                if ((!verdict.IsViolation && !isLeftAsItCame) || isExcused || IsGivenBackForIt(requirement, method)) continue;

                var @class = isLeftAsItCame ? cell.Kinds & requirement.When : verdict.Class;
                if (requirement.Assumption == Circumstance.HandlersWait && !IsLeftWaiting(verdict, cell, left, method)) continue;
                findings.Add(
                    requirement, place, key, parameter.Name, leaves: true,
                    verdict.IsDefinite && requirement.Assumption == 0 && !solver.IsExceptional && !left.IsDoubtful, @class, entered.StaticKinds == @class, null);
            }
        }
    }

    // What a scenario or a test calls on a host is no handler with duties, but entries that it leaves stale stay so.
    private void CheckLeftStale(IParameterSymbol parameter, IMethodSymbol method, ControlFlowBranch branch, State left, Value? result)
    {
        if (!context.Program.Subjects.Contain(parameter.Type)) return;
        var entered = table.OfSymbol(parameter, parameter.Type);
        var cell = left.CellOf(entered.Id);
        if (((cell.Physical.True | cell.Virtual.True) & contracts.Known.Stale) == 0 || !Outside.MayBe(parameter, body, contracts)) return;
        var requirement = new Requirement(
            RequirementKind.Absent, contracts.Known.Stale, parameter.Ordinal, Kinds.Any, StaleEntries, Contracts.Circumstance.FromOutside, method);
        findings.Add(
            requirement, ExitLocator.Find(branch, result, body), KeyOfHandler(requirement), parameter.Name, leaves: true, definite: false, Kinds.Any,
            classIsStatic: true, null);
    }

    // What it comes with only the caller knows, if no contract says so.
    private void Ask(Requirement requirement, AbstractObject entered, Cell cell, Location exit, string key, State left)
    {
        if (requirement.Kind != RequirementKind.Absent || !solver.NoteEvent()) return;

        // What the class keeps may tell the handler with what the object comes.
        var isUnsure = solver.IsExceptional || left.IsDoubtful || left.DependsOnFlags || left.IsDoubtfulToCallers || (hasTests ??= HasTests());
        context.Builder.AddRequirement(ConditionalRequirement.AtExit(requirement, entered, cell, body.Syntax, exit, key, isUnsure, body.Method?.Name));
    }

    private bool HasTests()
    {
        foreach (var block in body.Graph.Blocks)
        {
            if (block.ConditionalSuccessor is not null) return true;
        }

        return false;
    }

    // Who must leave something with a fact, and of whom no contract says with what it comes, is taken to be the one who brings the fact about.
    private bool IsDutyLeftUndone(Requirement requirement, Verdict verdict) =>
        requirement is { Kind: RequirementKind.AnyOf, Assumption: 0 } && verdict.DependsOnEntry && !contracts.Known.IsDsl(requirement.Operation);

    // What its driver leaves of a function whose vectors are managed, the core gives back.
    private bool IsGivenBackForIt(Requirement requirement, IMethodSymbol method) =>
        (requirement.Facts & contracts.Known.Allocated) != 0 && Names(method, context.Program.OperationNames.Managing);

    // Vectors that are masked on one path and not on another are those of a driver that keeps a flag, if it unmasks any at all.
    private bool IsLeftWaiting(Verdict verdict, Cell cell, State left, IMethodSymbol method)
    {
        if (verdict.IsDefinite && !left.IsDoubtful && (cell.SurelyTrue & contracts.Known.Requested) != 0) return true;
        return ((cell.Physical.True | cell.Virtual.True) & contracts.Known.Requested) != 0 && !Names(method, context.Program.OperationNames.Unmasking);
    }

    private bool Names(IMethodSymbol method, HashSet<string> operations)
    {
        if (method.ContainingType is not { } type) return false;
        context.NoteBodiesOf(type);
        return context.Program.NamesInTypes.Contain(type, operations, context.Cancellation);
    }

    // The same at each exit.
    private string KeyOfHandler(Requirement requirement)
    {
        if (!ReferenceEquals(keptTowards.Requirement, requirement)) keptTowards = (requirement, FindingKey.OfHandler(requirement, body.Syntax));
        return keptTowards.Key;
    }
}
