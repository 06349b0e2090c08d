namespace IrqModel.Tool.Pages.Diagrams;

/// <summary>A graph with nested groups, to be written in one language or another.</summary>
/// <param name="Groups">The outermost groups.</param>
/// <param name="Edges">The edges.</param>
internal sealed record Diagram(IReadOnlyList<DiagramGroup> Groups, IReadOnlyList<DiagramEdge> Edges);

/// <summary>A group of nodes.</summary>
internal sealed record DiagramGroup(string Id, string Label)
{
    /// <summary>The groups inside.</summary>
    public List<DiagramGroup> Groups { get; } = [];

    /// <summary>The nodes inside.</summary>
    public List<DiagramNode> Nodes { get; } = [];
}

/// <summary>A node.</summary>
/// <param name="Id">Its name in the file.</param>
/// <param name="Lines">What it says.</param>
/// <param name="Mood">How it is drawn.</param>
internal sealed record DiagramNode(string Id, IReadOnlyList<string> Lines, Mood Mood);

/// <summary>An edge.</summary>
internal sealed record DiagramEdge(string From, string To, string Label, Mood Mood);

/// <summary>How a part is drawn.</summary>
internal enum Mood
{
    /// <summary>It says nothing of interrupts.</summary>
    Plain,

    /// <summary>Interrupts pass.</summary>
    Good,

    /// <summary>Interrupts end here that should not.</summary>
    Bad,

    /// <summary>Not known.</summary>
    Open,

    /// <summary>A remapping unit.</summary>
    Unit,
}
