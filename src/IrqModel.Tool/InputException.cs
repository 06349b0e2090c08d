namespace IrqModel.Tool;

/// <summary>The user asked for something that cannot be done with these files. The message is one line and says what could be.</summary>
public sealed class InputException(string message) : Exception(message);
