namespace IrqAnalyzers.CodeFixes.Insertion;

/// <summary>What is inserted: statements, or one and for whom if not for all.</summary>
internal sealed class Snippet
{
    private readonly IReadOnlyList<string> statements;
    private readonly string? test;
    private readonly FileStyle style;

    /// <param name="statements">The statements with their semicolons; only one if there is a condition.</param>
    /// <param name="test">The condition under which it is run.</param>
    /// <param name="style">How the file is laid out.</param>
    public Snippet(IReadOnlyList<string> statements, string? test, FileStyle style)
    {
        this.statements = statements;
        this.test = test;
        this.style = style;
    }

    /// <summary>The statements on a line that they share with others.</summary>
    public string Inline => test is null ? string.Join(" ", statements) : $"if ({test}) {statements[0]}";

    /// <summary>Whether it ends with a block, which some files set apart from what follows.</summary>
    public bool EndsWithBlock => test is not null && style.BracesAlways;

    /// <summary>Its lines, without the indentation that all have.</summary>
    public IEnumerable<string> Lines
    {
        get
        {
            if (test is null) return statements;
            if (!EndsWithBlock) return new[] { Inline };
            return style.BracesOnOwnLine
                ? new[] { $"if ({test})", "{", style.Unit + statements[0], "}" }
                : new[] { $"if ({test}) {{", style.Unit + statements[0], "}" };
        }
    }
}
