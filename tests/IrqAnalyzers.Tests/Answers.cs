using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>What was asked about facts may be kept in a local and tested later, as long as nothing has happened in between.</summary>
public class Answers
{
    [Fact]
    public Task An_answer_in_a_local_is_as_good_as_the_question() => Model.ExpectAsync(
        Model.Host("var known = iommu.Knows(function); if (known) function.AssignMsiDomain(null);"));

    [Fact]
    public Task An_answer_may_be_turned_round() => Model.ExpectAsync(
        Model.Host("var unknown = !iommu.Knows(function); if (unknown) return; function.AssignMsiDomain(null);"));

    [Fact]
    public Task Where_the_answer_is_no_it_can_be_made_up_for() => Model.ExpectAsync(
        Model.Driver("var has = function.HasVectors; if (!has) function.AllocateVectors(1); function.FreeVectors();"));

    [Fact]
    public Task After_the_function_has_been_changed_the_answer_is_out_of_date() => Model.ExpectAsync(
        Model.Host("iommu.Register(function); var known = iommu.Knows(function); iommu.Unregister(function); if (known) function.AssignMsiDomain(null);"),
        "IRQ1001 definite any: function.AssignMsiDomain(null)");

    [Fact]
    public Task After_somebody_else_has_had_the_function_the_answer_is_out_of_date() => Model.ExpectAsync(
        Model.Host(
            "var known = iommu.Knows(function); Change(function); if (!known) return; function.AssignMsiDomain(null);",
            "protected virtual void Change(PciFunction device) => iommu.Unregister(device);"));

    [Fact]
    public Task A_no_that_is_out_of_date_is_not_held_against_the_function() => Model.ExpectAsync(
        Model.Host(
            "var known = iommu.Knows(function); Change(function); if (!known) function.AssignMsiDomain(null);",
            "protected virtual void Change(PciFunction device) { iommu.Register(device); }"));

    [Fact]
    public Task A_handlers_function_is_never_null() => Model.ExpectAsync(
        Model.Host("if (function is not null) iommu.Register(function); function!.AssignMsiDomain(null);"));

    [Fact]
    public Task A_helpers_guard_against_null_is_not_a_path() => Model.ExpectAsync(
        Model.Host("Prepare(function); function.AssignMsiDomain(null);", "private void Prepare(PciFunction f) { if (f == null) return; iommu.Register(f); }"));

    [Fact]
    public Task A_parameter_that_may_be_null_is_tested() => Model.ExpectAsync(
        Model.Host("Prepare(function.PhysicalFunction, function);", "private void Prepare(PciFunction? pf, PciFunction f) { if (pf is not null) iommu.Register(f); f.AssignMsiDomain(null); }"),
        "IRQ1001 definite physical: Prepare(function.PhysicalFunction, function)");
}
