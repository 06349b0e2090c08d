using System.IO.Compression;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Packages.Tests;

/// <summary>What is in each package, and what it says of itself.</summary>
public sealed partial class ContentsTests(Feed feed)
{
    private static readonly string[] Common = ["CHANGELOG.md", "README.md", "icon.png"];

    private static readonly Guid SourceLink = new("CC110556-A091-4D38-9FEC-25AB9A351A6A");

    private static readonly Dictionary<string, (string[] Files, string[] Dependencies)> Expected = new(StringComparer.Ordinal)
    {
        ["IrqModel"] = ([], ["IrqModel.Engine"]),
        ["IrqModel.Dsl"] = (Library("IrqModel"), ["IrqAnalyzers"]),
        ["IrqModel.Engine"] = (Library("IrqModel.Engine"), ["IrqModel.Dsl"]),
        ["IrqModel.Firmware"] = (Library("IrqModel.Firmware"), ["IrqModel.Dsl"]),
        ["IrqModel.Hosts"] = (Library("IrqModel.Hosts"), ["IrqModel.Dsl"]),
        ["IrqModel.Testing"] = (Library("IrqModel.Testing"), ["IrqModel.Engine"]),
        ["IrqModel.Tool"] = (
            [
                .. ToolFiles(".dll", "IrqModel", "IrqModel.Engine", "IrqModel.Firmware", "IrqModel.Hosts", "IrqModel.Tool", "Spectre.Console", "System.CommandLine"),
                // What compiles a model that is a single file.
                .. ToolFiles(".dll", "Microsoft.CodeAnalysis", "Microsoft.CodeAnalysis.CSharp"),
                .. ToolFiles(".xml", "IrqModel", "IrqModel.Engine", "IrqModel.Firmware", "IrqModel.Hosts", "IrqModel.Tool", "DotnetToolSettings"),
                .. ToolFiles(".json", "IrqModel.Tool.deps", "IrqModel.Tool.runtimeconfig"),
                "THIRD-PARTY-NOTICES.md",
            ],
            []),
        ["IrqModel.Templates"] = (FilesUnder("src/IrqModel.Templates/content", "content"), []),
        ["IrqAnalyzers"] = (
            [
                "analyzers/dotnet/cs/IrqAnalyzers.dll", "analyzers/dotnet/cs/IrqAnalyzers.CodeFixes.dll", "analyzers/dotnet/roslyn4.14/cs/IrqModel.Generator.dll",
                "build/IrqAnalyzers.props", "build/IrqAnalyzers.targets", "buildTransitive/IrqAnalyzers.targets",
                "presets/irqmodel-ci.globalconfig", "presets/irqmodel-strict.globalconfig", .. FilesUnder("docs/rules", "docs/rules"),
            ],
            []),
    };

    public static TheoryData<string> Ids => [.. Expected.Keys];

    [Fact]
    public void The_packages_are_these() => Assert.Equal(
        Expected.Keys.Select(id => $"{id}.{feed.Version}.nupkg").Order(StringComparer.Ordinal),
        Directory.GetFiles(feed.Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_package_holds_what_it_should_and_nothing_else(string id)
    {
        using var package = Open(id);

        Assert.Equal(
            Expected[id].Files.Concat(Common).Append($"{id}.nuspec").Order(StringComparer.Ordinal),
            package.Entries.Select(entry => entry.FullName).Where(name => !IsOfTheFormat(name)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_package_says_what_it_is(string id)
    {
        using var package = Open(id);
        var about = Metadata(package, id);
        string Of(string name) => about.Element(about.Name.Namespace + name)?.Value ?? "";

        Assert.Equal((id, feed.Version, "MIT", "icon.png", "README.md"), (Of("id"), Of("version"), Of("license"), Of("icon"), Of("readme")));
        Assert.True(Of("description").Length > 100, Of("description"));
        Assert.Contains("iommu", Of("tags").Split(' '));
        Assert.NotEqual("", Of("releaseNotes"));
        Assert.NotEqual("", Of("authors"));
        Assert.StartsWith($"# {id}\n", Text(package, "README.md"), StringComparison.Ordinal);
        var repository = about.Element(about.Name.Namespace + "repository")!;
        Assert.Equal(("git", Of("projectUrl")), ((string)repository.Attribute("type")!, (string)repository.Attribute("url")!));
        Assert.Matches("^[0-9a-f]{40}$", (string)repository.Attribute("commit")!);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_package_brings_its_dependencies_whole_for_each_framework(string id)
    {
        using var package = Open(id);
        var about = Metadata(package, id);
        var dependencies = about.Descendants(about.Name.Namespace + "dependency")
            .Select(dependency => ($"{dependency.Attribute("id")!.Value} {dependency.Attribute("version")!.Value}", (string?)dependency.Attribute("include"), (string?)dependency.Attribute("exclude")));
        var expected = Expected[id].Dependencies.Select(name => ($"{name} {feed.Version}", (string?)"All", (string?)null));

        Assert.Equal(Expected[id].Dependencies.Length == 0 ? [] : expected.Concat(expected), dependencies);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void An_assembly_has_its_symbols_and_knows_where_its_sources_are(string id)
    {
        using var package = Open(id);
        var address = Metadata(package, id).Elements().First(element => element.Name.LocalName == "projectUrl").Value;
        foreach (var entry in package.Entries.Where(entry => entry.Name.StartsWith("Irq", StringComparison.Ordinal) && entry.Name.EndsWith(".dll", StringComparison.Ordinal)))
        {
            using var reader = new PEReader(new MemoryStream(Bytes(entry)));
            var symbols = Assert.Single(reader.ReadDebugDirectory(), part => part.Type == DebugDirectoryEntryType.EmbeddedPortablePdb);
            using var provider = reader.ReadEmbeddedPortablePdbDebugDirectoryData(symbols);
            var pdb = provider.GetMetadataReader();
            var link = pdb.CustomDebugInformation.Select(pdb.GetCustomDebugInformation).Single(information => pdb.GetGuid(information.Kind) == SourceLink);
            var text = Encoding.UTF8.GetString(pdb.GetBlobBytes(link.Value));
            Assert.Contains(address.Replace("https://github.com/", "https://raw.githubusercontent.com/", StringComparison.Ordinal), text, StringComparison.Ordinal);
            Assert.Contains(reader.ReadDebugDirectory(), part => part.Type == DebugDirectoryEntryType.Reproducible);
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_address_in_a_package_is_that_of_the_project(string id)
    {
        using var package = Open(id);
        var address = Metadata(package, id).Elements().First(element => element.Name.LocalName == "projectUrl").Value;
        var texts = package.Entries.Where(entry => Path.GetExtension(entry.Name) is ".md" or ".props" or ".targets" or ".cs" or ".csproj" or ".globalconfig");
        var strange = texts.SelectMany(entry => Address().Matches(Encoding.UTF8.GetString(Bytes(entry))).Select(match => $"{entry.FullName}: {match.Value}"))
            .Where(line => !line.Contains(address, StringComparison.Ordinal));

        Assert.Empty(strange);
    }

    [Fact]
    public void Projects_of_the_templates_ask_for_these_packages()
    {
        using var package = Open("IrqModel.Templates");
        foreach (var project in package.Entries.Where(entry => entry.Name.EndsWith(".csproj", StringComparison.Ordinal)))
        {
            var versions = XDocument.Parse(Encoding.UTF8.GetString(Bytes(project))).Descendants("PackageReference")
                .Select(reference => (Id: (string)reference.Attribute("Include")!, Version: (string)reference.Attribute("Version")!)).ToList();
            Assert.NotEmpty(versions);
            Assert.All(versions, reference => Assert.Matches(
                reference.Id.StartsWith("IrqModel", StringComparison.Ordinal) ? $"^{Regex.Escape(feed.Version)}$" : "^[0-9]+[.][0-9]+[.][0-9]+$", reference.Version));
        }
    }

    private static string[] Library(string name) =>
        [.. new[] { "net8.0", "net10.0" }.SelectMany(framework => new[] { $"lib/{framework}/{name}.dll", $"lib/{framework}/{name}.xml" })];

    private static IEnumerable<string> ToolFiles(string extension, params string[] names) => names.Select(name => $"tools/net10.0/any/{name}{extension}");

    private static string[] FilesUnder(string folder, string target)
    {
        var root = Path.Combine(Checkout.Root, folder);
        return [.. Directory.GetFiles(root, "*", SearchOption.AllDirectories).Select(file => $"{target}/{Path.GetRelativePath(root, file).Replace('\\', '/')}")];
    }

    private static bool IsOfTheFormat(string name) =>
        name is "[Content_Types].xml" || name.StartsWith("_rels/", StringComparison.Ordinal) || name.StartsWith("package/", StringComparison.Ordinal);

    private ZipArchive Open(string id) => ZipFile.OpenRead(Path.Combine(feed.Folder, $"{id}.{feed.Version}.nupkg"));

    private static XElement Metadata(ZipArchive package, string id) =>
        XDocument.Parse(Text(package, $"{id}.nuspec").TrimStart('\uFEFF')).Root!.Elements().First(element => element.Name.LocalName == "metadata");

    private static string Text(ZipArchive package, string name) => Encoding.UTF8.GetString(Bytes(package.GetEntry(name)!)).Replace("\r\n", "\n", StringComparison.Ordinal);

    private static byte[] Bytes(ZipArchiveEntry entry)
    {
        using var stream = entry.Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    [GeneratedRegex("https?://[^\\s\"')>]+")]
    private static partial Regex Address();
}
