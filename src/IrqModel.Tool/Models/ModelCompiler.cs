using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace IrqModel.Tool.Models;

/// <summary>Compiles a model that is a single file, against the tool's own IrqModel and with the usings of the SDK.</summary>
internal static class ModelCompiler
{
    private const int MostErrors = 20;

    // What <ImplicitUsings> of Microsoft.NET.Sdk gives.
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    /// <summary>Compiles a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="text">Its text.</param>
    /// <param name="assembly">Where the assembly goes. Its symbols are in it.</param>
    /// <exception cref="ModelErrorException">It does not compile; the message has the compiler's errors with file and line.</exception>
    public static void Compile(string path, string text, string assembly)
    {
        var compilation = CreateCompilation(path, text);
        using var peStream = new MemoryStream();
        var result = compilation.Emit(peStream, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.Embedded));
        if (!result.Success) throw new ModelErrorException(Describe(path, result.Diagnostics));
        File.WriteAllBytes(assembly, peStream.ToArray());
        File.WriteAllText(Path.ChangeExtension(assembly, ".runtimeconfig.json"), "{}");
    }

    /// <summary>The compilation of a file: for a program or, where nothing starts it, a library.</summary>
    internal static CSharpCompilation CreateCompilation(string path, string text)
    {
        // "#:package ..." lines are for "dotnet run file.cs".
        var options = new CSharpParseOptions(LanguageVersion.Preview).WithFeatures([new("FileBasedProgram", "true")]);
        var source = CSharpSyntaxTree.ParseText(SourceText.From(text, Encoding.UTF8), options, Path.GetFullPath(path));
        var usings = CSharpSyntaxTree.ParseText(SourceText.From(ImplicitUsings, Encoding.UTF8), options, "ImplicitUsings.cs");
        var compilation = CSharpCompilation.Create(
            Path.GetFileNameWithoutExtension(path), [source, usings], References(),
            new CSharpCompilationOptions(
                OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable, deterministic: true));
        return compilation.GetEntryPoint(CancellationToken.None) is not null || compilation.GetDiagnostics()
            .All(each => each.Id != "CS5001")
            ? compilation : compilation.WithOptions(compilation.Options.WithOutputKind(OutputKind.DynamicallyLinkedLibrary));
    }

    private static IEnumerable<MetadataReference> References()
    {
        var own = new[] { typeof(Machine), typeof(Engine.Simulation), typeof(IrqModel.Hosts.LinuxHost), typeof(Firmware.DmarTable) }.Select(
            type => type.Assembly.Location);
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        return Directory.GetFiles(framework, "*.dll").Where(IsManaged).Concat(own).Select(path => MetadataReference.CreateFromFile(path));
    }

    private static bool IsManaged(string path)
    {
        try
        {
            return AssemblyName.GetAssemblyName(path) is not null;
        }
        catch (BadImageFormatException)
        {
            return false;
        }
    }

    private static string Describe(string path, ImmutableArray<Diagnostic> diagnostics)
    {
        var errors = diagnostics.Where(each => each.Severity == DiagnosticSeverity.Error).ToArray();
        var lines = errors.Take(MostErrors).Select(error =>
        {
            var at = error.Location.GetMappedLineSpan().StartLinePosition;
            var place = error.Location.IsInSource ? $"{path}({at.Line + 1},{at.Character + 1})" : path;
            return $"{place}: error {error.Id}: {error.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}";
        });
        var more = errors.Length > MostErrors ? $"\nand {errors.Length - MostErrors} errors more" : "";
        return $"{path} does not compile.\n{string.Join('\n', lines)}{more}";
    }
}
