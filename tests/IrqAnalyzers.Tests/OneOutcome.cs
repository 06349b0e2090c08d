using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>
/// Tests whose outcome is the same in each run, though nobody here computes it: what follows them is possible. Beside them, tests of the same shape that may
/// come out either way.
/// </summary>
public class OneOutcome
{
    [Theory]
    [InlineData("Environment.ProcessorCount < 1", "")]
    [InlineData("DateTime.UtcNow.Year < 1970", "")]
    [InlineData("IntPtr.Size == 2", "")]
    [InlineData("System.Threading.CancellationToken.None.IsCancellationRequested", "")]
    public Task What_machine_and_clock_say_may_be_the_same_in_each_run(string test, string members) => PossibleAsync(test, members);

    [Theory]
    [InlineData("function.Address.CompareTo(function.Address) != 0", "")]
    [InlineData("Bdf.Parse(function.Address.ToString()) != function.Address", "")]
    [InlineData("function.Bus.Functions.FirstOrDefault() is null", "")]
    public Task What_is_computed_from_the_address_or_the_bus_of_a_function_has_one_outcome_for_it(string test, string members) => PossibleAsync(test, members);

    [Theory]
    [InlineData("!Steps().Any()", "private static IEnumerable<int> Steps() { yield return 1; }")]
    [InlineData("Twice(2) == 5", "private static int Twice(int v) => v * 2;")]
    public Task What_the_project_computes_from_constants_has_one_outcome(string test, string members) => PossibleAsync(test, members);

    [Theory]
    [InlineData("Changed is not null", "private event Action Changed;")]
    [InlineData("limit is 5", "private int? limit;")]
    [InlineData("Opt.Off", "internal Options Opt { get; set; } = new();")]
    [InlineData("fixedly.Off", "private readonly Fixedly fixedly;")]
    public Task What_nobody_in_the_project_sets_stays_as_it_is(string test, string members) => PossibleAsync(
        test, members, "internal sealed class Options { public bool Off { get; set; } } internal readonly struct Fixedly { public bool Off { get; init; } }");

    [Fact]
    public Task A_loop_over_the_bus_of_a_function_has_a_round() => Model.ExpectAsync(Model.Notifier(
        "var total = 0; foreach (var f in function.Bus.Functions) total++; if (total == 0) return; if (function.IsVirtual) function.InheritMsiDomain(); else iommu.Register(function);"));

    [Theory]
    [InlineData("IsQuiet", "public bool IsQuiet { get; set; }")]
    [InlineData("Random.Shared.Next(2) == 0", "")]
    [InlineData("given is 5", "private int? given; public void Set(int? to) => given = to;", "possible")]
    [InlineData("options.TryGetValue(\"skip\", out var skip) && skip > Environment.ProcessorCount", "private readonly Dictionary<string, int> options = new();")]
    [InlineData("Twice(level) == 5", "public int level; private static int Twice(int v) => v * 2;")]
    public Task What_others_set_may_be_either_way(string test, string members, string certainty = "definite") => Model.ExpectAsync(
        Notifier(test, members), $"IRQ2001 {certainty} virtual: return;");

    private static Task PossibleAsync(string test, string members, string types = "") => Model.ExpectAsync(Notifier(test, members) + types, "IRQ2001 possible virtual: return;");

    private static string Notifier(string test, string members) =>
        Model.Notifier($"if ({test}) return; if (function.IsVirtual) function.InheritMsiDomain(); else iommu.Register(function);", members);
}
