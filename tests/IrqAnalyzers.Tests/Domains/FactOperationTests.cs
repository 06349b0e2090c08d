using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;

namespace IrqAnalyzers.Tests.Domains;

/// <summary>What each operation makes of each value that a fact may have: true (T), false (F), as at entry (E), unknown (U).</summary>
public sealed class FactOperationTests
{
    private const string Values = "TFEU";

    // A fact of the DSL, the first and the last declared one with a bit of the first word, and two with words of their own.
    private static readonly FactMask[] Watched = [1, FactMask.Declared(0), FactMask.Declared(19), FactMask.Declared(20), FactMask.Declared(500)];

    private static readonly FactMask Bystander = FactMask.Declared(2) | FactMask.Declared(90);

    private static readonly Dictionary<string, Func<FactSet, FactMask, FactSet>> Operations = new(StringComparer.Ordinal)
    {
        ["Ensure"] = (facts, mask) => facts.Ensure(mask),
        ["Revoke"] = (facts, mask) => facts.Revoke(mask),
        ["Forget"] = (facts, mask) => facts.Forget(mask),
        ["MayHave"] = (facts, mask) => facts.MayHave(mask),
        ["MayLack"] = (facts, mask) => facts.MayLack(mask),
        ["Confirm"] = (facts, mask) => facts.Confirm(mask),
        ["MayEnsure"] = (facts, mask) => facts.MayEnsure(mask),
        ["MayChange"] = (facts, mask) => facts.MayChange(mask),
        ["Lose"] = (facts, mask) => facts.Lose(mask),
        ["UndecideAll"] = (facts, mask) => facts.UndecideAll(mask),
        ["Ground"] = (facts, _) => facts.Ground(),
        ["Escape of a revocable fact"] = (facts, mask) => facts.Escape(mask),
        ["Escape of an irrevocable fact"] = (facts, mask) => facts.Escape(~mask),
        ["MayEscape of a revocable fact"] = (facts, mask) => facts.MayEscape(mask),
        ["MayEscape of an irrevocable fact"] = (facts, mask) => facts.MayEscape(~mask),
    };

    [Theory]
    [InlineData("Ensure", "T", "T", "T", "T")]
    [InlineData("Revoke", "F", "F", "F", "F")]
    [InlineData("Forget", "U", "U", "U", "U")]
    [InlineData("MayHave", "T", "TF", "TE", "TU")]
    [InlineData("MayLack", "T", "F", "FE", "FU")]
    [InlineData("Confirm", "T", "F", "E", "T")]
    [InlineData("MayEnsure", "T", "U", "U", "U")]
    [InlineData("MayChange", "TU", "FU", "EU", "U")]
    [InlineData("Lose", "F", "F", "E", "F")]
    [InlineData("Ground", "T", "F", "F", "U")]
    [InlineData("Escape of a revocable fact", "U", "U", "U", "U")]
    [InlineData("Escape of an irrevocable fact", "T", "U", "U", "U")]
    [InlineData("MayEscape of a revocable fact", "TU", "FU", "EU", "U")]
    [InlineData("MayEscape of an irrevocable fact", "T", "FU", "EU", "U")]
    public void An_operation_does_to_a_set_of_values_what_it_does_to_each(string operation, string ofTrue, string ofFalse, string ofEntry, string ofUnknown)
    {
        string[] ofEach = [ofTrue, ofFalse, ofEntry, ofUnknown];
        foreach (var fact in Watched)
        {
            foreach (var values in Sets.Where(set => set.Length > 0))
            {
                var expected = Sorted(values.SelectMany(value => ofEach[Values.IndexOf(value, StringComparison.Ordinal)]));
                Assert.Equal(expected, ValuesOf(Operations[operation](Of(fact, values), fact), fact));
            }
        }
    }

    [Theory]
    [InlineData("Ensure")]
    [InlineData("Revoke")]
    [InlineData("Forget")]
    [InlineData("MayHave")]
    [InlineData("MayLack")]
    [InlineData("Confirm")]
    [InlineData("MayEnsure")]
    [InlineData("MayChange")]
    [InlineData("Lose")]
    [InlineData("UndecideAll")]
    public void An_operation_leaves_other_facts_alone(string operation)
    {
        foreach (var fact in Watched)
        {
            foreach (var values in Sets)
            {
                var after = Operations[operation](Of(Bystander, values).Ensure(fact), fact);
                Assert.Equal(values, ValuesOf(after, FactMask.Declared(2)));
                Assert.Equal(values, ValuesOf(after, FactMask.Declared(90)));
            }
        }
    }

    [Fact]
    public void What_may_be_true_and_may_be_false_or_unknown_is_unknown_once_it_is_undecided()
    {
        foreach (var fact in Watched)
        {
            foreach (var values in Sets)
            {
                var expected = IsOpen(values) ? Sorted(values.Replace("T", "", StringComparison.Ordinal).Replace("F", "", StringComparison.Ordinal).Replace("U", "", StringComparison.Ordinal) + "U") : values;
                Assert.Equal(expected, ValuesOf(Of(fact, values).Undecide(), fact));
            }
        }
    }

    [Fact]
    public void What_is_as_at_entry_is_unknown_too_once_all_is_undecided()
    {
        foreach (var fact in Watched)
        {
            foreach (var values in Sets)
            {
                Assert.Equal(values.Contains('E') || IsOpen(values) ? "U" : values, ValuesOf(Of(fact, values).UndecideAll(fact), fact));
            }
        }
    }

    private static bool IsOpen(string values) => values.Contains('T') && (values.Contains('F') || values.Contains('U'));

    [Fact]
    public void What_is_presumed_is_not_false_where_it_may_be_true()
    {
        foreach (var fact in Watched)
        {
            foreach (var values in Sets)
            {
                var isEither = values.Contains('T') && values.Contains('F');
                var expected = isEither ? Sorted(values.Replace("F", "", StringComparison.Ordinal).Replace("U", "", StringComparison.Ordinal) + "U") : values;
                Assert.Equal(expected, ValuesOf(Of(fact, values).Presume(fact), fact));
            }
        }
    }

    [Fact]
    public void A_fact_is_only_true_or_only_false_if_it_has_no_other_value()
    {
        foreach (var fact in Watched)
        {
            foreach (var values in Sets)
            {
                var facts = Of(fact, values);
                Assert.Equal(values == "T", (facts.OnlyTrue & fact) != 0);
                Assert.Equal(values == "F", (facts.OnlyFalse & fact) != 0);
                Assert.Equal(values is "T" or "U" or "TU", (facts.TrueOrUnknown & fact) != 0);
            }
        }
    }

    [Fact]
    public void Some_facts_can_be_taken_from_another_set()
    {
        foreach (var fact in Watched)
        {
            foreach (var mine in Sets)
            {
                foreach (var theirs in Sets)
                {
                    var mixed = Of(fact | Bystander, mine).With(fact, Of(fact | Bystander, theirs));
                    Assert.Equal((theirs, mine), (ValuesOf(mixed, fact), ValuesOf(mixed, FactMask.Declared(2))));
                }
            }
        }
    }

    [Fact]
    public void After_a_callee_what_it_did_not_touch_is_as_the_caller_had_it()
    {
        foreach (var fact in Watched)
        {
            foreach (var callee in Sets)
            {
                foreach (var caller in Sets)
                {
                    var expected = callee.Contains('E') ? Sorted(callee.Replace("E", "", StringComparison.Ordinal) + caller) : callee;
                    Assert.Equal(expected, ValuesOf(Of(fact, callee).After(Of(fact, caller)), fact));
                }
            }
        }
    }

    [Fact]
    public void A_set_is_at_most_another_if_it_has_no_value_that_the_other_lacks()
    {
        foreach (var fact in Watched)
        {
            foreach (var one in Sets)
            {
                foreach (var other in Sets)
                {
                    Assert.Equal(one.All(other.Contains), Of(fact, one).IsAtMost(Of(fact, other)));
                    Assert.Equal(one == other, Of(fact, one).Equals(Of(fact, other)));
                }
            }
        }
    }

    [Fact]
    public void At_the_start_of_a_body_every_fact_is_as_at_entry_and_of_a_strange_object_unknown()
    {
        foreach (var fact in Watched)
        {
            Assert.Equal("E", ValuesOf(FactSet.AtEntry, fact));
            Assert.Equal("U", ValuesOf(FactSet.AllUnknown, fact));
        }
    }

    private static IEnumerable<string> Sets => Enumerable.Range(0, 16).Select(bits => Sorted(Values.Where((_, index) => (bits >> index & 1) != 0)));

    private static FactSet Of(FactMask facts, string values) => new(
        values.Contains('T') ? facts : FactMask.None, values.Contains('F') ? facts : FactMask.None,
        values.Contains('E') ? facts : FactMask.None, values.Contains('U') ? facts : FactMask.None);

    private static string ValuesOf(FactSet facts, FactMask fact)
    {
        FactMask[] masks = [facts.True, facts.False, facts.Entry, facts.Unknown];
        return string.Concat(Values.Where((_, index) => (masks[index] & fact) != 0));
    }

    private static string Sorted(IEnumerable<char> values) => string.Concat(values.Distinct().OrderBy(value => Values.IndexOf(value, StringComparison.Ordinal)));
}
