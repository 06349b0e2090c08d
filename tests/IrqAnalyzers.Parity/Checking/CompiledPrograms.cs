using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using IrqModel;
using IrqModel.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace IrqAnalyzers.Parity.Checking;

/// <summary>Programs that were compiled together and can be run. Disposing unloads them.</summary>
internal sealed class CompiledPrograms : IDisposable
{
    public static readonly CSharpParseOptions Parsing =
        new CSharpParseOptions(LanguageVersion.Latest).WithFeatures([new("InterceptorsNamespaces", ContractInterceptor.Namespace)]);

    public static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is "System.Private.CoreLib.dll" or "System.Runtime.dll" or "System.Collections.dll" or "IrqModel.dll" or "IrqAnalyzers.Parity.dll")
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private readonly AssemblyLoadContext context = new("parity", isCollectible: true);
    private readonly string path = Path.Combine(Path.GetTempPath(), $"parity-{Guid.NewGuid():N}.dll");
    private readonly string symbols;
    private readonly Assembly assembly;

    private CompiledPrograms(CSharpCompilation compilation, Compilation whole, CancellationToken cancellation)
    {
        Compilation = compilation;
        symbols = Path.ChangeExtension(path, ".pdb");
        Emit(whole, cancellation);
        assembly = context.LoadFromAssemblyPath(path);
    }

    public CSharpCompilation Compilation { get; }

    /// <summary>Compiles files.</summary>
    /// <exception cref="InvalidOperationException">A program does not compile.</exception>
    public static CompiledPrograms Of(IEnumerable<(string Path, string Text)> files, OptimizationLevel optimization, CancellationToken cancellation)
    {
        var trees = files.Select(file => CSharpSyntaxTree.ParseText(SourceText.From(file.Text, Encoding.UTF8), Parsing, file.Path, cancellation));
        var compilation = CSharpCompilation.Create($"Parity{Guid.NewGuid():N}", trees, References, Options(optimization));

        // As a build does: calls of operations with contracts of the programs' own go through interceptors.
        var driver = CSharpGeneratorDriver.Create([new ContractInterceptor().AsSourceGenerator()], parseOptions: Parsing);
        driver.RunGeneratorsAndUpdateCompilation(compilation, out var whole, out var unseen, cancellation);
        if (!unseen.IsEmpty) throw new InvalidOperationException($"A run cannot see a call: {unseen[0]}");
        return new(compilation, whole, cancellation);
    }

    public static CSharpCompilationOptions Options(OptimizationLevel optimization) =>
        new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, optimizationLevel: optimization);

    /// <summary>Compiles what was made elsewhere.</summary>
    /// <exception cref="InvalidOperationException">It does not compile.</exception>
    public static CompiledPrograms Of(CSharpCompilation compilation, CancellationToken cancellation) => new(compilation, compilation, cancellation);

    /// <summary>All types of the programs.</summary>
    public IReadOnlyList<Type> Types => assembly.GetTypes();

    /// <summary>Makes the host of a program.</summary>
    public Func<Machine, Host> HostOf(string program)
    {
        var host = assembly.GetType($"{program}.H", throwOnError: true)!;
        return machine => (Host)Activator.CreateInstance(host, machine)!;
    }

    /// <summary>Makes the notifier of a program.</summary>
    public Func<Iommu, BusNotifier> NotifierOf(string program)
    {
        var notifier = assembly.GetType($"{program}.H+N", throwOnError: true)!;
        return iommu => (BusNotifier)Activator.CreateInstance(notifier, iommu)!;
    }

    public void Dispose()
    {
        context.Unload();
        File.Delete(path);
        File.Delete(symbols);
    }

    private void Emit(Compilation whole, CancellationToken cancellation)
    {
        using var image = File.Create(path);
        using var debug = File.Create(symbols);
        var emitted = whole.Emit(
            image, debug, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb, pdbFilePath: symbols),
            cancellationToken: cancellation);
        if (emitted.Diagnostics.FirstOrDefault(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error) is { } error)
            throw new InvalidOperationException($"A generated program does not compile: {error}\n{error.Location.SourceTree}");
    }
}
