namespace IrqModel.Contracts;

/// <summary>
/// A handler's duty towards one of its parameters: however the handler is left, short of an exception, none of the named facts holds.
/// Written on the parameter of the declaration that all handlers override.
/// </summary>
/// <param name="facts">The facts, each of which is one too many.</param>
[AttributeUsage(AttributeTargets.Parameter, AllowMultiple = true)]
public sealed class LeavesWithoutAttribute(Facts facts) : Attribute
{
    /// <summary>The same with facts that the model declares itself.</summary>
    /// <param name="fact">A fact, of the DSL or of an enum with <see cref="ProtocolFactsAttribute"/>.</param>
    /// <param name="more">Further facts.</param>
    /// <exception cref="ArgumentException">A value is no fact.</exception>
    public LeavesWithoutAttribute(object fact, params object[] more)
        : this(FactArguments.OfDsl(fact, more)) => DeclaredFacts = FactArguments.Declared(fact, more);

    /// <summary>Those of the facts that the model declares itself.</summary>
    public IReadOnlyList<Enum> DeclaredFacts { get; } = [];

    /// <summary>The facts, each of which is one too many.</summary>
    public Facts Facts { get; } = facts;

    /// <summary>The functions for which the duty holds.</summary>
    public FunctionKind When { get; init; }

    /// <summary>The rule that a violation breaks.</summary>
    public required string Rule { get; init; }

    /// <summary>The circumstance under which a violation matters.</summary>
    public Assumption Assuming { get; init; }
}
