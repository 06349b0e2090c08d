using IrqModel.Engine;

namespace OwnProtocol.Tests;

/// <summary>What a run makes of calls of every shape, and of those that nothing can stand in for.</summary>
public sealed class OwnContractTests
{
    private const string Lines = """
        using IrqModel; using IrqModel.Contracts;
        [ProtocolFacts] public enum LineFacts { [Revocable] Wired, [Revocable] Armed }
        public static class LineRules
        {
            [ProtocolRule("Line armed before it is wired")] public const string ArmedUnwired = "IRQU001";
            [ProtocolRule("Line cut while it is armed")] public const string CutWhileArmed = "IRQU002";
        }
        public interface ILine { [Ensures(LineFacts.Wired)] void Wire(); }
        public class Line : ILine
        {
            public virtual void Wire() { }
            [Requires(LineFacts.Wired, Rule = LineRules.ArmedUnwired)][Ensures(LineFacts.Armed)] public int Arm(int count = 1, params string[] rest) => count;
            [Revokes(LineFacts.Armed)] public async Flow Disarm() => await Flow.Completed;
            [RequiresAbsent(LineFacts.Armed, Rule = LineRules.CutWhileArmed)][Revokes(LineFacts.Wired)] internal void Cut() { }
            public Line Self => this;
        }
        public sealed class Thick : Line { public override void Wire() { } }
        public class Box<T> where T : class
        {
            [Ensures(LineFacts.Wired, Subject = nameof(item))] public void Put<TOther>(T item, ref TOther other, out int count) { count = 1; }
            [Requires(LineFacts.Wired, Subject = nameof(item), Rule = LineRules.ArmedUnwired)] public T Take(T item) => item;
        }
        public static class Tools
        {
            [Ensures(LineFacts.Wired, Subject = nameof(line))] public static void Solder(this Line line) { }
            [Requires(LineFacts.Wired, Subject = nameof(line), Rule = LineRules.ArmedUnwired)] public static void Probe(Line line) { }
        }
        public sealed class Own
        {
            [FactWhile(true, LineFacts.Wired)] public bool IsWired { get; set; }
            [Requires(LineFacts.Wired, Rule = LineRules.ArmedUnwired)] public void Use() { }
        }
        """;

    [Theory]
    [InlineData("line.Wire(); line.Arm();", "")]
    [InlineData("line.Arm();", "IRQU001|Line.Arm|Host.cs:5|Line")]
    [InlineData("line.Wire(); line.Arm(); line.Cut();", "IRQU002|Line.Cut|Host.cs:5|Line")]
    [InlineData("line.Wire(); line.Arm(); await line.Disarm(); line.Cut();", "")]
    [InlineData("((ILine)line).Wire(); line.Arm(2, \"a\", \"b\");", "")]
    [InlineData("var thick = new Thick(); thick.Wire(); thick.Arm();", "")]
    [InlineData("line?.Arm();", "IRQU001|Line.Arm|Host.cs:5|Line")]
    [InlineData("line.Self.Self.Arm();", "IRQU001|Line.Arm|Host.cs:5|Line")]
    [InlineData("line.Solder(); line.Arm(); Tools.Probe(line);", "")]
    [InlineData("Tools.Solder(line); line.Arm();", "")]
    [InlineData("Tools.Probe(line);", "IRQU001|Tools.Probe|Host.cs:5|Line")]
    [InlineData("var other = 3; new Box<Line>().Put(line, ref other, out var count); line.Arm(count);", "")]
    [InlineData("new Box<Line>().Take(line);", "IRQU001|Box.Take|Host.cs:5|T")]
    [InlineData("var one = new Own(); one.Use(); one.IsWired = true; one.Use(); one.IsWired = false;", "IRQU001|Own.Use|Host.cs:5|Own")]
    [InlineData("System.Action arm = () => line.Arm(); arm();", "IRQU001|Line.Arm|Host.cs:5|Line")]
    [InlineData("try { line.Wire(); throw new System.Exception(); } catch (System.Exception) { line.Arm(); }", "")]
    [InlineData("new Line().Wire(); line.Arm();", "IRQU001|Line.Arm|Host.cs:5|Line")]
    public void A_run_finds_what_is_wrong_with_the_key_of_the_analyzers(string boot, string expected)
    {
        var model = Compile(boot);
        Assert.Empty(model.Unseen);
        Assert.Equal(expected, string.Join(' ', model.Run("Test").Findings.Select(finding => finding.Key.ToString())));
    }

    [Fact]
    public void A_finding_names_the_facts_and_the_object()
    {
        var finding = Assert.Single(Compile("line.Arm();").Run("Test").Findings);
        Assert.Equal("Line is without 'Wired' when 'Arm' is called", finding.Message);
        Assert.Equal("Line", finding.Subject);
    }

    [Theory]
    [InlineData("System.Action wire = line.Wire; wire(); line.Arm();", "it goes through a delegate")]
    [InlineData("new Nested().Wire(); line.Arm();", "internal or public")]
    public void What_nothing_can_stand_in_for_is_told_and_not_judged(string boot, string why)
    {
        var model = Compile(boot, "private sealed class Nested { [Ensures(LineFacts.Wired)] public void Wire() { } }");
        var unseen = Assert.Single(model.Unseen);
        Assert.Equal("IRQ9006", unseen.Id);
        Assert.Contains(why, unseen.GetMessage(null), StringComparison.Ordinal);
        Assert.Empty(model.Run("Test").Findings);
    }

    [Fact]
    public void A_contract_of_a_file_is_checked_in_a_run()
    {
        const string Vendor = "namespace Vendor { public class Nic { public void Start(IrqModel.PciFunction function) { } public void Ready(IrqModel.PciFunction function) { } } }";
        var model = CompiledModel.Of(
            [("Lines.cs", Lines), ("Vendor.cs", Vendor), ("Host.cs", Host("var nic = new Vendor.Nic(); var f = Machine.Functions.First(); nic.Start(f); nic.Ready(f); nic.Start(f);", ""))],
            ("IrqContracts.txt", """
                M:Vendor.Nic.Ready(IrqModel.PciFunction) : Ensures(LineFacts.Armed, Subject = function)
                M:Vendor.Nic.Start(IrqModel.PciFunction) : Requires(LineFacts.Armed, Subject = function, When = Physical, Rule = IRQU001)
                """));
        Assert.Equal("IRQU001|Nic.Start|Host.cs:5|PciFunction", Assert.Single(model.Run("Test").Findings).Key.ToString());
    }

    [Fact]
    public void Nothing_is_generated_where_there_are_no_contracts() => Assert.Equal(
        "", CompiledModel.Of([("Host.cs", Host("await ScanBuses();", "").Replace("var line = new Line(); ", "", StringComparison.Ordinal))]).Generated);

    [Fact]
    public void Facts_of_an_object_outlast_the_call_that_made_it_and_end_with_the_object()
    {
        var result = Compile("Kept.Wire(); for (var n = 0; n < 3; n++) { Kept.Arm(); await Kept.Disarm(); }", "private static readonly Line Kept = new();").Run("Test");
        Assert.Empty(result.Findings);
    }

    private static CompiledModel Compile(string boot, string members = "") => CompiledModel.Of([("Lines.cs", Lines), ("Host.cs", Host(boot, members))]);

    private static string Host(string boot, string members) => $$"""
        using IrqModel; using IrqModel.Contracts;
        public sealed class Test(Machine machine) : Host(machine)
        {
            public override async Flow Boot() {
                var line = new Line(); {{boot}}
                await Flow.Completed;
            }
            {{members}}
        }
        """;
}
