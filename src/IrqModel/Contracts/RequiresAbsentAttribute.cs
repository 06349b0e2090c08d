namespace IrqModel.Contracts;

/// <summary>The operation may be called only while none of the named facts holds.</summary>
/// <param name="facts">The facts, each of which is one too many.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Constructor, AllowMultiple = true)]
public sealed class RequiresAbsentAttribute(Facts facts) : ContractAttribute
{
    /// <summary>The same with facts that the model declares itself.</summary>
    /// <param name="fact">A fact, of the DSL or of an enum with <see cref="ProtocolFactsAttribute"/>.</param>
    /// <param name="more">Further facts.</param>
    /// <exception cref="ArgumentException">A value is no fact.</exception>
    public RequiresAbsentAttribute(object fact, params object[] more)
        : this(FactArguments.OfDsl(fact, more)) => DeclaredFacts = FactArguments.Declared(fact, more);

    /// <summary>Those of the facts that the model declares itself.</summary>
    public IReadOnlyList<Enum> DeclaredFacts { get; } = [];

    /// <summary>The facts, each of which is one too many.</summary>
    public Facts Facts { get; } = facts;

    /// <summary>The rule that a violation breaks.</summary>
    public required string Rule { get; init; }

    /// <summary>The circumstance under which a violation matters.</summary>
    public Assumption Assuming { get; init; }

    /// <summary>Facts without which the contract says nothing: it matters only while all of them hold too.</summary>
    public Facts While { get; init; }

    /// <summary>Facts that excuse a violation: the contract does not apply while one of them holds.</summary>
    public Facts Unless { get; init; }
}
