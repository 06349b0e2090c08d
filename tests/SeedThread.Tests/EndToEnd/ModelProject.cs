using System.Diagnostics;

namespace SeedThread.Tests.EndToEnd;

/// <summary>
/// A user's project in a folder of its own: a copy of the sample's models that references the built libraries and analyzers as a package
/// would bring them.
/// </summary>
internal sealed class ModelProject : IDisposable
{
    private static readonly string[] Models = ["Wrong", "Hosts", "Machines"];

    private ModelProject()
    {
        Folder = Directory.CreateTempSubdirectory("irq-e2e-").FullName;

        // Stops the build from looking further up.
        Write("Directory.Build.props", "<Project />");
    }

    /// <summary>A copy of one of the samples that are a handful of files.</summary>
    public ModelProject(string sample)
        : this()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Checkout.Root, "samples", sample), "*.cs"))
            File.Copy(file, Path.Combine(Folder, Path.GetFileName(file)));
        WriteProject(Libraries);
    }

    /// <summary>The models of SeedThread that are wrong, with a program that runs the one that is named.</summary>
    /// <param name="packages">Package references; built libraries and analyzers if not given.</param>
    public static ModelProject OfWrongModels(string? packages = null)
    {
        var project = new ModelProject();
        foreach (var part in Models)
        {
            Directory.CreateDirectory(Path.Combine(project.Folder, part));
            foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.SeedThread, part), "*.cs"))
                File.Copy(file, Path.Combine(project.Folder, part, Path.GetFileName(file)));
        }

        project.WriteProject(packages ?? Libraries);
        project.Write("Program.cs", """
            using IrqModel;
            using IrqModel.Engine;
            using SeedThread.Machines;
            using SeedThread.Wrong;

            Func<Machine, Host> host = args[0] == "S1" ? machine => new S1(machine) : machine => new S6Before(machine);
            var result = Simulation.Run(SeedMachines.OneUnit, host, running => ((PhysicalFunction)running.Machine[Bdf.Parse("00:02.0")]).EnableSriov(2));
            foreach (var function in result.Functions) Console.WriteLine($"{function.Address} {function.DomainChain} {function.Delivers}");
            foreach (var finding in result.Findings) Console.WriteLine(finding.Key);
            """);
        return project;
    }

    /// <summary>A project of the given files.</summary>
    public static ModelProject Of(IEnumerable<(string Name, string Text)> files)
    {
        var project = new ModelProject();
        foreach (var (name, text) in files) project.Write(name, text);
        project.WriteProject(Libraries);
        return project;
    }

    public string Folder { get; }

    public string Read(string file) => File.ReadAllText(Path.Combine(Folder, file));

    public void Write(string file, string text) => File.WriteAllText(Path.Combine(Folder, file), text);

    /// <summary>Runs the real CLI in the project's folder.</summary>
    public (int ExitCode, string Output) Dotnet(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";

        // What the test host's own MSBuild and CLI left behind would steer the child's.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
            start.Environment.Remove(name);
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);

    private static string Libraries => $"""
        <Reference Include="{Built("IrqModel.dll")}" />
        <Reference Include="{Built("IrqModel.Engine.dll")}" />
        <Analyzer Include="{Built("IrqAnalyzers.dll")}" />
        <Analyzer Include="{Built("IrqAnalyzers.CodeFixes.dll")}" />
        """;

    private void WriteProject(string references) => Write("Models.csproj", $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>net10.0</TargetFramework>
            <OutputType>Exe</OutputType>
            <Nullable>enable</Nullable>
            <ImplicitUsings>enable</ImplicitUsings>
            <RestorePackagesPath>packages</RestorePackagesPath>
            <DefaultItemExcludes>$(DefaultItemExcludes);packages/**</DefaultItemExcludes>
          </PropertyGroup>
          <ItemGroup>
            {references}
          </ItemGroup>
        </Project>
        """);

    private static string Built(string file) => Path.Combine(AppContext.BaseDirectory, file);
}
