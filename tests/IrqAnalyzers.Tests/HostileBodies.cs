using System.Text;
using IrqAnalyzers.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace IrqAnalyzers.Tests;

/// <summary>Bodies of every shape and size: the analyzer neither throws nor depends on order.</summary>
public class HostileBodies
{
    [Theory]
    [InlineData("unsafe { int n = 1; int* p = &n; *p = 2; var span = stackalloc int[4]; span[0] = *p; } iommu.Register(function);")]
    [InlineData("again: if (flag) goto done; iommu.Register(function); flag = true; goto again; done: function.AssignMsiDomain(null);")]
    [InlineData("switch (function.Address.Bus) { case 1: goto case 2; case 2: goto default; default: iommu.Register(function); break; }")]
    [InlineData("try { try { iommu.Register(function); } finally { try { function.InheritMsiDomain(); } catch { throw; } finally { flag = true; } } } catch (Exception e) when (e.Message == \"\" && flag) { return; } finally { flag = false; }")]
    [InlineData("var k = (function, function.Bus) switch { (VirtualFunction { PhysicalFunction: { } a }, { Functions: { Count: > 3 and < 9 or 11 } }) when flag => 1, (PhysicalFunction, _) => 2, _ => 3 };")]
    [InlineData("IEnumerable<PciFunction> Walk() { yield return function; foreach (var f in function.Bus.Functions) yield return f; } foreach (var w in Walk()) iommu.Register(w);")]
    [InlineData("async IAsyncEnumerable<PciFunction> Walk() { yield return function; } await foreach (var w in Walk()) iommu.Register(w);")]
    [InlineData("ReadOnlySpan<int> s = stackalloc int[] { 1, 2 }; ref readonly var first = ref s[0]; Console.WriteLine($\"{first}{function.Name,4:x}\");")]
    [InlineData("void A(PciFunction f) { B(f); } void B(PciFunction f) { A(f); f.AssignMsiDomain(null); } A(function);")]
    [InlineData("Func<PciFunction, Action> make = f => () => { f.AssignMsiDomain(null); make2(f); }; static void make2(PciFunction g) => g.InheritMsiDomain(); make(function)();")]
    [InlineData("var q = from f in function.Bus.Functions where f.IsVirtual let d = f.MsiDomain select new { f, d }; foreach (var x in q) x.f.AssignMsiDomain(x.d);")]
    [InlineData("List<PciFunction> l = [function, .. function.Bus.Functions]; var r = l[^1]; r.AssignMsiDomain(null); var t = l is [var one, .., { IsVirtual: true }];")]
    [InlineData("dynamic d = function; d.AssignMsiDomain(null); d[0] = d + 1; checked { flag |= d == 3; } lock (iommu) { iommu.Register(function); }")]
    public async Task No_language_feature_breaks_the_analyzer(string body)
    {
        await NothingThrows(Compile(LanguageVersion.Latest, Model.Host(body)));
    }

    [Theory]
    [InlineData("public record R(PciFunction F) { public void M() => F.AssignMsiDomain(null); } public record struct S(PciFunction F);")]
    [InlineData("public class P(PciFunction f, Iommu i) { private readonly PciFunction kept = f; public void M() { i.Register(f); kept.AssignMsiDomain(null); } }")]
    [InlineData("file class F { public static void M(PciFunction f) => f.AssignMsiDomain(null); } ref struct Q { public PciFunction F; public void M() => F.AssignMsiDomain(null); }")]
    [InlineData("partial class A { partial void M(PciFunction f); void N(PciFunction f) => M(f); } partial class A { partial void M(PciFunction f) => f.AssignMsiDomain(null); }")]
    [InlineData("interface I<T> where T : I<T> { static abstract T operator +(T a, T b); static virtual void M(PciFunction f) => f.AssignMsiDomain(null); } class G<T> where T : I<T> { T M(T a, PciFunction f) { T.M(f); return a + a; } }")]
    [InlineData("[System.Runtime.CompilerServices.InterpolatedStringHandler] public ref struct H { public H(int a, int b, PciFunction f) { f.AssignMsiDomain(null); } public void AppendLiteral(string s) { } public void AppendFormatted<T>(T t) { } } class U { void L(PciFunction f, [System.Runtime.CompilerServices.InterpolatedStringHandlerArgument(\"f\")] H h) { } void M(PciFunction f) => L(f, $\"x{f}y\"); }")]
    [InlineData("class E { ~E() { f?.InheritMsiDomain(); } PciFunction? f; public PciFunction? this[int i] { get => f; set { f = value; value!.AssignMsiDomain(null); } } event Action X { add { f!.InheritMsiDomain(); } remove { } } }")]
    public async Task No_kind_of_declaration_breaks_the_analyzer(string declarations)
    {
        await NothingThrows(Compile(LanguageVersion.Latest, declarations));
    }

    [Fact]
    public async Task Statements_at_the_top_level_break_nothing()
    {
        var tree = CSharpSyntaxTree.ParseText("using IrqModel; var machine = new Machine(\"m\"); foreach (var bus in machine.Buses) foreach (var f in bus.Functions) { f.AssignMsiDomain(null); Go(f); } static void Go(PciFunction f) => f.InheritMsiDomain();");
        var compilation = CSharpCompilation.Create("Top", [tree], Model.Compile(string.Empty).References, new(OutputKind.ConsoleApplication));
        await NothingThrows(compilation);
    }

    [Fact]
    public async Task Ten_thousand_statements_are_gone_over()
    {
        var body = string.Concat(Enumerable.Range(0, 10_000).Select(index => $"n += {index}; "));
        var found = await NothingThrows(Model.Compile(Model.Host("var n = 0; " + body + " function.AssignMsiDomain(null);")));
        Assert.Contains(found, diagnostic => diagnostic.Id == "IRQ1001");
    }

    [Fact]
    public async Task Five_hundred_locals_are_followed()
    {
        var body = string.Concat(Enumerable.Range(0, 500).Select(index => $"var f{index} = {(index == 0 ? "function" : "f" + (index - 1))}; "));
        var found = await NothingThrows(Model.Compile(Model.Host(body + " f499.AssignMsiDomain(null);")));
        Assert.Contains(found, diagnostic => diagnostic.Id == "IRQ1001");
    }

    [Theory]
    [InlineData("{ ")]
    [InlineData("if (function.IsPlugged) { ")]
    [InlineData("try { function.Bus.ToString(); } finally { ")]
    [InlineData("while (flag) { ")]
    public async Task Two_hundred_levels_of_nesting_are_survived(string level)
    {
        var depth = level.StartsWith("try", StringComparison.Ordinal) ? 20 : 200;
        var body = new StringBuilder();
        for (var index = 0; index < depth; index++) body.Append(level);
        body.Append("function.AssignMsiDomain(null);").Append('}', depth);
        var found = await NothingThrows(Model.Compile(Model.Host(body.ToString())));
        Assert.Contains(found, diagnostic => diagnostic.Id is "IRQ1001" or "IRQ9001");
    }

    [Fact]
    public async Task A_thousand_terms_are_survived()
    {
        var sum = string.Join(" + ", Enumerable.Range(0, 1_000).Select(_ => "function.Address.Bus"));
        var either = string.Join(" || ", Enumerable.Range(0, 300).Select(_ => "function.IsVirtual"));
        await NothingThrows(Model.Compile(Model.Host($"var n = {sum}; if ({either}) function.AssignMsiDomain(null);")));
    }

    [Fact]
    public async Task Neither_concurrency_nor_the_order_of_files_shows_in_the_diagnostics()
    {
        string[] files =
        [
            Model.Host("Help.Prepare(iommu, function); function.AssignMsiDomain(null); Help.Decide(function);"),
            "public static class Help { public static void Prepare(Iommu i, PciFunction f) { if (f.IsVirtual) i.Register(f); } public static void Decide(PciFunction f) => Deeper.Decide(f); }",
            "public static class Deeper { public static void Decide(PciFunction f) { f.AssignMsiDomain(null); if (f.IsAdded) Help.Decide(f); } }",
            Model.Notifier("if (function.IsVirtual) return; Help.Prepare(iommu, function);"),
        ];
        var compilation = Model.Compile(files);
        var expected = await Render(compilation, isConcurrent: false);
        Assert.NotEmpty(expected);
        var trees = compilation.SyntaxTrees;
        var reversed = compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(trees.Reverse());
        for (var run = 0; run < 3; run++)
        {
            Assert.Equal(expected, await Render(Model.Compile(files), isConcurrent: true));
            Assert.Equal(expected, await Render(reversed.Clone(), isConcurrent: run % 2 == 0));
        }
    }

    [Fact]
    public async Task A_project_without_the_DSL_has_no_actions_registered()
    {
        var analyzer = new BringUpAnalyzer();
        Assert.Equal(0, await Actions(analyzer, Model.Compile("class X { }").RemoveReferences(Model.Dsl)));
        Assert.True(await Actions(analyzer, Model.Compile("class X { }")) > 0);
    }

    private static async Task<int> Actions(DiagnosticAnalyzer analyzer, CSharpCompilation compilation)
    {
        var run = compilation.WithAnalyzers([analyzer]);
        await run.GetAnalyzerDiagnosticsAsync();
        var counts = await run.GetAnalyzerTelemetryInfoAsync(analyzer, default);
        return counts.OperationBlockActionsCount + counts.OperationActionsCount + counts.CodeBlockActionsCount + counts.SyntaxNodeActionsCount
            + counts.SymbolActionsCount + counts.SemanticModelActionsCount + counts.SyntaxTreeActionsCount;
    }

    private static CSharpCompilation Compile(LanguageVersion version, string model)
    {
        var tree = CSharpSyntaxTree.ParseText(Model.Source(model), new CSharpParseOptions(version), "/models/Model.cs");
        var options = new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable);
        return Model.Compile(string.Empty).RemoveAllSyntaxTrees().AddSyntaxTrees(tree).WithOptions(options);
    }

    private static async Task<IReadOnlyList<Diagnostic>> NothingThrows(CSharpCompilation compilation)
    {
        var found = await Model.AnalyzeAsync(compilation, hidden: true);
        Assert.Empty(found.Where(diagnostic => diagnostic.Id == "AD0001").Select(diagnostic => diagnostic.Descriptor.Description.ToString(null)));
        return found;
    }

    private static async Task<string> Render(CSharpCompilation compilation, bool isConcurrent)
    {
        var options = new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), onAnalyzerException: null, isConcurrent, logAnalyzerExecutionTime: false);
        var found = await compilation.WithAnalyzers([new BringUpAnalyzer()], options).GetAnalyzerDiagnosticsAsync();
        return string.Join("\n", found.Select(diagnostic => $"{diagnostic} {diagnostic.Properties.GetValueOrDefault("irq.key")} {diagnostic.Properties.GetValueOrDefault("irq.certainty")}").Order(StringComparer.Ordinal));
    }
}
