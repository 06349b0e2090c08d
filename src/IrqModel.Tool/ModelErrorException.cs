namespace IrqModel.Tool;

/// <summary>
/// A model does not compile, throws, or never ends. The message is the compiler's or the model's own, and may have several lines.
/// </summary>
public sealed class ModelErrorException(string message) : Exception(message);
