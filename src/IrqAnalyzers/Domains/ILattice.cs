namespace IrqAnalyzers.Domains;

/// <summary>
/// The values of an abstract domain, ordered by how much they leave open: the greater one stands for more concrete values, so that less is known.
/// Where paths meet their values are joined. The laws, which a test checks for every domain: <see cref="Join"/> is idempotent, commutative and
/// associative, so that the order in which paths meet does not matter; and it is the least value that is above both.
/// </summary>
/// <typeparam name="T">The type of the values.</typeparam>
internal interface ILattice<T>
{
    /// <summary>The least value that stands for everything that either stands for.</summary>
    T Join(T other);

    /// <summary>
    /// Whether the other value stands for everything that this one stands for: <c>x.IsAtMost(y)</c> if and only if <c>x.Join(y)</c> is <c>y</c>.
    /// </summary>
    bool IsAtMost(T other);
}
