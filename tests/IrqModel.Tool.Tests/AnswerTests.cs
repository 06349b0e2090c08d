using IrqModel.Tool.Answers;

namespace IrqModel.Tool.Tests;

public class AnswerTests
{
    [Fact]
    public void What_is_unknown_stays_unknown_for_the_same_reason()
    {
        var answer = Answer.Unknown<int>("not shown", "lspci").Then(value => Answer.Known(value + 1, "sum")).Select(value => $"{value}");

        Assert.Equal((false, "not shown", "lspci"), (answer.IsKnown, answer.Because, answer.Run));
        Assert.Throws<InvalidOperationException>(() => answer.Value);
    }

    [Fact]
    public void Conditions_travel_with_what_follows_and_make_it_less_than_certain()
    {
        var answer = Answer.Known(1, "read").ProvidedThat("a").ProvidedThat("a").Then(
            value => Answer.Known(value + 1, "sum").ProvidedThat("b"));

        Assert.Equal((2, false), (answer.Value, answer.IsCertain));
        Assert.Equal(["b", "a"], answer.Provided);
    }

    [Fact]
    public void Worlds_that_agree_give_their_answer_and_worlds_that_differ_give_none()
    {
        var same = Answer.Common([("one", 7), ("two", 7)], value => $"{value}", "run");
        var other = Answer.Common([("one", 7), ("two", 8), ("three", 8)], value => $"{value}", "run");

        Assert.Equal(7, same.Value);
        Assert.Equal((false, "7 one; otherwise 8"), (other.IsKnown, other.Because));
    }

    // The honesty law in the small: with worlds added, an answer can become unknown, but not another.
    [Fact]
    public void More_possible_worlds_never_change_an_answer_into_another()
    {
        var random = new Random(3);
        for (var round = 0; round < 5_000; round++)
        {
            var worlds = Enumerable.Range(0, random.Next(1, 6)).Select(index => ($"w{index}", random.Next(2))).ToArray();
            var fewer = Answer.Common(worlds, value => $"{value}", null);
            var more = Answer.Common([.. worlds, ("more", random.Next(2))], value => $"{value}", null);
            if (fewer.IsKnown && more.IsKnown) Assert.Equal(fewer.Value, more.Value);
            if (!fewer.IsKnown) Assert.False(more.IsKnown);
        }
    }
}
