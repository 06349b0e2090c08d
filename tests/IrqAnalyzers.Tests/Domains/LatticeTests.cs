using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;

namespace IrqAnalyzers.Tests.Domains;

/// <summary>Every domain obeys the laws of a lattice, so that what is known where paths meet does not depend on the order in which they do.</summary>
public sealed class LatticeTests
{
    private static readonly FactTest IsMarked = new(1, subject: -1, isExact: true, isWider: false, isOneWay: false, denied: 0);

    public static TheoryData<string> Operations => [.. FactOperations.Keys];

    private static Dictionary<string, Func<FactSet, FactSet>> FactOperations { get; } = new(StringComparer.Ordinal)
    {
        ["Ensure"] = facts => facts.Ensure(1),
        ["Revoke"] = facts => facts.Revoke(1),
        ["Forget"] = facts => facts.Forget(1),
        ["Ground"] = facts => facts.Ground(),
        ["MayHave"] = facts => facts.MayHave(1),
        ["MayLack"] = facts => facts.MayLack(1),
        ["Confirm"] = facts => facts.Confirm(1),
        ["MayEnsure"] = facts => facts.MayEnsure(1),
        ["MayChange"] = facts => facts.MayChange(1),
        ["Escape of a revocable fact"] = facts => facts.Escape(1),
        ["Escape of an irrevocable fact"] = facts => facts.Escape(0),
        ["MayEscape"] = facts => facts.MayEscape(1),
    };

    [Fact]
    public void Facts_are_a_lattice() => LatticeLaws.Hold(Elements.OfFacts);

    [Theory]
    [MemberData(nameof(Operations))]
    public void Every_operation_on_facts_is_monotone(string name) => LatticeLaws.IsMonotone(name, Elements.OfFacts, FactOperations[name]);

    [Fact]
    public void The_effect_of_a_callee_is_monotone_in_what_the_caller_knew_and_in_what_the_callee_does()
    {
        foreach (var fixedSide in Elements.OfFacts)
        {
            LatticeLaws.IsMonotone("After, of the caller", Elements.OfFacts, caller => fixedSide.After(caller));
            LatticeLaws.IsMonotone("After, of the callee", Elements.OfFacts, callee => callee.After(fixedSide));
        }
    }

    [Fact]
    public void Summaries_compose_in_any_grouping()
    {
        foreach (var last in Elements.OfFacts)
        {
            foreach (var middle in Elements.OfFacts)
            {
                foreach (var first in Elements.OfFacts) Assert.Equal(last.After(middle.After(first)), last.After(middle).After(first));
            }
        }
    }

    [Fact]
    public void Objects_are_a_lattice()
    {
        // All elements would be 17 million triples; every fourth has all kinds and all facts among them.
        LatticeLaws.Hold([.. Elements.OfObjects.Where((_, index) => index % 4 == 0)]);
    }

    [Fact]
    public void Objects_whose_parts_are_told_apart_are_a_lattice() => LatticeLaws.Hold(Elements.OfParts);

    [Fact]
    public void What_is_done_to_parts_is_monotone()
    {
        foreach (var part in new[] { 1UL, 2UL, Parts.Several, Parts.Unknown })
        {
            LatticeLaws.IsMonotone("EnsureFor", Elements.OfParts, cell => cell.EnsureFor(1, part));
            LatticeLaws.IsMonotone("RevokeFor", Elements.OfParts, cell => cell.RevokeFor(1, part));
        }
    }

    [Fact]
    [Trait("Suite", "Long")]
    public void Numbers_are_a_lattice() => LatticeLaws.Hold(Elements.OfNumbers);

    [Fact]
    public void Texts_are_a_lattice() => LatticeLaws.Hold(Elements.OfTexts);

    [Fact]
    public void Numbers_and_texts_with_their_variables_are_a_lattice()
    {
        Scalar?[] elements =
        [
            null, Scalar.In(1), Scalar.In(2), Scalar.Of("a"), Scalar.Of("b"), Scalar.Of("a").From(1),
            .. Elements.OfNumbers.Where((_, index) => index % 5 == 0).SelectMany(numbers => new[] { Elements.ScalarOf(numbers), Elements.ScalarOf(numbers)?.From(1) }),
        ];
        LatticeLaws.Hold(elements.Distinct().ToArray(), Scalar.Join, (one, other) => Equals(Scalar.Join(one, other), other));
    }

    [Fact]
    public void Values_are_a_lattice() => LatticeLaws.Hold<Value>(
    [
        Value.Unknown, Value.Nothing, Value.True, Value.False, Value.NotNull, Value.Free,
        Value.Of(1), Value.Of(2), Value.Of(1, Tri.False), Value.Of(2, Tri.False), new Value([1, 2], mayBeOther: false), new Value([1], mayBeOther: true),
        Value.OfNumber(0), Value.OfNumber(1), Value.OfNumber(5), Value.OfScalar(Scalar.Between(0, 1)), Value.OfConstant("a"), Value.OfConstant("b"),
        Value.OfTruth(Condition.OfBool(3)), Value.OfTruth(Condition.OfKind(1, Kinds.Virtual, Kinds.Physical)),
        Value.OfTruth(Condition.OfBool(3)).WithScalar(Scalar.Of(1)), Value.OfTruth(Condition.OfAnyFact(1, IsMarked)), Value.Unknown.WithNullness(Condition.OfNull(2)),
    ]);

    [Fact]
    public void A_set_of_numbers_has_what_either_of_its_parts_has_and_nothing_else()
    {
        foreach (var one in Elements.OfNumbers)
        {
            foreach (var other in Elements.OfNumbers)
            {
                for (var number = -2; number <= 7; number++) Assert.Equal(one.Contains(number) || other.Contains(number), one.Join(other).Contains(number));
            }
        }
    }

    [Fact]
    public void A_set_of_numbers_is_cut_at_both_ends_of_an_interval()
    {
        foreach (var set in Elements.OfNumbers)
        {
            for (var number = -2; number <= 7; number++)
            {
                var isInside = number is >= 1 and <= 3;
                Assert.Equal(set.Contains(number) && isInside, set.Within(1, 3)?.Contains(number) ?? false);
                Assert.Equal(set.Contains(number) && !isInside, set.Except(1, 3)?.Contains(number) ?? false);
            }
        }
    }

    [Theory]
    [InlineData(long.MinValue, long.MinValue)]
    [InlineData(long.MaxValue, long.MaxValue)]
    [InlineData(long.MinValue, long.MaxValue - 1)]
    [InlineData(long.MinValue + 1, long.MaxValue)]
    public void The_ends_of_the_numbers_are_numbers_like_others(long least, long most)
    {
        var set = new NumberSet(least, most);
        var rest = NumberSet.All.Except(least, most)!.Value;
        Assert.False(rest.Contains(least));
        Assert.False(rest.Contains(most));
        Assert.True(set.Join(rest).IsAll);
        Assert.Null(set.Except(least, most));
    }
}
