using IrqAnalyzers.Contracts;
using IrqAnalyzers.Domains;

namespace IrqAnalyzers.Tests.Domains;

/// <summary>Answers are a map from objects to the facts that look-ups have shown of them.</summary>
public sealed class AnswerTests
{
    private const int Objects = 3;

    private static readonly FactMask[] Facts = [1, 2, FactMask.Declared(40)];

    [Fact]
    public void Answers_are_added_taken_back_and_met_as_the_entries_of_a_map_are()
    {
        var random = new Random(20260101);
        for (var round = 0; round < 500; round++)
        {
            var (one, expected) = Make(random);
            var (other, expectedOther) = Make(random);
            AssertSame(expected, one);

            var both = Answer.Both(one, other);
            AssertSame([.. expected.Zip(expectedOther, (facts, others) => facts & others)], both);
            AssertSame(expected, one);
        }
    }

    // States compare references first.
    [Fact]
    public void Answers_that_say_nothing_new_are_the_same_object()
    {
        var known = Answer.With(Answer.With(null, 1, Facts[0]), 2, Facts[1]);

        Assert.Same(known, Answer.With(known, 1, Facts[0]));
        Assert.Same(known, Answer.Without(known, 1, Facts[1]));
        Assert.Same(known, Answer.Without(known, 0, Facts[0]));
        Assert.Same(known, Answer.Both(known, Answer.With(known, 2, Facts[2])));
    }

    private static (Answer? Answers, FactMask[] Expected) Make(Random random)
    {
        Answer? answers = null;
        var expected = new FactMask[Objects];
        for (var step = random.Next(12); step > 0; step--)
        {
            var (@object, fact) = (random.Next(Objects), Facts[random.Next(Facts.Length)]);
            if (random.Next(3) == 0)
            {
                answers = Answer.Without(answers, @object, fact);
                expected[@object] &= ~fact;
            }
            else
            {
                answers = Answer.With(answers, @object, fact);
                expected[@object] |= fact;
            }
        }

        return (answers, expected);
    }

    private static void AssertSame(FactMask[] expected, Answer? answers)
    {
        for (var @object = 0; @object < Objects; @object++) Assert.Equal(expected[@object], Answer.Of(answers, @object));
    }
}
