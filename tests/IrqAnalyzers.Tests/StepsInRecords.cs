using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>Steps that stand in records, tables and properties, or that are handed to a helper which runs them.</summary>
public class StepsInRecords
{
    private const string Release = "function.ReleaseInterrupts()";
    private const string Free = "function.FreeVectors()";
    private const string Found = "IRQ4001 possible any: function.FreeVectors()";
    private const string Loop = "foreach (var step in Steps(function)) step.Run();";

    private const string Types = """
        internal sealed record Step(string Name, Action Run);
        internal sealed record When(string Name, Func<bool> Applies, Action Run);
        internal sealed record OnFunction(string Name, Action<PciFunction> Run);
        internal sealed class Log
        {
            public void Execute(IEnumerable<Step> steps) { foreach (var step in steps) { Console.WriteLine(step.Name); step.Run(); } }
            public void Backwards(IEnumerable<Step> steps) { foreach (var step in steps.Reverse()) step.Run(); }
            public void RunAll(params Action[] steps) { foreach (var step in steps) step(); }
            public void Print(IEnumerable<Step> steps) { foreach (var step in steps) Console.WriteLine(step.Name); }
        }
        """;

    public static TheoryData<string, string> Ways => new()
    {
        { Loop, "private static IEnumerable<Step> Steps(PciFunction function) { yield return new(\"a\", () => {0}); yield return new(\"b\", () => {1}); }" },
        { Loop, "private static Step[] Steps(PciFunction function) => new[] { new Step(\"a\", () => {0}), new Step(\"b\", () => {1}) };" },
        { Loop, "private static List<Step> Steps(PciFunction function) => new() { new Step(\"a\", () => {0}), new Step(\"b\", () => {1}) };" },
        { "log.Execute(Steps(function));", "private static IEnumerable<Step> Steps(PciFunction function) { yield return new(\"a\", () => {0}); yield return new(\"b\", () => {1}); }" },
        { "log.Backwards(Steps(function));", "private static Step[] Steps(PciFunction function) => new[] { new Step(\"b\", () => {1}), new Step(\"a\", () => {0}) };" },
        { "Backwards(Steps(function));", "private static void Backwards(Step[] all) { foreach (var one in all.Reverse()) one.Run(); } private static Step[] Steps(PciFunction function) => new[] { new Step(\"b\", () => {1}), new Step(\"a\", () => {0}) };" },
        { "log.Execute(new[] { new Step(\"a\", () => {0}), new Step(\"b\", () => {1}) });", "" },
        { "log.RunAll(() => {0}, () => {1});", "" },
        { "var steps = new[] { new Step(\"a\", () => {0}), new Step(\"b\", () => {1}) }; foreach (var one in steps) one.Run();", "" },
        { "var steps = new List<Step> { new(\"a\", () => {0}), new(\"b\", () => {1}) }; foreach (var (_, run) in steps) run();", "" },
        { "foreach (var step in new[] { new Step(\"a\", () => {0}), new Step(\"b\", () => {1}) }) step.Run();", "" },
        { "foreach (var step in new[] { new When(\"a\", () => flag, () => {0}), new When(\"b\", () => function.IsVirtual, () => {1}) }) if (step.Applies()) step.Run();", "" },
        { "foreach (var (_, run) in Table) run(function);", "private IReadOnlyList<OnFunction> Table => new OnFunction[] { new(\"a\", function => {0}), new(\"b\", function => {1}) };" },
        { "foreach (var run in Table) run(function);", "private Action<PciFunction>[] Table { get { return new Action<PciFunction>[] { function => {0}, function => {1} }; } }" },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Steps_run_in_the_order_in_which_they_are_given(string unbind, string members)
    {
        string Program(string first, string second) => Driver(Fill(unbind, first, second), Fill(members, first, second));
        Assert.DoesNotContain(await FindAsync(Program(Release, Free)), static finding => finding.StartsWith("IRQ4001", StringComparison.Ordinal));
        Assert.Single(await FindAsync(Program(Free, Release)), static finding => finding.StartsWith("IRQ4001", StringComparison.Ordinal));
        Assert.Contains(Found, await FindAsync(Program(Free, Release)));
    }

    [Theory]
    [InlineData("protected override IReadOnlyList<Action<PciFunction>> Teardown => new Action<PciFunction>[] { static function => {0}, static function => {1} };")]
    [InlineData("protected override IReadOnlyList<Action<PciFunction>> Teardown { get { return new Action<PciFunction>[] { function => {0}, function => {1} }; } }")]
    public async Task A_table_that_a_base_class_runs_runs_in_its_order(string table)
    {
        string Program(string first, string second) => $$"""
            internal abstract class Stepped : PciDriver
            {
                protected Stepped() : base("stepped") { }
                protected abstract IReadOnlyList<Action<PciFunction>> Teardown { get; }
                public override bool Matches(PciFunction function) => function is VirtualFunction;
                protected override async Flow Probe(PciFunction function) { if (function.AllocateVectors(1) > 0) function.RequestInterrupts(); }
                protected override async Flow Unbind(PciFunction function) { if (!function.HasVectors) return; foreach (var step in Teardown) step(function); }
            }
            internal sealed class Modem : Stepped { {{Fill(table, first, second)}} }
            """;
        Assert.DoesNotContain(await FindAsync(Program(Release, Free)), static finding => finding.StartsWith("IRQ4001", StringComparison.Ordinal));
        Assert.Contains(Found, await FindAsync(Program(Free, Release)));
    }

    [Theory]
    [InlineData("log.Print(Steps(function));", "private static IEnumerable<Step> Steps(PciFunction function) { yield return new(\"a\", () => {0}); yield return new(\"b\", () => {1}); }")]
    [InlineData("foreach (var step in Steps(function).Take(1)) Console.WriteLine(step.Name);", "private static Step[] Steps(PciFunction function) => new[] { new Step(\"a\", () => {0}), new Step(\"b\", () => {1}) };")]
    [InlineData("var steps = new[] { new Step(\"a\", () => {0}), new Step(\"b\", () => {1}) }; steps[1].Run(); steps[0].Run();", "")]
    public async Task Steps_that_no_loop_runs_have_no_order(string unbind, string members) => Assert.DoesNotContain(
        Found, await FindAsync(Driver(Fill(unbind, Free, Release), Fill(members, Free, Release))));

    private static string Fill(string text, string first, string second) =>
        text.Replace("{0}", first, StringComparison.Ordinal).Replace("{1}", second, StringComparison.Ordinal);

    private static string Driver(string unbind, string members) =>
        Types + Model.Driver("if (function.AllocateVectors(1) > 0) function.RequestInterrupts();", $$"""
        private readonly Log log = new();
        protected override async Flow Unbind(PciFunction function)
        {
            if (function is PhysicalFunction { HasVirtualFunctions: true } physical) await physical.DisableSriov();
            if (!function.HasVectors) return;
            {{unbind}}
        }
        {{members}}
        """);

    private static async Task<List<string>> FindAsync(string model)
    {
        var compilation = Model.Compile(model);
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error));
        return (await Model.AnalyzeAsync(compilation)).Select(Model.Render).ToList();
    }
}
