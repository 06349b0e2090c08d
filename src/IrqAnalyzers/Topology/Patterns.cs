using IrqAnalyzers.Domains;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace IrqAnalyzers.Topology;

/// <summary>Decides patterns of constants, as far as what they are held against is known.</summary>
internal sealed class Patterns
{
    private readonly TopologyWalker walker;

    public Patterns(TopologyWalker walker) => this.walker = walker;

    public TopologyValue Evaluate(IIsPatternOperation test)
    {
        var value = walker.Evaluate(test.Value);
        var holds = Holds(test.Pattern, value);
        if (holds != Tri.Unknown) return TopologyValue.Constant(holds == Tri.True);
        walker.Escape(value);
        return TopologyValue.Unknown;
    }

    public TopologyValue Evaluate(ISwitchExpressionOperation @switch)
    {
        var value = walker.Evaluate(@switch.Value);
        var arms = new List<Func<TopologyValue>>();
        foreach (var arm in @switch.Arms)
        {
            var holds = arm.Guard is null ? Holds(arm.Pattern, value) : Holds(arm.Pattern, value) == Tri.False ? Tri.False : Tri.Unknown;
            if (holds == Tri.False) continue;
            if (holds == Tri.True && arms.Count == 0) return walker.Evaluate(arm.Value);
            arms.Add(() =>
            {
                walker.Escape(walker.Evaluate(arm.Guard));
                return walker.Evaluate(arm.Value);
            });
            if (holds == Tri.True) break;
        }

        walker.Escape(value);
        return arms.Count == 0 ? TopologyValue.Unknown : walker.Join(arms);
    }

    /// <summary>Whether a value is the constant that an expression is.</summary>
    public Tri AreSame(TopologyValue value, IOperation constant) =>
        ConstantMath.AreEqual(value, walker.Evaluate(constant)) is { } same ? Of(same) : Tri.Unknown;

    /// <summary>Whether a pattern holds. What it declares has the value if it surely does, and is unknown otherwise.</summary>
    public Tri Holds(IPatternOperation pattern, TopologyValue value)
    {
        switch (pattern)
        {
            case IConstantPatternOperation constant:
                return AreSame(value, constant.Value);
            case IDiscardPatternOperation:
                return Tri.True;
            case INegatedPatternOperation negated:
                return Not(Holds(negated.Pattern, value));
            case IBinaryPatternOperation binary:
                return Combine(binary.OperatorKind == BinaryOperatorKind.And, Holds(binary.LeftPattern, value), Holds(binary.RightPattern, value));
            case IRelationalPatternOperation relational:
                return ConstantMath.Wide(value) is { } left && ConstantMath.Wide(walker.Evaluate(relational.Value)) is { } right
                    && ConstantMath.Compare(relational.OperatorKind, left, right) is { } holds ? Of(holds) : Tri.Unknown;
            case IDeclarationPatternOperation declaration:
                return Declares(declaration, value);
            case IRecursivePatternOperation recursive:
                return Matches(recursive, value);
            default:
                Unsettle(pattern);
                return Tri.Unknown;
        }
    }

    private Tri Declares(IDeclarationPatternOperation declaration, TopologyValue value)
    {
        var holds = value.IsNull ? Of(declaration.MatchesNull)
            : value.IsKnown && (declaration.MatchesNull || SymbolEqualityComparer.Default.Equals(declaration.InputType, declaration.MatchedType)) ? Tri.True
            : Tri.Unknown;
        if (declaration.DeclaredSymbol is { } symbol) walker.Declare(symbol, holds == Tri.True ? value : TopologyValue.Unknown);
        return holds;
    }

    private Tri Matches(IRecursivePatternOperation recursive, TopologyValue value)
    {
        if (value.IsNull) return Tri.False;
        if (!value.IsKnown || !SymbolEqualityComparer.Default.Equals(ConstantMath.Bare(recursive.InputType), ConstantMath.Bare(recursive.MatchedType)))
        {
            Unsettle(recursive);
            return Tri.Unknown;
        }

        var holds = Tri.True;
        foreach (var property in recursive.PropertySubpatterns)
        {
            var inner = TopologyValue.Unknown;
            if (property.Member is IPropertyReferenceOperation { Property: var member }) inner = walker.Calls.Members.Read(member, value);
            holds = Combine(true, holds, Holds(property.Pattern, inner));
        }

        if (!recursive.DeconstructionSubpatterns.IsEmpty)
        {
            var parts = (value.Content as TupleValue)?.Elements;
            for (var index = 0; index < recursive.DeconstructionSubpatterns.Length; index++)
            {
                var part = parts is not null && index < parts.Count ? parts[index] : TopologyValue.Unknown;
                holds = Combine(true, holds, Holds(recursive.DeconstructionSubpatterns[index], part));
            }
        }

        if (recursive.DeclaredSymbol is { } symbol) walker.Declare(symbol, holds == Tri.True ? value : TopologyValue.Unknown);
        return holds;
    }

    private void Unsettle(IPatternOperation pattern)
    {
        foreach (var inner in pattern.DescendantsAndSelf())
        {
            var declared = (inner as IDeclarationPatternOperation)?.DeclaredSymbol ?? (inner as IRecursivePatternOperation)?.DeclaredSymbol;
            if (declared is not null) walker.Declare(declared, TopologyValue.Unknown);
        }
    }

    private static Tri Of(bool value) => value ? Tri.True : Tri.False;

    private static Tri Not(Tri value) => value switch
    {
        Tri.True => Tri.False,
        Tri.False => Tri.True,
        _ => Tri.Unknown,
    };

    private static Tri Combine(bool isAnd, Tri left, Tri right)
    {
        var decisive = isAnd ? Tri.False : Tri.True;
        if (left == decisive || right == decisive) return decisive;
        return left == Tri.Unknown || right == Tri.Unknown ? Tri.Unknown : left;
    }
}
