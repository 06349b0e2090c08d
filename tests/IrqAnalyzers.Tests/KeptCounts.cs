using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>How many vectors an allocation gave, kept in a field, a property, a record or an object and tested later, as drivers do.</summary>
public class KeptCounts
{
    [Theory]
    [InlineData("if (got < 0) { function.FailProbe(); return; }", true)]
    [InlineData("if (got < 1) { function.FailProbe(); return; }", false)]
    [InlineData("if (got < 0 || got == 0) { function.FailProbe(); return; }", false)]
    [InlineData("if (0 > got) return; if (!function.HasVectors) return;", false)]
    [InlineData("if (got < 0) return; Console.WriteLine(got);", false)]
    public Task IRQ4005_who_asks_whether_there_are_fewer_than_none_has_not_asked(string test, bool isWrong) => Model.ExpectAsync(
        Model.Driver($"var got = function.AllocateVectors(8); {test} function.RequestInterrupts();"),
        isWrong ? ["IRQ4005 possible any: function.RequestInterrupts()"] : []);

    [Theory]
    [InlineData("Console.WriteLine(Text(got));")]
    [InlineData("if (Text(got).Length > 9) return;")]
    public Task IRQ4005_what_a_helper_makes_of_some_vectors_takes_none_away(string use) => Model.ExpectAsync(Model.Driver(
        "var got = function.AllocateVectors(8); if (got == 0) { function.FailProbe(); return; } " + use + " function.RequestInterrupts();",
        "private static string Text(int n) => n == 1 ? \"one vector\" : n.ToString();"));

    [Theory]
    [InlineData("got < Math.Min(1, function.MsixTableSize)")]
    [InlineData("got > Math.Max(function.MsixTableSize, function.MsiVectors)")]
    [InlineData("got < none.Count")]
    public Task IRQ4002_a_number_that_was_computed_may_be_a_bound(string tooFew) => Model.ExpectAsync(
        Model.Driver($"var got = function.AllocateVectors(8); if (got == 0) {{ function.FailProbe(); return; }} if ({tooFew}) function.FailProbe();", "private readonly List<int> none = new();"),
        "IRQ4002 possible any: function.FailProbe()");

    [Theory]
    [InlineData("if (got == 0) { function.FailProbe(); return; } if (got < 4) function.FailProbe();")]
    [InlineData("if (got == 0) { function.FailProbe(); return; } if (got != 8) function.FailProbe();")]
    [InlineData("if (got == 0) { function.FailProbe(); return; } if (got < function.MsixTableSize) function.FailProbe();")]
    [InlineData("if (got == 0) { function.FailProbe(); return; } if (System.Environment.ProcessorCount > got) function.FailProbe();")]
    public Task IRQ4002_of_vectors_of_which_there_are_surely_some_too_few_are_some(string probe) =>
        Model.ExpectAsync(Model.Driver("var got = function.AllocateVectors(8); " + probe), "IRQ4002 definite any: function.FailProbe()");

    [Theory]
    [InlineData("if (got < 4) function.FailProbe();", "possible")]
    [InlineData("if (got == 0) { function.FailProbe(); return; } if (got < 4) { function.FreeVectors(); function.FailProbe(); }", "")]
    [InlineData("if (got < function.MsixTableSize) { if (got > 0) function.FreeVectors(); function.FailProbe(); }", "")]
    [InlineData("while (got > 0 && got < 4) { function.FreeVectors(); got = function.AllocateVectors(16); } if (got == 0) function.FailProbe();", "")]
    public Task IRQ4002_too_few_vectors_may_be_none(string probe, string certainty) =>
        Model.ExpectAsync(Model.Driver("var got = function.AllocateVectors(8); " + probe), certainty.Length > 0 ? [$"IRQ4002 {certainty} any: function.FailProbe()"] : []);

    [Theory]
    [InlineData("count = function.AllocateVectors(4); if (count == 0) { function.FailProbe(); return; } function.RequestInterrupts();")]
    [InlineData("count = function.AllocateVectors(4); if (IsEmpty) { function.FailProbe(); return; } function.RequestInterrupts();")]
    [InlineData("Count = function.AllocateVectors(4); if (Count == 0) { function.FailProbe(); return; } function.RequestInterrupts();")]
    [InlineData("count = function.AllocateVectors(4); function.SetAffinity(0, 1); if (count == 0) { function.FailProbe(); return; } function.RequestInterrupts();")]
    [InlineData("flag = function.AllocateVectors(4) > 0; if (!flag) { function.FailProbe(); return; } function.RequestInterrupts();")]
    [InlineData("if (function.AllocateVectors(4) is var given && given == 0) { function.FailProbe(); return; } function.RequestInterrupts();")]
    [InlineData("if (!Open(function)) { function.FailProbe(); return; } function.RequestInterrupts();")]
    [InlineData("if (!IsEnough(function.AllocateVectors(4))) { function.FailProbe(); return; } function.RequestInterrupts();")]
    [InlineData("Require(function.AllocateVectors(4)); function.RequestInterrupts();")]
    [InlineData("Keep(function.AllocateVectors(4)); if (count == 0) { function.FailProbe(); return; } function.RequestInterrupts();")]
    [InlineData("count = function.AllocateVectors(4); Pause(); if (count == 0) function.FailProbe();")]
    [InlineData("var given = new Given(function.AllocateVectors(4)); if (given.IsNone) function.FailProbe();")]
    [InlineData("var channel = new Channel(function); channel.Open(); channel.Log(); if (channel.Count == 0) function.FailProbe();")]
    [InlineData("var channel = new Channel(function); if (!channel.Open()) { function.FailProbe(); return; } function.RequestInterrupts();")]
    [InlineData("var channel = new Channel(function); channel.Open(); if (channel.Count == 0) { function.FailProbe(); return; } function.RequestInterrupts();")]
    public Task IRQ4002_where_there_are_none_a_failing_probe_leaves_none(string probe) => Model.ExpectAsync(Model.Driver(probe, Helpers) + Types);

    [Theory]
    [InlineData("count = function.AllocateVectors(4); if (count > 0) function.FailProbe();")]
    [InlineData("Count = function.AllocateVectors(4); if (Count != 0) function.FailProbe();")]
    [InlineData("flag = function.AllocateVectors(4) > 0; if (flag) function.FailProbe();")]
    [InlineData("if (IsEnough(function.AllocateVectors(4))) function.FailProbe();")]
    public Task IRQ4002_where_there_are_some_it_leaves_them(string probe) =>
        Model.ExpectAsync(Model.Driver(probe, Helpers) + Types, "IRQ4002 definite any: function.FailProbe()");

    [Theory]
    [InlineData("count = function.AllocateVectors(4); if (HasNone()) function.FailProbe();")]
    [InlineData("counts[0] = function.AllocateVectors(4); if (counts[0] == 0) function.FailProbe();")]
    [InlineData("var least = Math.Min(function.AllocateVectors(4), 2); if (least == 0) function.FailProbe();")]
    [InlineData("var given = Given.By(function); if (given.Count == 0) function.FailProbe();")]
    [InlineData("var channel = new Channel(function); channel.Open(); if (channel.HasNone()) function.FailProbe();")]
    [InlineData("var channel = new Channel(function); channel.Open(); if (channel.ToString() == \"0\") function.FailProbe();")]
    [InlineData("var given = 0; void Take() => given = function.AllocateVectors(4); Take(); if (given == 0) function.FailProbe();")]
    public Task IRQ4002_what_is_computed_from_a_count_may_say_that_there_are_none(string probe) =>
        Model.ExpectAsync(Model.Driver(probe, Helpers) + Types, "IRQ4002 possible any: function.FailProbe()");

    private const string Helpers =
        """
        private int count;
        private readonly int[] counts = new int[4];
        private int Count { get; set; }
        private bool IsEmpty => count == 0;
        private bool HasNone() => count == 0;
        private bool Open(PciFunction its) { count = its.AllocateVectors(4); if (count == 0) return false; return true; }
        private static bool IsEnough(int given) => given > 0;
        private static void Require(int given) { if (given == 0) throw new InvalidOperationException(); }
        private void Keep(int given) => count = given;
        private static void Pause() => Console.WriteLine();
        """;

    private const string Types =
        """
        public sealed class Channel
        {
            private readonly PciFunction function;
            public Channel(PciFunction function) => this.function = function;
            public int Count { get; private set; }
            public bool Open() { Count = function.AllocateVectors(4); return Count != 0; }
            public bool HasNone() => Count == 0;
            public void Log() => Console.WriteLine(Count);
            public override string ToString() => Count.ToString();
        }
        public sealed record Given(int Count)
        {
            public bool IsNone => Count == 0;
            public static Given By(PciFunction function) => new(function.AllocateVectors(4));
        }
        """;
}
