namespace Editors.Tests;

/// <summary>A folder with projects outside the checkout, as a user has one.</summary>
internal sealed class ModelFolder : IDisposable
{
    private ModelFolder() => Root = Directory.CreateTempSubdirectory("irq-editor-").FullName;

    /// <summary>The folder.</summary>
    public string Root { get; }

    /// <summary>Writes projects with their files, and a solution of them, and restores them.</summary>
    /// <param name="projects">The projects.</param>
    /// <param name="cancellation">Stops the restore.</param>
    public static async Task<ModelFolder> CreateAsync(IReadOnlyList<ModelProject> projects, CancellationToken cancellation)
    {
        var folder = new ModelFolder();
        try
        {
            // What lies in folders above must not reach the projects.
            folder.Write("Directory.Build.props", "<Project />");
            folder.Write("Directory.Packages.props", "<Project />");
            folder.Write(".editorconfig", "root = true\n");
            foreach (var project in projects)
            {
                folder.Write($"{project.Name}/{project.Name}.csproj", project.ToXml());
                foreach (var file in project.Files) folder.Write($"{project.Name}/{file.Name}", file.Text);
            }

            folder.Write("Models.slnx", $"<Solution>{string.Concat(projects.Select(project => $"<Project Path=\"{project.Name}/{project.Name}.csproj\" />"))}</Solution>");
            await Cli.RunAsync("dotnet", ["restore", "Models.slnx"], folder.Root, cancellation);
            return folder;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>The solution.</summary>
    public string Solution => PathOf("Models.slnx");

    /// <summary>The full path of a file.</summary>
    /// <param name="file">Its path in the folder, with slashes.</param>
    public string PathOf(string file) => Path.Combine([Root, .. file.Split('/')]);

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Root, recursive: true);

    private void Write(string file, string text)
    {
        var path = PathOf(file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
