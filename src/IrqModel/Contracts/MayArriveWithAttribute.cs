namespace IrqModel.Contracts;

/// <summary>
/// What a handler must reckon with: its argument arrives with the facts established or without them, and only a test tells which. On a return value: what
/// is returned may have the facts where the receiver has them, as one of a function's vectors does. Overrides inherit it.
/// </summary>
/// <param name="facts">The facts, each of which may hold or not.</param>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.ReturnValue)]
public sealed class MayArriveWithAttribute(Facts facts) : Attribute
{
    /// <summary>The same with facts that the model declares itself.</summary>
    /// <param name="fact">A fact, of the DSL or of an enum with <see cref="ProtocolFactsAttribute"/>.</param>
    /// <param name="more">Further facts.</param>
    /// <exception cref="ArgumentException">A value is no fact.</exception>
    public MayArriveWithAttribute(object fact, params object[] more)
        : this(FactArguments.OfDsl(fact, more)) => DeclaredFacts = FactArguments.Declared(fact, more);

    /// <summary>Those of the facts that the model declares itself.</summary>
    public IReadOnlyList<Enum> DeclaredFacts { get; } = [];

    /// <summary>The facts, each of which may hold or not.</summary>
    public Facts Facts { get; } = facts;
}
