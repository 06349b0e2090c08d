using IrqAnalyzers.CodeFixes.Tests.Support;
using IrqAnalyzers.Testing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace IrqAnalyzers.CodeFixes.Tests;

/// <summary>One run of <c>dotnet format analyzers</c>, in whatever order it takes the rules.</summary>
public sealed class FormatTests : IDisposable
{
    private const string Wrong = """
        function.SetDefaultMsiDomain(DefaultMsiDomain);
        switch (function.Address.Device)
        {
            case 1:
                function.AssignMsiDomain(dmar.FindMsiDomain(function)); // IRQ1001, twice
                function.MatchDriver = false;
                await function.Add();
                function.MatchDriver = true;
                await function.Attach();
                break;
            case 2:
                await function.Add(); // IRQ3001
                break;
            case 3:
                function.MatchDriver = false;
                await function.Add();
                if (!function.IsVirtual) function.InheritMsiDomainFromBus(); // IRQ1003
                function.MatchDriver = true;
                await function.Attach();
                break;
            case 4:
                dmar.Register(function);
                if (function.AllocateVectors(1) > 0) function.RequestInterrupts(); // IRQ1002, and IRQ2001 for a VF
                function.AssignMsiDomain(dmar.FindMsiDomain(function));
                function.MatchDriver = false;
                await function.Add();
                function.MatchDriver = true;
                break;
        }
        """;

    private const string Right = """
        function.SetDefaultMsiDomain(DefaultMsiDomain);
        switch (function.Address.Device)
        {
            case 1:
                function.MatchDriver = false;
                await function.Add();
                if (!function.IsVirtual || function.MsiDomain is null) function.AssignMsiDomain(dmar.FindMsiDomain(function)); // IRQ1001, twice
                function.MatchDriver = true;
                await function.Attach();
                break;
            case 2:
                function.MatchDriver = false;
                await function.Add(); // IRQ3001
                function.MatchDriver = true;
                await function.Attach();
                break;
            case 3:
                function.MatchDriver = false;
                await function.Add();
                if (!function.IsVirtual) function.AssignMsiDomain(dmar.FindMsiDomain(function)); // IRQ1003
                function.MatchDriver = true;
                await function.Attach();
                break;
            case 4:
                dmar.Register(function);
                function.AssignMsiDomain(dmar.FindMsiDomain(function));
                if (function.AllocateVectors(1) > 0) function.RequestInterrupts(); // IRQ1002, and IRQ2001 for a VF
                function.MatchDriver = false;
                await function.Add();
                function.MatchDriver = true;
                break;
        }
        """;

    private static readonly string Handler = Models.Handler("if (function.IsVirtual) return; // IRQ2001\n\ndmar.Register(function);")[Models.Usings.Length..];

    private static readonly string FixedHandler = Models.Handler(
        "if (function.IsVirtual)\n{\n    function.InheritMsiDomain();\n    return; // IRQ2001\n}\n\ndmar.Register(function);")[Models.Usings.Length..];

    private readonly AdhocWorkspace workspace = new();

    public static TheoryData<string> Orders { get; } = new(
        "IRQ1001 IRQ1002 IRQ1003 IRQ2001 IRQ3001",
        "IRQ3001 IRQ2001 IRQ1003 IRQ1002 IRQ1001",
        "IRQ2001 IRQ1001 IRQ3001 IRQ1002 IRQ1003",
        "IRQ1003 IRQ3001 IRQ1002 IRQ1001 IRQ2001",
        "IRQ1002 IRQ1003 IRQ1001 IRQ3001 IRQ2001",

        // Nothing is left of a rule, and something of another.
        "IRQ1001 IRQ1001 IRQ1002 IRQ1003 IRQ2001 IRQ3001");

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task Every_rule_is_fixed_in_one_run(string order)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var project = NewProject("Models");
        var document = project.AddDocument("Host.cs", Models.Host(Wrong) + Handler, filePath: "/Host.cs");

        var changed = await FormatRun.FixAsync(document.Project.Solution, order.Split(' '), new BringUpFix(), cancellation);

        var text = await changed.GetDocument(document.Id)!.GetTextAsync(cancellation);
        Assert.Equal(Models.Host(Right) + FixedHandler, text.ToString());
    }

    [Fact]
    public async Task Findings_of_a_rule_that_want_different_changes_are_fixed_in_one_run()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var project = NewProject("Models");
        var document = project.AddDocument("Host.cs", Models.Host(Remove("nic.FreeVectors();\nawait nic.Remove();", "await nic.Remove();")), filePath: "/Host.cs");

        var changed = await FormatRun.FixAsync(document.Project.Solution, ["IRQ4001", "IRQ4002"], new BringUpFix(), cancellation);

        Assert.DoesNotContain(
            await FormatRun.FindingsAsync(changed.GetProject(project.Id)!, cancellation), finding => finding.Id.StartsWith("IRQ4", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_file_that_several_projects_have_gets_one_text()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var ids = new List<DocumentId>();
        foreach (var target in new[] { "Models(net9.0)", "Models(net10.0)" })
        {
            var project = NewProject(target);
            project = project.WithParseOptions(new CSharpParseOptions(preprocessorSymbols: [target == "Models(net9.0)" ? "NET9_0" : "NET10_0"]));
            var document = project.AddDocument("Host.cs", "#if NET10_0\n#endif\n" + Models.Host(Wrong) + Handler, filePath: "/Host.cs");
            ids.Add(document.Id);
            Assert.True(workspace.TryApplyChanges(document.Project.Solution));
        }

        Assert.Single(workspace.CurrentSolution.GetDocument(ids[0])!.GetLinkedDocumentIds());

        var changed = await FormatRun.FixAsync(workspace.CurrentSolution, Orders.First().Data.Split(' '), new BringUpFix(), cancellation);

        foreach (var id in ids)
        {
            var text = await changed.GetDocument(id)!.GetTextAsync(cancellation);
            Assert.Equal("#if NET10_0\n#endif\n" + Models.Host(Right) + FixedHandler, text.ToString());
        }
    }

    [Theory]
    [InlineData("IRQ1001 IRQ2001")]
    [InlineData("IRQ2001 IRQ1001")]
    public async Task A_file_in_which_projects_see_different_findings_gets_one_text(string order)
    {
        var cancellation = TestContext.Current.CancellationToken;
        var source = Models.Handler("#if TWO\nif (function.IsVirtual)\n{\n    function.InheritMsiDomain();\n    return;\n}\n#else\nif (function.IsVirtual) return;\n#endif\n\nfunction.AssignMsiDomain(dmar.FindMsiDomain(function));\ndmar.Register(function);");
        var ids = new List<DocumentId>();
        foreach (var symbol in new[] { "ONE", "TWO" })
        {
            var project = NewProject(symbol).WithParseOptions(new CSharpParseOptions(preprocessorSymbols: [symbol]));
            var document = project.AddDocument("Notifier.cs", source, filePath: "/Notifier.cs");
            ids.Add(document.Id);
            Assert.True(workspace.TryApplyChanges(document.Project.Solution));
        }

        var changed = await FormatRun.FixAsync(workspace.CurrentSolution, order.Split(' '), new BringUpFix(), cancellation);

        var texts = new HashSet<string>(StringComparer.Ordinal);
        foreach (var id in ids)
        {
            texts.Add((await changed.GetDocument(id)!.GetTextAsync(cancellation)).ToString());
            Assert.DoesNotContain(
                await FormatRun.FindingsAsync(changed.GetDocument(id)!.Project, cancellation),
                finding => order.Contains(finding.Id, StringComparison.Ordinal));
        }

        Assert.Contains("#else\n        if (function.IsVirtual)\n        {\n            function.InheritMsiDomain();\n            return;\n        }\n#endif", Assert.Single(texts), StringComparison.Ordinal);
    }

    [Fact]
    public async Task All_files_of_a_project_are_fixed_in_one_run()
    {
        var cancellation = TestContext.Current.CancellationToken;
        var project = NewProject("Models");
        var ids = new List<DocumentId>();
        foreach (var name in new[] { "A", "B", "C" })
        {
            var document = project.AddDocument($"{name}.cs", Models.Host(Wrong, name: name), filePath: $"/{name}.cs");
            ids.Add(document.Id);
            project = document.Project;
        }

        var changed = await FormatRun.FixAsync(project.Solution, Orders.Last().Data.Split(' '), new BringUpFix(), cancellation);

        foreach (var id in ids)
        {
            var document = changed.GetDocument(id)!;
            var text = await document.GetTextAsync(cancellation);
            Assert.Equal(Models.Host(Right, name: Path.GetFileNameWithoutExtension(document.Name)), text.ToString());
        }
    }

    public void Dispose() => workspace.Dispose();

    private static string Remove(params string[] endings) => string.Join('\n', endings.Select((ending, number) =>
        $$"""
        if (function.Address.Device == {{number}})
        {
            var nic = function.Bus.AddFunction("02.0");
            dmar.Register(nic);
            nic.AssignMsiDomain(dmar.FindMsiDomain(nic));
            if (nic.AllocateVectors(1) == 0) return;
            nic.RequestInterrupts();
            {{ending.Replace("\n", "\n    ", StringComparison.Ordinal)}}
        }
        """));

    private Project NewProject(string name) => workspace.AddProject(name, LanguageNames.CSharp)
        .WithMetadataReferences(RunningFramework.References.Add(Models.Dsl))
        .WithCompilationOptions(new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
}
