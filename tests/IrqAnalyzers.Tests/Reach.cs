using IrqAnalyzers.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace IrqAnalyzers.Tests;

/// <summary>How far a device is followed out of the body that it is in: what is seen there, and that nothing is made up.</summary>
public class Reach
{
    private const string Bad = "IRQ1001 definite any: ";

    [Fact]
    public Task Extension_methods_are_followed() => Model.ExpectAsync(
        Model.Host("function.Known(iommu).AssignMsiDomain(null); await function.Add();") + """
        public static class Extensions
        {
            public static PciFunction Known(this PciFunction device, Iommu by) { by.Register(device); return device; }
        }
        """);

    [Fact]
    public Task What_an_extension_method_does_wrong_is_found_at_its_call() => Model.ExpectAsync(
        Model.Host("function.Decide(); await function.Add();") + """
        public static class Extensions
        {
            public static void Decide(this PciFunction device) => device.AssignMsiDomain(null);
        }
        """,
        Bad + "function.Decide()");

    [Fact]
    public Task A_property_that_does_something_is_followed_or_unknown() => Model.ExpectAsync(Model.Host(
        "current = function; var done = Registered; function.AssignMsiDomain(null); await function.Add();",
        "private PciFunction current = null!; private bool Registered { get { iommu.Register(current); return true; } }"));

    [Fact]
    public Task A_setter_that_does_something_is_followed_or_unknown() => Model.ExpectAsync(Model.Host(
        "Current = function; function.AssignMsiDomain(null); await function.Add();",
        "private PciFunction Current { set { iommu.Register(value); } }"));

    [Theory]
    [InlineData("Current = function;", "private PciFunction Current { set { value.AssignMsiDomain(null); } }", "Current")]
    [InlineData("current = function; var done = Decided;", "private PciFunction current = null!; private bool Decided { get { current.AssignMsiDomain(null); return true; } }", "Decided")]
    [InlineData("this[function] = 1;", "private int this[PciFunction f] { set { f.AssignMsiDomain(null); } }", "this[function]")]
    [InlineData("using var scope = opened with { Of = function };", "private static readonly Scope opened; private struct Scope : System.IDisposable { public PciFunction Of { get; set; } public void Dispose() => Of.AssignMsiDomain(null); }", "")]
    [InlineData("current = function; foreach (var n in all) { }", "private PciFunction current = null!; private Walk all => new Walk { Of = current }; private class Walk { public PciFunction Of = null!; public Walk GetEnumerator() { Of.AssignMsiDomain(null); return this; } public bool MoveNext() => false; public int Current => 1; }", "")]
    [InlineData("current = function; var (a, b) = this;", "private PciFunction current = null!; private void Deconstruct(out int a, out int b) { current.AssignMsiDomain(null); a = b = 1; }", "")]
    public async Task Code_that_runs_without_a_call_in_sight_is_looked_into(string addDevice, string members, string at)
    {
        var plain = $"public void Plain([ArrivesWithout(Facts.Registered)] PciFunction function) {{ {addDevice} }} {members}";
        var found = await Model.AnalyzeAsync(Model.Compile($"public class Owner {{ {plain} }}"), hidden: true);
        Assert.Contains(found, diagnostic => diagnostic.Id is "IRQ1001" or "IRQ9001" && (at.Length == 0 || diagnostic.Location.SourceTree!.ToString().Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length).Contains(at)));
    }

    [Fact]
    public Task A_constructor_is_followed() => Model.ExpectAsync(
        Model.Host("new Deciding(function); await function.Add();") + """
        public class Deciding { public Deciding(PciFunction device) { device.AssignMsiDomain(null); } }
        """,
        Bad + "new Deciding(function)");

    [Fact]
    public Task A_constructor_that_registers_registers() => Model.ExpectAsync(
        Model.Host("new Registering(iommu, function); function.AssignMsiDomain(null); await function.Add();") + """
        public class Registering { public Registering(Iommu by, PciFunction device) => by.Register(device); }
        """);

    [Fact]
    public Task Partial_classes_are_one_class() => Model.ExpectAsync(
        [
            "public partial class Parts : Host { public Parts(Machine machine) : base(machine) { iommu = new(machine); } public override Flow Boot() => Flow.Completed; protected override async Flow AddDevice(PciFunction function) { Decide(function); Prepare(function); await function.Add(); } }",
            "public partial class Parts { private readonly Iommu iommu; private partial void Prepare(PciFunction device); private void Decide(PciFunction device) => device.AssignMsiDomain(null); }",
            "public partial class Parts { private partial void Prepare(PciFunction device) { iommu.Register(device); device.AssignMsiDomain(null); } }",
        ],
        Bad + "Decide(function)");

    [Fact]
    public Task A_generic_method_is_followed() => Model.ExpectAsync(Model.Host(
        "Decide(function); Prepare(function).AssignMsiDomain(null); await function.Add();",
        """
        private static void Decide<T>(T device) where T : PciFunction => device.AssignMsiDomain(null);
        private T Prepare<T>(T device) where T : PciFunction { iommu.Register(device); return device; }
        """),
        Bad + "Decide(function)");

    [Fact]
    public Task An_interface_call_has_the_contract_of_the_interface() => Model.ExpectAsync(
        Model.Host("Use(new Steps(iommu), function);", """
            private static void Use(ISteps steps, PciFunction device)
            {
                steps.Prepare(device);
                steps.Decide(device);
            }
            """) + """
        public interface ISteps
        {
            [Ensures(Facts.Registered, Subject = nameof(device))] void Prepare(PciFunction device);
            [Requires(Facts.Registered, Subject = nameof(device), Rule = "IRQ1001")] void Decide(PciFunction device);
        }
        public class Steps : ISteps
        {
            private readonly Iommu iommu;
            public Steps(Iommu iommu) => this.iommu = iommu;
            public void Prepare(PciFunction device) => iommu.Register(device);
            public void Decide(PciFunction device) => device.AssignMsiDomain(null);
        }
        """);

    [Fact]
    public Task An_interface_call_that_comes_too_early_is_reported() => Model.ExpectAsync(
        Model.Host("steps.Decide(function);", "private readonly ISteps steps = null!;") + """
        public interface ISteps
        {
            [Requires(Facts.Registered, Subject = nameof(device), Rule = "IRQ1001")] void Decide(PciFunction device);
        }
        """,
        Bad + "steps.Decide(function)");

    [Fact]
    public Task An_interface_call_without_a_contract_is_unknown() => Model.ExpectAsync(
        Model.Host("steps.Prepare(function); function.AssignMsiDomain(null); await function.Add();", "private readonly ISteps steps = null!;")
        + "public interface ISteps { void Prepare(PciFunction device); }");

    [Fact]
    public async Task Contracts_of_another_assembly_hold()
    {
        var library = Model.Compile("""
            public static class Library
            {
                [Ensures(Facts.Registered, Subject = nameof(device))]
                public static void Prepare(PciFunction device) { }

                [Requires(Facts.Registered, Subject = nameof(device), Rule = "IRQ1001")]
                public static void Decide(PciFunction device) { }

                public static void Whatever(PciFunction device) { }

                public static T Same<T>(T device) => device;
            }
            """).WithAssemblyName("Library");
        var compilation = Model.Compile(
            Model.Host("Library.Decide(function); Library.Prepare(function); Library.Decide(function);"),
            Model.Host("Library.Whatever(function); Library.Decide(function);").Replace("TestHost", "Other", StringComparison.Ordinal))
            .AddReferences(library.ToMetadataReference());
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));

        Assert.Equal([Bad + "Library.Decide(function)"], (await Model.AnalyzeAsync(compilation)).Select(Model.Render));
    }

    [Theory]
    [InlineData("device.AssignMsiDomain(null);", true)]
    [InlineData("iommu.Register(device); device.AssignMsiDomain(null);", false)]
    public async Task What_a_primary_constructor_captures_is_what_it_was_given(string work, bool isWrong)
    {
        var source = Model.Source(Model.Host("new Worker(iommu, function).Work(); await function.Add();")
            + $$"""public class Worker(Iommu iommu, PciFunction device) { public void Work() { {{work}} iommu.Register(device); } }""");
        var version = (LanguageVersion)1200;
        Assert.SkipUnless(Enum.IsDefined(version), "This compiler has no primary constructors of classes.");
        var compilation = Model.Compile(string.Empty).RemoveAllSyntaxTrees().AddSyntaxTrees(CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(version), "/models/Model0.cs"));
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));

        var found = (await Model.AnalyzeAsync(compilation)).Select(Model.Render);

        Assert.Equal(isWrong ? [Bad + "new Worker(iommu, function).Work()"] : [], found);
    }

    [Fact]
    public async Task A_path_in_a_collection_expression_is_read()
    {
        var source = Model.Source("""
            internal class Describing
            {
                public void Describe()
                {
                    var machine = new Machine("m");
                    var root = machine.AddRootBus();
                    root.AddFunction("02.0", "named");
                    root.AddFunction("03.0", "forgotten");
                    machine.AddRemappingUnit().Covers(new DeviceScope(DeviceScopeKind.Endpoint, 0, [(2, 0)]));
                }
            }
            """);
        var version = (LanguageVersion)1200;
        Assert.SkipUnless(Enum.IsDefined(version), "This compiler has no collection expressions.");
        var compilation = Model.Compile(string.Empty).RemoveAllSyntaxTrees().AddSyntaxTrees(CSharpSyntaxTree.ParseText(source, new CSharpParseOptions(version), "/models/Model0.cs"));
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));

        Assert.Equal(["""IRQ5001 definite any: AddFunction("03.0", "forgotten")"""], (await Model.AnalyzeAsync(compilation)).Select(Model.Render));
    }
}
