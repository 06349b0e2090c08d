namespace IrqModel.Contracts;

/// <summary>
/// A handler's duty towards one of its parameters: however the handler is left, short of an exception, at least one of the named
/// facts holds. Written on the parameter of the declaration that all handlers override.
/// </summary>
/// <param name="anyOf">The facts, one of which is enough.</param>
[AttributeUsage(AttributeTargets.Parameter, AllowMultiple = true)]
public sealed class LeavesWithAttribute(Facts anyOf) : Attribute
{
    /// <summary>The same with facts that the model declares itself.</summary>
    /// <param name="fact">A fact, of the DSL or of an enum with <see cref="ProtocolFactsAttribute"/>.</param>
    /// <param name="more">Further facts, one of which is enough too.</param>
    /// <exception cref="ArgumentException">A value is no fact.</exception>
    public LeavesWithAttribute(object fact, params object[] more)
        : this(FactArguments.OfDsl(fact, more)) => DeclaredFacts = FactArguments.Declared(fact, more);

    /// <summary>Those of the facts that the model declares itself.</summary>
    public IReadOnlyList<Enum> DeclaredFacts { get; } = [];

    /// <summary>The facts, one of which is enough.</summary>
    public Facts AnyOf { get; } = anyOf;

    /// <summary>The functions for which the duty holds.</summary>
    public FunctionKind When { get; init; }

    /// <summary>The rule that a violation breaks.</summary>
    public required string Rule { get; init; }

    /// <summary>The circumstance under which a violation matters.</summary>
    public Assumption Assuming { get; init; }
}
