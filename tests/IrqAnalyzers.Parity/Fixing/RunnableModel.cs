using System.Collections.Immutable;
using System.Text;
using IrqAnalyzers.Parity.Checking;
using IrqModel;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace IrqAnalyzers.Parity.Fixing;

/// <summary>A model of somebody's, with all its hosts, notifiers and drivers, each of which can be run.</summary>
/// <param name="Name">What the report calls it.</param>
/// <param name="Files">Its files.</param>
internal sealed record RunnableModel(string Name, ImmutableArray<SourceFile> Files)
{
    private const string Usings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Threading; global using System.Threading.Tasks;";

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name
                && (name.StartsWith("System.", StringComparison.Ordinal) || name is "IrqModel.dll" or "IrqModel.Engine.dll" or "IrqAnalyzers.Parity.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>Its contract files.</summary>
    public ImmutableArray<AdditionalText> ContractFiles { get; init; } = [];

    /// <summary>A model whose files take the usual usings for granted.</summary>
    /// <param name="name">What the report calls it.</param>
    /// <param name="paths">Its files.</param>
    public static RunnableModel Read(string name, IEnumerable<string> paths) => new(
        name, [.. paths.Order(StringComparer.Ordinal).Select(path => new SourceFile(Path.GetFileName(path), File.ReadAllText(path))), new("ImplicitUsings.cs", Usings)]);

    /// <summary>The fixes of the model.</summary>
    public ImmutableArray<ProposedFix> Fixes(CancellationToken cancellation) =>
        new Fixer(Name, Files, References, cancellation) { ContractFiles = ContractFiles }.ProposeAsync().GetAwaiter().GetResult();

    /// <summary>The model, or what became of it.</summary>
    public CSharpCompilation Compile(IEnumerable<SourceFile> files) => CSharpCompilation.Create(
        $"Model{Guid.NewGuid():N}",
        files.Select(file => CSharpSyntaxTree.ParseText(SourceText.From(file.Text, Encoding.UTF8), CompiledPrograms.Parsing, file.Path)),
        References,
        CompiledPrograms.Options(OptimizationLevel.Debug));

    /// <summary>Every way to run it: its hosts, and its notifiers and drivers in a host that is right.</summary>
    public static IEnumerable<(string Name, Func<Machine, Host> Make)> Hosts(CompiledPrograms compiled)
    {
        foreach (var type in compiled.Types.Where(type => !type.IsGenericTypeDefinition).OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            if (type.GetMethod("Make", [typeof(Machine)]) is { IsStatic: true } made && typeof(Host).IsAssignableFrom(made.ReturnType))
                yield return (type.FullName!, machine => (Host)Invoke(() => made.Invoke(null, [machine]))!);
            if (type.IsAbstract) continue;
            if (typeof(Host).IsAssignableFrom(type) && type.GetConstructor([typeof(Machine)]) is { } host)
                yield return (type.FullName!, machine => (Host)Invoke(() => host.Invoke([machine])));
            if (typeof(BusNotifier).IsAssignableFrom(type) && type.GetConstructor([typeof(Iommu)]) is { } notifier)
                yield return (type.FullName!, machine => new RightHost(machine, iommu => (BusNotifier)Invoke(() => notifier.Invoke([iommu])), null));
            if (typeof(PciDriver).IsAssignableFrom(type) && type.GetConstructor([]) is { } driver)
                yield return (type.FullName!, machine => new RightHost(machine, null, (PciDriver)Invoke(() => driver.Invoke([]))));
        }
    }

    // What a model throws is the model's, not reflection's.
    private static T Invoke<T>(Func<T> call)
    {
        try
        {
            return call();
        }
        catch (System.Reflection.TargetInvocationException failure) when (failure.InnerException is { } inner)
        {
            throw inner;
        }
    }
}
