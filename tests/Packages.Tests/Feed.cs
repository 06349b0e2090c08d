using System.Xml.Linq;
using Packages.Tests;

[assembly: AssemblyFixture(typeof(Feed))]

namespace Packages.Tests;

/// <summary>A temporary folder with a feed of all packages, under a version that no other feed has, and with settings that name it.</summary>
public sealed class Feed : IAsyncLifetime
{
#if DEBUG
    private const string Configuration = "Debug";
#else
    private const string Configuration = "Release";
#endif

    internal string Root { get; } = Directory.CreateTempSubdirectory("irqmodel-").FullName;

    internal string Folder => Path.Combine(Root, "feed");

    internal string Version { get; } = $"0.0.1-test.{Environment.ProcessId}";

    internal Cli Cli { get; }

    public Feed() => Cli = new Cli(Path.Combine(Root, "packages"));

    public async ValueTask InitializeAsync()
    {
        await Cli.SucceedAsync(
            Checkout.Root, "pack", "Packages.slnf", "--no-build", "-c", Configuration, "-o", Folder, $"-p:PackageVersion={Version}", "-v", "minimal", "--nologo");
        // Beside the feed, the user's own sources apply; what they have unpacked before need not be fetched again.
        var unpacked = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        new XDocument(new XElement(
            "configuration",
            new XElement("packageSources", new XElement("add", new XAttribute("key", "under test"), new XAttribute("value", Folder))),
            new XElement("fallbackPackageFolders", Directory.Exists(unpacked) ? new XElement("add", new XAttribute("key", "user"), new XAttribute("value", unpacked)) : null)))
            .Save(Path.Combine(Root, "nuget.config"));
        // Nothing of the folders above reaches the projects under test.
        foreach (var name in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props" })
            await File.WriteAllTextAsync(Path.Combine(Root, name), "<Project />\n");
        await File.WriteAllTextAsync(Path.Combine(Root, ".editorconfig"), "root = true\n");
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Root, recursive: true);
        return ValueTask.CompletedTask;
    }
}
