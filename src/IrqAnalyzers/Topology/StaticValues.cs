using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Topology;

/// <summary>
/// The tables of constants that static fields and properties hold: those that are set where they are declared, and never changed later.
/// </summary>
internal sealed class StaticValues
{
    private readonly TopologyContext context;
    private readonly ReadOnlyUse uses;
    private readonly ConcurrentDictionary<ISymbol, TopologyValue> known = new(SymbolEqualityComparer.Default);

    public StaticValues(TopologyContext context) => (this.context, uses) = (context, new(context.Bodies));

    public TopologyValue Of(ISymbol member, TopologyWalker walker)
    {
        if (walker.Limits.Depth == 0 || !context.Bodies.IsOwn(member)) return TopologyValue.Unknown;
        member = member.OriginalDefinition;
        if (walker.Initializing.Count > 0) return IsSetBefore(member, walker.Initializing) ? Find(member, walker) : TopologyValue.Unknown;
        return known.TryGetValue(member, out var value) ? value : known.GetOrAdd(member, Find(member, walker));
    }

    // The initializers of a type run in the order of the source. While those of another type run, nobody knows how far its own have come.
    private static bool IsSetBefore(ISymbol member, IReadOnlyList<ISymbol> initializing)
    {
        for (var index = 0; index < initializing.Count; index++)
        {
            var asking = initializing[index];
            if (!SymbolEqualityComparer.Default.Equals(asking.ContainingType, member.ContainingType)) continue;
            if (index < initializing.Count - 1) return false;
            var (own, others) = (member.DeclaringSyntaxReferences[0], asking.DeclaringSyntaxReferences[0]);
            if (own.SyntaxTree != others.SyntaxTree || own.Span.Start >= others.Span.Start) return false;
        }

        return initializing.Count < 8;
    }

    private TopologyValue Find(ISymbol member, TopologyWalker walker)
    {
        if (!IsSetOnce(member) || context.Bodies.InitializerOf(member, walker.Cancellation) is not { } initializer) return TopologyValue.Unknown;
        var inner = new TopologyWalker(context, WalkLimits.Far, walker.Cancellation) { Initializing = walker.Initializing.Append(member).ToList() };
        var value = inner.Evaluate(initializer);
        if (inner.IsExhausted || !value.IsKnown) return TopologyValue.Unknown;
        var type = member is IFieldSymbol field ? field.Type : ((IPropertySymbol)member).Type;
        var isTable = inner.Memory.In(value) is { Items: not null } && !Mutability.IsFixedCollection(type);
        return isTable && !uses.IsOnlyRead(member, walker.Cancellation) ? TopologyValue.Unknown : Freeze(value, inner.Memory, 0, null, walker.Cancellation);
    }

    private static bool IsSetOnce(ISymbol member)
    {
        var isStored = member switch
        {
            IFieldSymbol field => field.IsReadOnly && field.IsStatic,
            IPropertySymbol property => property is { IsStatic: true, SetMethod: null } && Bodies.IsStored(property),
            _ => false,
        };
        return isStored && member.DeclaringSyntaxReferences.Length == 1 && !member.ContainingType.StaticConstructors.Any(constructor =>
            !constructor.IsImplicitlyDeclared
            && constructor.DeclaringSyntaxReferences.Any(reference => reference.GetSyntax().ToString().IndexOf(member.Name, StringComparison.Ordinal) >= 0));
    }

    // Of machines that everybody sees nothing is known, nor of collections inside that somebody may change.
    private TopologyValue Freeze(TopologyValue value, Memory memory, int depth, ISymbol? member, CancellationToken cancellation)
    {
        switch (value.Content)
        {
            case MachineModel or Part or ScopeValue { Of: not null }:
                return TopologyValue.Unknown;
            case TupleValue tuple:
                return TopologyValue.Of(new TupleValue(tuple.Elements.Select(element => Freeze(element, memory, depth + 1, null, cancellation)).ToList()));
            case HeapObject known:
                if (depth > 8 || memory.In(value) is not { } contents) return TopologyValue.Unknown;
                if (depth > 0 && contents.Items is not null && !Mutability.IsFixedCollection(known.Type)
                    && (member is null || !uses.IsOnlyReadInside(member, cancellation)))
                    return TopologyValue.Unknown;
                return TopologyValue.Of(new HeapObject(
                    known.Type, contents.Map((key, inner) => Freeze(inner, memory, depth + 1, key as ISymbol, cancellation))));
            default:
                return value;
        }
    }
}
