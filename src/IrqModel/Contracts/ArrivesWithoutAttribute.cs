namespace IrqModel.Contracts;

/// <summary>
/// What a method may assume: on a parameter, the argument arrives with none of the facts established; on a method, its
/// receiver does; on a return value or a constructor, the caller gets an object without them. Overrides inherit it.
/// </summary>
/// <param name="facts">The facts that do not hold yet.</param>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Method | AttributeTargets.Constructor | AttributeTargets.ReturnValue)]
public sealed class ArrivesWithoutAttribute(Facts facts) : Attribute
{
    /// <summary>The same with facts that the model declares itself.</summary>
    /// <param name="fact">A fact, of the DSL or of an enum with <see cref="ProtocolFactsAttribute"/>.</param>
    /// <param name="more">Further facts.</param>
    /// <exception cref="ArgumentException">A value is no fact.</exception>
    public ArrivesWithoutAttribute(object fact, params object[] more)
        : this(FactArguments.OfDsl(fact, more)) => DeclaredFacts = FactArguments.Declared(fact, more);

    /// <summary>Those of the facts that the model declares itself.</summary>
    public IReadOnlyList<Enum> DeclaredFacts { get; } = [];

    /// <summary>The facts that do not hold yet.</summary>
    public Facts Facts { get; } = facts;
}
