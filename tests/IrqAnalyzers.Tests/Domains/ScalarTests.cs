using IrqAnalyzers.Domains;

namespace IrqAnalyzers.Tests.Domains;

/// <summary>What is known of a number or a string stands for the numbers or strings that it may be; tests of it keep those that they let through.</summary>
public sealed class ScalarTests
{
    private const int Variable = 3;

    // Beyond the bounds that elements name on either side.
    private static readonly long[] Numbers = [-3, -2, -1, 0, 1, 2, 3, 4, 5, 6, 7];

    private static readonly string[] Strings = ["a", "b", "c", "d"];

    private static readonly Scalar[] Ranges = [Scalar.Of(2), Scalar.Of(-1), Scalar.Between(1, 3), Scalar.UpTo(0), Scalar.Between(4, long.MaxValue), Scalar.Between(0, 4)];

    private static IEnumerable<Scalar> Scalars => Elements.OfNumbers.Select(Elements.ScalarOf).OfType<Scalar>();

    private static IEnumerable<Scalar> Texts =>
        from text in Strings
        from scalar in new[] { Scalar.Of(text), Scalar.In(Variable).Narrow(Scalar.Of(text), isAmong: false)! }
        select scalar;

    [Fact]
    public void Of_a_number_and_a_text_nothing_is_known_but_where_they_were_read()
    {
        Assert.Null(Scalar.Join(Scalar.Of(1), Scalar.Of("text")));
        Assert.Null(Scalar.Join(Scalar.Of(1).From(0), Scalar.Of("text").From(1)));
        Assert.Equal(0, Scalar.Join(Scalar.Of(1).From(0), Scalar.Of("text").From(0))!.Source);

        var numbers = Scalar.Join(Scalar.Of(1).From(0), Scalar.Of(2))!;
        Assert.Equal((-1, 1L, 2L), (numbers.Source, numbers.Least, numbers.Most));
    }

    [Fact]
    public void A_text_has_no_sign_and_was_read_from_no_variable() => Assert.Equal((2, -1), (Scalar.Of("text").Sign, Scalar.Of("text").Source));

    [Fact]
    public void A_text_that_is_known_stays_the_same_where_it_is_among_those_asked_for()
    {
        var known = Scalar.Of("text").From(3);

        Assert.Same(known, known.Narrow(Scalar.Of("text"), isAmong: true));
        Assert.Equal(("text", 4), (Scalar.In(4).Narrow(Scalar.Of("text"), isAmong: true)!.Text, Scalar.In(4).Narrow(Scalar.Of("text"), isAmong: true)!.Source));
    }

    [Fact]
    public void A_number_is_among_others_if_all_that_it_may_be_are_and_is_not_if_none_is()
    {
        foreach (var scalar in Scalars)
        {
            foreach (var range in Ranges)
            {
                var mayBe = Numbers.Where(scalar.Numbers.Contains).ToArray();
                var expected = mayBe.All(range.Numbers.Contains) ? Tri.True : mayBe.Any(range.Numbers.Contains) ? Tri.Unknown : Tri.False;
                Assert.Equal(expected, scalar.IsAmong(range));
            }
        }
    }

    [Fact]
    public void A_test_of_a_number_leaves_what_it_lets_through_and_remembers_where_the_number_was_read()
    {
        foreach (var scalar in Scalars.Select(scalar => scalar.From(Variable)))
        {
            foreach (var range in Ranges)
            {
                foreach (var isAmong in new[] { true, false })
                {
                    var narrowed = scalar.Narrow(range, isAmong);
                    Assert.Equal(Numbers.Where(number => scalar.Numbers.Contains(number) && range.Numbers.Contains(number) == isAmong), Numbers.Where(number => narrowed?.Numbers.Contains(number) ?? false));
                    if (narrowed is not null) Assert.Equal(Variable, narrowed.Source);
                }
            }
        }
    }

    [Fact]
    public void A_test_of_a_string_leaves_what_it_lets_through_and_remembers_where_the_string_was_read()
    {
        foreach (var scalar in Texts.Select(scalar => scalar.From(Variable)))
        {
            foreach (var text in Strings)
            {
                var mayBe = Strings.Where(scalar.Texts.Contains).ToArray();
                Assert.Equal(mayBe is [var only] && only == text ? Tri.True : mayBe.Contains(text) ? Tri.Unknown : Tri.False, scalar.IsAmong(Scalar.Of(text)));
                foreach (var isAmong in new[] { true, false })
                {
                    var narrowed = scalar.Narrow(Scalar.Of(text), isAmong);
                    Assert.Equal(mayBe.Where(other => (other == text) == isAmong), Strings.Where(other => narrowed?.Texts.Contains(other) ?? false));
                    if (narrowed is not null) Assert.Equal(Variable, narrowed.Source);
                }
            }
        }
    }

    [Fact]
    public void Whether_a_string_is_among_numbers_is_unknown() => Assert.Equal(Tri.Unknown, Scalar.Of("a").IsAmong(Scalar.Between(0, 4)));

    [Fact]
    public void A_number_that_a_test_says_nothing_new_of_stays_the_same_object()
    {
        var scalar = Scalar.Between(1, 3);

        Assert.Same(scalar, scalar.Narrow(Scalar.Between(0, 4), isAmong: true));
        Assert.Same(scalar, scalar.Narrow(Scalar.Of(7), isAmong: false));
        Assert.Same(scalar, scalar.From(-1));
        Assert.NotEqual(scalar, scalar.From(Variable));
    }

    [Fact]
    public void A_sign_is_that_of_all_numbers_that_it_may_be()
    {
        foreach (var scalar in Scalars)
        {
            var signs = Numbers.Where(scalar.Numbers.Contains).Select(Math.Sign).Distinct().ToArray();
            Assert.Equal(signs is [var sign] ? sign : 2, scalar.Sign);
        }

        Assert.Equal(2, Scalar.Of("a").Sign);
    }

    [Fact]
    public void A_constant_has_one_value()
    {
        Assert.True(Scalar.Of(4).IsConstant);
        Assert.True(Scalar.Of("a").IsConstant);
        Assert.False(Scalar.Between(4, 5).IsConstant);
        Assert.False(Scalar.In(Variable).IsConstant);
        Assert.Equal("a", Scalar.Of("a").Text);
        Assert.Null(Scalar.Of(4).Text);
    }

    [Fact]
    public void Something_is_known_of_a_value_that_cannot_be_everything()
    {
        Assert.False(Scalar.In(Variable).IsBounded);
        Assert.True(Scalar.UpTo(7).IsBounded);
        Assert.True(Scalar.Between(long.MinValue + 1, long.MaxValue).IsBounded);
        Assert.True(Scalar.Of("a").IsBounded);
        Assert.True(Scalar.In(Variable).Narrow(Scalar.Of("a"), isAmong: false)!.IsBounded);
    }

    [Fact]
    public void Two_values_are_apart_if_something_is_known_of_both_and_not_the_same()
    {
        Assert.True(Scalar.AreApart(Scalar.Of(1), Scalar.Of(2)));
        Assert.True(Scalar.AreApart(Scalar.Of(1), Scalar.Between(1, 2)));
        Assert.True(Scalar.AreApart(Scalar.Of("a"), Scalar.Of("b")));
        Assert.False(Scalar.AreApart(Scalar.Of(1), Scalar.Of(1).From(Variable)));
        Assert.False(Scalar.AreApart(Scalar.Of(1), Scalar.In(Variable)));
        Assert.False(Scalar.AreApart(Scalar.In(Variable), Scalar.Of(1)));
        Assert.False(Scalar.AreApart(Scalar.Of(1), null));
        Assert.False(Scalar.AreApart(null, Scalar.Of(1)));
    }

    [Fact]
    public void Values_are_the_same_wherever_they_were_read_and_nothing_known_is_the_same_as_nothing()
    {
        Assert.True(Scalar.IsSameValue(Scalar.Of(1), Scalar.Of(1).From(Variable)));
        Assert.True(Scalar.IsSameValue(null, Scalar.In(Variable)));
        Assert.True(Scalar.IsSameValue(Scalar.In(Variable), null));
        Assert.True(Scalar.IsSameValue(null, null));
        Assert.False(Scalar.IsSameValue(null, Scalar.Of(1)));
        Assert.False(Scalar.IsSameValue(Scalar.Of("a"), null));
        Assert.False(Scalar.IsSameValue(Scalar.Of("a"), Scalar.Of("b")));
        Assert.False(Scalar.IsSameValue(Scalar.Of(1), Scalar.Of("b")));
    }

    [Fact]
    public void A_set_of_strings_has_what_it_was_made_of()
    {
        foreach (var one in Elements.OfTexts)
        {
            foreach (var text in Strings)
            {
                Assert.Equal(Strings.Where(other => one.Contains(other) && other != text), Strings.Where(other => one.Without(text)?.Contains(other) ?? false));
                foreach (var other in Elements.OfTexts) Assert.Equal(one.Contains(text) || other.Contains(text), one.Join(other).Contains(text));
            }

            Assert.Equal(Strings.All(one.Contains), one.IsAll);
            Assert.Equal(Strings.Count(one.Contains) == 1 && !one.Contains("e") ? Strings.Single(one.Contains) : null, one.Single);
        }
    }

    [Fact]
    public void A_set_of_strings_is_at_most_one_that_has_all_of_it()
    {
        // One more than the elements name: it tells "all but some" from "some".
        string[] strings = [.. Strings, "e"];
        foreach (var one in Elements.OfTexts)
        {
            foreach (var other in Elements.OfTexts) Assert.Equal(strings.Where(one.Contains).All(other.Contains), one.IsAtMost(other));
        }
    }

    [Fact]
    public void A_set_of_numbers_is_at_most_one_that_has_all_of_it()
    {
        foreach (var one in Elements.OfNumbers)
        {
            foreach (var other in Elements.OfNumbers) Assert.Equal(Numbers.Where(one.Contains).All(other.Contains), one.IsAtMost(other));
        }
    }

    [Fact]
    public void A_set_of_numbers_that_lacks_one_is_not_all()
    {
        Assert.True(NumberSet.All.IsAll);
        Assert.All(Elements.OfNumbers, set => Assert.Equal(Numbers.All(set.Contains), set.IsAll));
        Assert.False(new NumberSet(long.MinValue, long.MaxValue - 1).IsAll);
        Assert.False(new NumberSet(long.MinValue + 1, long.MaxValue).IsAll);
    }
}
