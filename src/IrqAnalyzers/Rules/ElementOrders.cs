using System.Collections.Concurrent;
using System.Collections.Immutable;
using IrqAnalyzers.Contracts;
using IrqAnalyzers.Program;
using IrqAnalyzers.Roslyn;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Rules;

/// <summary>
/// Orders that no method shows alone, because one leaves objects in a collection and another takes them out: a vector that was freed and is still found
/// under its number; one that is freed while another method's request stands; functions that one loop suspends and another does not restore. What the
/// methods of a type do is compared by name and text, so that all of it is possible only.
/// </summary>
internal sealed class ElementOrders
{
    private readonly ProgramFacts program;
    private readonly ContractTable contracts;
    private readonly ConcurrentDictionary<INamedTypeSymbol, ElementUses> known = new(SymbolEqualityComparer.Default);
    private readonly ImmutableArray<(FactMask Lost, string Rule)> restored;
    private readonly FactMask requested;
    private readonly FactMask released;
    private readonly FactMask freed;
    private readonly FactMask off;
    private readonly FactMask held;

    public ElementOrders(ProgramFacts program)
    {
        this.program = program;
        contracts = program.Contracts;
        requested = contracts.Known.FactOf("InterruptsRequested");
        released = contracts.Known.FactOf("InterruptsReleased");
        freed = contracts.Known.FactOf("VectorsFreed");
        held = contracts.Known.FactOf("HeldByGuest");
        off = contracts.Known.FactOf("PoweredDown") | contracts.Known.FactOf("MemoryDecodingOff");
        restored = ImmutableArray.Create<(FactMask, string)>(
            (contracts.Known.FactOf("MessagesLost"), "IRQ4006"), (contracts.Known.FactOf("VectorsMasked"), "IRQ4007"),
            (contracts.Known.FactOf("MsiSwitchedOff"), "IRQ4007"));
    }

    public void Analyze(BlockContext block)
    {
        if (block.OwningSymbol is not IMethodSymbol { MethodKind: MethodKind.Ordinary, ContainingType: { } type } method) return;

        // The other methods are looked at only where there is something to compare with them.
        var here = ElementUses.Of(method, block, program);
        if (!here.All.Any(CanBeWrong) && !here.OfSought.Any(use => use.Forbids(held) is not null)) return;
        if (!known.TryGetValue(type, out var all)) all = known.GetOrAdd(type, ElementUses.Of(type, program, block.CancellationToken));
        foreach (var use in all.All)
        {
            if (!SymbolEqualityComparer.Default.Equals(use.Method, method) || !CanBeWrong(use)) continue;
            CheckRestored(block, use, all);
            CheckTooEarly(block, use, all);
            CheckRequested(block, use, all);
            CheckHeld(block, use, all);
            CheckFreed(block, use, all);
        }

        foreach (var use in all.OfSought)
        {
            // Who only looks may do it for what is not there.
            if (SymbolEqualityComparer.Default.Equals(use.Method, method) && all.Tidies(method, use.Source.Collection)) CheckHeld(block, use, all);
        }
    }

    private bool CanBeWrong(ElementUse use)
    {
        if (use.Source.Way != ElementWay.Put && (use.Forbids(freed) is not null || use.Forbids(held) is not null)) return true;
        if (use.Source.Way != ElementWay.Loop) return false;
        foreach (var (lost, _) in restored)
        {
            if (lost != 0 && Restores(use, lost)) return true;
        }

        return false;
    }

    // One loop takes something from functions, another gives it back to some of them only.
    private void CheckRestored(BlockContext block, ElementUse use, ElementUses uses)
    {
        if (use.Source.Way != ElementWay.Loop) return;
        foreach (var (lost, rule) in restored)
        {
            if (lost == 0 || !Restores(use, lost)) continue;
            var taken = FirstTaking(lost, use, uses);
            if (taken is null) continue;
            var left = KindsOf(uses, taken, other => other.Ensures(lost)) & ~KindsOf(uses, taken, other => Restores(other, lost) && !other.Source.IsPartial);
            if (left == Kinds.None || taken.Source.IsPartial) continue;
            var who = left switch { Kinds.Virtual => "VFs are", Kinds.Physical => "PFs are", _ => "some of them may be" };
            Report(
                block, use, rule,
                $"'{use.Operation.Name}' is not called for all of '{use.Source.Collection.Name}' for which '{taken.Method.Name}' calls "
                    + $"'{taken.Operation.Name}': {who} left out, and their interrupts are lost.");
            return;
        }
    }

    // What another method has switched off is still off, because this one switches it on only afterwards.
    private void CheckTooEarly(BlockContext block, ElementUse use, ElementUses uses)
    {
        if (use.Source.Way != ElementWay.Loop || use.Forbids(off) is not { } requirement) return;
        var (taken, ended) = (FactMask.None, FactMask.None);
        ElementUse? taking = null, later = null;
        foreach (var other in uses.All)
        {
            if (!IsSame(other.Source, use.Source)) continue;
            if (!SymbolEqualityComparer.Default.Equals(other.Method, use.Method))
            {
                if (other.Source.Way is not (ElementWay.Put or ElementWay.Loop) || !other.Ensures(requirement.Facts)) continue;
                taking ??= other;
                taken |= other.Changed(EffectKind.Ensure);
            }
            else if (other.Subject == use.Subject && other.Call.SpanStart < use.Call.SpanStart) ended |= other.Changed(EffectKind.Revoke);
        }

        var left = taken & requirement.Facts & ~ended;
        foreach (var other in uses.All)
        {
            if (other.Subject != use.Subject || !IsSameElement(other, use) || other.Call.SpanStart < use.Call.SpanStart || !other.Revokes(left)) continue;
            later = other;
            break;
        }

        if (taking is null || later is null) return;
        Report(
            block, use, requirement.Rule,
            $"'{use.Operation.Name}' is called for '{use.Subject}' before '{later.Operation.Name}', though '{taking.Method.Name}' has called "
                + $"'{taking.Operation.Name}' for it. Call '{later.Operation.Name}' first.");
    }

    // To give up altogether restores nothing.
    private bool Restores(ElementUse use, FactMask lost) => use.Revokes(lost) && !use.Revokes(requested);

    private static ElementUse? FirstTaking(FactMask lost, ElementUse restoring, ElementUses uses)
    {
        foreach (var other in uses.All)
        {
            if (IsOther(other, restoring) && !other.IsConditional && other.Ensures(lost) && IsSame(other.Source, restoring.Source))
            {
                return other;
            }
        }

        return null;
    }

    // Another loop over the collection, or a method that fills it.
    private static bool IsOther(ElementUse use, ElementUse restoring) =>
        use.Source.Way switch
        {
            ElementWay.Loop => use.Source.Loop is not null ? !ReferenceEquals(use.Source.Loop, restoring.Source.Loop) : !IsSameElement(use, restoring),
            ElementWay.Put => !SymbolEqualityComparer.Default.Equals(use.Method, restoring.Method),
            _ => false,
        };

    private static Kinds KindsOf(ElementUses uses, ElementUse like, Func<ElementUse, bool> isMeant)
    {
        var kinds = Kinds.None;
        foreach (var other in uses.All)
        {
            if (isMeant(other) && IsSame(other.Source, like.Source)) kinds |= other.Kinds;
        }

        return kinds;
    }

    private static bool IsSame(ElementSource one, ElementSource other) => SymbolEqualityComparer.Default.Equals(one.Collection, other.Collection);

    // It is freed, and nothing here releases what another method has requested.
    private void CheckRequested(BlockContext block, ElementUse use, ElementUses uses)
    {
        if (use.IsAsked || use.Forbids(requested) is not { } requirement || !use.Ensures(freed) || IsReleasedIn(use, uses)) return;
        ElementUse? requesting = null;
        foreach (var other in uses.All)
        {
            if (!IsSamePart(other, use) || SymbolEqualityComparer.Default.Equals(other.Method, use.Method)) continue;

            // Who releases in one method and frees in another has an order between the two that is not seen.
            if (other.Ensures(released) && !Frees(other, uses)) return;
            if (other.Ensures(requested)) requesting ??= other;
        }

        if (requesting is null) return;
        Report(
            block, use, requirement.Rule,
            $"'{use.Operation.Name}' frees vectors of '{use.Subject}', which '{requesting.Method.Name}' has requested, and '{use.Method.Name}' does not "
                + "release. Release them first.");
    }

    // It is removed, and nothing here takes it back from the guest that another method has given it to.
    private void CheckHeld(BlockContext block, ElementUse use, ElementUses uses)
    {
        if (use.IsAsked || use.Source.Way == ElementWay.Put || use.Forbids(held) is not { } requirement) return;
        ElementUse? giving = null;
        foreach (var other in uses.All)
        {
            if (!IsSamePart(other, use) || other.Operation.Name == use.Operation.Name) continue;

            // What is taken out and given back is not found here any more.
            if (other.Revokes(held) && (!IsTakenOut(other.Source) || IsIn(other, use, uses))) return;
            if (other.Ensures(held) && !SymbolEqualityComparer.Default.Equals(other.Method, use.Method)) giving ??= other;
        }

        foreach (var other in uses.OfSought)
        {
            if (IsSame(other.Source, use.Source) && other.Operation.Name != use.Operation.Name && other.Revokes(held)) return;
        }

        if (giving is null) return;
        Report(
            block, use, requirement.Rule,
            $"'{use.Operation.Name}' is called for '{use.Subject}', for which '{giving.Method.Name}' has called '{giving.Operation.Name}': a guest may still "
                + "hold it. Take it back first.");
    }

    private static bool IsTakenOut(ElementSource source) => source.Way == ElementWay.Taken || source.IsTakenOut;

    private bool IsReleasedIn(ElementUse use, ElementUses uses)
    {
        foreach (var other in uses.All)
        {
            if (other.Ensures(released) && IsSamePart(other, use) && IsIn(other, use, uses)) return true;
        }

        return false;
    }

    // Whether what is done is done in the method, or in one of the same object that it calls.
    private static bool IsIn(ElementUse other, ElementUse use, ElementUses uses) =>
        SymbolEqualityComparer.Default.Equals(other.Method, use.Method) || uses.Calls(use.Method, other.Method);

    // What a method of an object does to one part says nothing of another.
    private static bool IsSamePart(ElementUse one, ElementUse other) =>
        IsSame(one.Source, other.Source) && (one.Part is null || other.Part is null || one.Part == other.Part);

    private bool Frees(ElementUse releasing, ElementUses uses)
    {
        foreach (var other in uses.All)
        {
            if (IsSameElement(other, releasing) && other.Ensures(freed)) return true;
        }

        return false;
    }

    private static bool IsSameElement(ElementUse one, ElementUse other) =>
        SymbolEqualityComparer.Default.Equals(one.Method, other.Method) && IsSame(one.Source, other.Source);

    // It was freed by another method and left where it is found.
    private void CheckFreed(BlockContext block, ElementUse use, ElementUses uses)
    {
        if (use.IsAsked || use.Source.Way == ElementWay.Put || use.Forbids(freed) is not { } requirement || !IsFirst(use, uses)) return;
        foreach (var other in uses.All)
        {
            if (!IsSamePart(other, use) || !other.Ensures(freed)) continue;
            if (SymbolEqualityComparer.Default.Equals(other.Method, use.Method))
            {
                if (!IsLoopAfter(use, other)) continue;
                Report(block, use, requirement.Rule, $"'{use.Operation.Name}' uses '{use.Subject}' after it was freed: the loop before frees all of "
                    + $"'{use.Source.Collection.Name}', and leaves them there.");
                return;
            }

            // Who frees all that there are is mostly done with the collection.
            if (other.Source.Way != ElementWay.LookUp || uses.Tidies(other.Method, other.Source.Collection)) continue;
            Report(
                block, use, requirement.Rule,
                $"'{use.Operation.Name}' may use '{use.Subject}' after it was freed: '{other.Method.Name}' frees it and leaves it in "
                    + $"'{use.Source.Collection.Name}'. Take it out there.");
            return;
        }
    }

    // A loop over all of a collection comes after another that has freed each element, and nothing is done to the collection in between.
    private static bool IsLoopAfter(ElementUse use, ElementUse freeing)
    {
        if (freeing.Source is not { Way: ElementWay.Loop, IsPartial: false, Loop.Syntax: var first }
            || use.Source is not { Way: ElementWay.Loop, Loop.Syntax: var second })
        {
            return false;
        }

        if (first.Span.End > second.SpanStart || first.Parent != second.Parent) return false;
        for (var node = freeing.Call.Parent; node != first; node = node.Parent)
        {
            if (node is null or IfStatementSyntax or ConditionalExpressionSyntax or SwitchStatementSyntax or ConditionalAccessExpressionSyntax) return false;
        }

        foreach (var node in first.Parent!.DescendantNodes())
        {
            if (node is IdentifierNameSyntax name && name.Identifier.ValueText == use.Source.Collection.Name
                && name.SpanStart > first.Span.End && name.Span.End < second.SpanStart)
            {
                return false;
            }
        }

        return true;
    }

    // Of what is done to one element the first is too late; the others follow from it.
    private static bool IsFirst(ElementUse use, ElementUses uses)
    {
        foreach (var other in uses.All)
        {
            if (ReferenceEquals(other, use)) return true;
            if (ReferenceEquals(other.Source, use.Source) && other.Contract.HasFacts && SymbolEqualityComparer.Default.Equals(other.Method, use.Method))
            {
                return false;
            }
        }

        return true;
    }

    private static void Report(BlockContext block, ElementUse use, string rule, string text) =>
        TextFindings.Report(block, rule, use.Operation, use.Call, use.Subject, text, use.Within is { } within ? new[] { within.GetLocation() } : null);
}
