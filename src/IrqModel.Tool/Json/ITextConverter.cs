namespace IrqModel.Tool.Json;

/// <summary>A converter of values that JSON has as strings, whatever they are.</summary>
public interface ITextConverter
{
    /// <summary>What the notation looks like.</summary>
    string Expected { get; }
}
