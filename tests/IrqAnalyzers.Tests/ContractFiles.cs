using IrqAnalyzers.Tests.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace IrqAnalyzers.Tests;

/// <summary>Contracts in <c>IrqContracts*.txt</c>, and IRQ9004 for those that cannot be read.</summary>
public class ContractFiles
{
    private const string Vendor = " [ProtocolFacts] public enum Own { Ring, Bell } public class OwnRules { [ProtocolRule(\"Rung unheard\")] public const string Unheard = \"IRQU004\"; } namespace Vendor { public abstract class Nic { public abstract void Register(PciFunction function); public abstract void Start(PciFunction function); } }";
    private const string Register = "M:Vendor.Nic.Register(IrqModel.PciFunction) : Ensures(Registered, Subject = function)";
    private const string Start = "M:Vendor.Nic.Start(IrqModel.PciFunction) : Requires(Registered, Subject = function, Rule = IRQ1001)";

    [Fact]
    public async Task What_a_file_demands_is_checked()
    {
        var found = Assert.Single(await AnalyzeAsync("nic.Start(function);", "# the vendor's library\n\n" + Start));
        Assert.Equal("IRQ1001 definite any: nic.Start(function)", Model.Render(found));
    }

    [Fact]
    public async Task What_a_file_promises_is_relied_on() =>
        Assert.Empty(await AnalyzeAsync("nic.Register(function); nic.Start(function);", Register + "\r\n" + Start + "\r\n"));

    [Fact]
    public async Task Facts_and_rules_of_the_project_can_be_named()
    {
        const string Ring = "M:Vendor.Nic.Register(IrqModel.PciFunction) : Ensures(Own.Ring, Subject = function)";
        const string Hear = "M:Vendor.Nic.Start(IrqModel.PciFunction) : Requires(Own.Ring | Own.Bell, Subject = function, Rule = IRQU004)";
        var found = Assert.Single(await AnalyzeAsync("nic.Start(function);", Ring + "\n" + Hear));
        Assert.Equal("IRQU004 definite any: nic.Start(function)", Model.Render(found));
        Assert.Equal("'function' reaches 'Start' without 'Bell' or 'Ring'. Call 'Register' first.", found.GetMessage());
        Assert.Empty(await AnalyzeAsync("nic.Register(function); nic.Start(function);", Ring + "\n" + Hear));
    }

    [Fact]
    public async Task Other_files_are_none_of_ours() =>
        Assert.Empty(await AnalyzeAsync("nic.Start(function);", Start, "Other.txt"));

    [Theory]
    [InlineData("nonsense", 1, 9, "expected 'M:")]
    [InlineData("T:Vendor.Nic : Ensures(Registered)", 1, 13, "documentation id")]
    [InlineData("M:Vendor.Nic.None : Ensures(Registered)", 1, 18, "documentation id")]
    [InlineData("M:Vendor.Nic.Start(IrqModel.PciFunction) : Ensure(Registered)", 44, 50, "'MayEnsure'")]
    [InlineData("M:Vendor.Nic.Start(IrqModel.PciFunction) : Ensures", 44, 51, "parentheses")]
    [InlineData("M:Vendor.Nic.Start(IrqModel.PciFunction) : Ensures(Registred)", 52, 61, "'Registred' is no fact; expected facts, joined by '|': Registered | ")]
    [InlineData("M:Vendor.Nic.Start(IrqModel.PciFunction) : Ensures(Registered, Subject = other)", 74, 79, "'other' is no parameter; expected the name of a parameter of 'Start': 'function'")]
    [InlineData("M:Vendor.Nic.Start(IrqModel.PciFunction) : Requires(Registered, Rule = IRQ0000)", 72, 79, "'IRQ0000' is no rule; expected the id of a rule")]
    [InlineData("M:Vendor.Nic.Start(IrqModel.PciFunction) : Requires(Registered)", 63, 64, "'Rule = IRQnnnn'")]
    [InlineData("M:Vendor.Nic.Start(IrqModel.PciFunction) : Ensures(Registered, When = Never)", 71, 76, "'Never' is no kind of functions; expected 'Any', 'Physical'")]
    [InlineData("M:Vendor.Nic.Start(IrqModel.PciFunction) : Ensures(Registered | Bond)", 65, 69, "'Bond' is no fact; expected facts, joined by '|': Registered | ")]
    [InlineData("M:Vendor.Nic.Start(IrqModel.PciFunction) : Ensures(Registered, Bound)", 64, 69, "'Bound' names no argument")]
    [InlineData("M:Vendor.Nic.Start(IrqModel.PciFunction) : Ensures(Own.Ringed)", 52, 62, "'Own.Ringed' is no fact; expected one of 'Own.Ring', 'Own.Bell'")]
    [InlineData("M:Vendor.Nic.Start(IrqModel.PciFunction) : Ensures(Mine.Ring)", 52, 61, "'Mine' is no enum of facts")]
    public async Task What_cannot_be_read_is_reported_at_its_place(string line, int column, int end, string expected)
    {
        var found = Assert.Single(await AnalyzeAsync("", "# first\n" + line));
        var place = found.Location.GetLineSpan();
        Assert.Equal(("IRQ9004", "/models/IrqContracts.txt", 1), (found.Id, place.Path, place.StartLinePosition.Line));
        Assert.Equal((column, end), (place.StartLinePosition.Character + 1, place.EndLinePosition.Character + 1));
        Assert.Contains(expected, found.GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Ensures(Facts.Registered, Subject = \"other\")", "\"other\"")]
    [InlineData("Requires(Facts.Registered, Subject = nameof(f), Rule = \"IRQ0000\")", "\"IRQ0000\"")]
    public Task An_attribute_that_names_what_there_is_not_is_reported(string attribute, string place) => Model.ExpectAsync(
        $$"""public class C { [{{attribute}}] public virtual void M(PciFunction f) { } }""",
        $"IRQ9004 definite any: {place}");

    private static async Task<IReadOnlyList<Diagnostic>> AnalyzeAsync(string body, string contracts, string name = "IrqContracts.txt")
    {
        var compilation = Model.Compile(Model.Host(body, "private readonly Vendor.Nic nic = null!;") + Vendor);
        var options = new AnalyzerOptions([new ContractText("/models/" + name, contracts)]);
        var analysis = new CompilationWithAnalyzers(
            compilation, [new BringUpAnalyzer()],
            new CompilationWithAnalyzersOptions(options, onAnalyzerException: null, concurrentAnalysis: false, logAnalyzerExecutionTime: false));
        return await analysis.GetAnalyzerDiagnosticsAsync();
    }

    internal sealed class ContractText(string path, string text) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
    }
}
