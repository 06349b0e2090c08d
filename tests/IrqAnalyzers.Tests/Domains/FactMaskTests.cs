using IrqAnalyzers.Contracts;

namespace IrqAnalyzers.Tests.Domains;

/// <summary>Masks are sets of facts, however many facts a project declares.</summary>
public sealed class FactMaskTests
{
    // On both sides of each border between two words.
    private static readonly int[] Ordinals = [0, 19, 20, 83, 84, 147, 148, 500];

    private static IEnumerable<HashSet<int>> Sets =>
        Enumerable.Range(0, 1 << Ordinals.Length).Select(bits => Ordinals.Where((_, index) => (bits >> index & 1) != 0).ToHashSet());

    public static TheoryData<int> EachOrdinal => [.. Ordinals];

    [Fact]
    public void A_mask_has_the_facts_it_was_made_of()
    {
        foreach (var set in Sets) Assert.Equal(set, Ordinals.Where(MaskOf(set).HasDeclared).ToHashSet());
    }

    [Fact]
    public void Union_intersection_and_complement_are_those_of_sets()
    {
        foreach (var one in Sets.Where((_, index) => index % 3 == 0))
        {
            foreach (var other in Sets.Where((_, index) => index % 5 == 0))
            {
                Assert.Equal(MaskOf(one.Union(other)), MaskOf(one) | MaskOf(other));
                Assert.Equal(MaskOf(one.Intersect(other)), MaskOf(one) & MaskOf(other));
                Assert.Equal(MaskOf(one.Except(other)), MaskOf(one) & ~MaskOf(other));
            }
        }
    }

    [Fact]
    public void Equal_masks_have_equal_hashes_however_they_were_made()
    {
        var far = FactMask.Declared(500);
        var mask = (FactMask.Declared(3) | far) & ~far;
        Assert.Equal(FactMask.Declared(3), mask);
        Assert.Equal(FactMask.Declared(3).GetHashCode(), mask.GetHashCode());
        Assert.Equal(FactMask.All, ~FactMask.None);
        Assert.Equal(FactMask.All, ~far | far);
    }

    [Theory]
    [MemberData(nameof(EachOrdinal))]
    public void All_has_every_fact_and_a_fact_of_its_own_is_single(int ordinal)
    {
        Assert.True(FactMask.All.HasDeclared(ordinal));
        Assert.True(FactMask.AllDeclared.HasDeclared(ordinal));
        Assert.False(FactMask.None.HasDeclared(ordinal));
        Assert.True(FactMask.Declared(ordinal).IsSingle);
        Assert.False((FactMask.Declared(ordinal) | FactMask.Declared(501)).IsSingle);
        Assert.False((FactMask.Declared(ordinal) | 1).IsSingle);
        Assert.False((~FactMask.Declared(ordinal)).IsSingle);
    }

    [Fact]
    public void Facts_of_the_DSL_and_of_the_analyzers_are_apart_from_declared_ones()
    {
        FactMask dsl = (ulong)IrqModel.Contracts.Facts.MessagesLost;
        foreach (var ordinal in Ordinals)
        {
            Assert.Equal(FactMask.None, FactMask.Declared(ordinal) & dsl);
            Assert.Equal(FactMask.None, FactMask.Declared(ordinal) & (FlowFacts.All | FlowFacts.Stowed));
            Assert.Equal(0UL, FactMask.Declared(ordinal).OfDsl);
        }

        foreach (var fact in Enum.GetValues<IrqModel.Contracts.Facts>().Where(fact => fact != IrqModel.Contracts.Facts.All))
            Assert.Equal((ulong)fact, ((FactMask)(ulong)fact).OfDsl);
    }

    [Fact]
    public void Counting_counts_each_fact_once() => Assert.Equal(4, ((FactMask.Declared(0) | FactMask.Declared(30) | FactMask.Declared(500)) | 1).Count(declared: 600));

    private static FactMask MaskOf(IEnumerable<int> ordinals) => ordinals.Aggregate(FactMask.None, (mask, ordinal) => mask | FactMask.Declared(ordinal));
}
