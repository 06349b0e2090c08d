using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>
/// An operation in a helper that is wrong for some functions only (IRQ1003, IRQ2003, IRQ2005): it is reported there, if some caller gets to it with such a function.
/// </summary>
public class ReachedHelpers
{
    private const string FromBus = "private void FromBus(PciFunction f) { iommu.Register(f); f.InheritMsiDomainFromBus(); }";
    private const string SharedBus = "IRQ1003 possible any: f.InheritMsiDomainFromBus()";
    private const string VirtualBus = "IRQ2003 possible virtual: f.InheritMsiDomainFromBus()";

    [Theory]
    [InlineData("FromBus(function);", FromBus)]
    [InlineData("Over(function);", "private void Over(PciFunction f) => FromBus(f); " + FromBus)]
    [InlineData("FromBus(function);", "private void Unused(PhysicalFunction f) => FromBus(f); " + FromBus)]
    [InlineData("Action<PciFunction> later = FromBus; later(function);", FromBus)]
    [InlineData("Action later = () => FromBus(function); later();", FromBus)]
    [InlineData("", FromBus + " public PciFunction Last { set { FromBus(value); } }")]
    [InlineData("", FromBus + " public void Any(PciFunction f) => FromBus(f);")]
    [InlineData("", FromBus)]
    [InlineData("Depth(function, 3);", "private void Depth(PciFunction f, int n) { if (n > 0) Depth(f, n - 1); else FromBus(f); } " + FromBus)]
    [InlineData("foreach (var f in AddedFunctions) FromBus(f);", FromBus)]
    public Task A_helper_that_some_caller_gives_a_VF_is_wrong(string addDevice, string members) =>
        Model.ExpectAsync(Model.Host(addDevice, members), SharedBus, VirtualBus);

    [Theory]
    [InlineData("if (function.IsVirtual) function.InheritMsiDomain(); else FromBus(function);", FromBus)]
    [InlineData("if (function is PhysicalFunction own) FromBus(own);", FromBus)]
    [InlineData("if (function is PhysicalFunction own) Over(own);", "private void Over(PciFunction f) { if (flag) FromBus(f); } " + FromBus)]
    [InlineData("", "private void Wire(PciBus bus) { for (var i = 1; i < 3; i++) FromBus(bus.AddFunction(i + \".0\")); } " + FromBus)]
    [InlineData("if (!function.IsVirtual) this.FromBus(function);", FromBus)]
    public Task A_helper_that_is_given_PFs_only_may_take_the_domain_of_a_bus_that_is_not_virtual(string addDevice, string members) =>
        Model.ExpectAsync(Model.Host(addDevice, members), SharedBus);

    [Theory]
    [InlineData("Decide(function, 2);", "private void Decide(PciFunction f, int way) { if (way == 1) FromBus(f); } " + FromBus)]
    [InlineData("Decide(function, false);", "private void Decide(PciFunction f, bool own) { iommu.Register(f); if (own) f.InheritMsiDomainFromBus(); }")]
    public Task A_helper_that_is_told_to_do_something_else_reports_nothing(string addDevice, string members) =>
        Model.ExpectAsync(Model.Host(addDevice, members));

    [Fact]
    public Task A_helper_that_one_of_two_callers_gives_a_VF_is_wrong_once() => Model.ExpectAsync(
        Model.Host("if (!function.IsVirtual) FromBus(function); else Again(function);", "private void Again(PciFunction f) => FromBus(f); " + FromBus), SharedBus, VirtualBus);

    [Fact]
    public Task The_class_that_a_caller_gives_decides_for_an_implementation_of_a_private_interface_too() => Model.ExpectAsync(
        Model.Host(
            "IWay way = flag ? new One() : new Other(); if (!function.IsVirtual) way.Go(function); else function.InheritMsiDomain();",
            "private interface IWay { void Go(PciFunction f); } private sealed class One : IWay { public void Go(PciFunction f) => f.InheritMsiDomainFromBus(); } private sealed class Other : IWay { public void Go(PciFunction f) => f.SetDefaultMsiDomain(null); }"),
        SharedBus);

    [Theory]
    [InlineData("sealed class One : IWay", true)]
    [InlineData("class One : IWay", false)]
    public async Task A_method_of_the_same_name_of_another_interface_is_no_caller_unless_a_derived_class_may_be_of_both(string declared, bool isRight)
    {
        var found = await Model.AnalyzeAsync(Model.Compile(Model.Host(
            "IWay way = new One(); if (!function.IsVirtual) way.Go(function); else function.InheritMsiDomain(); IOther other = new Other(); Action later = () => other.Go(function); later();",
            $"private interface IWay {{ void Go(PciFunction f); }} private interface IOther {{ void Go(PciFunction f); }} private {declared} {{ public void Go(PciFunction f) => f.InheritMsiDomainFromBus(); }} private sealed class Other : IOther {{ public void Go(PciFunction f) {{ }} }}")));
        Assert.Equal(isRight, !found.Any(diagnostic => diagnostic.Id == "IRQ2003"));
    }

    [Fact]
    public Task Others_may_call_the_implementation_of_an_interface_that_is_not_private() => Model.ExpectAsync(
        Model.Host("IWay way = new One(); if (!function.IsVirtual) way.Go(function); else function.InheritMsiDomain();", "private sealed class One : IWay { public void Go(PciFunction f) => f.InheritMsiDomainFromBus(); }")
            + " internal interface IWay { void Go(PciFunction f); }",
        SharedBus, VirtualBus);

    [Fact]
    public Task A_source_in_a_helper_that_is_never_told_to_set_it_is_not_reported() => Model.ExpectAsync(
        Model.Host("Set(function, false);", "private void Set(PciFunction f, bool own) { if (own) f.SetInterruptSource(f); }"));

    [Theory]
    [InlineData("if (function.IsVirtual) return; Local(); void Local() { iommu.Register(function); function.InheritMsiDomainFromBus(); }")]
    [InlineData("if (!function.IsVirtual) Local(); void Local() { function.InheritMsiDomainFromBus(); }")]
    public Task A_local_function_that_is_called_for_PFs_only_may_take_the_domain_of_a_bus_that_is_not_virtual(string addDevice) =>
        Model.ExpectAsync(Model.Host(addDevice), SharedBus.Replace("f.", "function."));

    [Theory]
    [InlineData("void Local() { function.InheritMsiDomainFromBus(); } Local();")]
    [InlineData("void Local() { function.InheritMsiDomainFromBus(); } if (!function.IsVirtual) Local(); Action again = Local; again();")]
    [InlineData("void Local() { function.InheritMsiDomainFromBus(); } if (!function.IsVirtual) Local(); Action again = () => Local(); again();")]
    public Task A_local_function_that_may_be_called_for_a_VF_is_wrong(string addDevice) =>
        Model.ExpectAsync(Model.Host(addDevice), SharedBus.Replace("f.", "function."), VirtualBus.Replace("f.", "function."));

    [Fact]
    public async Task A_call_that_does_not_compile_may_give_a_helper_anything()
    {
        var found = await Model.AnalyzeAsync(Model.Compile(Model.Host("if (!function.IsVirtual) FromBus(function, 1);", FromBus)));
        Assert.Equal([SharedBus, VirtualBus], found.Select(Model.Render));
    }
}
