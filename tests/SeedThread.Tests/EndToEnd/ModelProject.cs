using System.Diagnostics;

namespace SeedThread.Tests.EndToEnd;

/// <summary>
/// A user's project in a folder of its own: a copy of the sample's models that references the built libraries and analyzers as a package
/// would bring them.
/// </summary>
internal sealed class ModelProject : IDisposable
{
    private static readonly string[] Models = ["Wrong", "Hosts", "Machines"];

    public ModelProject()
    {
        Folder = Directory.CreateTempSubdirectory("irq-e2e-").FullName;
        foreach (var part in Models)
        {
            Directory.CreateDirectory(Path.Combine(Folder, part));
            foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.SeedThread, part), "*.cs"))
                File.Copy(file, Path.Combine(Folder, part, Path.GetFileName(file)));
        }

        // Stops the build from looking further up.
        File.WriteAllText(Path.Combine(Folder, "Directory.Build.props"), "<Project />");
        File.WriteAllText(Path.Combine(Folder, "Models.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <OutputType>Exe</OutputType>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
              </PropertyGroup>
              <ItemGroup>
                <Reference Include="{Built("IrqModel.dll")}" />
                <Reference Include="{Built("IrqModel.Engine.dll")}" />
                <Analyzer Include="{Built("IrqAnalyzers.dll")}" />
                <Analyzer Include="{Built("IrqAnalyzers.CodeFixes.dll")}" />
              </ItemGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(Folder, "Program.cs"), """
            using IrqModel;
            using IrqModel.Engine;
            using SeedThread.Machines;
            using SeedThread.Wrong;

            Func<Machine, Host> host = args[0] == "S1" ? machine => new S1(machine) : machine => new S6Before(machine);
            var result = Simulation.Run(SeedMachines.OneUnit, host, running => ((PhysicalFunction)running.Machine[Bdf.Parse("00:02.0")]).EnableSriov(2));
            foreach (var function in result.Functions) Console.WriteLine($"{function.Address} {function.DomainChain} {function.Delivers}");
            foreach (var finding in result.Findings) Console.WriteLine(finding.Key);
            """);
    }

    public string Folder { get; }

    public string Read(string file) => File.ReadAllText(Path.Combine(Folder, file));

    /// <summary>Runs the real CLI in the project's folder.</summary>
    public (int ExitCode, string Output) Dotnet(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = Folder, RedirectStandardOutput = true, RedirectStandardError = true,
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

    private static string Built(string file) => Path.Combine(AppContext.BaseDirectory, file);
}
