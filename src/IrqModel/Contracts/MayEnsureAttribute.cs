namespace IrqModel.Contracts;

/// <summary>After the operation the named facts may hold: handlers that it runs may have established them.</summary>
/// <param name="facts">The facts that a reader can no longer exclude.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class MayEnsureAttribute(Facts facts) : ContractAttribute
{
    /// <summary>The same with facts that the model declares itself.</summary>
    /// <param name="fact">A fact, of the DSL or of an enum with <see cref="ProtocolFactsAttribute"/>.</param>
    /// <param name="more">Further facts.</param>
    /// <exception cref="ArgumentException">A value is no fact.</exception>
    public MayEnsureAttribute(object fact, params object[] more)
        : this(FactArguments.OfDsl(fact, more)) => DeclaredFacts = FactArguments.Declared(fact, more);

    /// <summary>Those of the facts that the model declares itself.</summary>
    public IReadOnlyList<Enum> DeclaredFacts { get; } = [];

    /// <summary>The facts that a reader can no longer exclude.</summary>
    public Facts Facts { get; } = facts;
}
