using System.Collections.Immutable;
using IrqAnalyzers.Tests.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IrqAnalyzers.Findings.Tests;

/// <summary>The folders of the analyzers are layers: a file uses its own layer and lower ones, never a higher one.</summary>
[Trait("Suite", "Long")]
public sealed class LayerTests
{
    private const string Project = "src/IrqAnalyzers";

    /// <summary>The layers, lowest first. The last is the project's own folder.</summary>
    private static readonly string[] Layers =
        ["Roslyn", "Contracts", "Domains", "Solver", "Program", "Checks", "Summaries", "Transfer", "Interprocedural", "Rules", "Caching", "Topology", string.Empty];

    /// <summary>The second analysis stands beside the first: of the layers below it uses these only.</summary>
    private static readonly string[] UsedByTopology = ["Roslyn", "Contracts", "Domains", "Checks", "Rules"];

    /// <summary>What the project compiles from elsewhere; it uses nothing of the project.</summary>
    private const string Linked = "../IrqModel/Rules/RuleTexts.cs";

    private static readonly Lazy<CSharpCompilation> Analyzers = new(Compile);

    private static IEnumerable<SyntaxTree> Sources => Analyzers.Value.SyntaxTrees.Where(tree => tree.FilePath != Linked);

    [Fact]
    public void A_file_uses_its_own_layer_and_lower_ones()
    {
        var upward = Uses().Where(use => !IsAllowed(use.From, use.To)).Select(use => $"{use.File} -> {use.To}").Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.True(upward.Count == 0, $"These files use a higher layer:\n{string.Join("\n", upward)}");
    }

    [Fact]
    public void The_namespace_is_the_folder()
    {
        var wrong = from tree in Sources
                    from declared in tree.GetRoot().DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>()
                    let expected = LayerOf(tree.FilePath) is { Length: > 0 } layer ? $"IrqAnalyzers.{layer}" : "IrqAnalyzers"
                    where declared.Name.ToString() != expected
                    select $"{tree.FilePath}: {declared.Name}";
        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_folder_is_a_layer() => Assert.Empty(Sources.Select(tree => LayerOf(tree.FilePath)).Distinct().Except(Layers));

    [Fact]
    public void The_project_compiles_as_the_test_reads_it() =>
        Assert.Empty(Analyzers.Value.GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));

    private static bool IsAllowed(string from, string to) =>
        from == "Topology" ? to == from || UsedByTopology.Contains(to) : Array.IndexOf(Layers, to) <= Array.IndexOf(Layers, from);

    private static IEnumerable<(string File, string From, string To)> Uses() =>
        from tree in Sources
        let model = Analyzers.Value.GetSemanticModel(tree)
        from name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>()
        let type = TypeOf(model.GetSymbolInfo(name).Symbol)
        where type?.DeclaringSyntaxReferences.Length > 0
        let declared = type.DeclaringSyntaxReferences[0].SyntaxTree.FilePath
        where declared != Linked
        select (tree.FilePath, LayerOf(tree.FilePath), LayerOf(declared));

    // A member is used with the type that declares it.
    private static INamedTypeSymbol? TypeOf(ISymbol? symbol) => symbol switch
    {
        INamedTypeSymbol type => type.OriginalDefinition,
        IFieldSymbol or IPropertySymbol or IMethodSymbol => symbol.ContainingType?.OriginalDefinition,
        _ => null,
    };

    private static string LayerOf(string path) => path.Contains('/', StringComparison.Ordinal) ? path[..path.IndexOf('/', StringComparison.Ordinal)] : string.Empty;

    private static CSharpCompilation Compile()
    {
        var folder = Path.Combine(Checkout.Root, Project);
        var parsing = new CSharpParseOptions(LanguageVersion.Latest);
        var sources = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
            .Where(path => !path.StartsWith("obj/", StringComparison.Ordinal) && !path.StartsWith("bin/", StringComparison.Ordinal))
            .Append(Linked)
            .Select(path => CSharpSyntaxTree.ParseText(File.ReadAllText(Path.Combine(folder, path)), parsing, path))
            .Append(CSharpSyntaxTree.ParseText(
                "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Threading; "
                + "global using System.Threading.Tasks;", parsing, "ImplicitUsings.cs"));
        ImmutableArray<MetadataReference> references =
        [
            .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
                .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name == "netstandard.dll"
                    || name is "Microsoft.CodeAnalysis.dll" or "Microsoft.CodeAnalysis.CSharp.dll"))
                .Select(path => MetadataReference.CreateFromFile(path)),
        ];
        return CSharpCompilation.Create(
            "IrqAnalyzers", sources, references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
    }
}
