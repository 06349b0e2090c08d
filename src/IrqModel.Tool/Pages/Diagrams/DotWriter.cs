using System.Text;
using IrqModel.Tool.Pages.Document;

namespace IrqModel.Tool.Pages.Diagrams;

/// <summary>Writes a diagram for Graphviz.</summary>
internal static class DotWriter
{
    /// <summary>The file.</summary>
    public static string Write(PageDocument document)
    {
        var diagram = DiagramBuilder.Build(document);
        var text = new StringBuilder();
        text.Append("digraph interrupts {\n");
        text.Append("  rankdir=LR; compound=true; fontname=\"Helvetica\"; fontsize=11;\n");
        text.Append("  node [shape=box, style=\"rounded,filled\", fontname=\"Helvetica\", fontsize=10, fillcolor=white, color=\"#8a919c\"];\n");
        text.Append("  edge [fontname=\"Helvetica\", fontsize=9, color=\"#8a919c\"];\n");
        foreach (var group in diagram.Groups) Write(text, group, "  ");
        foreach (var edge in diagram.Edges)
            text.Append($"  {edge.From} -> {edge.To} [label={Quote(edge.Label)}, color={Quote(LineOf(edge.Mood))}, fontcolor={Quote(LineOf(edge.Mood))}{(edge.Mood == Mood.Bad ? ", arrowhead=tee, penwidth=2" : "")}];\n");
        return text.Append("}\n").ToString();
    }

    private static void Write(StringBuilder text, DiagramGroup group, string indent)
    {
        text.Append($"{indent}subgraph cluster_{group.Id} {{\n{indent}  label={Quote(group.Label)}; color=\"#c9ced6\"; style=rounded;\n");
        foreach (var node in group.Nodes)
            text.Append($"{indent}  {node.Id} [label={Quote(string.Join("\n", node.Lines))}, fillcolor={Quote(FillOf(node.Mood))}, color={Quote(LineOf(node.Mood))}];\n");
        foreach (var inner in group.Groups) Write(text, inner, indent + "  ");
        text.Append($"{indent}}}\n");
    }

    private static string Quote(string text) =>
        $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)}\"";

    private static string FillOf(Mood mood) => mood switch
    {
        Mood.Good => "#e8f5ec",
        Mood.Bad => "#fdecec",
        Mood.Open => "#fdf3dc",
        Mood.Unit => "#e8eefb",
        _ => "#ffffff",
    };

    private static string LineOf(Mood mood) => mood switch
    {
        Mood.Good => "#1f7a45",
        Mood.Bad => "#c22f2f",
        Mood.Open => "#8a5a00",
        Mood.Unit => "#2f5fd0",
        _ => "#8a919c",
    };
}
