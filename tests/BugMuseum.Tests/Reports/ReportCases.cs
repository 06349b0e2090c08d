using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using IrqAnalyzers;
using IrqModel;
using IrqModel.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace BugMuseum.Tests.Reports;

/// <summary>
/// Bug reports of other kernels, written as models: a folder a report, with the wrong model and the repaired one. They lie beside the checkout. All are
/// compiled together, analysed, and run.
/// </summary>
internal sealed class ReportCases : IDisposable
{
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        """;

    private readonly string output = Directory.CreateTempSubdirectory("reports").FullName;
    private readonly AssemblyLoadContext context = new("reports", isCollectible: true);
    private readonly ImmutableArray<Diagnostic> diagnostics;
    private readonly ILookup<string, Type> types;

    public ReportCases(string folder, CancellationToken cancellation)
    {
        Names = [.. Directory.EnumerateDirectories(folder).Select(path => Path.GetFileName(path)!).Where(name => name[0] != '_').Order(StringComparer.Ordinal)];
        var compilation = Compile(folder, cancellation);
        diagnostics = compilation.WithAnalyzers([new BringUpAnalyzer()]).GetAnalyzerDiagnosticsAsync(cancellation).GetAwaiter().GetResult();
        var assembly = Load(compilation, cancellation);
        types = TypesByFile(compilation, assembly);
    }

    /// <summary>The names of the reports.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>Whether a report has a file.</summary>
    public bool Has(string name, string file) => types.Contains($"{name}/{file}");

    /// <summary>What the analyzers say of a file.</summary>
    public IEnumerable<Diagnostic> Reported(string name, string file) => diagnostics.Where(diagnostic =>
        diagnostic.Location.SourceTree!.FilePath == $"{name}/{file}").OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start);

    /// <summary>What runs of the hosts in a file show, on the machines and in the scenarios that the reports need.</summary>
    public IEnumerable<RunResult> Runs(string name, string file)
    {
        var own = types[$"{name}/{file}"].SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public))
            .Where(method => method.ReturnType == typeof(Machine) && method.GetParameters().Length == 0).ToArray();
        var shared = types["_project/Common.cs"].Single(type => type.Name == "Machines").GetMethods(BindingFlags.Static | BindingFlags.Public)
            .Where(method => method.ReturnType == typeof(Machine) && method.Name is "Nic" or "Latching").ToArray();
        foreach (var machine in own.Length > 0 ? own : shared)
        {
            var hosts = own.Length > 0
                ? types[$"{name}/After.cs"].Concat(types[$"{name}/Before.cs"]).Where(IsHost)
                : types[$"{name}/{file}"].Where(IsHost);
            foreach (var type in hosts)
            {
                foreach (var scenario in ScenariosOf(type))
                {
                    foreach (var isRestless in new[] { false, true })
                    {
                        if (Run(machine, type, scenario, isRestless) is { } result) yield return result;
                    }
                }
            }
        }
    }

    public void Dispose()
    {
        context.Unload();
        Directory.Delete(output, recursive: true);
    }

    // A scenario that the machine or the driver does not allow, such as VFs of a function without a driver, shows nothing.
    private static RunResult? Run(MethodInfo machine, Type type, Func<Host, Flow> scenario, bool isRestless)
    {
        try
        {
            return Simulation.Run(
                () => (Machine)machine.Invoke(null, [])!, built => (Host)Activator.CreateInstance(type, built)!, scenario,
                new RunOptions { RestlessFunctions = isRestless, MaxSteps = 100_000 });
        }
        catch (ModelException failure) when (failure.InnerException is InvalidOperationException or NullReferenceException or KeyNotFoundException)
        {
            return null;
        }
    }

    private static IEnumerable<Func<Host, Flow>> ScenariosOf(Type type)
    {
        yield return _ => Flow.Completed;
        yield return async host => await Nic(host).EnableSriov(2);
        yield return async host =>
        {
            await Nic(host).EnableSriov(2);
            await Nic(host).Remove();
        };
        yield return async host =>
        {
            await Nic(host).ConfigureSriov(2);
            await Nic(host).ConfigureSriov(0);
        };
        yield return async host => await Nic(host).Remove();
        yield return async host =>
        {
            await host.SuspendDevices();
            await host.ResumeDevices();
        };
        foreach (var method in type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly))
        {
            if (method.ReturnType != typeof(Flow) || method.IsVirtual) continue;
            yield return host => (Flow)method.Invoke(host, [.. method.GetParameters().Select(parameter => ArgumentFor(parameter, host))])!;
        }
    }

    private static object? ArgumentFor(ParameterInfo parameter, Host host) =>
        parameter.ParameterType.IsAssignableFrom(typeof(PhysicalFunction)) ? Nic(host) : Activator.CreateInstance(parameter.ParameterType);

    private static PhysicalFunction Nic(Host host) => host.Machine.Functions.OfType<PhysicalFunction>().First(function => function is not PciBridge);

    private static bool IsHost(Type type) => type.IsSubclassOf(typeof(Host)) && !type.IsAbstract;

    private static CSharpCompilation Compile(string folder, CancellationToken cancellation)
    {
        var options = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Preview);
        var trees = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/')).Where(path => path != "_project/Program.cs").Order(StringComparer.Ordinal)
            .Select(path => CSharpSyntaxTree.ParseText(SourceText.From(File.ReadAllText(Path.Combine(folder, path)), System.Text.Encoding.UTF8), options, path, cancellation))
            .Append(CSharpSyntaxTree.ParseText(SourceText.From(Usings, System.Text.Encoding.UTF8), options, "Usings.cs", cancellation));
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("BugMuseum", StringComparison.Ordinal)).Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            "Reports", trees, references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        var errors = compilation.GetDiagnostics(cancellation).Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToArray();
        return errors.Length == 0 ? compilation : throw new InvalidOperationException($"The reports do not compile: {errors[0]}");
    }

    // On disk, because the engine looks for the lines of handlers in the symbols beside an assembly.
    private Assembly Load(CSharpCompilation compilation, CancellationToken cancellation)
    {
        var path = Path.Combine(output, "Reports.dll");
        using (var assembly = File.Create(path))
        using (var symbols = File.Create(Path.ChangeExtension(path, ".pdb")))
        {
            var emitted = compilation.Emit(
                assembly, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb), cancellationToken: cancellation);
            if (!emitted.Success) throw new InvalidOperationException(emitted.Diagnostics.First(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToString());
        }

        return context.LoadFromAssemblyPath(path);
    }

    private static ILookup<string, Type> TypesByFile(CSharpCompilation compilation, Assembly assembly)
    {
        var found = new List<(string File, Type Type)>();
        foreach (var tree in compilation.SyntaxTrees)
        {
            var model = compilation.GetSemanticModel(tree);
            foreach (var declaration in tree.GetRoot().DescendantNodes().OfType<Microsoft.CodeAnalysis.CSharp.Syntax.TypeDeclarationSyntax>())
            {
                var symbol = model.GetDeclaredSymbol(declaration)!;
                var name = symbol.ContainingType is { } outer ? $"{outer.ToDisplayString()}+{symbol.MetadataName}" : symbol.ToDisplayString();
                if (assembly.GetType(name) is { } type) found.Add((tree.FilePath, type));
            }
        }

        return found.ToLookup(entry => entry.File, entry => entry.Type);
    }
}
