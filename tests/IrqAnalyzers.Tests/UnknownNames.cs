using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>What is done to an object that may be another one under a name that nobody has followed is not counted against that one.</summary>
public class UnknownNames
{
    [Theory]
    [InlineData("foreach (var other in function.Bus.Functions) iommu.Register(other);")]
    [InlineData("iommu.Register(Machine[function.Address]);")]
    [InlineData("foreach (var other in function.Bus.Functions) if (other == function) iommu.Register(other);")]
    public Task An_operation_on_what_may_be_the_function_leaves_its_facts_open(string statements) => Model.ExpectAsync(
        Model.Host(statements + " function.AssignMsiDomain(null);"),
        "IRQ1001 possible any: function.AssignMsiDomain(null)");

    [Fact]
    public Task A_helper_that_finds_its_functions_itself_leaves_those_of_its_caller_open() => Model.ExpectAsync(
        Model.Host("All(function.Bus); function.AssignMsiDomain(null);", "private void All(PciBus bus) { foreach (var one in bus.Functions) iommu.Register(one); }"),
        "IRQ1001 possible any: function.AssignMsiDomain(null)");

    [Fact]
    public Task A_setting_of_what_may_be_the_function_is_not_held_against_it() => Model.ExpectAsync(
        Model.Notifier("foreach (var other in function.Bus.Functions) other.InheritMsiDomain(); if (!function.IsVirtual) iommu.Register(function);"),
        "IRQ2001 possible virtual: OnDeviceAdded");

    [Fact]
    public Task What_is_of_another_kind_is_not_meant() => Model.ExpectAsync(
        Model.Host("foreach (var other in function.Bus.Functions) if (other.IsVirtual) iommu.Register(other); if (!function.IsVirtual) function.AssignMsiDomain(null);"),
        "IRQ1001 definite physical: function.AssignMsiDomain(null)");

    [Fact]
    public Task Code_that_is_given_away_may_do_to_the_function_what_it_does_to_others() => Model.ExpectAsync(
        Model.Host("List<PciFunction> all = new(function.Bus.Functions); all.ForEach(one => iommu.Register(one)); function.AssignMsiDomain(null);"),
        "IRQ1001 possible any: function.AssignMsiDomain(null)");

    [Fact]
    public Task One_function_for_two_parameters_is_not_told_for_sure_what_becomes_of_it() => Model.ExpectAsync(
        Model.Host("Move(function, function);", "private void Move(PciFunction one, PciFunction other) { iommu.Register(one); other.AssignMsiDomain(null); }"),
        "IRQ1001 possible any: Move(function, function)");

    [Fact]
    public Task Two_functions_for_two_parameters_are_told_apart() => Model.ExpectAsync(
        Model.Host("Move(function.PhysicalFunction!, function);", "private void Move(PciFunction one, PciFunction other) { iommu.Register(one); other.AssignMsiDomain(null); }"),
        "IRQ1001 definite any: Move(function.PhysicalFunction!, function)");
}
