namespace IrqModel;

/// <summary>The last level: vectors of processors (Linux <c>x86_vector_domain</c>).</summary>
public sealed class VectorDomain : IrqDomain
{
    /// <summary>A vector domain.</summary>
    public VectorDomain()
        : base("VECTOR", parent: null)
    {
    }
}
