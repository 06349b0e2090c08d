namespace IrqModel.Contracts;

/// <summary>After the operation the named facts no longer hold.</summary>
/// <param name="facts">The facts, none of which holds afterwards.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class RevokesAttribute(Facts facts) : ContractAttribute
{
    /// <summary>The same with facts that the model declares itself.</summary>
    /// <param name="fact">A fact, of the DSL or of an enum with <see cref="ProtocolFactsAttribute"/>.</param>
    /// <param name="more">Further facts.</param>
    /// <exception cref="ArgumentException">A value is no fact.</exception>
    public RevokesAttribute(object fact, params object[] more)
        : this(FactArguments.OfDsl(fact, more)) => DeclaredFacts = FactArguments.Declared(fact, more);

    /// <summary>Those of the facts that the model declares itself.</summary>
    public IReadOnlyList<Enum> DeclaredFacts { get; } = [];

    /// <summary>The facts, none of which holds afterwards.</summary>
    public Facts Facts { get; } = facts;

    /// <summary>
    /// Whether the facts are about objects that the call does not name. The engine knows which; the analyzers no longer assume of any object that
    /// it has them.
    /// </summary>
    public bool Widespread { get; init; }
}
