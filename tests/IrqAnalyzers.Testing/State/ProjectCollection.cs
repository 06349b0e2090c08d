namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Projects by name. Asking for one that is not there adds it, empty.</summary>
/// <param name="defaultLanguage">Language of a new project.</param>
/// <param name="defaultExtension">Extension of its sources, without a dot.</param>
public class ProjectCollection(string defaultLanguage, string defaultExtension) : Dictionary<string, ProjectState>
{
    /// <summary>The project of this name; added if it is not there.</summary>
    public new ProjectState this[string projectName]
    {
        get
        {
            if (!TryGetValue(projectName, out var project))
                Add(projectName, project = new ProjectState(projectName, defaultLanguage, $"/{projectName}/Test", defaultExtension));
            return project;
        }
    }
}
