using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>Options that a constructor or a method keeps and a host asks later: what was given decides.</summary>
public class KeptOptions
{
    [Theory]
    [InlineData("public Options(bool hold) { Hold = hold; } public bool Hold { get; }")]
    [InlineData("private readonly bool hold; public Options(bool hold) => this.hold = hold; public bool Hold => hold;")]
    [InlineData("private bool hold; public Options(bool hold) { this.hold = hold; } public bool Hold => hold;")]
    [InlineData("public Options(bool hold) { Hold = hold; Name = \"options\"; } public bool Hold { get; } public string Name { get; }")]
    public async Task What_a_constructor_was_given_is_what_is_kept(string members)
    {
        await Model.ExpectAsync(Adding("new Options(true)", "options.Hold") + Options(members));
        await Model.ExpectAsync(Adding("new Options(false)", "options.Hold") + Options(members), "IRQ3001 definite any: function.Add()");
    }

    [Theory]
    [InlineData("public int Mode { get; private set; } public Options(int mode) { Mode = mode; }", "options.Mode == 2")]
    [InlineData("public int Mode { get; private set; } public Options(int mode) { Set(mode); } public void Set(int mode) => Mode = mode;", "options.Mode == 2")]
    [InlineData("private int mode; public Options(int mode) => this.mode = mode; public bool Holds() => mode == 2;", "options.Holds()")]
    public async Task So_are_numbers_as_far_as_they_are_followed(string members, string test)
    {
        // Nothing that is right may be called certain, whatever is not followed.
        var findings = await Model.AnalyzeAsync(Model.Compile(Adding("new Options(2)", test) + Options(members)));
        Assert.DoesNotContain(findings.Select(Model.Render), finding => finding.Contains(" definite ", StringComparison.Ordinal));
    }

    [Fact]
    public Task A_method_that_only_assigns_is_no_unknown_code() => Model.ExpectAsync(
        Adding("new Options(false)", "options.Hold", "options.Set(true);") + Options("public bool Hold { get; private set; } public Options(bool hold) { Hold = hold; } public void Set(bool hold) => Hold = hold;"));

    private static string Options(string members) => $"public sealed class Options {{ {members} }}";

    private static string Adding(string options, string test, string before = "") => $$"""
        internal sealed class Adding : Host
        {
            public Adding(Machine machine) : base(machine) { }
            public override Flow Boot() => ScanBuses();
            protected override async Flow AddDevice(PciFunction function)
            {
                var options = {{options}};
                {{before}}
                function.SetDefaultMsiDomain(DefaultMsiDomain);
                if ({{test}}) function.MatchDriver = false;
                await function.Add();
                function.MatchDriver = true;
                await function.Attach();
            }
        }
        """;
}
