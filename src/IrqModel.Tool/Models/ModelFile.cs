namespace IrqModel.Tool.Models;

/// <summary>A model that the user named, ready to be loaded.</summary>
internal sealed class ModelFile : IDisposable
{
    private readonly DirectoryInfo? folder;

    private ModelFile(string name, string assembly, DirectoryInfo? folder)
    {
        Name = name;
        Assembly = assembly;
        this.folder = folder;
    }

    /// <summary>What messages call it.</summary>
    public string Name { get; }

    /// <summary>Its assembly, by full path.</summary>
    public string Assembly { get; }

    /// <summary>Compiles or builds a model where that is needed.</summary>
    /// <param name="path">A <c>.cs</c> file, a project or the folder of one, or an assembly.</param>
    /// <param name="cancellation">Ends the build.</param>
    /// <exception cref="InputException">It is none of these, or does not compile.</exception>
    public static ModelFile Open(string path, CancellationToken cancellation)
    {
        if (Directory.Exists(path)) return new(path, ProjectBuilder.Build(ProjectIn(path), cancellation), null);
        if (!File.Exists(path)) throw new InputException($"{path}: there is no such file or folder.");
        return Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".CS" => Compile(path),
            ".CSPROJ" => new(path, ProjectBuilder.Build(path, cancellation), null),
            ".DLL" => new(path, Path.GetFullPath(path), null),
            ".EXE" => new(path, Path.GetFullPath(Path.ChangeExtension(path, ".dll")), null),
            ".JSON" => throw new InputException($"{path}: is no model; for a machine as JSON: irqmodel run --machine {path} --host HOST."),
            _ => throw new InputException(
                $"{path}: is no model; expected a .cs file, a project (.csproj or its folder), or an assembly (.dll)."),
        };
    }

    /// <inheritdoc/>
    public void Dispose() => folder?.Delete(recursive: true);

    private static ModelFile Compile(string path)
    {
        var folder = Directory.CreateTempSubdirectory("irqmodel");
        try
        {
            var assembly = Path.Combine(folder.FullName, Path.ChangeExtension(Path.GetFileName(path), ".dll"));
            ModelCompiler.Compile(path, Read(path), assembly);
            return new(path, assembly, folder);
        }
        catch
        {
            folder.Delete(recursive: true);
            throw;
        }
    }

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception wrong) when (wrong is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{path}: {wrong.Message}");
        }
    }

    private static string ProjectIn(string folder)
    {
        var projects = Directory.GetFiles(folder, "*.csproj");
        return projects.Length switch
        {
            1 => projects[0],
            0 => throw new InputException($"{folder}: a folder without a project (.csproj)."),
            _ => throw new InputException(
                $"{folder}: has {projects.Length} projects; name one: {string.Join(", ", projects.Select(Path.GetFileName))}."),
        };
    }
}
