using IrqAnalyzers.Tests.Support;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Tests;

/// <summary>Objects that a body has made and put where it does not follow them: who takes one out has it under another name.</summary>
public sealed class HandedOutObjects
{
    private const string Two = "var valve = new Valve { Number = 2 }; Valve[] all = { new Valve { Number = 1 }, valve }; ";
    private const string Loop = "private static Valve Get(Valve[] all, int number) { foreach (var one in all) if (one.Number == number) return one; throw new InvalidOperationException(); }";
    private const string Nullable = "private static Valve? Get(Valve[] all, int number) { for (var n = 0; n < all.Length; n++) if (all[n].Number == number) return all[n]; return null; }";

    [Theory]
    [InlineData(Loop, Two + "Get(all, 2).Fit(); valve.Open(); Get(all, 2).Shut(); valve.Take();")]
    [InlineData(Nullable, Two + "Get(all, 2)!.Fit(); valve.Open(); if (Get(all, 2) is { } found) found.Shut(); valve.Take();")]
    [InlineData("", Two + "Valve Get(int number) { foreach (var one in all) if (one.Number == number) return one; throw new InvalidOperationException(); } Get(2).Fit(); valve.Open(); Get(2).Shut(); valve.Take();")]
    [InlineData("", Two + "Func<int, Valve> get = number => all.First(one => one.Number == number); get(2).Fit(); valve.Open(); get(2).Shut(); valve.Take();")]
    [InlineData("private static Valve[] kept = Array.Empty<Valve>(); private static void Keep(Valve[] all) => kept = all;", Two + "Keep(all); valve.Fit(); valve.Open(); kept[1].Shut(); valve.Take();")]
    [InlineData("", "Valve one = new(), other = new(); ref var some = ref one; some.Fit(); some = ref other; some.Fit(); one.Open(); other.Open();")]
    [InlineData("", "Valve one = new(), other = new(); ref var some = ref (flag ? ref one : ref other); some.Fit(); if (flag) one.Open(); else other.Open();")]
    [InlineData("private sealed class Found : Exception { public Found(Valve valve) => Valve = valve; public Valve Valve { get; } }", Two + "valve.Fit(); valve.Open(); try { throw new Found(valve); } catch (Found found) { found.Valve.Shut(); } valve.Take();")]
    [InlineData("private static void All(Valve[] all) { foreach (var one in all) one.Shut(); }", Two + "valve.Fit(); valve.Open(); All(all); valve.Take();")]
    [InlineData("private static void All(Valve[][] all) => all[0][0].Shut();", "var valve = new Valve(); Valve[][] all = { new[] { valve } }; valve.Fit(); valve.Open(); All(all); valve.Take();")]
    [InlineData("private static void All(Valve[,] all) => all[0, 0].Shut();", "var valve = new Valve(); Valve[,] all = { { valve } }; valve.Fit(); valve.Open(); All(all); valve.Take();")]
    [InlineData("private static void All(IEnumerable<Valve> all) { foreach (var one in all) one.Shut(); }", "var valve = new Valve(); var all = new[] { valve }.Concat(new Valve[0]).ToArray(); valve.Fit(); valve.Open(); All(all); valve.Take();")]
    [InlineData("private static void All(IEnumerable<Valve> all) { foreach (var one in all) one.Shut(); }", "var valve = new Valve(); var all = Enumerable.Repeat(valve, 1); valve.Fit(); valve.Open(); All(all); valve.Take();")]
    [InlineData("private static void Shut(KeyValuePair<int, Valve> pair) => pair.Value.Shut();", "var valve = new Valve(); valve.Fit(); valve.Open(); Shut(new KeyValuePair<int, Valve>(1, valve)); valve.Take();")]
    [InlineData("private static readonly System.Threading.AsyncLocal<Valve> current = new();", "var valve = new Valve(); current.Value = valve; valve.Fit(); valve.Open(); current.Value!.Shut(); valve.Take();")]
    [InlineData("private static event Action? Stopped;", "var valve = new Valve(); Stopped += () => valve.Shut(); valve.Fit(); valve.Open(); Stopped?.Invoke(); valve.Take();")]
    public async Task Nothing_is_sure_of_what_may_have_been_done_under_another_name(string members, string body)
    {
        var compilation = Model.Compile(Code(members, body));
        Assert.DoesNotContain(compilation.GetDiagnostics(TestContext.Current.CancellationToken), static error => error.Severity == DiagnosticSeverity.Error);
        Assert.DoesNotContain((await Model.AnalyzeAsync(compilation)).Select(Model.Render), static finding => finding.Contains(" definite ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(Loop, Two + "var found = Get(all, 1); found.Fit(); found.Open(); found.Take();", "IRQU002 definite any: found.Take()")]
    [InlineData(Loop, Two + "Get(all, 1); var other = new Valve(); other.Open();", "IRQU001 definite any: other.Open()")]
    [InlineData("", "Valve valve = new(); ref var same = ref valve; same.Open();", "IRQU001 definite any: same.Open()")]
    [InlineData("private static int Count(Valve[] all) => all.Length;", Two + "valve.Fit(); if (Count(all) > 1) valve.Open(); valve.Open(); valve.Take();", "IRQU002 definite any: valve.Take()")]
    [InlineData("private static void All(Valve[] all) { foreach (var one in all) one.Fit(); }", Two + "All(all); valve.Open(); valve.Take();", "IRQU002 definite any: valve.Take()")]
    public Task What_is_done_under_one_name_is_sure(string members, string body, string finding) => Model.ExpectAsync(Code(members, body), finding);

    private static string Code(string members, string body) => $$"""
        [ProtocolFacts] public enum ValveFacts { [Revocable] Fitted, [Revocable] Opened }

        public static class ValveRules
        {
            [ProtocolRule("Opened before it is fitted")] public const string OpenedUnfitted = "IRQU001";
            [ProtocolRule("Taken while it is open")] public const string TakenOpen = "IRQU002";
        }

        public sealed class Valve
        {
            public int Number { get; init; }
            [Footprint][Ensures(ValveFacts.Fitted)] public void Fit() { }
            [Footprint][Requires(ValveFacts.Fitted, Rule = ValveRules.OpenedUnfitted)][Ensures(ValveFacts.Opened)] public void Open() { }
            [Footprint][Revokes(ValveFacts.Opened)] public void Shut() { }
            [Footprint][RequiresAbsent(ValveFacts.Opened, Rule = ValveRules.TakenOpen)][Revokes(ValveFacts.Fitted)] public void Take() { }
        }

        public static class Plant
        {
            {{members}}
            public static void Run(bool flag) { {{body}} }
        }
        """;
}
