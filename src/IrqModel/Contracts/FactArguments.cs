using System.Reflection;

namespace IrqModel.Contracts;

/// <summary>Takes the arguments of a contract apart: facts of the DSL, which are bits of a number, and facts that a model declares itself.</summary>
internal static class FactArguments
{
    /// <summary>The facts of the DSL among the arguments.</summary>
    public static Facts OfDsl(object first, object[] others)
    {
        var facts = first is Facts one ? one : Facts.None;
        foreach (var other in others)
        {
            if (other is Facts more) facts |= more;
        }

        return facts;
    }

    /// <summary>The facts that the model declares itself, each once.</summary>
    /// <exception cref="ArgumentException">A value is no fact.</exception>
    public static IReadOnlyList<Enum> Declared(object first, object[] others)
    {
        var facts = new List<Enum>();
        Add(facts, first);
        foreach (var other in others) Add(facts, other);
        return facts;
    }

    private static void Add(List<Enum> facts, object argument)
    {
        if (argument is Facts) return;
        if (argument is not Enum value || value.GetType().GetCustomAttribute<ProtocolFactsAttribute>() is null)
            throw new ArgumentException($"'{argument}' is no fact. Facts are members of 'Facts' or of an enum with '[ProtocolFacts]'.", nameof(argument));
        if (value.GetType().GetCustomAttribute<FlagsAttribute>() is null)
        {
            if (!Enum.IsDefined(value.GetType(), value)) throw new ArgumentException($"'{value.GetType().Name}' has no fact {value:d}.", nameof(argument));
            AddOnce(facts, value);
            return;
        }

        foreach (Enum member in Enum.GetValues(value.GetType()))
        {
            if (IsSingle(member) && value.HasFlag(member)) AddOnce(facts, member);
        }
    }

    private static bool IsSingle(Enum flag)
    {
        var bits = Convert.ToUInt64(flag.ToString("x"), 16);
        return bits != 0 && (bits & (bits - 1)) == 0;
    }

    private static void AddOnce(List<Enum> facts, Enum fact)
    {
        if (!facts.Contains(fact)) facts.Add(fact);
    }
}
