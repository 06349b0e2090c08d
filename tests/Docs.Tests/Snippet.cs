using System.Collections.Immutable;
using System.Text.RegularExpressions;
using IrqAnalyzers;
using IrqModel.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Docs.Tests;

/// <summary>Compiles and analyses code of the documentation.</summary>
internal static partial class Snippet
{
    /// <summary>What the SDK adds to a project with implicit usings.</summary>
    private const string Implicit = """
        global using global::System;
        global using global::System.Collections.Generic;
        global using global::System.IO;
        global using global::System.Linq;
        global using global::System.Net.Http;
        global using global::System.Threading;
        global using global::System.Threading.Tasks;
        """;

    private const string Usings = "using IrqModel; using IrqModel.Contracts; using IrqModel.Engine; using IrqModel.Rules;\n";

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => path.Length > 0).Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private static readonly CSharpParseOptions Parsing = new(LanguageVersion.Latest);

    /// <summary>Files that a reader would paste into one project, each as it is.</summary>
    public static CSharpCompilation CompileFiles(IEnumerable<string> files) => Compile([Implicit, .. files]);

    /// <summary>A fragment, in the class or method that it speaks of.</summary>
    public static CSharpCompilation CompileFragment(string code) => Compile(FilesOf(code));

    /// <summary>The files of a fragment, the last of which has the code.</summary>
    public static IReadOnlyList<string> FilesOf(string code) => [Implicit, Usings + Wrap(code)];

    /// <summary>What code of the documentation is compiled with.</summary>
    public static ImmutableArray<MetadataReference> AllReferences => References;

    /// <summary>The rules that comments in the code name, each with its line: <c>3: IRQ2001</c>.</summary>
    public static IEnumerable<string> Claims(CSharpCompilation compilation) => Sorted(compilation.SyntaxTrees.SelectMany(tree =>
        tree.ToString().Split('\n').SelectMany((line, number) => Comment().Match(line) is { Success: true } comment && !line.Contains("#pragma", StringComparison.Ordinal)
            ? RuleId().Matches(comment.Value).Select(id => $"{number}: {id.Value}")
            : [])));

    /// <summary>What the analyzers and the generator of the package find, each with its line.</summary>
    public static async Task<IEnumerable<string>> FindingsAsync(CSharpCompilation compilation, CancellationToken cancellation)
    {
        var analyzers = compilation.WithAnalyzers([new BringUpAnalyzer()], new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: false));
        var found = await analyzers.GetAnalyzerDiagnosticsAsync(cancellation);
        var generated = CSharpGeneratorDriver.Create([new ContractInterceptor().AsSourceGenerator()], parseOptions: Parsing)
            .RunGenerators(compilation, cancellation).GetRunResult().Diagnostics;
        return Sorted(found.Concat(generated).Where(diagnostic => diagnostic.Severity != DiagnosticSeverity.Hidden)
            .Select(diagnostic => $"{diagnostic.Location.GetLineSpan().StartLinePosition.Line}: {diagnostic.Id}"));
    }

    /// <summary>Errors of the compiler.</summary>
    public static IEnumerable<string> Errors(CSharpCompilation compilation) => compilation.GetDiagnostics()
        .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.ToString());

    private static IEnumerable<string> Sorted(IEnumerable<string> lines) => lines.Distinct().Order(StringComparer.Ordinal);

    private static CSharpCompilation Compile(IEnumerable<string> files)
    {
        var trees = files.Select((file, index) => CSharpSyntaxTree.ParseText(file, Parsing, $"/docs/File{index}.cs")).ToArray();
        var isProgram = trees.Any(tree => tree.GetRoot().ChildNodes().Any(node => node.IsKind(SyntaxKind.GlobalStatement)));
        return CSharpCompilation.Create("Docs", trees, References, new CSharpCompilationOptions(
            isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
    }

    // Whole classes stand for themselves; members go into the class they belong to, statements into the method they speak of.
    private static string Wrap(string code)
    {
        if (TypeDeclaration().IsMatch(code)) return code;
        if (!Member().IsMatch(code))
            code = $"{(code.Contains("function", StringComparison.Ordinal) ? "protected override async Flow AddDevice(PciFunction function)" : "public override async Flow Boot()")}\n{{\n{code}\n}}";
        var boot = code.Contains("Flow Boot(", StringComparison.Ordinal) ? "" : "public override Flow Boot() => Flow.Completed;";
        var matches = code.Contains("bool Matches(", StringComparison.Ordinal) ? "" : "public override bool Matches(PciFunction function) => true;";
        return true switch
        {
            _ when code.Contains("OnDevice", StringComparison.Ordinal) => $$"""
                public class PageNotifier : IommuNotifier
                {
                private readonly Iommu iommu;
                public PageNotifier(Iommu iommu) : base(1) => this.iommu = iommu;
                {{code}}
                public override string ToString() => iommu.Name;
                }
                """,
            _ when DriverMember().IsMatch(code) => $$"""
                public class PageDriver : PciDriver
                {
                public PageDriver() : base("page") { }
                {{code}}
                {{matches}}
                }
                """,
            _ => $$"""
                public class PageHost : Host
                {
                private readonly Iommu iommu;
                private readonly Iommu xen;
                private readonly PciBus bus;
                private readonly BusNotifier notifier;
                private readonly PciDriver driver;
                public PageHost(Machine machine, BusNotifier notifier, PciDriver driver) : base(machine)
                {
                    iommu = new Iommu(machine); xen = new Iommu(machine); bus = machine.AddRootBus(); this.notifier = notifier; this.driver = driver;
                }
                {{code}}
                {{boot}}
                public override string ToString() => $"{iommu} {xen} {bus} {notifier} {driver}";
                }
                """,
        };
    }

    [GeneratedRegex("//.*")]
    private static partial Regex Comment();

    [GeneratedRegex(@"IRQ(?:\d{4}|U\d{3})")]
    private static partial Regex RuleId();

    [GeneratedRegex(@"\b(class|record|enum|interface|struct) \w+")]
    private static partial Regex TypeDeclaration();

    [GeneratedRegex(@"^(public|protected|private|internal) ", RegexOptions.Multiline)]
    private static partial Regex Member();

    [GeneratedRegex(@"Flow (Probe|Unbind|Suspend|Resume|ConfigureSriov)\(")]
    private static partial Regex DriverMember();
}
