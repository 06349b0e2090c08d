namespace IrqModel.Contracts;

/// <summary>What a handler may assume: its argument arrives with all of the facts established. Overrides inherit it.</summary>
/// <param name="facts">The facts that hold.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ArrivesWithAttribute(Facts facts) : Attribute
{
    /// <summary>The same with facts that the model declares itself.</summary>
    /// <param name="fact">A fact, of the DSL or of an enum with <see cref="ProtocolFactsAttribute"/>.</param>
    /// <param name="more">Further facts.</param>
    /// <exception cref="ArgumentException">A value is no fact.</exception>
    public ArrivesWithAttribute(object fact, params object[] more)
        : this(FactArguments.OfDsl(fact, more)) => DeclaredFacts = FactArguments.Declared(fact, more);

    /// <summary>Those of the facts that the model declares itself.</summary>
    public IReadOnlyList<Enum> DeclaredFacts { get; } = [];

    /// <summary>The facts that hold.</summary>
    public Facts Facts { get; } = facts;
}
