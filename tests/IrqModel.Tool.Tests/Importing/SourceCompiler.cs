using System.Reflection;
using IrqAnalyzers;
using IrqModel.Tool.Describing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace IrqModel.Tool.Tests.Importing;

/// <summary>Compiles machines that were written as C#, all in one assembly, and runs the analyzers over them.</summary>
internal sealed class SourceCompiler
{
    private readonly CSharpCompilation compilation;
    private readonly Lazy<Assembly> assembly;

    public SourceCompiler(IEnumerable<string> sources)
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => path.Length > 0).Select(path => MetadataReference.CreateFromFile(path));
        compilation = CSharpCompilation.Create(
            "Machines", sources.Select((source, index) => CSharpSyntaxTree.ParseText(source, path: $"Machine{index}.cs")), references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        assembly = new(Load);
    }

    /// <summary>What the compiler says, warnings included.</summary>
    public IEnumerable<string> Complaints => compilation.GetDiagnostics().Where(each => each.Severity >= DiagnosticSeverity.Warning)
        .Select(each => each.ToString());

    /// <summary>What the analyzers say.</summary>
    public async Task<IEnumerable<string>> FindingsAsync()
    {
        var analyzers = compilation.WithAnalyzers([new BringUpAnalyzer()], new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: false));
        var found = await analyzers.GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return found.Where(each => each.Severity != DiagnosticSeverity.Hidden).Select(each => each.ToString());
    }

    /// <summary>The machine that a class builds.</summary>
    public MachineDescription Build(string className) =>
        MachineDescription.Of((Machine)assembly.Value.GetType(className)!.GetMethod("Build")!.Invoke(null, null)!);

    private Assembly Load()
    {
        using var stream = new MemoryStream();
        var result = compilation.Emit(stream);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return Assembly.Load(stream.ToArray());
    }
}
