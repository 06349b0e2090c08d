namespace IrqModel.Tool.Pages.Document;

/// <summary>Keeps each text once and gives it a number.</summary>
internal sealed class TextTable
{
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly List<string> texts = [];

    /// <summary>The texts, by number.</summary>
    public IReadOnlyList<string> All => texts;

    /// <summary>The number of a text; null for none.</summary>
    public int? Find(string? text) => string.IsNullOrEmpty(text) ? null : Of(text);

    /// <summary>The number of a text.</summary>
    public int Of(string text)
    {
        if (numbers.TryGetValue(text, out var number)) return number;
        numbers.Add(text, texts.Count);
        texts.Add(text);
        return texts.Count - 1;
    }
}
