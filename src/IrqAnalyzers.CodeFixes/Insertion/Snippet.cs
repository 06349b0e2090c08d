namespace IrqAnalyzers.CodeFixes.Insertion;

/// <summary>What is inserted: statements, and for whom if not for all.</summary>
internal sealed class Snippet
{
    private readonly IReadOnlyList<string> statements;
    private readonly string? test;
    private readonly FileStyle style;

    /// <param name="statements">The statements with their semicolons.</param>
    /// <param name="test">The condition under which they are run.</param>
    /// <param name="style">How the file is laid out.</param>
    public Snippet(IReadOnlyList<string> statements, string? test, FileStyle style)
    {
        this.statements = statements;
        this.test = test;
        this.style = style;
    }

    /// <summary>The statements on a line that they share with others.</summary>
    public string Inline
    {
        get
        {
            var all = string.Join(" ", statements);
            return test is null ? all : statements.Count == 1 ? $"if ({test}) {all}" : $"if ({test}) {{ {all} }}";
        }
    }

    /// <summary>Whether it ends with a block, which some files set apart from what follows.</summary>
    public bool EndsWithBlock => test is not null && (style.BracesAlways || statements.Count > 1);

    /// <summary>The statements as the body of a block.</summary>
    public Snippet Unconditional => new(statements, null, style);

    /// <summary>Its lines, without the indentation that all have.</summary>
    public IEnumerable<string> Lines
    {
        get
        {
            if (test is null) return statements;
            return EndsWithBlock ? Block($"if ({test})") : new[] { Inline };
        }
    }

    /// <summary>Its lines as the other branch of an <c>if</c> that has a block.</summary>
    public IEnumerable<string> ElseLines => Block("else");

    private IEnumerable<string> Block(string head)
    {
        if (style.BracesOnOwnLine)
        {
            yield return head;
            yield return "{";
        }
        else
        {
            yield return head + " {";
        }

        foreach (var statement in statements) yield return style.Unit + statement;
        yield return "}";
    }
}
