namespace Microsoft.CodeAnalysis.Testing;

/// <summary>
/// One workspace for all tests of a process. Solutions are immutable and never applied to it, so it stays empty: a test costs no
/// composition of host services.
/// </summary>
internal static class TestWorkspace
{
    private static readonly Lazy<AdhocWorkspace> Instance = new(() => new AdhocWorkspace());

    public static Workspace Shared => Instance.Value;

    public delegate (string FileName, IEnumerable<string> Folders) Naming(string projectPathPrefix, string path);

    /// <summary>The solution with all files of the project.</summary>
    public static Solution AddFiles(this Solution solution, ProjectId projectId, Model.EvaluatedProjectState state, Naming naming)
    {
        foreach (var (path, text) in state.Sources)
        {
            var (name, folders) = naming(state.DefaultPrefix, path);
            solution = solution.AddDocument(DocumentId.CreateNewId(projectId, path), name, text, folders, path);
        }

        foreach (var (path, text) in state.AdditionalFiles)
        {
            var (name, folders) = naming(state.DefaultPrefix, path);
            solution = solution.AddAdditionalDocument(DocumentId.CreateNewId(projectId, path), name, text, folders, path);
        }

        foreach (var (path, text) in state.AnalyzerConfigFiles)
        {
            var (name, folders) = naming(state.DefaultPrefix, path);
            solution = solution.AddAnalyzerConfigDocument(DocumentId.CreateNewId(projectId, path), name, text, folders, path);
        }

        return solution;
    }

    /// <summary>The name, and the folders below the project, of a file.</summary>
    public static (string FileName, IEnumerable<string> Folders) NameAndFolders(string projectPathPrefix, string path)
    {
        var root = projectPathPrefix[..(projectPathPrefix.LastIndexOf('/') + 1)];
        var normal = path.Replace('\\', '/');
        if (root.Length == 0 || !normal.StartsWith(root, StringComparison.Ordinal))
            return (normal.StartsWith('/') ? path : Path.GetFileName(normal), []);
        var parts = normal[root.Length..].Split('/');
        return (parts[^1], parts[..^1]);
    }
}
