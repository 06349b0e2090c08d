namespace IrqModel.Contracts;

/// <summary>While the Boolean property has the given value the facts hold; assigning the other value revokes them.</summary>
/// <param name="value">The value that goes with the facts.</param>
/// <param name="facts">The facts.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class FactWhileAttribute(bool value, Facts facts) : Attribute
{
    /// <summary>The same with facts that the model declares itself.</summary>
    /// <param name="value">The value that goes with the facts.</param>
    /// <param name="fact">A fact, of the DSL or of an enum with <see cref="ProtocolFactsAttribute"/>.</param>
    /// <param name="more">Further facts.</param>
    /// <exception cref="ArgumentException">A value is no fact.</exception>
    public FactWhileAttribute(bool value, object fact, params object[] more)
        : this(value, FactArguments.OfDsl(fact, more)) => DeclaredFacts = FactArguments.Declared(fact, more);

    /// <summary>Those of the facts that the model declares itself.</summary>
    public IReadOnlyList<Enum> DeclaredFacts { get; } = [];

    /// <summary>The value that goes with the facts.</summary>
    public bool Value { get; } = value;

    /// <summary>The facts.</summary>
    public Facts Facts { get; } = facts;
}
