namespace Packages.Tests;

/// <summary>Small projects that use the packages in different ways. One restore and one build make all; each leaves the compiler's report.</summary>
public sealed class Consumers(Feed feed) : IAsyncLifetime
{
    private const string Bug = """
        using IrqModel;

        namespace Models;

        public sealed class Notifier(Iommu iommu) : IommuNotifier(priority: 1)
        {
            protected override async Flow OnDeviceAdded(PciFunction function)
            {
                if (function.IsVirtual) return;
                iommu.Register(function);
                if (iommu.FindMsiDomain(function) is { } domain) function.AssignMsiDomain(domain);
            }
        }

        public abstract class SharedBusHost(Machine machine) : Host(machine)
        {
            protected override async Flow AddDevice(PciFunction function)
            {
                function.MatchDriver = false;
                await function.Add();
                if (!function.IsVirtual) function.InheritMsiDomainFromBus();
                function.MatchDriver = true;
                await function.Attach();
            }
        }
        """;

    private const string Program = """
        using System.Reflection;
        using System.Runtime.Versioning;
        using IrqModel;
        using IrqModel.Engine;

        var result = Simulation.Run(
            () =>
            {
                var machine = new Machine("one card");
                machine.AddRootBus().AddFunction("02.0", "nic", msixVectors: 1);
                machine.AddCatchAllUnit();
                return machine;
            },
            machine => new Idle(machine));
        Console.WriteLine($"{typeof(Host).Assembly.GetCustomAttribute<TargetFrameworkAttribute>()!.FrameworkName} {result.Machine.Name}");

        internal sealed class Idle(Machine machine) : Host(machine)
        {
            public override Flow Boot() => Flow.Completed;
        }
        """;

    private const string OwnRules = """
        using IrqModel;
        using IrqModel.Contracts;
        using IrqModel.Engine;

        var result = Simulation.Run(() => new Machine("none"), machine => new Vmm(machine));
        foreach (var finding in result.Findings) Console.WriteLine($"{finding.Key.Rule} {finding.Location}");

        [ProtocolFacts]
        internal enum LineFacts { Wired }

        internal sealed class Line
        {
            [ProtocolRule("Line armed before it is wired")]
            private const string ArmedUnwired = "IRQU001";

            [Ensures(LineFacts.Wired)]
            public void Wire() { }

            [Requires(LineFacts.Wired, Rule = ArmedUnwired)]
            public void Arm() { }
        }

        internal sealed class Vmm(Machine machine) : Host(machine)
        {
            public override Flow Boot()
            {
                var line = new Line();
                line.Arm();
                line.Wire();
                return Flow.Completed;
            }
        }
        """;

    private readonly string home = Path.Combine(feed.Root, "consumers");

    internal CliResult Build { get; private set; } = null!;

    internal CliResult Unconcerned { get; private set; } = null!;

    internal CliResult OldRuntime { get; private set; } = null!;

    internal CliResult OwnRun { get; private set; } = null!;

    internal SarifLog Report(string project, string? framework = null) =>
        SarifLog.Read(Path.Combine(home, project, framework is null ? "log.sarif" : $"log.{framework}.sarif"));

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(home);
        Add("Plain", reference: null);
        await feed.Cli.SucceedAsync(home, "add", "Plain", "package", "IrqModel", "--version", feed.Version, "--no-restore");
        Add("OwnRules", reference: null, OwnRules, "<OutputType>Exe</OutputType>");
        await feed.Cli.SucceedAsync(home, "add", "OwnRules", "package", "IrqModel", "--version", feed.Version, "--no-restore");
        Add("EngineOnly", Package("IrqModel.Engine"));
        Add("HostsOnly", Package("IrqModel.Hosts"));
        Add("BySeverity", Package("IrqModel"), files: (".editorconfig", "[*.cs]\ndotnet_diagnostic.IRQ2001.severity = error\n"));
        Add("ByGlobalConfig", Package("IrqModel"), files: (".globalconfig", "is_global = true\ndotnet_diagnostic.IRQ2001.severity = none\n"));
        Add("ByNoWarn", Package("IrqModel"), properties: "<NoWarn>$(NoWarn);IRQ2001</NoWarn>");
        Add("ByPragma", Package("IrqModel"), Bug.Replace("        if (function.IsVirtual) return;", "#pragma warning disable IRQ2001\n        if (function.IsVirtual) return;\n#pragma warning restore IRQ2001", StringComparison.Ordinal));
        Add("ByAttribute", Package("IrqModel"), Bug.Replace("    protected override async Flow OnDeviceAdded", "    [System.Diagnostics.CodeAnalysis.SuppressMessage(\"InterruptBringUp\", \"IRQ2001\", Justification = \"A test.\")]\n    protected override async Flow OnDeviceAdded", StringComparison.Ordinal));
        Add("PresetCi", Package("IrqModel"), properties: "<IrqModelPreset>ci</IrqModelPreset>");
        Add("PresetStrict", Package("IrqModel"), properties: "<IrqModelPreset>strict</IrqModelPreset>");
        Add("WrongOptions", Package("IrqModel"), files: [(".editorconfig", "[*.cs]\n# what a typo does\nirq_report_possible = error\n"), (".globalconfig", "is_global = true\nirq_analysis_budgets = 5\n")]);
        Add("Downstream", Project("Plain"), Bug.Replace("namespace Models", "namespace Beyond", StringComparison.Ordinal));
        Add("DownstreamAsked", Project("Plain"), Bug.Replace("namespace Models", "namespace Beyond", StringComparison.Ordinal), "<UseIrqAnalyzers>true</UseIrqAnalyzers>");
        Add("Multi", Package("IrqModel"), Bug, "<OutputType>Exe</OutputType>", "net8.0;net10.0", ("Program.cs", Program));
        Add("Unconcerned", Package("IrqAnalyzers"), "namespace Other;\n\npublic static class Plain\n{\n    public static int Twice(int value) => 2 * value;\n}\n");

        await File.WriteAllTextAsync(
            Path.Combine(home, "Consumers.slnx"),
            $"<Solution>{string.Concat(Directory.GetFiles(home, "*.csproj", SearchOption.AllDirectories).Select(path => $"<Project Path=\"{Path.GetRelativePath(home, path)}\" />"))}</Solution>");
        Build = await feed.Cli.RunAsync(home, "build", "Consumers.slnx", "--nologo");
        Unconcerned = await feed.Cli.RunAsync(home, "build", "Unconcerned", "--nologo", "--no-restore", "--no-incremental", "-v", "detailed", "-p:ReportAnalyzer=true");
        OldRuntime = await feed.Cli.RunAsync(home, "exec", "--roll-forward", "Major", Path.Combine("Multi", "bin", "Debug", "net8.0", "Multi.dll"));
        OwnRun = await feed.Cli.RunAsync(home, "exec", Path.Combine("OwnRules", "bin", "Debug", "net10.0", "OwnRules.dll"));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private string Package(string id) => $"<PackageReference Include=\"{id}\" Version=\"{feed.Version}\" />";

    private static string Project(string name) => $"<ProjectReference Include=\"../{name}/{name}.csproj\" />";

    private void Add(string name, string? reference, string source = Bug, string properties = "", string frameworks = "net10.0", params (string Name, string Text)[] files)
    {
        var folder = Directory.CreateDirectory(Path.Combine(home, name)).FullName;
        var (log, property) = frameworks.Contains(';') ? ("log.$(TargetFramework).sarif", "TargetFrameworks") : ("log.sarif", "TargetFramework");
        File.WriteAllText(Path.Combine(folder, $"{name}.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <{property}>{frameworks}</{property}>
                <LangVersion>latest</LangVersion>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <ErrorLog>$(MSBuildProjectDirectory)/{log},version=2.1</ErrorLog>
                {properties}
              </PropertyGroup>
              <ItemGroup>{reference}</ItemGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(folder, "Models.cs"), source);
        foreach (var (file, text) in files) File.WriteAllText(Path.Combine(folder, file), text);
    }
}
