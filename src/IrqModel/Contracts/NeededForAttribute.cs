namespace IrqModel.Contracts;

/// <summary>
/// An object can only ever have the facts if the property is <see langword="true"/>, or not <see langword="null"/>. The property does not change. That it is
/// so does not say that the facts hold.
/// </summary>
/// <param name="facts">The facts.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class NeededForAttribute(Facts facts) : ContractAttribute
{
    /// <summary>The same with facts that the model declares itself.</summary>
    /// <param name="fact">A fact, of the DSL or of an enum with <see cref="ProtocolFactsAttribute"/>.</param>
    /// <param name="more">Further facts.</param>
    /// <exception cref="ArgumentException">A value is no fact.</exception>
    public NeededForAttribute(object fact, params object[] more)
        : this(FactArguments.OfDsl(fact, more)) => DeclaredFacts = FactArguments.Declared(fact, more);

    /// <summary>Those of the facts that the model declares itself.</summary>
    public IReadOnlyList<Enum> DeclaredFacts { get; } = [];

    /// <summary>The facts that need the property.</summary>
    public Facts Facts { get; } = facts;
}
