using System.Collections.Immutable;
using IrqAnalyzers.CodeFixes.Proof;
using IrqAnalyzers.Rules;
using IrqAnalyzers.Tests.Corpus;
using IrqAnalyzers.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace IrqAnalyzers.Tests;

/// <summary>The fixes go through bodies themselves. They must see what the compiler's driver reports.</summary>
public class FixesViewTests
{
    // Interrupts are requested from vectors that are freed, in each kind of body.
    private const string Every = """
        public class Every(PciFunction given, bool flag = true) : Base(Requested(Freed(given)))
        {
            private readonly int field = Requested(Freed(given));
            public int Property { get; } = Requested(Freed(given));
            public int Computed => Requested(Freed(given));
            public int Written { get { return Requested(Freed(given)); } set => Requested(Freed(given)); }
            public int this[int index, bool other = false] => Requested(Freed(given));
            public event System.Action Happened { add => Requested(Freed(given)); remove { Requested(Freed(given)); } }
            public Every(PciFunction one, int number = 3) : this(one, Requested(Freed(one)) == 0) => Requested(Freed(one));
            ~Every() => Requested(Freed(given));
            public static Every operator +(Every one, PciFunction other) { Requested(Freed(other)); return one; }
            public static implicit operator Every(PciFunction one) { Requested(Freed(one)); return null!; }
            public void Nested() { void Inner(PciFunction function) => Requested(Freed(function)); System.Action<PciFunction> held = one => Requested(Freed(one)); Inner(given); held(given); }
        }
        public record Held(PciFunction Function, int Number = 0) : IHeld { public int Answer => Base.Requested(Base.Freed(Function)); }
        public class Base(int number)
        {
            public static PciFunction Freed(PciFunction function) { function.FreeVectors(); return function; }
            public static int Requested(PciFunction function) { function.RequestInterrupts(); return 0; }
        }
        public interface IHeld { int Default(PciFunction function) => Base.Requested(Base.Freed(function)); }
        """;

    // Found by symbols and files, which no fix is for.
    private static readonly ImmutableHashSet<string> FoundElsewhere = [Descriptors.UnreadableContract.Id, Descriptors.WeakenedContract.Id];

    public static TheoryData<string> Names => [.. CorpusModels.All.Select(model => model.Name)];

    [Theory]
    [Trait("Suite", "Long")]
    [MemberData(nameof(Names))]
    public async Task The_fixes_see_in_a_model_what_the_driver_reports(string name)
    {
        var model = CorpusModels.Named(name);
        Assert.SkipUnless(model.CanBeCompiled, "The compiler of this host does not know the language of the model.");
        await CheckAsync(model.Compile());
    }

    [Fact]
    public async Task The_fixes_see_bodies_of_every_kind()
    {
        var compilation = InNewestLanguage(Every);
        Assert.SkipUnless(
            compilation.GetDiagnostics(TestContext.Current.CancellationToken).All(one => one.Severity != DiagnosticSeverity.Error), "The compiler of this host does not know the language of the model.");
        var seen = await CheckAsync(compilation);
        Assert.True(seen >= Every.Split("Requested(Freed(").Length - 1, $"Only {seen} findings.");
    }

    [Fact]
    public async Task The_fixes_see_statements_at_the_top_level() => Assert.Equal(1, await CheckAsync(InNewestLanguage(
        "var function = new Machine(\"one\").AddRootBus().AddFunction(\"01.0\", \"nic\"); function.FreeVectors(); function.RequestInterrupts();", OutputKind.ConsoleApplication)));

    [Theory]
    [InlineData("[System.CodeDom.Compiler.GeneratedCode(\"a tool\", \"1\")]\n", "")]
    [InlineData("public class Outer {\n[System.CodeDom.Compiler.GeneratedCode(\"a tool\", \"1\")]\n", "}")]
    [InlineData("#line hidden\n", "\n#line default\n")]
    [InlineData("#pragma warning disable IRQ1001\n", "")]
    [InlineData("[System.Diagnostics.CodeAnalysis.SuppressMessage(\"Order\", \"IRQ1001\")]\n", "")]
    public async Task The_fixes_leave_alone_what_is_not_reported(string before, string after)
    {
        var wrong = Model.Host("function.AssignMsiDomain(null);");
        Assert.NotEqual(0, await CheckAsync(Model.Compile(wrong)));
        Assert.Equal(0, await CheckAsync(Model.Compile(before + wrong + after)));
    }

    private static CSharpCompilation InNewestLanguage(string model, OutputKind kind = OutputKind.DynamicallyLinkedLibrary)
    {
        var compilation = Model.Compile(string.Empty);
        var tree = CSharpSyntaxTree.ParseText("using IrqModel;\n" + model, new CSharpParseOptions(LanguageVersion.Preview), "/models/Model.cs");
        return compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(tree).WithOptions(compilation.Options.WithOutputKind(kind));
    }

    private static async Task<int> CheckAsync(CSharpCompilation compilation)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var options = new AnalyzerOptions([]);
        var driver = new CompilationWithAnalyzers(
            compilation, [new BringUpAnalyzer()], new CompilationWithAnalyzersOptions(options, onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: false));
        var analysis = new BringUpAnalyzer().Of(compilation, options, cancellation)!;
        var all = 0;
        foreach (var tree in compilation.SyntaxTrees)
        {
            var model = compilation.GetSemanticModel(tree);
            var reported = await driver.GetAnalyzerSemanticDiagnosticsAsync(model, filterSpan: null, cancellation);
            var seen = DocumentBodies.Analyze(analysis, model, options, cancellation);
            Assert.Equal(Editor.Render([.. reported.Where(one => !FoundElsewhere.Contains(one.Id))]), Editor.Render(seen));
            all += seen.Length;
        }

        return all;
    }
}
