using System.Runtime.CompilerServices;
using IrqAnalyzers.Caching;
using IrqAnalyzers.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace IrqAnalyzers.Tests;

/// <summary>What an analyzer has seen before never shows in what it reports, however a project changes.</summary>
[Trait("Suite", "Long")]
public class Keystrokes
{
    private static readonly string[] Project =
    [
        Model.Host(
            "function.AssignMsiDomain(null); Help.Decide(function); Talk.Say(); Help.Prepare(iommu, function); function.AssignMsiDomain(iommu.FindMsiDomain(function)); Held.Decide(); if (Held.Decide2(Open)) Later(function);",
            """
            private PciFunction? held;
            private PciFunction Held2 { get; set; } = null!;
            public bool Open => flag;
            private bool Late => flag;
            private void Twice(PciFunction device) { if (Late) iommu.Register(device); try { if (flag) device.AssignMsiDomain(null); Help.Prepare(iommu, device); } catch (NotSupportedException) { device.AssignMsiDomain(null); } }
            private Box Held => new Box(held!);
            private void Later(PciFunction device)
            {
                Action late = () => Help.Decide(device);
                void Inner() => Deeper.Decide(device);
                late(); Inner();
                Held2.InheritMsiDomain(); Held2.AssignMsiDomain(null);
            }
            """),
        "public record Box(PciFunction Kept) { public void Decide() { } public bool Decide2(bool yes) => yes; }\n"
        + "public static class Help { public static void Prepare(Iommu i, PciFunction f) { Deeper.Prepare(i, f); }\n public static void Decide(PciFunction f) => Deeper.Decide(f); }",
        "public static class Deeper { public static void Prepare(Iommu i, PciFunction f) { i.Register(f); }\n public static void Decide(PciFunction f) { f.AssignMsiDomain(null); } }",
        Model.Notifier("if (function.IsVirtual) return; Help.Prepare(iommu, function);"),
        "public class Second : IommuNotifier { public Second() : base(2) { } protected override async Flow OnDeviceAdded(PciFunction function) { Help.Decide(function); } }",
        "public static class Talk { public static void Say() => Write(1);\n private static void Write(int what) { Console.Write(what); } }",
    ];

    [Theory]
    [InlineData(2, "i.Register(f);", "", "a body two calls away, in another file, forgets to register")]
    [InlineData(2, "i.Register(f);", "if (f.IsAdded) i.Register(f);", "it registers on some paths")]
    [InlineData(2, "f.AssignMsiDomain(null);", "", "what was wrong is taken away")]
    [InlineData(2, "f.AssignMsiDomain(null);", "\n\nf.AssignMsiDomain(null);", "what is wrong moves down, in the place that is named to callers")]
    [InlineData(2, "public static class Deeper", "\n\npublic static class Deeper", "a file moves down")]
    [InlineData(2, "f.AssignMsiDomain(null);", "\n#line 500 \"other.cs\"\nf.AssignMsiDomain(null);", "a directive renames lines")]
    [InlineData(2, "i.Register(f);", "\n#line 500 \"other.cs\"\ni.Register(f);", "a directive renames the lines of the methods below")]
    [InlineData(2, "i.Register(f);", "\n\ni.Register(f);", "the helpers below move down")]
    [InlineData(0, "iommu = new Iommu(machine);", "\n\niommu = new Iommu(machine);", "all methods below move down")]
    [InlineData(2, "public static void Prepare", "[Ensures(Facts.Registered, Subject = nameof(f))] public static void Prepare", "a contract is declared")]
    [InlineData(1, "public static class Help", "public static class Deeper2 { public static void Decide(PciFunction f) { } } public static class Help", "a type comes")]
    [InlineData(1, "Deeper.Prepare(i, f);", "Deeper.Prepare(i, f); throw null!;", "a helper never comes back")]
    [InlineData(5, "Console.Write(what);", "throw null!;", "a helper of a helper never comes back, and neither has to do with functions")]
    [InlineData(1, "=> yes", "=> true", "a helper gives a constant")]
    [InlineData(1, "public bool Decide2(bool yes)", "public bool Decide2(object yes)", "a signature changes")]
    [InlineData(0, "private bool Late => flag;", "private bool Late => !flag;", "a property says the opposite")]
    [InlineData(2, "i.Register(f);", "if (Environment.HasShutdownStarted) throw new NotSupportedException(); i.Register(f);", "a body two calls away throws")]
    [InlineData(0, "public bool Open => flag;", "public bool Open { get { Held2 = null!; return flag; } }", "a property gets an effect")]
    [InlineData(0, "Held2 { get; set; } = null!;", "Held2 { get => held!; set { } }", "a property is computed")]
    [InlineData(0, "private PciFunction? held;", "private VirtualFunction? held;", "a field gets another type")]
    [InlineData(0, "Action late", "\n\nAction late", "lines are added before a lambda")]
    [InlineData(0, "void Inner() =>", "void Inner() { } void Other() =>", "a local function is emptied")]
    [InlineData(0, "iommu = new Iommu(machine);", "iommu = new Iommu(machine); if (flag) {", "a brace is missing")]
    [InlineData(3, "using System;", "using System; using Help = Deeper;", "a name comes to mean something else")]
    public async Task A_change_shows_in_everything_that_depends_on_it(int file, string old, string @new, string because)
    {
        var editor = new Editor();
        var before = Model.Compile(Project);
        var first = await editor.CheckAsync(before);
        Assert.Contains("IRQ1001", first, StringComparison.Ordinal);
        var after = Change(before, file, old, @new);
        await editor.CheckAsync(after);
        Assert.Equal(first, await editor.CheckAsync(before.Clone()));
        Assert.NotEmpty(because);
    }

    private static readonly string[] Indirect =
    [
        Model.Host(
            "held.Begin(function); function.AssignMsiDomain(null); source.Take(function); Help.Run(function, f => f.AssignMsiDomain(null)); Step(function); function.AssignMsiDomain(null);",
            """
            private readonly Held held = new(null!);
            private readonly ISource source = new Source();
            private protected virtual void Step(PciFunction device) { }
            private Held Make() { return new Held(device => device.Enable()); }
            """),
        "internal sealed class Held { private readonly Action<PciFunction> started; public Held(Action<PciFunction> started) { this.started = started; }\n public void Begin(PciFunction device) { started(device); } }",
        "internal interface ISource { void Take(PciFunction device); }\n internal sealed class Source : ISource { public void Take(PciFunction device) { device.Enable(); } }",
        "internal static class Help { public static void Run<T>(T item, Action<T> act) { act(item); } }",
        "internal class Derived : TestHost { public Derived(Machine machine) : base(machine) { }\n private protected override void Step(PciFunction device) { device.Enable(); } }\n"
        + "internal class Starting : Host { private readonly Iommu iommu; public Starting(Machine machine) : base(machine) { iommu = new Iommu(machine); }\n public override async Flow Boot() { Start(); }\n"
        + "private void Start() { foreach (var unit in Machine.RemappingUnits) iommu.SetTablePointer(unit); foreach (var unit in Machine.RemappingUnits) iommu.EnableRemapping(unit); } }",
    ];

    [Theory]
    [InlineData(0, "return new Held(device => device.Enable());", "return new Held(device => iommu.Register(device));", "what is handed to a constructor registers")]
    [InlineData(0, "return new Held(device => device.Enable());", "return new Held(device => device.AssignMsiDomain(null));", "what is handed to a constructor comes too early")]
    [InlineData(0, "return new Held(device => device.Enable());", "return null!;", "a creation goes")]
    [InlineData(1, "this.started = started;", "this.started = device => device.Enable();", "a constructor assigns something else")]
    [InlineData(2, "device.Enable();", "device.AssignMsiDomain(null);", "the only implementation comes too early")]
    [InlineData(3, "act(item);", "", "a helper forgets what it was handed")]
    [InlineData(3, "act(item);", "act(item); act(item);", "a helper calls what it was handed twice")]
    [InlineData(4, "device.Enable();", "device.AssignMsiDomain(null);", "an override comes too early")]
    [InlineData(4, "device.Enable();", "\n\ndevice.Enable();", "an override moves down")]
    [InlineData(4, "iommu.SetTablePointer(unit);", "iommu.InvalidateEntryCache(unit);", "a helper of the start does something else")]
    public async Task What_code_depends_on_without_naming_it_is_heeded(int file, string old, string @new, string because)
    {
        var editor = new Editor();
        var before = Model.Compile(Indirect);
        Assert.Empty(before.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        var first = await editor.CheckAsync(before);
        Assert.Contains("IRQ1009", first, StringComparison.Ordinal);
        await editor.CheckAsync(Change(before, file, old, @new));
        Assert.Equal(first, await editor.CheckAsync(before.Clone()));
        Assert.NotEmpty(because);
    }

    private static readonly string[] Helpers =
    [
        Model.Host(
            "if (!function.IsVirtual) Take(function); Later(function); using var hold = new Hold(function); await function.Add();",
            "private void Take(PciFunction f) { iommu.Register(f); f.InheritMsiDomainFromBus(); } private void Later(PciFunction f) { }"),
        "internal sealed class Hold : IDisposable { private readonly PciFunction held; private bool isKept; public Hold(PciFunction held) { this.held = held; held.MatchDriver = false; }\n"
        + "public void Keep() { isKept = true; }\n public void Other() { }\n public void Dispose() { if (!isKept) held.MatchDriver = true; } }\n"
        + "internal static class Kept { public static Hold? Last; }",
    ];

    [Theory]
    [InlineData(0, "if (!function.IsVirtual) Take(function);", "Take(function);", "a helper is given VFs too")]
    [InlineData(0, "Later(PciFunction f) { }", "Later(PciFunction f) { Take(f); }", "a helper gets another caller")]
    [InlineData(0, "Later(PciFunction f) { }", "Later(PciFunction f) { Action<PciFunction> take = Take; take(f); }", "a helper is named without being called")]
    [InlineData(0, "if (!function.IsVirtual) Take(function);", "", "a helper loses its only caller")]
    [InlineData(1, "Other() { }", "Other() { Kept.Last = this; }", "a guard gives itself away")]
    [InlineData(1, "isKept = true;", "isKept = false;", "a guard forgets what it was told")]
    public async Task Who_calls_a_helper_and_who_has_a_guard_is_heeded(int file, string old, string @new, string because)
    {
        var editor = new Editor();
        var before = Model.Compile(Helpers);
        Assert.Empty(before.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        var first = await editor.CheckAsync(before);
        Assert.Contains("IRQ1003", first, StringComparison.Ordinal);
        Assert.DoesNotContain("IRQ2003", first, StringComparison.Ordinal);
        await editor.CheckAsync(Change(before, file, old, @new));
        Assert.Equal(first, await editor.CheckAsync(before.Clone()));
        Assert.NotEmpty(because);
    }

    [Fact]
    public async Task A_finding_goes_when_the_helper_that_caused_it_is_mended()
    {
        var editor = new Editor();
        var before = Change(Model.Compile(Project), 2, "i.Register(f);", "");
        Assert.Contains("AssignMsiDomain", await editor.CheckAsync(before), StringComparison.Ordinal);
        var wrong = Count(await editor.CheckAsync(before), "IRQ1001");
        Assert.True(Count(await editor.CheckAsync(Model.Compile(Project)), "IRQ1001") < wrong);
    }

    [Fact]
    public async Task Only_the_method_that_is_typed_in_and_those_that_call_it_are_gone_over_again()
    {
        var editor = new Editor();
        var project = Model.Compile(Project);
        await Editor.RunAsync(editor.Analyzer, project, null);
        Assert.Equal(0, editor.Analyzer.Cache.Hits);
        await Editor.RunAsync(editor.Analyzer, project.Clone(), null);
        var all = editor.Analyzer.Cache.Hits;

        await Editor.RunAsync(editor.Analyzer, Change(project, 3, "if (function.IsVirtual)", "flag = true; if (function.IsVirtual)"), null);
        Assert.Equal(all - 1, editor.Analyzer.Cache.Hits - all);

        // They are Deeper.Prepare, Help.Prepare, AddDevice, Twice and OnDeviceAdded.
        var before = editor.Analyzer.Cache.Hits;
        await Editor.RunAsync(editor.Analyzer, Change(project, 2, "i.Register(f);", "i.Register(f); i.Register(f);"), null);
        Assert.Equal(all - 5, editor.Analyzer.Cache.Hits - before);
    }

    [Theory]
    [InlineData("if (function.IsV) { }")]
    [InlineData("Console.WriteLine(function.Nam);")]
    [InlineData("var name = function.Nam.Length;")]
    [InlineData("if (flag && function.) { }")]
    public async Task A_member_whose_name_is_not_finished_does_nothing_to_its_owner(string typed)
    {
        var checkedAgain = await new Editor().CheckAsync(Model.Compile(Model.Host($"{typed}\nfunction.AssignMsiDomain(null);")));
        Assert.Contains("warning IRQ1001", checkedAgain, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("function.Regis();")]
    [InlineData("function.Iommu.Regis();")]
    [InlineData("iommu.Regis(function);")]
    [InlineData("Regis(function);")]
    [InlineData("function.Own = iommu;")]
    public async Task What_an_unknown_member_does_when_it_is_called_or_assigned_is_unknown(string typed)
    {
        var checkedAgain = await new Editor().CheckAsync(Model.Compile(Model.Host($"{typed}\nfunction.AssignMsiDomain(null);")));
        Assert.DoesNotContain("warning IRQ1001", checkedAgain, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Options_that_change_are_heeded()
    {
        var editor = new Editor();
        var project = Model.Compile(Model.Host(Model.Rounds(60)));
        var whole = await editor.CheckAsync(project, Model.Options());
        Assert.DoesNotContain("IRQ9001", whole, StringComparison.Ordinal);
        Assert.Contains("IRQ9001", await editor.CheckAsync(project.Clone(), Model.Options(("irq_analysis_budget", "1"))), StringComparison.Ordinal);
        Assert.Equal(whole, await editor.CheckAsync(project.Clone(), Model.Options(("irq_analysis_budget", "60"))));
        var possible = Model.Compile(Model.Host("if (flag) iommu.Register(function); function.AssignMsiDomain(null);"));
        Assert.Contains("info IRQ1001", await editor.CheckAsync(possible), StringComparison.Ordinal);
        Assert.Contains("warning IRQ1001", await editor.CheckAsync(possible.Clone(), Model.Options(("irq_report_possible", "warning"))), StringComparison.Ordinal);
        Assert.DoesNotContain("IRQ1001", await editor.CheckAsync(possible.Clone(), Model.Options(("irq_report_possible", "none"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_contract_file_that_changes_is_heeded()
    {
        var editor = new Editor();
        var project = Model.Compile(Model.Host("Vendor.Start(function);") + " public static class Vendor { public static void Start(PciFunction f) { } }");
        Assert.DoesNotContain("IRQ1001", await editor.CheckAsync(project, With("# nothing")), StringComparison.Ordinal);
        var contract = "M:Vendor.Start(IrqModel.PciFunction) : Requires(Registered, Subject = f, Rule = IRQ1001)";
        Assert.Contains("IRQ1001", await editor.CheckAsync(project.Clone(), With(contract)), StringComparison.Ordinal);
        Assert.DoesNotContain("IRQ1001", await editor.CheckAsync(project.Clone(), With("#" + contract)), StringComparison.Ordinal);

        static AnalyzerOptions With(string text) => new([new ContractFiles.ContractText("/models/IrqContracts.txt", text)]);
    }

    [Fact]
    public async Task A_library_that_changes_is_heeded()
    {
        var editor = new Editor();
        var models = Model.Compile(Model.Host("Library.Start(function);"));
        var demanding = Library("[Requires(Facts.Registered, Subject = nameof(f), Rule = \"IRQ1001\")] ");
        var nothing = Library("");
        Assert.Contains("IRQ1001", await editor.CheckAsync(models.AddReferences(demanding)), StringComparison.Ordinal);
        Assert.DoesNotContain("IRQ1001", await editor.CheckAsync(models.AddReferences(nothing)), StringComparison.Ordinal);
        Assert.Contains("IRQ1001", await editor.CheckAsync(models.AddReferences(demanding)), StringComparison.Ordinal);
        Assert.Empty(await editor.CheckAsync(models.AddReferences(demanding).RemoveReferences(Model.Dsl)));

        static MetadataReference Library(string contract) => Model.Compile(
            $"public static class Library {{ {contract}public static void Start(PciFunction f) {{ }} }}").WithAssemblyName("Library").ToMetadataReference();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Tokens_come_and_go_and_nothing_stale_is_said(int seed)
    {
        var random = new Random(seed);
        var editor = new Editor();
        var project = Model.Compile(Project);
        for (var step = 0; step < 60; step++)
        {
            var tree = project.SyntaxTrees[random.Next(project.SyntaxTrees.Length)];
            var tokens = tree.GetRoot(TestContext.Current.CancellationToken).DescendantTokens().Where(token => token.Span.Length > 0 && token.SpanStart > 140).ToArray();
            var token = tokens[random.Next(tokens.Length)];
            var change = random.Next(3) switch
            {
                0 => new TextChange(token.Span, ""),
                1 => new TextChange(new(token.SpanStart, 0), "\n"),
                _ => new TextChange(token.Span, tokens[random.Next(tokens.Length)].Text),
            };
            var changed = project.ReplaceSyntaxTree(tree, tree.WithChangedText((await tree.GetTextAsync(TestContext.Current.CancellationToken)).WithChanges(change)));
            Assert.DoesNotContain("AD0001", await editor.CheckAsync(changed), StringComparison.Ordinal);
            if (random.Next(4) > 0) project = random.Next(12) == 0 ? Model.Compile(Project) : changed;
        }
    }

    [Fact]
    public async Task Several_compilations_at_once_share_the_cache_and_say_what_each_says_alone()
    {
        var analyzer = new BringUpAnalyzer();
        var projects = Enumerable.Range(0, 8).Select(index => Change(Model.Compile(Project), 2, "i.Register(f);", index % 2 == 0 ? "" : $"{new string('\n', index)}i.Register(f);")).ToArray();
        var expected = new List<string>();
        foreach (var project in projects) expected.Add(await Editor.RunAsync(new(), project.Clone(), null));
        for (var round = 0; round < 3; round++)
            Assert.Equal(expected, await Task.WhenAll(projects.Select(project => Task.Run(() => Editor.RunAsync(analyzer, project.Clone(), null)))));
    }

    [Fact]
    public async Task What_is_kept_is_bounded()
    {
        var editor = new Editor();
        var bodies = 0;
        for (var step = 0; step < (3 * BodyCache.MaximumGenerations); step++)
        {
            await Editor.RunAsync(editor.Analyzer, Model.Compile(Model.Host("iommu.Register(function);", $"private int added{step};")), null);
            if (step == 0) bodies = editor.Analyzer.Cache.Count;
        }

        Assert.True(bodies > 0);
        Assert.Equal(bodies * BodyCache.MaximumGenerations, editor.Analyzer.Cache.Count);
    }

    [Fact]
    public void No_compilation_is_kept_alive()
    {
        var analyzer = new BringUpAnalyzer();
        var compilation = Analyze(analyzer);
        for (var attempt = 0; attempt < 10 && compilation.IsAlive; attempt++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(compilation.IsAlive);
        Assert.True(analyzer.Cache.Count > 0);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference Analyze(BringUpAnalyzer analyzer)
        {
            var compilation = Model.Compile(Project);
            Task.Run(() => Editor.RunAsync(analyzer, compilation, null)).GetAwaiter().GetResult();
            return new(compilation);
        }
    }

    // Each choice leaves two ways to go on, and the loop brings all of them back.
    private static CSharpCompilation Change(CSharpCompilation compilation, int file, string old, string @new)
    {
        var tree = compilation.SyntaxTrees[file];
        var text = tree.GetText();
        var at = text.ToString().IndexOf(old, StringComparison.Ordinal);
        Assert.True(at >= 0, old);
        return compilation.ReplaceSyntaxTree(tree, tree.WithChangedText(text.WithChanges(new TextChange(new(at, old.Length), @new))));
    }

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
