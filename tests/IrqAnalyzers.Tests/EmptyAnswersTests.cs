using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>Members that owe an answer and return nothing.</summary>
public class EmptyAnswersTests
{
    [Theory]
    [InlineData("Array.Empty<RequesterId>()")]
    [InlineData("Enumerable.Empty<RequesterId>()")]
    [InlineData("new RequesterId[0]")]
    [InlineData("new RequesterId[] { }")]
    [InlineData("new List<RequesterId>()")]
    [InlineData("System.Collections.Immutable.ImmutableArray<RequesterId>.Empty")]
    [InlineData("null!")]
    [InlineData("flag ? Array.Empty<RequesterId>() : Enumerable.Empty<RequesterId>()")]
    public async Task IRQ1009_a_host_that_flushes_under_no_id_is_wrong(string ids)
    {
        var found = await Model.AnalyzeAsync(Model.Compile(Flushed($"=> {ids};")));

        Assert.Equal("IRQ1009 definite", Assert.Single(found.Select(diagnostic => $"{diagnostic.Id} {diagnostic.Properties["irq.certainty"]}")));
        Assert.StartsWith("IRQ1009|Host.FlushedIdsFor|Model0.cs:", found[0].Properties["irq.key"], StringComparison.Ordinal);
        Assert.EndsWith("|Host", found[0].Properties["irq.key"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=> base.FlushedIdsFor(function);")]
    [InlineData("=> new[] { function.Address.RequesterId };")]
    [InlineData("=> new List<RequesterId> { function.Address.RequesterId };")]
    [InlineData("=> Ids();")]
    [InlineData("{ var ids = new List<RequesterId>(); foreach (var alias in function.DmaAliases) ids.Add(alias.Id); return ids; }")]
    [InlineData("{ yield return function.Address.RequesterId; }")]
    [InlineData("{ foreach (var alias in function.DmaAliases) yield return alias.Id; }")]
    [InlineData("{ Func<RequesterId[]> none = () => Array.Empty<RequesterId>(); return none().Concat(base.FlushedIdsFor(function)); }")]
    [InlineData("=> throw new NotSupportedException();")]
    public Task IRQ1009_a_host_that_flushes_under_some_id_is_not(string body) => Model.ExpectAsync(Flushed(body));

    [Theory]
    [InlineData("{ if (flag) return Array.Empty<RequesterId>(); return base.FlushedIdsFor(function); }", "Array.Empty<RequesterId>()")]
    [InlineData("=> flag ? base.FlushedIdsFor(function) : Enumerable.Empty<RequesterId>();", "Enumerable.Empty<RequesterId>()")]
    [InlineData("{ if (flag) yield break; yield return function.Address.RequesterId; }", "yield break;")]
    [InlineData("{ while (flag) { if (function.IsVirtual) return Array.Empty<RequesterId>(); } return base.FlushedIdsFor(function); }", "Array.Empty<RequesterId>()")]
    public Task IRQ1009_what_is_empty_on_some_paths_only_may_be_wrong(string body, string place) =>
        Model.ExpectAsync(Flushed(body), $"IRQ1009 possible any: {place}");

    [Theory]
    [InlineData("{ yield break; }", "IRQ1009 definite any: yield break;")]
    public Task IRQ1009_a_method_that_yields_nothing_is_wrong(string body, string finding) => Model.ExpectAsync(Flushed(body), finding);

    [Theory]
    [InlineData("=> false;", "definite any: false")]
    [InlineData("{ get { return false; } }", "definite any: false")]
    [InlineData("{ get { const bool never = false; return never; } }", "definite any: never")]
    [InlineData("=> flag ? false : true;", "possible any: false")]
    [InlineData("{ get; } = false;", "possible any: false")]
    public Task IRQ1009_a_host_that_says_that_it_tells_no_unit_is_wrong(string property, string finding) =>
        Model.ExpectAsync(Model.Boot("", $"public override bool FlushesChangedEntries {property}"), $"IRQ1009 {finding}");

    [Theory]
    [InlineData("public override bool FlushesChangedEntries => true;")]
    [InlineData("public override bool FlushesChangedEntries => !flag;")]
    [InlineData("public bool FlushesEntries => false;")]
    [InlineData("public override bool UsesPostedMsi => false;")]
    [InlineData("public IEnumerable<RequesterId> IdsFor(PciFunction function) => Array.Empty<RequesterId>();")]
    public Task Other_members_owe_nothing(string member) => Model.ExpectAsync(Model.Boot("", member));

    [Fact]
    public Task A_member_of_the_models_own_owes_what_it_says() => Model.ExpectAsync(
        """
        public static class Mine { [ProtocolRule("No route")] public const string NoRoute = "IRQU001"; }
        public abstract class Router
        {
            [ReturnsSomething(Rule = Mine.NoRoute)] public abstract int[] Routes<T>(T of);
        }
        public sealed class Lazy : Router { public override int[] Routes<T>(T of) => new int[0]; }
        public sealed class Busy : Router { public override int[] Routes<T>(T of) => new[] { 1 }; }
        """,
        "IRQU001 definite any: new int[0]");

    [Theory]
    [InlineData("=> ")]
    [InlineData("{ return ")]
    [InlineData("{ yield return ; yield break")]
    public async Task Half_typed_code_raises_nothing_that_the_analyzer_does_not_expect(string body) =>
        Assert.DoesNotContain(await Model.AnalyzeAsync(Model.Compile(Flushed(body))), diagnostic => diagnostic.Id is "AD0001" or "IRQ9001");

    private static string Flushed(string body) => Model.Boot("", $$"""
        private IEnumerable<RequesterId> Ids() => Array.Empty<RequesterId>();
        protected override IEnumerable<RequesterId> FlushedIdsFor(PciFunction function) {{body}}
        """);
}
