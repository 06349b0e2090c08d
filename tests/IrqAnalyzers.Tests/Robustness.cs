using System.Text;
using IrqAnalyzers.Tests.Support;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Tests;

/// <summary>Code that does not compile, is huge, or has nothing to do with the DSL; and that nothing depends on order.</summary>
[Trait("Suite", "Long")]
public class Robustness
{
    // Every so many tokens or characters; fewer are tried where all tests run once more with another Roslyn.
#if OTHER_HOST
    private const int Step = 12;
#else
    private const int Step = 3;
#endif

    private static readonly string Sample = Model.Host(
        """
        if (function is VirtualFunction { PhysicalFunction: { } pf } vf && !flag)
        {
            try { vf.InheritMsiDomain(); }
            catch (InvalidOperationException e) when (e.Message.Length > 3) { throw; }
            finally { Console.WriteLine(); }
        }
        foreach (var f in function.Bus.Functions) { Prepare(f); }
        var d = iommu.FindMsiDomain(function) ?? DefaultMsiDomain;
        Action<int> a = x => { function.AssignMsiDomain(d); };
        function.MatchDriver = flag ? false : true;
        var text = function switch { VirtualFunction v => v.Name, null => "", _ => "pf" };
        await function.Add();
        async Flow Later() { await function.Attach(); }
        await Later();
        """,
        "private void Prepare(PciFunction device) => iommu.Register(device);");

    private const string Machine = """
        internal static class Machines
        {
            public static Machine Build(bool flag, int[] numbers)
            {
                var machine = new Machine("m") { Processors = 4, OffersInterruptRemapping = flag ? true : false };
                PciBus? bus = null;
                foreach (var number in numbers) { bus ??= machine.AddRootBus((byte)number); if (number > 3) break; }
                var port = machine.AddRootBus(2).AddBridge("1c.0", secondaryBus: 3, subordinateBus: flag ? null : 4);
                var (nic, name) = (port.SecondaryBus.AddFunction("00.0", sriov: new(4, FirstVfOffset: 1, 1) { InitialVfs = 4 }), "nic");
                switch (name) { case "nic" when flag: machine.AddCatchAllUnit(); break; default: try { machine.AddAmdIommu(nic); } catch (Exception e) when (e is not null) { throw; } finally { nic.Gsi = 3; } break; }
                machine.AddRemappingUnit(segment: 0)?.Covers(nic).Covers(new DeviceScope(DeviceScopeKind.Bridge, 2, System.Collections.Immutable.ImmutableArray.Create<(byte, byte)>((0x1c, 0))));
                Action later = () => { machine[Bdf.Parse("03:00.0")].Bus.AddFunction($"{numbers[0]:x2}.0"); };
                return name switch { "nic" => machine, _ => Again(machine) };
                static Machine Again(Machine given) { given.AddIoApic(1); given.AddIoApic(1); return given; }
            }
        }
        """;

    public static TheoryData<string> Samples => [Sample, Machine];

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task No_prefix_of_a_model_breaks_the_analyzer(string text)
    {
        for (var length = 0; length <= text.Length; length += Step)
        {
            var found = await Model.AnalyzeAsync(Model.Compile(text[..length]));
            Assert.DoesNotContain(found, diagnostic => diagnostic.Id == "AD0001");
        }
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public async Task Leaving_a_token_out_does_not_break_the_analyzer(string sample)
    {
        var tokens = Model.Compile(sample).SyntaxTrees[0].GetRoot().DescendantTokens().Where(token => token.SpanStart > 140).ToArray();
        foreach (var token in tokens.Where((_, index) => index % Step == 0))
        {
            var text = Model.Source(sample).Remove(token.SpanStart, token.Span.Length)[Model.Source(string.Empty).Length..];
            var found = await Model.AnalyzeAsync(Model.Compile(text));
            Assert.DoesNotContain(found, diagnostic => diagnostic.Id == "AD0001");
        }
    }

    [Fact]
    public async Task A_statement_that_does_not_compile_does_not_hide_the_next()
    {
        var found = await Model.AnalyzeAsync(Model.Compile(Model.Host("Undefined(1); var x = nothing.Here; function.AssignMsiDomain(null);")));
        Assert.Equal("IRQ1001", Assert.Single(found).Id);
    }

    [Fact]
    public async Task Deep_expressions_and_long_bodies_end()
    {
        var deep = new StringBuilder("var s = 0");
        for (var index = 0; index < 1500; index++) deep.Append(" + ").Append(index);
        deep.Append("; var t = ").Append('(', 150).Append('1').Append(')', 150).Append(';');
        for (var index = 0; index < 300; index++) deep.Append($"if (function.Address.Bus == {index}) iommu.Register(function); ");
        deep.Append("function.AssignMsiDomain(null);");
        var found = await Model.AnalyzeAsync(Model.Compile(Model.Host(deep.ToString())), hidden: true);
        Assert.Equal("IRQ1001", Assert.Single(found).Id);
    }

    [Fact]
    public async Task The_same_model_gives_the_same_diagnostics_again_and_again()
    {
        var helpers = string.Join("\n", Enumerable.Range(0, 20).Select(index =>
            $"private void H{index}(PciFunction f, int n) {{ if (n > {index}) H{(index + 1) % 20}(f, n); else if (flag) iommu.Register(f); f.AssignMsiDomain(null); }}"));
        var model = Model.Host("H3(function, 1); H7(function, 2);", helpers);
        var first = await RunAsync(model);
        Assert.NotEmpty(first);
        for (var run = 0; run < 5; run++) Assert.Equal(first, await RunAsync(model));
    }

    [Fact]
    public async Task Cancellation_stops_the_analyzer()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        var analyzers = Microsoft.CodeAnalysis.Diagnostics.DiagnosticAnalyzerExtensions.WithAnalyzers(Model.Compile(Sample), [new BringUpAnalyzer()]);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => analyzers.GetAnalyzerDiagnosticsAsync(cancelled.Token));
    }

    [Fact]
    public async Task Cancellation_in_the_middle_of_a_body_stops_the_analyzer_and_leaves_nothing_half_done()
    {
        var choices = string.Concat(Enumerable.Range(0, 2_000).Select(index => $"if (function.Address.Bus == {index}) iommu.Register(function); "));
        var compilation = Model.Compile(Model.Host($"while (flag) {{ {choices} }} function.AssignMsiDomain(null);"));
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        var editor = new Editor();
        var watch = System.Diagnostics.Stopwatch.StartNew();
        await Editor.RunAsync(new(), compilation.Clone(), null);
        var whole = watch.Elapsed;
        using var cancelled = new CancellationTokenSource(whole / 4);
        var run = Microsoft.CodeAnalysis.Diagnostics.DiagnosticAnalyzerExtensions.WithAnalyzers(compilation.Clone(), [editor.Analyzer]);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run.GetAnalyzerDiagnosticsAsync(cancelled.Token));
        await editor.CheckAsync(compilation.Clone());
    }

    [Fact]
    public async Task Random_tokens_taken_out_or_doubled_do_not_break_the_analyzer()
    {
        var random = new Random(20);
        var source = Model.Source(Sample);
        var tokens = Model.Compile(Sample).SyntaxTrees[0].GetRoot(TestContext.Current.CancellationToken).DescendantTokens().Where(token => token.SpanStart > 140).ToArray();
        for (var attempt = 0; attempt < 60; attempt++)
        {
            var text = source;
            foreach (var token in Enumerable.Range(0, 3).Select(_ => tokens[random.Next(tokens.Length)]).Distinct().OrderByDescending(token => token.SpanStart))
                text = random.Next(2) == 0 ? text.Remove(token.SpanStart, token.Span.Length) : text.Insert(token.SpanStart, token.Text + " ");
            var found = await Model.AnalyzeAsync(Model.Compile(text[Model.Source(string.Empty).Length..]));
            Assert.DoesNotContain(found, diagnostic => diagnostic.Id == "AD0001");
        }
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("10000", false)]
    [InlineData("none", false)]
    [InlineData("0", false)]
    public async Task The_budget_option_says_when_a_body_is_given_up(string budget, bool isGivenUp)
    {
        var compilation = Model.Compile(Model.Host(Model.Rounds(60)));
        var found = await Model.AnalyzeAsync(compilation, hidden: true, ("irq_analysis_budget", budget));
        Assert.Equal(isGivenUp, found.Any(diagnostic => diagnostic.Id == "IRQ9001"));
    }

    [Fact]
    public async Task A_parameter_with_a_default_does_not_hide_the_body_of_its_method() => await Model.ExpectAsync(
        "public class C { public virtual void M([ArrivesWithout(Facts.MsiDomainDecided), LeavesWith(Facts.MsiDomainDecided, Rule = \"IRQ2001\")] PciFunction f, int times = 3) { if (times > 3) return; f.AssignMsiDomain(null); } }",
        "IRQ2001 definite any: return;");

    [Fact]
    public async Task Generated_code_is_not_reported()
    {
        var compilation = Model.Compile("class X { }");
        var tree = Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree.ParseText(
            "// <auto-generated/>\n" + Model.Source(Model.Host("function.AssignMsiDomain(null);")),
            new(Microsoft.CodeAnalysis.CSharp.LanguageVersion.CSharp11), "/models/Model.g.cs");
        Assert.Empty(await Model.AnalyzeAsync(compilation.AddSyntaxTrees(tree)));
    }

    [Theory]
    [InlineData("[System.CodeDom.Compiler.GeneratedCode(\"a tool\", \"1\")]\n", "")]
    [InlineData("public class Outer {\n[System.CodeDom.Compiler.GeneratedCode(\"a tool\", \"1\")]\n", "}")]
    [InlineData("#line hidden\n", "\n#line default\n")]
    public async Task Code_that_a_tool_wrote_is_not_reported(string before, string after)
    {
        var wrong = Model.Host("function.AssignMsiDomain(null);");
        Assert.NotEmpty(await Model.AnalyzeAsync(Model.Compile(wrong)));
        Assert.Empty(await Model.AnalyzeAsync(Model.Compile(before + wrong + after)));
    }

    [Fact]
    public async Task A_helper_that_a_tool_wrote_is_followed_all_the_same() => await Model.ExpectAsync(
        Model.Host("Tool.Decide(function);") + "[System.CodeDom.Compiler.GeneratedCode(\"a tool\", \"1\")] public static class Tool { public static void Decide(PciFunction f) => f.AssignMsiDomain(null); }",
        "IRQ1001 definite any: Tool.Decide(function)");

    [Fact]
    public async Task A_compilation_without_the_DSL_is_left_alone()
    {
        var compilation = Model.Compile(Model.Host("function.AssignMsiDomain(null);")).RemoveReferences(Model.Dsl);
        Assert.Empty(await Model.AnalyzeAsync(compilation, hidden: true));
    }

    private static async Task<string[]> RunAsync(string model) =>
        [.. (await Model.AnalyzeAsync(Model.Compile(model))).Select(diagnostic => diagnostic + diagnostic.Properties["irq.key"] + diagnostic.Properties["irq.certainty"])];
}
