using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>Functions that one method leaves in tuples of a collection, and another takes out of them.</summary>
public class ElementsInTuples
{
    private const string Wrong = "f.RestoreMessages(); f.PowerUp(); f.EnableMemoryDecoding();";
    private const string Right = "f.PowerUp(); f.EnableMemoryDecoding(); f.RestoreMessages();";

    [Theory]
    [InlineData("pairs.Add((f, 1));", "foreach (var (f, _) in pairs) { BODY }")]
    [InlineData("pairs.Add((f, 1));", "foreach ((PciFunction f, int n) in pairs) { BODY }")]
    [InlineData("pairs.Add((f, 1));", "foreach (var pair in pairs) { var (f, n) = pair; BODY }")]
    [InlineData("pairs.Add((f, 1));", "foreach (var pair in pairs) { var f = pair.Function; BODY }")]
    [InlineData("pairs.Add((f, 1));", "foreach (var (f, n) in pairs.Where(pair => pair.Count > 0)) { BODY }")]
    [InlineData("byAddress[f.Address] = (f, 1);", "foreach (var (f, _) in byAddress.Values) { BODY }")]
    [InlineData("byAddress[f.Address] = (f, 1);", "foreach (var (_, (f, _)) in byAddress) { BODY }")]
    [InlineData("functions.Add(f); pairs.Add((f, 1)); byAddress[f.Address] = (f, 1);", "foreach (var f in functions) { BODY }")]
    [InlineData("functions.Add(f); pairs.Add((f, 1)); byAddress[f.Address] = (f, 1);", "foreach (var (f, _) in pairs) { BODY }")]
    public async Task What_is_resumed_in_the_wrong_order_is_found(string keep, string resume)
    {
        await Model.ExpectAsync(Host(keep, resume.Replace("BODY", Wrong)), "IRQ4006 possible any: f.RestoreMessages()");
        await Model.ExpectAsync(Host(keep, resume.Replace("BODY", Right)));
    }

    private static string Host(string keep, string resume) => Model.Host(
        "",
        $$"""
        private readonly List<PciFunction> functions = new();
        private readonly List<(PciFunction Function, int Count)> pairs = new();
        private readonly Dictionary<Bdf, (PciFunction Function, int Count)> byAddress = new();
        internal void Save() { foreach (var f in AddedFunctions) { if (!f.HasVectors) continue; f.Suspend(); {{keep}} } }
        internal void Load() { {{resume}} }
        """);
}
