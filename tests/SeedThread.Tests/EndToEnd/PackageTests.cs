using System.IO.Compression;
using Xunit;

namespace SeedThread.Tests.EndToEnd;

/// <summary>What a user gets who installs the packages.</summary>
[Trait("Suite", "Night")]
public sealed class PackageTests
{
    private static readonly string[] Packages = ["IrqAnalyzers.CodeFixes", "IrqModel", "IrqModel.Engine"];

    [Fact]
    public void A_project_that_has_only_the_packages_is_warned_and_its_model_runs()
    {
        using var project = ModelProject.OfWrongModels("""
            <PackageReference Include="IrqAnalyzers" Version="*" />
            <PackageReference Include="IrqModel.Engine" Version="*" />
            """);
        var feed = Path.Combine(project.Folder, "feed");
        Pack(project, feed);

        var restore = project.Dotnet("restore", "--source", feed);
        Assert.True(restore.ExitCode == 0, restore.Output);
        var build = project.Dotnet("build", "--no-restore", "--nologo", "-tl:off");
        Assert.True(build.ExitCode == 0, build.Output);
        Assert.Contains("S1.cs(17,37): warning IRQ2001", build.Output, StringComparison.Ordinal);
        var run = project.Dotnet("run", "--no-build", "S1");
        Assert.Contains("0000:00:12.0 PCI-MSI-3 > VECTOR False", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_analyzer_package_holds_the_analyzers_and_nothing_that_a_consumer_would_link()
    {
        using var project = ModelProject.OfWrongModels();
        var feed = Path.Combine(project.Folder, "feed");
        Pack(project, feed);

        using var package = ZipFile.OpenRead(Directory.EnumerateFiles(feed, "IrqAnalyzers.*.nupkg").Single());
        Assert.Equal(
            ["analyzers/dotnet/cs/IrqAnalyzers.CodeFixes.dll", "analyzers/dotnet/cs/IrqAnalyzers.dll", "analyzers/dotnet/roslyn4.14/cs/IrqModel.Generator.dll"],
            package.Entries.Select(entry => entry.FullName).Where(name => name.EndsWith(".dll", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        using var reader = new StreamReader(package.GetEntry("IrqAnalyzers.nuspec")!.Open());
        var nuspec = reader.ReadToEnd();
        Assert.Contains("<developmentDependency>true</developmentDependency>", nuspec, StringComparison.Ordinal);
        Assert.DoesNotContain("<dependency ", nuspec, StringComparison.Ordinal);
    }

    private static void Pack(ModelProject project, string feed)
    {
        var configuration = AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal)
            ? "Release"
            : "Debug";
        foreach (var name in Packages)
        {
            var packed = project.Dotnet("pack", Path.Combine(Checkout.Root, "src", name), "--no-build", "-c", configuration, "-o", feed, "--nologo");
            Assert.True(packed.ExitCode == 0, packed.Output);
        }
    }
}
