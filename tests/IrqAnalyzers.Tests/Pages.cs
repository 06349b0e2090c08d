using System.Text.RegularExpressions;
using IrqAnalyzers.Tests.Shared;
using IrqAnalyzers.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace IrqAnalyzers.Tests;

/// <summary>The code on the rules' pages compiles; the wrong one has the findings that its comments name, the right one has none.</summary>
public partial class Pages
{
    private static string Folder => Path.Combine(Checkout.Root, "docs", "rules");

    public static TheoryData<string> Ids =>
        [.. Directory.GetFiles(Folder, "IRQ*.md").Where(HasCode).Select(page => Path.GetFileNameWithoutExtension(page)!).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_code_of_a_page_does_what_the_page_says(string id)
    {
        var page = await File.ReadAllTextAsync(Path.Combine(Folder, $"{id}.md"), TestContext.Current.CancellationToken);
        var wrong = Blocks(page, "Wrong");
        var right = Blocks(page, "Right");
        Assert.NotEmpty(wrong);
        Assert.NotEmpty(right);
        foreach (var code in wrong)
        {
            Assert.Contains(Expected(code), finding => finding.EndsWith(id, StringComparison.Ordinal));
            await CheckAsync(code);
        }

        foreach (var code in right)
        {
            Assert.Empty(Expected(code));
            await CheckAsync(code);
        }
    }

    private static async Task CheckAsync(string code)
    {
        var model = Wrap(code);
        var compilation = Model.Compile(model);
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        var found = (await Model.AnalyzeAsync(compilation))
            .Select(diagnostic => $"{diagnostic.Location.GetLineSpan().StartLinePosition.Line}: {diagnostic.Id}").Distinct();
        Assert.Equal(Expected(Model.Source(model)).Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }

    // A comment names the rules that its line breaks.
    private static List<string> Expected(string code) =>
    [
        .. code.Split('\n').SelectMany((line, number) => Comment().Match(line) is { Success: true } comment
            ? RuleId().Matches(comment.Value).Select(id => $"{number}: {id.Value}").Distinct()
            : []),
    ];

    private static List<string> Blocks(string page, string heading)
    {
        var start = page.IndexOf($"## {heading}\n", StringComparison.Ordinal);
        var end = page.IndexOf("\n## ", start + 1, StringComparison.Ordinal);
        return [.. Fence().Matches(page[start..end]).Select(block => block.Groups[1].Value)];
    }

    private static bool HasCode(string page) => File.ReadAllText(page).Contains("## Wrong\n\n```csharp", StringComparison.Ordinal);

    // Whole classes stand for themselves; members go into the class they belong to, statements into the method they speak of.
    private static string Wrap(string code)
    {
        if (ClassDeclaration().IsMatch(code)) return code;
        if (!Member().IsMatch(code))
            code = $"{(code.Contains("function", StringComparison.Ordinal) ? "protected override async Flow AddDevice(PciFunction function)" : "public override async Flow Boot()")}\n{{\n{code}\n}}";
        var boot = code.Contains("Flow Boot(", StringComparison.Ordinal) ? "" : "public override Flow Boot() => Flow.Completed;";
        var matches = code.Contains("bool Matches(", StringComparison.Ordinal) ? "" : "public override bool Matches(PciFunction function) => true;";
        return true switch
        {
            _ when code.Contains("OnDevice", StringComparison.Ordinal) => $$"""
                public class PageNotifier : IommuNotifier
                {
                private readonly Iommu iommu;
                public PageNotifier(Iommu iommu) : base(1) => this.iommu = iommu;
                {{code}}
                public override string ToString() => iommu.Name;
                }
                """,
            _ when DriverMember().IsMatch(code) => $$"""
                public class PageDriver : PciDriver
                {
                public PageDriver() : base("page") { }
                {{code}}
                {{matches}}
                }
                """,
            _ => $$"""
                public class PageHost : Host
                {
                private readonly Iommu iommu;
                private readonly Iommu xen;
                private readonly PciBus bus;
                private readonly BusNotifier notifier;
                private readonly PciDriver driver;
                public PageHost(Machine machine, BusNotifier notifier, PciDriver driver) : base(machine)
                {
                    iommu = new Iommu(machine); xen = new Iommu(machine); bus = machine.AddRootBus(); this.notifier = notifier; this.driver = driver;
                }
                {{code}}
                {{boot}}
                public override string ToString() => $"{iommu} {xen} {bus} {notifier} {driver}";
                }
                """,
        };
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex("//.*")]
    private static partial Regex Comment();

    [GeneratedRegex(@"IRQ\d{4}")]
    private static partial Regex RuleId();

    [GeneratedRegex(@"\bclass \w+")]
    private static partial Regex ClassDeclaration();

    [GeneratedRegex(@"^(public|protected|private|internal) ", RegexOptions.Multiline)]
    private static partial Regex Member();

    [GeneratedRegex(@"Flow (Probe|Unbind|Suspend|Resume|ConfigureSriov)\(")]
    private static partial Regex DriverMember();
}
