using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>
/// Tests that no program passes, though nobody sees it here: of what is computed from numbers with bounds, of two members of one object, and of what the
/// project has made for good.
/// </summary>
public class ComputedTests
{
    private const string Place = "if (function.IsVirtual) { function.InheritMsiDomain(); return; } iommu.Register(function); function.AssignMsiDomain(iommu.FindMsiDomain(function));";

    [Theory]
    [InlineData("function.Address.Device % 32 > 31")]
    [InlineData("function.Address.Device >> 5 != 0")]
    [InlineData("(function.Address.Device & 0xE0) != 0")]
    [InlineData("function.Address.Device * 8 + function.Address.Function > 255")]
    [InlineData("Math.Abs((int)function.Address.Device) < 0")]
    public Task What_is_computed_from_a_number_with_bounds_has_some(string test) => IsPossible(test);

    [Theory]
    [InlineData("function.MsixTableSize < 0")]
    [InlineData("function.MsiVectors is < 0")]
    [InlineData("function is VirtualFunction { Index: < 0 }")]
    [InlineData("function.Address.Segment <= -1")]
    public Task Hardly_anything_is_less_than_nothing(string test) => IsPossible(test);

    [Theory]
    [InlineData("function.Bus.Segment != function.Address.Segment")]
    [InlineData("function.Address.RequesterId.Bus != function.Address.Bus")]
    [InlineData("function.MsiVectors > function.VectorCapacity")]
    public Task How_two_members_of_one_object_go_together_the_model_says(string test) => IsPossible(test);

    [Theory]
    [InlineData("string.IsNullOrEmpty(function.Name)")]
    [InlineData("function.Name.Length == 0")]
    [InlineData("function.Bus.Functions.Count == 0")]
    [InlineData("!function.Bus.Functions.Any()")]
    public Task A_function_has_a_name_and_is_on_its_bus(string test) => IsPossible(test);

    [Theory]
    [InlineData("private readonly System.Threading.CancellationTokenSource stop = new();", "stop.IsCancellationRequested")]
    [InlineData("private readonly Guid id = Guid.NewGuid();", "id == Guid.Empty")]
    [InlineData("private readonly object gate = new();", "!System.Threading.Monitor.TryEnter(gate)")]
    [InlineData("private readonly System.Threading.SemaphoreSlim gate = new(1);", "!gate.Wait(0)")]
    [InlineData("private readonly Queue<int> queue = new(new[] { 1 });", "!queue.TryPeek(out _)")]
    [InlineData("private readonly int[] places = { 1, 2 };", "places is []")]
    [InlineData("private static readonly DayOfWeek Day = Enum.Parse<DayOfWeek>(\"Monday\");", "Day == DayOfWeek.Friday")]
    public Task What_the_project_has_made_for_good_is_as_it_made_it(string members, string test) => IsPossible(test, members);

    [Fact]
    public Task No_number_is_more_than_none() => Model.ExpectAsync(Model.Notifier($"if (function.VectorCapacity > limit) return; {Place}", "private readonly int? limit = null;"));

    [Theory]
    [InlineData("function.Address.Device == 3")]
    [InlineData("function is VirtualFunction { Index: > 3 }")]
    [InlineData("function is VirtualFunction vf && vf.Index % 2 == 1")]
    [InlineData("function.Name.StartsWith(\"nic\")")]
    [InlineData("function.Name.Length > 3")]
    [InlineData("function.MsixTableSize > limit")]
    [InlineData("source.IsOn()")]
    public Task What_some_program_or_machine_passes_is_sure(string test) => Model.ExpectAsync(
        Model.Notifier($"if ({test}) return; {Place}", "public int limit; private readonly ISource source = null!;") + "public interface ISource { bool IsOn(); }", "IRQ2001 definite virtual: return;");

    private static Task IsPossible(string test, string members = "") => Model.ExpectAsync(
        Model.Notifier($"if (!function.IsVirtual) {{ {Place} return; }} if ({test}) return; function.InheritMsiDomain();", members), "IRQ2001 possible virtual: return;");
}
