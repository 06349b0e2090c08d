namespace IrqAnalyzers.CodeFixes.Insertion;

/// <summary>The statement that is inserted: a call, and for whom if not for all.</summary>
internal sealed class Snippet
{
    private readonly string call;
    private readonly string? test;
    private readonly FileStyle style;

    /// <param name="call">The call with its semicolon.</param>
    /// <param name="test">The condition under which it is made.</param>
    /// <param name="style">How the file is laid out.</param>
    public Snippet(string call, string? test, FileStyle style)
    {
        this.call = call;
        this.test = test;
        this.style = style;
    }

    /// <summary>The statement on a line that it shares with others.</summary>
    public string Inline => test is null ? call : $"if ({test}) {call}";

    /// <summary>Whether it ends with a block, which some files set apart from what follows.</summary>
    public bool EndsWithBlock => test is not null && style.BracesAlways;

    /// <summary>Its lines, without the indentation that all have.</summary>
    public IEnumerable<string> Lines
    {
        get
        {
            if (!EndsWithBlock)
            {
                yield return Inline;
                yield break;
            }

            yield return style.BracesOnOwnLine ? $"if ({test})" : $"if ({test}) {{";
            if (style.BracesOnOwnLine) yield return "{";
            yield return style.Unit + call;
            yield return "}";
        }
    }
}
