using IrqAnalyzers.Contracts;

namespace IrqAnalyzers.Domains;

/// <summary>
/// Facts learned from queries: a look-up that found something shows that a fact of an object holds. An immutable list, kept beside the
/// state of the object.
/// </summary>
internal sealed class Answer
{
    private Answer(int @object, FactMask facts, Answer? others)
    {
        Object = @object;
        Facts = facts;
        Others = others;
    }

    public int Object { get; }

    public FactMask Facts { get; }

    public Answer? Others { get; }

    /// <summary>What has been said of an object.</summary>
    public static FactMask Of(Answer? answers, int @object)
    {
        for (; answers is not null; answers = answers.Others)
        {
            if (answers.Object == @object) return answers.Facts;
        }

        return 0;
    }

    /// <summary>Facts that all hold.</summary>
    public static Answer? With(Answer? answers, int @object, FactMask facts)
    {
        if ((facts & ~Of(answers, @object)) == 0) return answers;
        facts |= Of(answers, @object);
        return new(@object, facts, Without(answers, @object, FactMask.All));
    }

    public static Answer? Without(Answer? answers, int @object, FactMask facts)
    {
        if ((Of(answers, @object) & facts) == 0) return answers;
        if (answers!.Object != @object) return new(answers.Object, answers.Facts, Without(answers.Others, @object, facts));
        return (answers.Facts & ~facts) == 0 ? answers.Others : new(@object, answers.Facts & ~facts, answers.Others);
    }

    /// <summary>What either says; the first itself, if that is all it says.</summary>
    public static Answer? Both(Answer? one, Answer? other)
    {
        if (ReferenceEquals(one, other)) return one;
        var both = one;
        for (var answer = one; answer is not null; answer = answer.Others) both = Without(both, answer.Object, ~Of(other, answer.Object));
        return both;
    }
}
