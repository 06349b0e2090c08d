using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>What the DSL says of its properties: that they are there, and which numbers there are. What a nullable setting is asked in two ways is one question.</summary>
public class DeclaredValues
{
    private const string Place = "if (function.IsVirtual) { function.InheritMsiDomain(); return; } iommu.Register(function); function.AssignMsiDomain(iommu.FindMsiDomain(function));";

    [Theory]
    [InlineData("function.Bus is null")]
    [InlineData("function.Name is null")]
    [InlineData("function is { Bus: null }")]
    [InlineData("function.Bus?.Functions == null")]
    [InlineData("function.Address.Device > 31")]
    [InlineData("function.Address is { Device: > 31 }")]
    [InlineData("function.Address is { Function: > 7 }")]
    [InlineData("function.Address.Function >= 8")]
    public Task No_function_is_like_that(string test) => Model.ExpectAsync(Model.Notifier($"if ({test}) return; {Place}"));

    [Theory]
    [InlineData("function.Address.Device > 30")]
    [InlineData("function.Address.Function == 7")]
    [InlineData("function.Gsi is null")]
    [InlineData("function.Bus.Bridge is null")]
    public Task Some_function_is_like_that(string test) => Model.ExpectAsync(Model.Notifier($"if ({test}) return; {Place}"), "IRQ2001 definite virtual: return;");

    [Theory]
    [InlineData("Force.HasValue", "Force == null")]
    [InlineData("Force.HasValue", "Force is null")]
    [InlineData("Force is not null", "!Force.HasValue")]
    [InlineData("forced.HasValue", "forced == null")]
    public Task A_value_is_there_or_is_not(string first, string second) => Model.ExpectAsync(
        Model.Notifier($"var forced = Force; if (!function.IsVirtual) {{ {Place} return; }} if ({first}) {{ function.InheritMsiDomain(); return; }} if ({second}) function.InheritMsiDomain();", "public bool? Force { get; set; }"),
        first.StartsWith('f') ? [] : ["IRQ2001 possible virtual: OnDeviceAdded"]);

    [Fact]
    public Task Whether_a_value_is_there_may_be_either_way() => Model.ExpectAsync(
        Model.Notifier($"if (Force.HasValue) return; {Place}", "public bool? Force { get; set; }"), "IRQ2001 definite virtual: return;");
}
