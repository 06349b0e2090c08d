using System.Globalization;
using System.Text;
using IrqModel.Tool.Pages.Building;
using IrqModel.Tool.Pages.Document;

namespace IrqModel.Tool.Pages.Diagrams;

/// <summary>Writes a diagram in Mermaid, which GitHub and GitLab draw in pull requests and pages.</summary>
internal static class MermaidWriter
{
    private const int MostSteps = 60;

    /// <summary>The flow chart alone: the contents of a <c>.mmd</c> file.</summary>
    public static string Write(PageDocument document)
    {
        var diagram = DiagramBuilder.Build(document);
        var text = new StringBuilder("flowchart LR\n");
        foreach (var group in diagram.Groups) Write(text, group, "  ");
        for (var index = 0; index < diagram.Edges.Count; index++)
        {
            var edge = diagram.Edges[index];
            var arrow = edge.Mood == Mood.Bad ? "--x" : "-->";
            text.Append($"  {edge.From} {arrow}{(edge.Label.Length == 0 ? "" : $"|{Quote(edge.Label)}|")} {edge.To}\n");
        }

        foreach (var (mood, style) in new[] { (Mood.Good, "#1f7a45"), (Mood.Bad, "#c22f2f"), (Mood.Open, "#8a5a00") })
        {
            var numbers = diagram.Edges.Select((edge, index) => (edge, index)).Where(each => each.edge.Mood == mood).Select(each => each.index.ToString(CultureInfo.InvariantCulture)).ToArray();
            if (numbers.Length > 0) text.Append($"  linkStyle {string.Join(",", numbers)} stroke:{style},stroke-width:2px\n");
        }

        text.Append("  classDef good fill:#e8f5ec,stroke:#1f7a45,color:#14512e\n");
        text.Append("  classDef bad fill:#fdecec,stroke:#c22f2f,color:#8a1c1c\n");
        text.Append("  classDef open fill:#fdf3dc,stroke:#8a5a00,color:#6b4600\n");
        text.Append("  classDef unit fill:#e8eefb,stroke:#2f5fd0,color:#1e3f8f\n");
        return text.ToString();
    }

    /// <summary>The flow chart and, for each run, the bring-up of one function, as parts of a page in Markdown.</summary>
    public static string WriteMarkdown(PageDocument document)
    {
        var text = new StringBuilder();
        foreach (var run in Shown(document)) text.Append($"{run.Label}: {run.Headline}\n\n");
        text.Append($"```mermaid\n{Write(document)}```\n");
        foreach (var run in Shown(document))
        {
            if (Sequence(document, run) is { } sequence) text.Append($"\n{sequence.Heading}\n\n```mermaid\n{sequence.Text}```\n");
        }

        return text.ToString();
    }

    private static IEnumerable<PageRun> Shown(PageDocument document) =>
        document.Beside is { } beside ? [document.Runs[0], document.Runs[beside]] : [document.Runs[0]];

    // The function whose interrupts die in any of the runs that are shown, so that they can be compared; or else the first that has
    // interrupts.
    private static (string Heading, string Text)? Sequence(PageDocument document, PageRun run)
    {
        if (run.Steps.Count == 0) return null;
        var dying = Enumerable.Range(0, document.Functions.Count).FirstOrDefault(index => Shown(document).Any(each => each.Fates[index] is { } fate && PageRunReader.Dies(fate.Verdict)), -1);
        var chosen = dying >= 0 ? dying : Enumerable.Range(0, document.Functions.Count).FirstOrDefault(index => run.Fates[index]?.Interrupts is not null, -1);
        if (chosen < 0) return null;
        var function = document.Functions[chosen];
        var text = new StringBuilder("sequenceDiagram\n");
        var steps = run.Steps.Where(step => step.Function is null || step.Function == chosen || (step.Function == function.Pf && document.Texts[step.Operation].Contains("Sriov", StringComparison.Ordinal)))
            .Take(MostSteps).ToArray();
        foreach (var lane in steps.SelectMany(step => new[] { step.From, step.To }).Distinct().Order())
            text.Append($"  participant {lane} as {Quote(lane switch { Lane.Function => function.Address, Lane.Unit => function.Unit is { } unit ? document.Units[unit].Name : "unit", Lane.Driver => "driver", Lane.Kernel => "kernel", Lane.Iommu => "IOMMU driver", _ => "processors" })}\n");
        foreach (var step in steps)
        {
            var at = step is { Source: { } source, Line: { } line } ? $" ({document.Sources[source].Name}:{line})" : "";
            var subject = step.Subject is { } about ? $"{document.Texts[about]}: " : "";
            text.Append($"  {step.From}{(step.Dies == true ? "-x" : "->>")}{step.To}: {Escape($"{subject}{document.Texts[step.Text]}{at}")}\n");
        }

        return ($"{run.Label}, {function.Address}:", text.ToString());
    }

    private static void Write(StringBuilder text, DiagramGroup group, string indent)
    {
        text.Append($"{indent}subgraph {group.Id}[{Quote(group.Label)}]\n");
        foreach (var node in group.Nodes)
            text.Append($"{indent}  {node.Id}[{Quote(string.Join("<br>", node.Lines.Select(Escape)), escaped: true)}]{ClassOf(node.Mood)}\n");
        foreach (var inner in group.Groups) Write(text, inner, indent + "  ");
        text.Append($"{indent}end\n");
    }

    private static string ClassOf(Mood mood) => mood switch
    {
        Mood.Good => ":::good",
        Mood.Bad => ":::bad",
        Mood.Open => ":::open",
        Mood.Unit => ":::unit",
        _ => "",
    };

    private static string Quote(string text, bool escaped = false) => $"\"{(escaped ? text : Escape(text))}\"";

    // Mermaid's entities: what would end a text or begin another part of the diagram.
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            escaped.Append(letter switch
            {
                '#' => "#35;",
                ';' => "#59;",
                '"' => "#quot;",
                '<' => "#lt;",
                '>' => "#gt;",
                '\n' or '\r' => " ",
                _ => letter.ToString(),
            });
        }

        return escaped.ToString();
    }
}
