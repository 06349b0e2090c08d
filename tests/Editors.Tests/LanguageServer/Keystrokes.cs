namespace Editors.Tests.LanguageServer;

/// <summary>One keystroke: what it puts in place of what.</summary>
/// <param name="Position">Where.</param>
/// <param name="Deleted">How many characters go.</param>
/// <param name="Inserted">What comes.</param>
internal readonly record struct Keystroke(int Position, int Deleted, string Inserted);

/// <summary>Keystrokes as people and editors make them.</summary>
internal static class Keystrokes
{
    /// <summary>Types a text from left to right.</summary>
    /// <param name="position">Where the first character comes.</param>
    /// <param name="text">The text.</param>
    public static IEnumerable<Keystroke> Type(int position, string text) => text.Select((character, index) => new Keystroke(position + index, 0, character.ToString()));

    /// <summary>Types a text in an editor that closes brackets and quotes: the closing one comes with the opening one, and typing it steps over it.</summary>
    /// <param name="position">Where the first character comes.</param>
    /// <param name="text">The text.</param>
    public static IEnumerable<Keystroke> TypeInPairs(int position, string text)
    {
        var open = new Stack<char>();
        for (var index = 0; index < text.Length; index++)
        {
            var character = text[index];
            if (open.TryPeek(out var closing) && character == closing)
            {
                open.Pop();
                continue;
            }

            var pair = character switch { '(' => ')', '{' => '}', '"' => '"', _ => '\0' };
            if (pair != '\0') open.Push(pair);
            yield return new(position + index, 0, pair == '\0' ? character.ToString() : $"{character}{pair}");
        }
    }

    /// <summary>Deletes a text from right to left.</summary>
    /// <param name="position">Where its first character is.</param>
    /// <param name="text">The text.</param>
    public static IEnumerable<Keystroke> Backspace(int position, string text) =>
        Enumerable.Range(0, text.Length).Reverse().Select(index => new Keystroke(position + index, 1, ""));
}
