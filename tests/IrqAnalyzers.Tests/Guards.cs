using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>Guards: objects with a flag that one local alone leads to, and that undo something unless told otherwise.</summary>
public class Guards
{
    private const string Hold = """
        internal sealed class Hold : IDisposable
        {
            private readonly PciFunction held;
            private bool isKept;
            public Hold(PciFunction held) { this.held = held; held.MatchDriver = false; }
            public void Keep() => isKept = true;
            public void Dispose() { if (!isKept) held.MatchDriver = true; }
        }
        """;

    private const string Inverse = """
        internal sealed class Inverse : IDisposable
        {
            private readonly PciFunction held;
            public Inverse(PciFunction held) { this.held = held; held.MatchDriver = false; }
            public bool IsDone { get; private set; }
            public void Done() => IsDone = true;
            public void Dispose() { if (IsDone) held.MatchDriver = true; }
        }
        """;

    [Theory]
    [InlineData("using var hold = new Hold(function); await function.Add(); iommu.Register(function);")]
    [InlineData("using (var hold = new Hold(function)) { await function.Add(); if (flag) return; } await function.Attach();")]
    [InlineData("using (var done = new Inverse(function)) { await function.Add(); done.Done(); } await function.Attach();")]
    public Task What_a_guard_undoes_is_undone_at_the_end_of_its_scope(string addDevice) => Model.ExpectAsync(Model.Host(addDevice) + Hold + Inverse);

    [Theory]
    [InlineData("using (var hold = new Hold(function)) { await function.Add(); hold.Keep(); } await function.Attach();", "AddDevice")]
    [InlineData("using (var done = new Inverse(function)) { await function.Add(); if (flag) return; done.Done(); } await function.Attach();", "return;")]
    public async Task What_a_guard_is_told_to_leave_is_left(string addDevice, string at)
    {
        var found = await Model.AnalyzeAsync(Model.Compile(Model.Host(addDevice) + Hold + Inverse));
        Assert.Equal($"IRQ3002 definite any: {at}", Model.Render(Assert.Single(found)));
    }

    [Theory]
    [InlineData("var done = new Inverse(function); Kept.Last = done; await function.Add(); done.Dispose();", "internal static class Kept { public static Inverse? Last; }")]
    [InlineData("var done = new Inverse(function); Action later = done.Done; later(); await function.Add(); done.Dispose();", "")]
    [InlineData("var done = new Open(function); await function.Add(); done.Dispose();", """
        internal sealed class Open : IDisposable
        {
            public static readonly List<Open> All = new();
            private readonly PciFunction held;
            private bool isDone;
            public Open(PciFunction held) { this.held = held; held.MatchDriver = false; All.Add(this); }
            public void Done() => isDone = true;
            public void Dispose() { if (isDone) held.MatchDriver = true; }
        }
        """)]
    public async Task Of_a_guard_that_others_can_get_at_nothing_is_sure(string addDevice, string others)
    {
        var found = await Model.AnalyzeAsync(Model.Compile(Model.Host(addDevice) + Hold + Inverse + others));
        Assert.DoesNotContain(found, diagnostic => diagnostic.Properties["irq.certainty"] == "definite");
    }
}
