using System.Text.Json;
using System.Text.Json.Serialization;

namespace IrqModel.Tool.Json;

/// <summary>A value that JSON has as a string in the notation that people use for it.</summary>
/// <typeparam name="T">The value.</typeparam>
/// <param name="expected">What the notation looks like, for errors.</param>
public abstract class TextConverter<T>(string expected) : JsonConverter<T>, ITextConverter
{
    /// <inheritdoc/>
    public string Expected => expected;

    /// <inheritdoc/>
    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.String) throw new JsonException($"found {Words.Of(reader.TokenType)}, expected {expected}");
        var text = reader.GetString()!;
        return TryParse(text, out var value) ? value : throw new JsonException($"found '{text}', expected {expected}");
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStringValue(Format(value));
    }

    /// <summary>Reads the notation.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">The value.</param>
    protected abstract bool TryParse(string text, out T value);

    /// <summary>Writes the notation.</summary>
    /// <param name="value">The value.</param>
    protected abstract string Format(T value);

    private static class Words
    {
        public static string Of(JsonTokenType token) => token switch
        {
            JsonTokenType.Number => "a number",
            JsonTokenType.True or JsonTokenType.False => "true or false",
            JsonTokenType.Null => "null",
            JsonTokenType.StartArray => "a list",
            _ => "an object",
        };
    }
}
