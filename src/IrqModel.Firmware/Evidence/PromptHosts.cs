namespace IrqModel.Firmware;

/// <summary>Which machine the lines of texts are of, by the prompts before them.</summary>
internal sealed class PromptHosts
{
    private readonly Dictionary<string, List<(int Line, string? Name)>> _prompts = new(StringComparer.Ordinal);

    /// <summary>The machine of the last prompt of the text that is being read; null where none names one.</summary>
    public string? Current { get; set; }

    /// <summary>Notes a prompt.</summary>
    /// <param name="source">The text.</param>
    /// <param name="line">The line of the prompt.</param>
    /// <param name="host">The machine that it names.</param>
    public void Note(string source, int line, string host)
    {
        Current = MachineName.Of(host);
        if (!_prompts.TryGetValue(source, out List<(int Line, string? Name)>? prompts))
            _prompts.Add(source, prompts = []);
        if (prompts.Count == 0 || prompts[^1].Name != Current)
            prompts.Add((line, Current));
    }

    /// <summary>
    /// The machine of a line: that of the last prompt before it. Where all prompts of a text name one machine, all of the text is of it.
    /// </summary>
    /// <param name="source">The text.</param>
    /// <param name="line">The line, or null.</param>
    public string? Of(string source, int? line)
    {
        if (!_prompts.TryGetValue(source, out List<(int Line, string? Name)>? prompts))
            return null;
        if (prompts.Count == 1)
            return prompts[0].Name;
        return line is { } at && prompts.FindLastIndex(prompt => prompt.Line <= at) is >= 0 and int last ? prompts[last].Name : null;
    }
}
