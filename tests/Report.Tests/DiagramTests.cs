using System.Text.RegularExpressions;
using IrqModel;
using IrqModel.Tool.Pages.Building;
using IrqModel.Tool.Pages.Diagrams;

namespace Report.Tests;

/// <summary>The diagrams for pull requests and pages.</summary>
public partial class DiagramTests
{
    [Fact]
    public void A_message_that_is_blocked_ends_at_its_unit_with_a_cross_and_the_fault()
    {
        var text = MermaidWriter.Write(Pages.TwoKernels());

        Assert.StartsWith("flowchart LR\n", text, StringComparison.Ordinal);
        Assert.Matches(@"r0f\d+\[""2 VFs of 17:00\.0<br>17:10\.0 to 17:10\.2<br>blocked \(0x25\), IRQ2001""\]:::bad|r0f\d+\[""17:10\.0 VF of 17:00\.0<br>blocked \(0x25\), IRQ2001""\]:::bad", text);
        Assert.Matches(@"r0f\d+ --x\|""compatibility ✕ 0x25""\| r0u0", text);
        Assert.Matches(@"r1f\d+ -->\|""remappable""\| r1u0", text);
        Assert.DoesNotMatch(@"r1f\d+ --x", text);
    }

    [Fact]
    public void A_Markdown_page_has_both_runs_in_words_the_ways_and_the_bring_up_of_a_function()
    {
        var text = MermaidWriter.WriteMarkdown(Pages.TwoKernels());

        Assert.Contains("4 of 9 functions lose their interrupts", text, StringComparison.Ordinal);
        Assert.Equal(3, Fence().Count(text));
        Assert.Equal(2, text.Split("sequenceDiagram").Length - 1);
        Assert.Contains("Function-xUnit: vector 0", text, StringComparison.Ordinal);
        Assert.Contains("Linux_5_10.cs:", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Groups_of_a_Graphviz_file_are_closed_and_its_edges_join_nodes_that_it_has()
    {
        var text = DotWriter.Write(Pages.TwoKernels());

        Assert.Equal(text.Count(letter => letter == '{'), text.Count(letter => letter == '}'));
        var nodes = DotNode().Matches(text).Select(match => match.Groups[1].Value).ToHashSet();
        var edges = DotEdge().Matches(text);
        Assert.NotEmpty(edges);
        Assert.All(edges, edge => Assert.Subset(nodes, new HashSet<string> { edge.Groups[1].Value, edge.Groups[2].Value }));
        Assert.Contains("arrowhead=tee", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Functions_that_fare_alike_share_a_node_so_that_a_large_machine_can_be_drawn()
    {
        const int Buses = 20;
        var text = MermaidWriter.Write(RunPage.Build([Pages.Large(Buses)]));

        Assert.Contains("250 VFs of 01:00.0<br>01:00.1 to 01:1f.2<br>blocked (0x25)", text, StringComparison.Ordinal);
        Assert.InRange(MermaidEdge().Count(text), 1, 500);
        Assert.InRange(text.Length, 1, 50_000);
    }

    [Fact]
    public void Names_with_the_signs_of_the_language_do_not_end_a_label()
    {
        var document = RunPage.Build([Pages.Run("linux-5.10", () =>
        {
            var machine = new Machine("m");
            machine.AddRootBus().AddFunction("03.0", "a \"b\" <c>; #d \\ e");
            machine.AddCatchAllUnit();
            return machine;
        })]);

        Assert.Contains("00:03.0 a #quot;b#quot; #lt;c#gt;#59; #35;d \\ e", MermaidWriter.Write(document), StringComparison.Ordinal);
        Assert.Contains("00:03.0 a \\\"b\\\" <c>; #d \\\\ e", DotWriter.Write(document), StringComparison.Ordinal);
    }

    [GeneratedRegex("^```mermaid$", RegexOptions.Multiline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^\s+(\w+) \[label=", RegexOptions.Multiline)]
    private static partial Regex DotNode();

    [GeneratedRegex(@"^\s+(\w+) -> (\w+) ", RegexOptions.Multiline)]
    private static partial Regex DotEdge();

    [GeneratedRegex("^  r0.* (-->|--x)", RegexOptions.Multiline)]
    private static partial Regex MermaidEdge();
}
