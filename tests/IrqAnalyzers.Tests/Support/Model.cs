using System.Collections.Immutable;
using IrqAnalyzers.Testing;
using IrqAnalyzers.Tests.Shared;
using IrqModel;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace IrqAnalyzers.Tests.Support;

/// <summary>Compiles model code against the DSL and runs the analyzer over it.</summary>
internal static class Model
{
    private const string Usings = "using System; using System.Collections.Generic; using System.Linq; using IrqModel; using IrqModel.Contracts; using IrqModel.Rules;\n";

    public static MetadataReference Dsl { get; } = MetadataReference.CreateFromFile(typeof(Host).Assembly.Location);

    private static readonly Lazy<ImmutableArray<MetadataReference>> References = new(() =>
    [
        .. RunningFramework.References,
        Dsl,
    ]);

    /// <summary>The usings come on the first line, so that the model starts on the second.</summary>
    public static string Source(string model) => Usings + model;

    /// <summary>A host whose <c>AddDevice</c> has the given body, with an <c>iommu</c> at hand.</summary>
    public static string Host(string addDevice, string members = "") => $$"""
        public class TestHost : Host
        {
            private readonly Iommu iommu;
            private bool flag;
            public TestHost(Machine machine) : base(machine) { iommu = new Iommu(machine); }
            public override Flow Boot() => Flow.Completed;
            protected override async Flow AddDevice(PciFunction function)
            {
                {{addDevice}}
            }
            {{members}}
        }
        """;

    /// <summary>The body of an <c>AddDevice</c> with a loop that has to be visited as many times as it has variables.</summary>
    public static string Rounds(int variables)
    {
        var declared = string.Join(", ", Enumerable.Range(0, variables).Select(index => $"f{index} = null"));
        var handedOn = string.Concat(Enumerable.Range(1, variables - 1).Reverse().Select(index => $"f{index} = f{index - 1}; "));
        return $"PciFunction? {declared}; for (var n = 0; n < 90; n++) {{ {handedOn} f0 = function; }} function.AssignMsiDomain(null);";
    }

    /// <summary>A host whose <c>Boot</c> has the given body, with an <c>iommu</c>, a <c>bus</c> and a <c>notifier</c> at hand.</summary>
    public static string Boot(string boot, string members = "") => $$"""
        public class TestHost : Host
        {
            private readonly Iommu iommu;
            private readonly PciBus bus;
            private readonly BusNotifier notifier;
            private bool flag;
            public TestHost(Machine machine, PciBus bus, BusNotifier notifier) : base(machine)
            {
                iommu = new Iommu(machine); this.bus = bus; this.notifier = notifier;
            }
            public override async Flow Boot()
            {
                {{boot}}
            }
            {{members}}
        }
        """;

    /// <summary>A driver whose <c>Probe</c> has the given body.</summary>
    public static string Driver(string probe, string members = "") => $$"""
        public class TestDriver : PciDriver
        {
            private bool flag;
            public TestDriver() : base("test") { }
            public override bool Matches(PciFunction function) => flag;
            protected override async Flow Probe(PciFunction function)
            {
                {{probe}}
            }
            {{members}}
        }
        """;

    /// <summary>An IOMMU notifier whose <c>OnDeviceAdded</c> has the given body.</summary>
    public static string Notifier(string onDeviceAdded, string members = "") => $$"""
        public class TestNotifier : IommuNotifier
        {
            private readonly Iommu iommu;
            private bool flag;
            public TestNotifier(Iommu iommu) : base(1) { this.iommu = iommu; }
            protected override async Flow OnDeviceAdded(PciFunction function)
            {
                {{onDeviceAdded}}
            }
            {{members}}
        }
        """;

    public static CSharpCompilation Compile(params string[] models)
    {
        var trees = models.Select((model, index) => CSharpSyntaxTree.ParseText(
            Source(model), new CSharpParseOptions(LanguageVersion.CSharp11), $"/models/Model{index}.cs"));
        return CSharpCompilation.Create(
            "Models", trees, References.Value, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
    }

    /// <summary>Options that hold for all files.</summary>
    public static AnalyzerOptions Options(params (string Key, string Value)[] options) => new([], new FixedOptions(options));

    // The check costs twice what the analysis does. By day every third model is typed in, at night each.
    private static bool IsTypedIn(CSharpCompilation compilation) => Nightly.IsNow || compilation.SyntaxTrees.Sum(tree => tree.Length) % 3 == 0;

    /// <summary>
    /// What the analyzer reports, hidden diagnostics excepted, in order of place. After a keystroke it must report what one does that has
    /// seen nothing.
    /// </summary>
    public static async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(CSharpCompilation compilation, bool hidden = false, params (string Key, string Value)[] options)
    {
        var editor = new Editor();
        var settings = Options(options);
        var analyzer = new CompilationWithAnalyzers(
            compilation,
            [editor.Analyzer],
            new CompilationWithAnalyzersOptions(settings, onAnalyzerException: null, concurrentAnalysis: true, logAnalyzerExecutionTime: false));
        var diagnostics = await analyzer.GetAnalyzerDiagnosticsAsync();
        if (IsTypedIn(compilation)) await editor.CheckAsync(Editor.Shift(compilation), settings);
        return
        [
            .. diagnostics
                .Where(diagnostic => hidden || diagnostic.Severity != DiagnosticSeverity.Hidden)
                .OrderBy(diagnostic => diagnostic.Location.SourceTree?.FilePath, StringComparer.Ordinal)
                .ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start)
                .ThenBy(diagnostic => diagnostic.Properties.GetValueOrDefault("irq.key"), StringComparer.Ordinal),
        ];
    }

    /// <summary>
    /// Checks that a model compiles, and that the analyzer finds exactly this in it, in order of place, each as
    /// <c>IRQ1001 definite any: squiggled text</c>.
    /// </summary>
    public static Task ExpectAsync(string model, params string[] findings) => ExpectAsync([model], findings);

    public static async Task ExpectAsync(string[] models, params string[] findings)
    {
        var compilation = Compile(models);
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        var found = (await AnalyzeAsync(compilation)).Select(Render);
        Assert.Equal(string.Join("\n", findings), string.Join("\n", found));
    }

    public static string Render(Diagnostic diagnostic)
    {
        if (diagnostic.Id == "AD0001") return diagnostic.Descriptor.Description.ToString(null);
        var text = diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan);
        return $"{diagnostic.Id} {diagnostic.Properties["irq.certainty"]} {diagnostic.Properties["irq.class"]}: {text}";
    }

    private sealed class FixedOptions((string Key, string Value)[] values) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Options(values);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

        private sealed class Options((string Key, string Value)[] values) : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? value)
            {
                value = Array.Find(values, option => option.Key == key).Value;
                return value is not null;
            }
        }
    }
}
