namespace IrqModel.Contracts;

/// <summary>The operation may be called only when at least one of the named facts holds.</summary>
/// <param name="anyOf">The facts, one of which is enough.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Constructor, AllowMultiple = true)]
public sealed class RequiresAttribute(Facts anyOf) : ContractAttribute
{
    /// <summary>The same with facts that the model declares itself.</summary>
    /// <param name="fact">A fact, of the DSL or of an enum with <see cref="ProtocolFactsAttribute"/>.</param>
    /// <param name="more">Further facts, one of which is enough too.</param>
    /// <exception cref="ArgumentException">A value is no fact.</exception>
    public RequiresAttribute(object fact, params object[] more)
        : this(FactArguments.OfDsl(fact, more)) => DeclaredFacts = FactArguments.Declared(fact, more);

    /// <summary>Those of the facts that the model declares itself.</summary>
    public IReadOnlyList<Enum> DeclaredFacts { get; } = [];

    /// <summary>The facts, one of which is enough.</summary>
    public Facts AnyOf { get; } = anyOf;

    /// <summary>The rule that a violation breaks, for instance <c>IRQ1001</c>.</summary>
    public required string Rule { get; init; }

    /// <summary>The circumstance under which a violation matters.</summary>
    public Assumption Assuming { get; init; }
}
