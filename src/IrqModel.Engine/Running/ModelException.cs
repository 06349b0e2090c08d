namespace IrqModel.Engine;

/// <summary>A model could not be run to its end.</summary>
public sealed class ModelException : Exception
{
    /// <summary>An error with a text.</summary>
    public ModelException(string message)
        : base(message)
    {
    }

    /// <summary>An error with a text and a cause.</summary>
    public ModelException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>An error without a text.</summary>
    public ModelException()
    {
    }
}
