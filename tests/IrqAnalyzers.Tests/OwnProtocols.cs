using IrqAnalyzers.Tests.Support;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Tests;

/// <summary>Facts and rules that a project declares, on classes of its own and on those of the DSL.</summary>
public sealed class OwnProtocols
{
    private const string Lines = """

        [ProtocolFacts] public enum LineFacts { [Revocable] Wired, [Revocable] Armed, Seen }

        public static class LineRules
        {
            [ProtocolRule("Line armed before it is wired", Message = "'{operation}' arms '{subject}' before it is wired", HelpLink = "https://example.org/lines")]
            public const string ArmedUnwired = "IRQU001";

            [ProtocolRule("Line cut while it is armed", Severity = RuleSeverity.Error)]
            public const string CutWhileArmed = "IRQU002";
        }

        public class Line
        {
            [Ensures(LineFacts.Wired)] public void Wire() { }
            [Requires(LineFacts.Wired, Rule = LineRules.ArmedUnwired)][Ensures(LineFacts.Armed)] public void Arm() { }
            [Revokes(LineFacts.Armed)] public void Disarm() { }
            [RequiresAbsent(LineFacts.Armed, Rule = LineRules.CutWhileArmed)][Revokes(LineFacts.Wired)] public void Cut() { }
        }

        public class Doorbells
        {
            [Ensures(LineFacts.Seen, Subject = nameof(function))] public void Map(PciFunction function) { }
            [Requires(LineFacts.Seen, Subject = nameof(function), Rule = "IRQU003")] public void Compose(PciFunction function) { }
            [ProtocolRule("Composed unmapped")] private const string Rule = "IRQU003";
        }
        """;

    [Theory]
    [InlineData("line.Wire(); line.Arm();")]
    [InlineData("line.Wire(); line.Arm(); line.Disarm(); line.Cut();")]
    [InlineData("if (flag) line.Wire(); else line.Wire(); line.Arm();")]
    [InlineData("for (var n = 0; n < 3; n++) { line.Wire(); line.Arm(); line.Disarm(); line.Cut(); }")]
    [InlineData("var same = line; same.Wire(); line.Arm();")]
    [InlineData("Wire(line); line.Arm();")]
    [InlineData("Action wire = () => line.Wire(); wire(); line.Arm();")]
    public async Task The_right_order_is_clean(string body) => Assert.Empty(await AnalyzeAsync(body));

    [Theory]
    [InlineData("line.Arm(); line.Wire();", "IRQU001 definite any: line.Arm()")]
    [InlineData("line.Wire(); line.Arm(); line.Cut();", "IRQU002 definite any: line.Cut()")]
    [InlineData("line.Wire(); line.Cut(); line.Arm();", "IRQU001 definite any: line.Arm()")]
    [InlineData("if (flag) line.Wire(); line.Arm();", "IRQU001 possible any: line.Arm()")]
    [InlineData("var same = line; same.Arm(); line.Wire();", "IRQU001 definite any: same.Arm()")]
    [InlineData("Arm(line); line.Wire();", "IRQU001 definite any: Arm(line)")]
    [InlineData("Action arm = () => line.Arm(); arm(); line.Wire();", "IRQU001 definite any: arm()")]
    [InlineData("Generic(line); line.Wire();", "IRQU001 definite any: Generic(line)")]
    [InlineData("line.Arm(; line.Wire();", "IRQU001 definite any: line.Arm(")]
    [InlineData("new Doorbells().Compose(function);", "IRQU003 definite any: new Doorbells().Compose(function)")]
    public async Task The_wrong_order_is_found(string body, string expected) =>
        Assert.Equal(expected, Model.Render(Assert.Single(await AnalyzeAsync(body), one => one.Id.StartsWith("IRQU", StringComparison.Ordinal))));

    [Fact]
    public async Task A_message_is_the_projects_with_what_helps_for_this_type()
    {
        var found = Assert.Single(await AnalyzeAsync("line.Arm(); line.Wire();"));
        Assert.Equal("'Arm' arms 'line' before it is wired. Call it after 'Wire'.", found.GetMessage());
        Assert.Equal("Line armed before it is wired", found.Descriptor.Title.ToString());
        Assert.Equal("https://example.org/lines", found.Descriptor.HelpLinkUri);
        Assert.Equal(DiagnosticSeverity.Warning, found.Severity);
    }

    [Fact]
    public async Task Without_a_message_the_facts_are_named_as_the_project_named_them()
    {
        var found = Assert.Single(await AnalyzeAsync("line.Wire(); line.Arm(); line.Cut();"));
        Assert.Equal("'line' reaches 'Cut' with 'Armed'. Call 'Disarm' first.", found.GetMessage());
        Assert.Equal(DiagnosticSeverity.Error, found.Severity);
    }

    [Fact]
    public async Task A_borrowed_fact_of_the_DSL_is_established_by_what_the_type_has()
    {
        var found = Assert.Single(await Model.AnalyzeAsync(Model.Compile("""
            public class Gsi
            {
                [method: ArrivesWithout(Facts.All)] public Gsi() { }
                [Ensures(Facts.MessagesWritten)] public void SetRouting() { }
                [Requires(Facts.MessagesWritten, Rule = RuleIds.MessageBeforeEnable)] public void AssignIrqfd() { }
                public static void Unmask() { var gsi = new Gsi(); gsi.AssignIrqfd(); gsi.SetRouting(); }
            }
            """)));
        Assert.EndsWith("Call it after 'SetRouting'.", found.GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task There_is_no_limit_to_how_many_facts_there_are()
    {
        const int Count = 300;
        var names = Enumerable.Range(0, Count).Select(number => $"F{number}").ToArray();
        var steps = string.Concat(names.Select(name =>
            $"[Ensures(Many.{name})] public void Do{name}() {{ }} [Requires(Many.{name}, Rule = \"IRQU001\")] public void Need{name}() {{ }}\n"));
        var source = $"[ProtocolFacts] public enum Many {{ {string.Join(", ", names)} }}\n"
            + "public class Rules { [ProtocolRule(\"Step left out\")] public const string Id = \"IRQU001\"; }\n"
            + $"public class Long {{\n{steps}public static void Run() {{ var all = new Long(); {string.Concat(names.Select(name => name == "F250" ? "" : $"all.Do{name}(); "))}\n"
            + $"{string.Concat(names.Select(name => $"all.Need{name}();\n"))} }} }}";
        var found = Assert.Single(await Model.AnalyzeAsync(Model.Compile(source)));
        Assert.Equal("'all' reaches 'NeedF250' without 'F250'. Call 'DoF250' first.", found.GetMessage());
    }

    [Fact]
    public async Task Facts_of_an_enum_with_flags_are_joined_with_a_bar()
    {
        var found = Assert.Single(await Model.AnalyzeAsync(Model.Compile("""
            [Flags, ProtocolFacts] public enum Way { None = 0, North = 1, South = 2, Both = North | South }
            public class Rules { [ProtocolRule("No way")] public const string NoWay = "IRQU001"; }
            public class Road
            {
                [Ensures(Way.South)] public void Pave() { }
                [Ensures(Way.Both)] public void PaveAll() { }
                [Requires(Way.North | Way.South, Rule = Rules.NoWay)] public void Drive() { }
                [Requires(Way.North, Rule = Rules.NoWay)] public void DriveNorth() { }
                public static void Run() { var road = new Road(); road.Pave(); road.Drive(); road.DriveNorth(); road.PaveAll(); road.DriveNorth(); }
            }
            """)));
        Assert.Equal("'road' reaches 'DriveNorth' without 'North'. Call it after 'PaveAll'.", found.GetMessage());
    }

    [Fact]
    public async Task A_property_that_stands_for_a_fact_establishes_and_takes_back()
    {
        const string Masks = """
            [ProtocolFacts] public enum Masks { [Revocable] Masked }
            public class Rules { [ProtocolRule("Written unmasked")] public const string Unmasked = "IRQU001"; }
            public class Vector
            {
                [FactWhile(true, Masks.Masked)] public bool Mask { get; set; } = true;
                [Requires(Masks.Masked, Rule = Rules.Unmasked)] public void Write() { }
                public static void Run() { var one = new Vector(); one.Write(); one.Mask = false; one.Write(); one.Mask = true; one.Write(); }
            }
            """;
        var found = await Model.AnalyzeAsync(Model.Compile(Masks));
        Assert.Equal("'one' reaches 'Write' without 'Masked'. Write 'Mask = true' before it.", Assert.Single(found).GetMessage());
        Assert.Equal(Model.Source(Masks).IndexOf("one.Write(); one.Mask = true", StringComparison.Ordinal), found[0].Location.SourceSpan.Start);
    }

    [Theory]
    [InlineData("[Ensures(DayOfWeek.Monday)] public void M() { }", "DayOfWeek.Monday", "'DayOfWeek' declares no facts")]
    [InlineData("[Ensures(\"Wired\")] public void M() { }", "\"Wired\"", "'\"Wired\"' is no fact")]
    [InlineData("[Ensures(LineFacts.Wired | LineFacts.Armed)] public void M() { }", "LineFacts.Wired | LineFacts.Armed", "has no [Flags]; expected facts that are listed with commas")]
    [InlineData("[Ensures(LineFacts.Wired, (LineFacts)77)] public void M() { }", "(LineFacts)77", "expected one of 'LineFacts.Wired', 'LineFacts.Armed', 'LineFacts.Seen'")]
    [InlineData("[Ensures(LineFacts.Wired, Subject = \"other\")] public void M(Line line) { }", "\"other\"", "'other' is no parameter")]
    [InlineData("[Requires(LineFacts.Wired, Rule = \"IRQU050\")] public void M() { }", "\"IRQU050\"", "nobody declares a rule 'IRQU050'")]
    [InlineData("[Requires(LineFacts.Wired, Rule = \"LINE001\")] public void M() { }", "\"LINE001\"", "IRQU001 to IRQU099")]
    [InlineData("[ProtocolRule(\"One\")] public const string One = \"IRQU009\"; [ProtocolRule(\"Two\")] public const string Two = \"IRQU009\";", "ProtocolRule(\"Two\")", "'TestHost.One' already")]
    [InlineData("[ProtocolRule(\"Odd\")] public const string Odd = \"ODD1\";", "ProtocolRule(\"Odd\")", "'ODD1' is not kept for rules of a project")]
    [InlineData("[ProtocolRule(\"Odd\", Message = \"{who} did it\")] public const string Odd = \"IRQU009\";", "\"{who} did it\"", "a message cannot name '{who}'")]
    public async Task What_means_nothing_is_reported_at_its_place_with_what_was_expected(string member, string place, string expected)
    {
        var found = Assert.Single(await AnalyzeAsync("", member));
        Assert.Equal("IRQ9004", found.Id);
        Assert.Equal(place, found.Location.SourceTree!.ToString().Substring(found.Location.SourceSpan.Start, found.Location.SourceSpan.Length));
        Assert.Contains(expected, found.GetMessage(), StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<Diagnostic>> AnalyzeAsync(string body, string members = "") => await Model.AnalyzeAsync(Model.Compile(Model.Host(
        "var line = new Line(); " + body,
        "private static void Wire(Line line) => line.Wire(); private static void Arm(Line line) => line.Arm(); private static void Generic<T>(T line) where T : Line => line.Arm(); " + members) + Lines));
}
