using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis.Diagnostics;

namespace IrqAnalyzers.Benchmarks;

/// <summary>Finds the analyzers that ours is compared with.</summary>
internal static class Peers
{
    private const string NetAnalyzers = "Sdks/Microsoft.NET.Sdk/analyzers";

    /// <summary>The analyzers of a rule, from the SDK that runs this process.</summary>
    /// <exception cref="InvalidOperationException">The SDK or the rule is not there.</exception>
    public static ImmutableArray<DiagnosticAnalyzer> OfSdk(string rule)
    {
        var folder = Path.Combine(NewestSdk(), NetAnalyzers);
        return Of(rule, Path.Combine(folder, "Microsoft.CodeAnalysis.NetAnalyzers.dll"), Path.Combine(folder, "Microsoft.CodeAnalysis.CSharp.NetAnalyzers.dll"));
    }

    /// <summary>The analyzers of a rule in assemblies.</summary>
    /// <exception cref="InvalidOperationException">None of them has the rule.</exception>
    public static ImmutableArray<DiagnosticAnalyzer> Of(string rule, params string[] files)
    {
        var found = ImmutableArray.CreateBuilder<DiagnosticAnalyzer>();
        foreach (var file in files)
        {
            foreach (var type in LoadableTypes(Assembly.LoadFrom(file)))
            {
                if (type.IsAbstract || !typeof(DiagnosticAnalyzer).IsAssignableFrom(type) || type.GetConstructor(Type.EmptyTypes) is null) continue;
                if (type.GetCustomAttribute<DiagnosticAnalyzerAttribute>() is not { } attribute || !attribute.Languages.Contains("C#")) continue;
                var analyzer = (DiagnosticAnalyzer)Activator.CreateInstance(type)!;
                if (analyzer.SupportedDiagnostics.Any(descriptor => descriptor.Id == rule)) found.Add(analyzer);
            }
        }

        return found.Count > 0 ? found.ToImmutable() : throw new InvalidOperationException($"No analyzer for {rule} in {string.Join(", ", files)}.");
    }

    private static string NewestSdk()
    {
        var root = Path.GetDirectoryName(Environment.ProcessPath is { } process && Path.GetFileNameWithoutExtension(process) == "dotnet"
            ? process
            : Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "../../..", "dotnet")))!;
        var sdks = Path.Combine(root, "sdk");
        return Directory.Exists(sdks) && Directory.GetDirectories(sdks).OrderBy(path => path, StringComparer.Ordinal).LastOrDefault() is { } newest
            ? newest
            : throw new InvalidOperationException($"There is no SDK in {sdks}.");
    }

    private static IEnumerable<Type> LoadableTypes(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException partly)
        {
            // Code fixes beside the analyzers need assemblies that an IDE has and this process has not.
            return partly.Types.OfType<Type>();
        }
    }
}
