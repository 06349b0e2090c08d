namespace IrqModel.Testing;

/// <summary>A model did not do what its test expects. The message explains what it did instead.</summary>
public sealed class ModelAssertException : Exception
{
    /// <summary>A failure with its explanation.</summary>
    public ModelAssertException(string message)
        : base(message)
    {
    }

    /// <summary>A failure with its explanation and a cause.</summary>
    public ModelAssertException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>A failure without an explanation.</summary>
    public ModelAssertException()
    {
    }
}
