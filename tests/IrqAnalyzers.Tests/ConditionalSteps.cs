using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>Helpers that run the code they are given if a test came out so: pipelines, <c>When</c>, <c>IfVirtual</c>.</summary>
public class ConditionalSteps
{
    private const string Steps = """
        public static class Steps
        {
            public static PciFunction When(this PciFunction function, bool isSo, Action<PciFunction> step) { if (isSo) step(function); return function; }
            public static void Either(PciFunction function, bool isSo, Action<PciFunction> step, Action<PciFunction> otherwise) { if (isSo) step(function); else otherwise(function); }
        }
        """;

    [Theory]
    [InlineData("function.When(function.IsVirtual, f => f.InheritMsiDomain()).When(!function.IsVirtual, Register).When(!function.IsVirtual, Decide);")]
    [InlineData("function.When(!function.IsVirtual, Register).When(!function.IsVirtual, Decide).When(function is VirtualFunction, f => f.InheritMsiDomain());")]
    [InlineData("Steps.Either(function, function.IsVirtual, f => f.InheritMsiDomain(), f => { Register(f); Decide(f); });")]
    [InlineData("var isVirtual = function.IsVirtual; function.When(isVirtual, f => f.InheritMsiDomain()); function.When(!isVirtual, f => { Register(f); Decide(f); });")]
    public Task Each_step_is_for_its_kind(string body) => Model.ExpectAsync(Notifier(body));

    [Theory]
    [InlineData("function.When(function.IsVirtual, f => f.InheritMsiDomain()).When(!function.IsVirtual, Decide).When(!function.IsVirtual, Register);", "IRQ1001 definite physical: function.When(function.IsVirtual, f => f.InheritMsiDomain()).When(!function.IsVirtual, Decide)")]
    [InlineData("function.When(!function.IsVirtual, Register).When(!function.IsVirtual, Decide);", "IRQ2001 definite virtual: OnDeviceAdded")]
    [InlineData("Steps.Either(function, function.IsVirtual, f => { }, f => { Register(f); Decide(f); });", "IRQ2001 definite virtual: OnDeviceAdded")]
    public Task A_step_that_is_missing_or_too_early_is_certain(string body, string finding) => Model.ExpectAsync(Notifier(body), finding);

    private static string Notifier(string body) => Model.Notifier(
        body,
        "private void Register(PciFunction f) => iommu.Register(f); private void Decide(PciFunction f) { if (iommu.FindMsiDomain(f) is { } domain) f.AssignMsiDomain(domain); }") + Steps;
}
