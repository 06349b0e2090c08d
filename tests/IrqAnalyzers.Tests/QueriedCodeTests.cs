using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>Delegates of which nothing is known but their type, as the predicates of a table of quirks.</summary>
public class QueriedCodeTests
{
    private const string Tables = """
        public sealed record Quirk(Func<PciFunction, bool> Covers, Func<PciFunction, int> Weight, Action<PciFunction> Apply);
        public sealed class Quirks
        {
            private readonly List<Quirk> entries = new();
            public void Add(Quirk quirk) => entries.Add(quirk);
            public Quirk Last => entries[^1];
        }
        """;

    private const string Given = "public static class Given { public static void To(Quirks quirks) => quirks.Add(new Quirk(COVERS, f => f.MsiVectors, f => { })); }";

    [Theory]
    [InlineData("f => f.IsVirtual")]
    [InlineData("f => { var slot = f.Bus.Bridge; return slot is not null; }")]
    [InlineData("static f => f.Name.StartsWith(\"uart\")")]
    [InlineData("delegate(PciFunction f) { return f.IsVirtual; }")]
    [InlineData("_ => true")]
    [InlineData("Owns", "public static bool Owns(PciFunction f) => Is(f); private static bool Is(PciFunction f) => f.IsVirtual;")]
    public Task After_a_predicate_that_only_asks_a_wrong_order_is_possible(string covers, string members = "") => Model.ExpectAsync(
        Model.Host("if (quirks.Last.Covers(function)) function.AssignMsiDomain(null);", "private readonly Quirks quirks = new();") + Tables + Code(covers, members),
        "IRQ1001 possible any: function.AssignMsiDomain(null)");

    [Theory]
    [InlineData("f => Iommu!.Unregister2(f)", "public static Iommu? Iommu; public static bool Unregister2(this Iommu iommu, PciFunction f) { iommu.Register(f); return true; }")]
    [InlineData("Owns", "public static Iommu? Iommu; public static bool Owns(PciFunction f) { Iommu!.Register(f); return true; }")]
    [InlineData("f => { Seen = f; return true; }", "public static PciFunction? Seen;")]
    [InlineData("f => Seen++ > 0", "public static int Seen;")]
    public Task After_one_that_acts_nothing_is_known(string covers, string members) => Model.ExpectAsync(
        Model.Host("if (quirks.Last.Covers(function)) function.AssignMsiDomain(null);", "private readonly Quirks quirks = new();") + Tables + Code(covers, members));

    [Fact]
    public Task What_gives_no_answer_does_something() => Model.ExpectAsync(
        Model.Host("quirks.Last.Apply(function); function.AssignMsiDomain(null);", "private readonly Quirks quirks = new();") + Tables + Code("f => f.IsVirtual", ""));

    [Fact]
    public Task A_number_is_an_answer_if_the_project_has_a_question_for_it() => Model.ExpectAsync(
        Model.Host("if (quirks.Last.Weight(function) > 2) function.AssignMsiDomain(null);", "private readonly Quirks quirks = new();") + Tables + Code("f => f.IsVirtual", ""),
        "IRQ1001 possible any: function.AssignMsiDomain(null)");

    [Fact]
    public Task Without_a_question_for_it_a_number_is_what_has_been_done() => Model.ExpectAsync(
        Model.Host("if (quirks.Last.Weight(function) > 2) function.AssignMsiDomain(null);", "private readonly Quirks quirks = new();") + Tables);

    [Fact]
    public Task A_filter_that_others_give_is_a_question() => Model.ExpectAsync(
        Model.Host("if (!Filter(function)) return; function.AssignMsiDomain(null);", "public Func<PciFunction, bool> Filter { get; set; } = static _ => true;"),
        "IRQ1001 possible any: function.AssignMsiDomain(null)");

    [Theory]
    [InlineData("if (when(function)) { act(iommu, function); return; }")]
    [InlineData("if (!when(function)) continue; act(iommu, function); break;")]
    public async Task The_rows_of_a_table_of_tests_and_steps_leave_nothing_sure(string row)
    {
        var found = await Model.AnalyzeAsync(Model.Compile(Model.Notifier(
            $"foreach (var (when, act) in Table) {{ {row} }}",
            """
            private static readonly (Func<PciFunction, bool> When, Action<Iommu, PciFunction> Do)[] Table =
            {
                (f => f.IsVirtual, (_, f) => f.InheritMsiDomain()),
                (f => !f.IsVirtual, (i, f) => { i.Register(f); if (i.FindMsiDomain(f) is { } domain) f.AssignMsiDomain(domain); }),
            };
            """)));

        Assert.DoesNotContain(found, diagnostic => diagnostic.Properties["irq.certainty"] == "definite");
    }

    [Fact]
    public Task What_was_done_before_stays_done() => Model.ExpectAsync(
        Model.Host("iommu.Register(function); if (quirks.Last.Covers(function)) function.AssignMsiDomain(null);", "private readonly Quirks quirks = new();")
        + Tables + Code("f => f.IsVirtual", ""));

    private static string Code(string covers, string members) => Given.Replace("COVERS", covers).Replace("public static class Given { ", $"public static class Given {{ {members} ");
}
