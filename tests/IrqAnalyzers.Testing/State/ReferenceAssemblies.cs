using System.Collections.Immutable;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>
/// The framework that test sources are compiled against. Nothing is downloaded: it is always the shared framework that the tests
/// themselves run on.
/// </summary>
public sealed class ReferenceAssemblies
{
    private static readonly Lazy<ImmutableDictionary<string, string>> Framework = new(FindFramework);
    private readonly Lazy<ImmutableArray<MetadataReference>> references;

    private ReferenceAssemblies(ImmutableArray<string> assemblies, AssemblyIdentityComparer comparer)
    {
        Assemblies = assemblies;
        AssemblyIdentityComparer = comparer;
        references = new(Resolve);
    }

    /// <summary>The whole shared framework.</summary>
    public static ReferenceAssemblies Default { get; } = new([], AssemblyIdentityComparer.Default);

    /// <summary>The simple names of the assemblies; empty for the whole framework.</summary>
    public ImmutableArray<string> Assemblies { get; }

    /// <summary>How identities of assemblies are compared.</summary>
    public AssemblyIdentityComparer AssemblyIdentityComparer { get; }

    /// <summary>The same with only these assemblies, by simple name.</summary>
    public ReferenceAssemblies WithAssemblies(ImmutableArray<string> assemblies) => new(assemblies, AssemblyIdentityComparer);

    /// <summary>The same with another way to compare identities.</summary>
    public ReferenceAssemblies WithAssemblyIdentityComparer(AssemblyIdentityComparer assemblyIdentityComparer) =>
        new(Assemblies, assemblyIdentityComparer);

    /// <summary>The references, shared by all tests of the process.</summary>
    public Task<ImmutableArray<MetadataReference>> ResolveAsync(string? language, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(references.Value);
    }

    private static ImmutableDictionary<string, string> FindFramework()
    {
        var home = Path.GetDirectoryName(typeof(object).Assembly.Location);
        var trusted = AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") as string ?? string.Empty;
        return trusted
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Where(path => Path.GetDirectoryName(path) == home)
            .ToImmutableDictionary(path => Path.GetFileNameWithoutExtension(path), StringComparer.OrdinalIgnoreCase);
    }

    private ImmutableArray<MetadataReference> Resolve()
    {
        var names = Assemblies.IsEmpty ? Framework.Value.Keys.Order(StringComparer.Ordinal) : Assemblies.AsEnumerable();
        return
        [
            .. names.Select(name => MetadataReferences.FromFile(
                Framework.Value.GetValueOrDefault(name)
                ?? throw new InvalidOperationException($"The shared framework has no assembly '{name}'.")))
        ];
    }
}
