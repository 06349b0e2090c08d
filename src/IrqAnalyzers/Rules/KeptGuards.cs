using System.Globalization;
using IrqAnalyzers.Contracts;
using IrqAnalyzers.Program;
using IrqAnalyzers.Roslyn;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Rules;

/// <summary>
/// A class records functions in a collection or a flag of its own, and the record decides what it releases. Two things may be wrong. Another method acquires
/// something and does not record it, or removes the record and does not release it: then it is never released. Or not all that is recorded is released.
/// The order in which the methods run is unknown, so all findings are possible only.
/// </summary>
internal sealed class KeptGuards
{
    private readonly ProgramFacts program;
    private readonly ContractTable contracts;

    public KeptGuards(ProgramFacts program)
    {
        this.program = program;
        contracts = program.Contracts;
    }

    public void Analyze(BlockContext block)
    {
        if (block.OwningSymbol is not IMethodSymbol { MethodKind: MethodKind.Ordinary, IsStatic: false } method) return;
        List<Region>? regions = null;
        foreach (var operation in block.Operations)
        {
            if (operation is IConditionalOperation choice && RegionOf(choice) is { } region) (regions ??= new()).Add(region);
        }

        if (regions is null) return;
        var subjects = new KeptSubjects();
        foreach (var operation in block.Operations) subjects.Note(operation);
        foreach (var region in regions) Check(block, method, subjects, region);
    }

    // The code that runs only where a guard lets it.
    private Region? RegionOf(IConditionalOperation choice)
    {
        if (KeptGuard.In(choice.Condition, outcome: true, program) is { } guard) return new(guard, choice.WhenTrue, after: null);
        if (KeptGuard.In(choice.Condition, outcome: false, program) is not { } needed) return null;
        return new(needed, choice.WhenFalse, Leaves(choice.WhenTrue) ? choice : null);
    }

    private static bool Leaves(IOperation statement)
    {
        if (statement is IBlockOperation { Operations: { Length: > 0 } inner }) statement = inner[inner.Length - 1];
        return statement is IReturnOperation;
    }

    private void Check(BlockContext block, IMethodSymbol method, KeptSubjects subjects, Region region)
    {
        var uses = new List<Use>();
        ISymbol? subject = region.Guard.Key is { } key ? subjects.Of(key) : null;
        foreach (var operation in block.Operations)
        {
            if (operation is not IInvocationOperation call) continue;
            if (call.Instance is { } receiver && contracts.Known.IsDsl(call.TargetMethod) && subjects.Of(receiver) is { } given)
            {
                if (region.Guard.Key is null && given is IFieldSymbol or IPropertySymbol) subject ??= given;
                if (SymbolEqualityComparer.Default.Equals(given, subject)) uses.Add(new(call, contracts.Of(call.TargetMethod), region.Contains(call)));
            }
            else if (subject is not null && !region.Contains(call) && !ReferenceEquals(call, region.Guard.Test))
            {
                foreach (var argument in call.Arguments)
                {
                    // Changes by other code are unknown.
                    if (argument.Value.Type is not { } type || !program.Subjects.Contain(type)) continue;
                    if (SymbolEqualityComparer.Default.Equals(subjects.Of(argument.Value), subject)) return;
                }
            }
        }

        if (subject is null || uses.Count == 0) return;
        CheckForgotten(block, method, uses, region, subject);
        CheckNoted(block, method, uses, region);
    }

    // What is given back where it is noted, and another method does not note it.
    private void CheckForgotten(BlockContext block, IMethodSymbol method, List<Use> uses, Region region, ISymbol subject)
    {
        foreach (var use in uses)
        {
            if (!use.IsGuarded || use.Contract.Changed(EffectKind.Revoke) is var revoked && revoked == 0) continue;
            foreach (var other in uses)
            {
                if (other.IsGuarded) continue;
                if (other.Call.Syntax.SpanStart > use.Call.Syntax.SpanStart && other.Contract.Forbids(revoked) is { } requirement
                    && FindForgotten(method, region.Guard.Member, requirement.Facts & revoked, block.CancellationToken) is { } forgotten)
                {
                    Report(block, requirement.Rule, other.Call, use.Call, forgotten, region.Guard);
                    return;
                }

                revoked &= ~other.Contract.Changed(EffectKind.Revoke);
            }

            if (revoked == 0) continue;
            if (subject is not IParameterSymbol parameter || !SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, method)) continue;
            foreach (var duty in contracts.Of(parameter).LeavesWith)
            {
                if (duty is not { Kind: RequirementKind.Absent, Assumption: 0 } || (duty.Facts & revoked) == 0) continue;
                if (FindForgotten(method, region.Guard.Member, duty.Facts & revoked, block.CancellationToken) is not { } left) continue;
                Report(block, duty.Rule, region.Guard.Test, use.Call, left, region.Guard);
                return;
            }
        }
    }

    private (IMethodSymbol Method, IOperation Change)? FindForgotten(IMethodSymbol method, ISymbol member, FactMask facts, CancellationToken cancellation)
    {
        foreach (var (other, paths) in PathsOf(method, member, facts, cancellation))
        {
            var startsWithout = StartsWithout(other, facts);
            var start = startsWithout ? KeptPaths.Nothing
                : IsGivenBackElsewhere(method, other, facts, cancellation) ? 0
                : StartOf(other, member, facts, cancellation);
            if (paths.FindForgotten(start, mayFollow: !startsWithout) is { } change) return (other, change);
        }

        return null;
    }

    // What is noted has something that is not given back before the function is given up.
    private void CheckNoted(BlockContext block, IMethodSymbol method, List<Use> uses, Region region)
    {
        foreach (var use in uses)
        {
            if (use.Call.Syntax.SpanStart < region.Guard.Test.Syntax.SpanStart) continue;
            foreach (var requirement in use.Contract.Requires)
            {
                if (requirement is not { Kind: RequirementKind.Absent, Subject: < 0, Assumption: 0 }) continue;
                var facts = requirement.Facts;
                foreach (var other in uses)
                {
                    if (other.Call.Syntax.SpanStart < use.Call.Syntax.SpanStart) facts &= ~other.Contract.Changed(EffectKind.Revoke);
                }

                if (facts == 0 || FindNoted(method, region.Guard.Member, facts, block.CancellationToken) is not { } noted) continue;
                var (by, change) = noted;
                TextFindings.Report(
                    block, requirement.Rule, use.Call.TargetMethod, use.Call.Syntax, use.Subject,
                    $"'{use.Call.TargetMethod.Name}' is called for '{use.Subject}', which is in '{region.Guard.Member.Name}' because '{by.Name}' calls "
                        + $"'{NameOf(change)}' for it (line {LineOf(change)}), and nothing here takes that back before.",
                    new[] { change.Syntax.GetLocation() });
                return;
            }
        }
    }

    private (IMethodSymbol Method, IOperation Change)? FindNoted(IMethodSymbol method, ISymbol member, FactMask facts, CancellationToken cancellation)
    {
        foreach (var (other, paths) in PathsOf(method, member, facts, cancellation))
        {
            if (paths.FindNoted() is { } change) return (other, change);
        }

        return null;
    }

    private IEnumerable<(IMethodSymbol Method, KeptPaths Paths)> PathsOf(IMethodSymbol method, ISymbol member, FactMask facts, CancellationToken cancellation)
    {
        foreach (var candidate in method.ContainingType.GetMembers())
        {
            if (candidate is IMethodSymbol { MethodKind: MethodKind.Ordinary, IsStatic: false, IsAbstract: false, DeclaringSyntaxReferences.Length: 1 } other
                && !SymbolEqualityComparer.Default.Equals(other, method) && KeptPaths.Of(other, member, facts, program, cancellation) is { } paths)
            {
                yield return (other, paths);
            }
        }
    }

    // What the method that gets a function first may leave; nothing if there is no such method.
    private int StartOf(IMethodSymbol method, ISymbol member, FactMask facts, CancellationToken cancellation)
    {
        foreach (var candidate in method.ContainingType.GetMembers())
        {
            if (candidate is not IMethodSymbol { MethodKind: MethodKind.Ordinary, DeclaringSyntaxReferences.Length: 1 } first) continue;
            foreach (var parameter in first.Parameters)
            {
                if (Lacks(parameter) != 0)
                    return KeptPaths.EndsOf(parameter, first, member, facts, program, cancellation) & (KeptPaths.Nothing | KeptPaths.OnlyNoted);
            }
        }

        return KeptPaths.Nothing;
    }

    private bool StartsWithout(IMethodSymbol method, FactMask facts)
    {
        foreach (var parameter in method.Parameters)
        {
            if ((Lacks(parameter) & facts) != 0) return true;
        }

        return false;
    }

    private FactMask Lacks(IParameterSymbol parameter) => contracts.Of(parameter).ArrivesWithout & ~contracts.Of(parameter).ArrivesWith;

    // A third method gives it back and leaves the note, so that one which takes it anew finds the function noted.
    private bool IsGivenBackElsewhere(IMethodSymbol guarded, IMethodSymbol taking, FactMask facts, CancellationToken cancellation)
    {
        foreach (var candidate in guarded.ContainingType.GetMembers())
        {
            if (candidate is not IMethodSymbol { MethodKind: MethodKind.Ordinary, DeclaringSyntaxReferences.Length: 1 } other) continue;
            if (SymbolEqualityComparer.Default.Equals(other, guarded) || SymbolEqualityComparer.Default.Equals(other, taking)) continue;
            if (program.OperationOf(other, cancellation) is not { } body) continue;
            foreach (var operation in body.Descendants())
            {
                if (operation is IInvocationOperation call && (contracts.Of(call.TargetMethod).Changed(EffectKind.Revoke) & facts) != 0) return true;
            }
        }

        return false;
    }

    private static void Report(
        BlockContext block, string rule, IOperation place, IInvocationOperation revoking, (IMethodSymbol Method, IOperation Change) forgotten, KeptGuard guard)
    {
        var subject = revoking.Instance!.Syntax.ToString();
        var (method, change) = forgotten;
        var why = change is IInvocationOperation { TargetMethod.Name: not ("Remove" or "TryRemove") }
            ? $"'{method.Name}' calls '{NameOf(change)}' (line {LineOf(change)}) and does not always note that in '{guard.Member.Name}' afterwards: it must."
            : $"'{method.Name}' strikes that out of '{guard.Member.Name}' (line {LineOf(change)}) and does not take it back.";
        TextFindings.Report(
            block, rule, revoking.TargetMethod, place.Syntax, subject,
            $"'{revoking.TargetMethod.Name}' is called for '{subject}' only if '{guard.Member.Name}' says so. {why}", new[] { change.Syntax.GetLocation() });
    }

    private static string NameOf(IOperation change) => change is IInvocationOperation call ? call.TargetMethod.Name : change.Syntax.ToString();

    private static string LineOf(IOperation operation) =>
        (operation.Syntax.GetLocation().GetMappedLineSpan().StartLinePosition.Line + 1).ToString(CultureInfo.InvariantCulture);

    // The code behind a guard.
    private sealed class Region(KeptGuard guard, IOperation? branch, IOperation? after)
    {
        public KeptGuard Guard { get; } = guard;

        public bool Contains(IOperation operation)
        {
            if (branch is not null && branch.Syntax.Span.Contains(operation.Syntax.Span)) return true;
            return after is { Syntax: { Parent: { } around } choice } && around.Span.Contains(operation.Syntax.Span)
                && operation.Syntax.SpanStart >= choice.Span.End;
        }
    }

    // An operation of the DSL on the function.
    private sealed class Use(IInvocationOperation call, OperationContract contract, bool isGuarded)
    {
        public IInvocationOperation Call { get; } = call;

        public OperationContract Contract { get; } = contract;

        public bool IsGuarded { get; } = isGuarded;

        public string Subject => Call.Instance!.Syntax.ToString();
    }
}
