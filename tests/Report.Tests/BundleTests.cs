using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace Report.Tests;

/// <summary>The front end's bundle is committed, so that a build needs only the .NET SDK. These tests hold it to its sources.</summary>
public class BundleTests
{
    private static string Web => Path.Combine(Checkout.Root, "src", "IrqModel.Tool", "web");

    private static string Bundle => Path.Combine(Checkout.Root, "src", "IrqModel.Tool", "Pages", "Bundle");

    [Fact]
    public void The_bundle_was_built_from_the_sources_as_they_are()
    {
        string[] names =
        [
            "build.mjs", "package.json", "package-lock.json", "tsconfig.json",
            .. Directory.GetFiles(Path.Combine(Web, "src")).Select(path => $"src/{Path.GetFileName(path)}"),
        ];
        var text = new StringBuilder();
        foreach (var name in names.Order(StringComparer.Ordinal))
            text.Append(name).Append('\n').Append(File.ReadAllText(Path.Combine(Web, name)).ReplaceLineEndings("\n")).Append('\n');
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));

        Assert.True(
            hash == File.ReadAllText(Path.Combine(Bundle, "report.sources.sha256")).Trim(),
            "The sources of the report's page have changed since the bundle was built. In src/IrqModel.Tool/web run 'npm ci' and 'npm run build', and commit the result.");
    }

    [Fact]
    public void Nothing_names_the_registry_that_packages_came_from()
    {
        Assert.DoesNotContain("\"resolved\"", File.ReadAllText(Path.Combine(Web, "package-lock.json")), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(Web, ".npmrc")));
    }

    [Fact]
    public void Each_package_in_the_bundle_is_in_the_notices()
    {
        var notices = File.ReadAllText(Path.Combine(Checkout.Root, "THIRD-PARTY-NOTICES.md"));
        using var manifest = System.Text.Json.JsonDocument.Parse(File.ReadAllText(Path.Combine(Web, "package.json")));

        Assert.All(manifest.RootElement.GetProperty("dependencies").EnumerateObject(), package =>
            Assert.Contains($"{package.Name} {package.Value.GetString()}", notices, StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Suite", "Long")]
    public void A_build_from_the_sources_gives_the_committed_bundle()
    {
        var esbuild = Path.Combine(Web, "node_modules", "esbuild");
        Assert.SkipUnless(Directory.Exists(esbuild), "The front end's packages are not installed: 'npm ci' in src/IrqModel.Tool/web installs them.");
        var committed = File.ReadAllText(Path.Combine(Bundle, "report.html"));
        try
        {
            using var build = Process.Start(new ProcessStartInfo("node", "build.mjs") { WorkingDirectory = Web })!;
            build.WaitForExit();

            Assert.Equal(0, build.ExitCode);
            Assert.Equal(committed, File.ReadAllText(Path.Combine(Bundle, "report.html")));
        }
        finally
        {
            File.WriteAllText(Path.Combine(Bundle, "report.html"), committed);
        }
    }
}
