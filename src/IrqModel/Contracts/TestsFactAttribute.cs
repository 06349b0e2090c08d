namespace IrqModel.Contracts;

/// <summary>
/// The query comes out true, or not <see langword="null"/>, or, if it gives a collection, not empty, only while at least one of the facts holds of its
/// subject.
/// </summary>
/// <param name="anyOf">The facts, one of which holds then.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
public sealed class TestsFactAttribute(Facts anyOf) : ContractAttribute
{
    /// <summary>The same with facts that the model declares itself.</summary>
    /// <param name="fact">A fact, of the DSL or of an enum with <see cref="ProtocolFactsAttribute"/>.</param>
    /// <param name="more">Further facts, one of which is enough too.</param>
    /// <exception cref="ArgumentException">A value is no fact.</exception>
    public TestsFactAttribute(object fact, params object[] more)
        : this(FactArguments.OfDsl(fact, more)) => DeclaredFacts = FactArguments.Declared(fact, more);

    /// <summary>Those of the facts that the model declares itself.</summary>
    public IReadOnlyList<Enum> DeclaredFacts { get; } = [];

    /// <summary>The facts, one of which holds when the query comes out true or not <see langword="null"/>.</summary>
    public Facts AnyOf { get; } = anyOf;

    /// <summary>
    /// Whether the other outcome says that none of the facts holds. Otherwise it says only that they may be missing: another IOMMU may
    /// know the function, the domain that was decided may be none.
    /// </summary>
    public bool IsExact { get; init; }

    /// <summary>
    /// Facts that do not hold either if the other outcome says that none does, because they hold only where one does: without vectors no
    /// interrupt is requested.
    /// </summary>
    public Facts Denies { get; init; }

    /// <summary>The same as <see cref="Denies"/>, of facts that the model declares itself.</summary>
    public object[] DeniesDeclared { get; init; } = [];

    /// <summary>
    /// Facts that do not hold where the query comes out true, or not <see langword="null"/>, because none of them holds beside one that it tests: what is in
    /// the system has not been removed.
    /// </summary>
    public Facts Excludes { get; init; }

    /// <summary>The same as <see cref="Excludes"/>, of facts that the model declares itself.</summary>
    public object[] ExcludesDeclared { get; init; } = [];

    /// <summary>
    /// Whether the query comes out true, or not <see langword="null"/>, elsewhere too, so that it does not say that a fact holds which is known
    /// to be missing: a domain can be special without any notifier running.
    /// </summary>
    public bool IsWider { get; init; }

    /// <summary>
    /// Whether the other outcome says nothing at all: a look-up also comes back with nothing because no unit covers the function, or because
    /// remapping is off.
    /// </summary>
    public bool IsOneWay { get; init; }
}
