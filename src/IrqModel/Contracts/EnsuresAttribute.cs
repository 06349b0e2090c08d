namespace IrqModel.Contracts;

/// <summary>After the operation the named facts hold.</summary>
/// <param name="facts">The facts, all of which hold afterwards.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Constructor, AllowMultiple = true)]
public sealed class EnsuresAttribute(Facts facts) : ContractAttribute
{
    /// <summary>The same with facts that the model declares itself.</summary>
    /// <param name="fact">A fact, of the DSL or of an enum with <see cref="ProtocolFactsAttribute"/>.</param>
    /// <param name="more">Further facts.</param>
    /// <exception cref="ArgumentException">A value is no fact.</exception>
    public EnsuresAttribute(object fact, params object[] more)
        : this(FactArguments.OfDsl(fact, more)) => DeclaredFacts = FactArguments.Declared(fact, more);

    /// <summary>Those of the facts that the model declares itself.</summary>
    public IReadOnlyList<Enum> DeclaredFacts { get; } = [];

    /// <summary>The facts, all of which hold afterwards.</summary>
    public Facts Facts { get; } = facts;

    /// <summary>
    /// Whether not the operation itself but the handlers it runs establish the facts. The analyzers rely on it, because the handlers
    /// are held to it by <see cref="LeavesWithAttribute"/>; the engine waits for the handlers to do it.
    /// </summary>
    public bool ThroughHandlers { get; init; }

    /// <summary>
    /// Whether the facts are about objects that the call does not name. The engine knows which; the analyzers assume that any object may be one
    /// of them.
    /// </summary>
    public bool Widespread { get; init; }

    /// <summary>
    /// Whether the facts hold only if the caller ignores what the operation returns. The engine, which knows the outcome, has no use for them.
    /// </summary>
    public bool IfResultIgnored { get; init; }

    /// <summary>
    /// Whether the facts hold only if the operation returns <see langword="true"/>, or a number other than 0. The analyzers assume that it does
    /// if the result is not tested; the engine knows the outcome and ignores this.
    /// </summary>
    public bool IfTrue { get; init; }

    /// <summary>
    /// The parameter that says how many are asked for. Where it is one, the facts do not hold: that one is given if anything is. The engine has no use
    /// for it either.
    /// </summary>
    public string? UnlessOne { get; init; }

    /// <summary>Whether the operation throws if the facts hold already. A code fix does not insert it before a call that leads to it later.</summary>
    public bool Once { get; init; }
}
