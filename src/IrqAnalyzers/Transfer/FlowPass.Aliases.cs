using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Transfer;

/// <summary>Objects that come from somewhere unknown may be others under another name: what is done to them may have been done to those.</summary>
internal sealed partial class FlowPass
{
    /// <summary>Facts of a subject change: if nobody knows which object it is, they may have changed for any other that it can be.</summary>
    private void Scatter(Value subject, FactMask facts, Kinds kinds)
    {
        if (subject.IsNull == Tri.True) return;
        var isAnonymous = subject.MayBeOther;
        foreach (var id in subject.Objects) isAnonymous |= table[id].IsAnonymous;
        if (!isAnonymous) return;
        state.Scattered |= facts;
        for (var id = 0; id < table.ObjectCount; id++)
        {
            var candidate = table[id];
            var cell = state.CellOf(id);
            if ((candidate.IsNew && !cell.IsStowed) || candidate.Handle is not null || subject.Holds(id)) continue;
            var alike = MayBe(subject, candidate) & kinds;
            if (alike != Kinds.None) state.Set(id, cell.IsStowed ? cell.Forget(facts, alike) : cell.MayChange(facts, alike));
        }
    }

    /// <summary>
    /// A collection of the framework has the value: it changes no facts. What others do to an object that they take out of one they may well do
    /// to this.
    /// </summary>
    private void Stow(Value value)
    {
        foreach (var id in value.Objects)
        {
            var stowed = table[id];
            if (stowed.Handle is not null || contracts.Known.IsFlow(stowed.Type))
            {
                Escape(Value.Of(id));
                continue;
            }

            state.Narrow(id, state.CellOf(id).Ensure(FlowFacts.Stowed));
            if (stowed.Origin == ObjectOrigin.This || stowed.Type is not { } type || contracts.Known.IsDsl(type) || !escapingObjects.Add(id)) continue;
            foreach (var held in HeldBy(stowed)) Stow(held);
            escapingObjects.Remove(id);
            state.ForgetShared(id);
            builder.AddForgotten(stowed);
        }
    }

    private void StowAll(Value[] values)
    {
        foreach (var value in values) Stow(value);
    }

    /// <summary>Code that is not known has run: it may have taken out what is in collections.</summary>
    private void EscapeStowed()
    {
        for (var id = 0; id < table.ObjectCount; id++)
        {
            if (state.CellOf(id) is { IsStowed: true } cell) state.Set(id, cell.Escape(contracts.Revocable));
        }
    }

    // Collections, and what makes text of an object. Those that tell others of what is put into them are no mere collections.
    private static bool KeepsToItself(INamedTypeSymbol type)
    {
        for (var space = type.ContainingNamespace; space is { IsGlobalNamespace: false }; space = space.ContainingNamespace)
        {
            if (space is { Name: "ObjectModel" }) return false;
            if (space is { Name: "Collections" or "IO" or "Text", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } }) return true;
        }

        return false;
    }

    /// <summary>A callee changed facts of objects that may be any.</summary>
    private void ScatterFromCallee(FactMask facts)
    {
        if (facts != 0) Scatter(Value.Unknown, facts, Kinds.Any);
    }

    /// <summary>The kinds of which a subject may be an object that is known by another name.</summary>
    private Kinds MayBe(Value subject, AbstractObject candidate)
    {
        if (subject.MayBeOther) return Kinds.Any;
        var kinds = Kinds.None;
        foreach (var id in subject.Objects)
        {
            var other = table[id];
            if (other.IsAnonymous && CanBeSame(other.Type, candidate.Type)) kinds |= state.CellOf(id).Kinds & state.CellOf(candidate.Id).Kinds;
        }

        return kinds;
    }

    private static bool CanBeSame(ITypeSymbol? one, ITypeSymbol? other) =>
        one?.IsValueType != true && other?.IsValueType != true && AreRelated(one, other);

    private static bool AreRelated(ITypeSymbol? one, ITypeSymbol? other) =>
        one is not { TypeKind: TypeKind.Class } || other is not { TypeKind: TypeKind.Class } || Derives(one, other) || Derives(other, one);

    private static bool Derives(ITypeSymbol? derived, ITypeSymbol parent)
    {
        for (; derived is not null; derived = derived.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(derived.OriginalDefinition, parent.OriginalDefinition)) return true;
        }

        return false;
    }
}
