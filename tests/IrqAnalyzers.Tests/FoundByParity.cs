using IrqAnalyzers.Tests.Support;
using Microsoft.CodeAnalysis;

namespace IrqAnalyzers.Tests;

/// <summary>What random programs showed to be wrong (tests/IrqAnalyzers.Parity), each as small as it could be made.</summary>
public class FoundByParity
{
    [Fact]
    public Task An_exception_in_a_local_function_is_the_caller_s() => Model.ExpectAsync(
        Model.Host("try { void Announce() { function.AssignMsiDomain(null); } Announce(); } finally { iommu.Register(function); } await function.Add();"),
        "IRQ1001 definite any: Announce()");

    [Fact]
    public Task That_a_PF_is_there_is_no_test_of_the_PF_s_kind() => Model.ExpectAsync(
        Model.Host("if (function.PhysicalFunction is { }) function.InheritMsiDomain(); await function.Add();"),
        "IRQ3001 definite physical: function.Add()");

    [Fact]
    public Task A_pattern_on_a_member_tells_the_kind_of_a_variable_that_is_tested_again() => Model.ExpectAsync(
        Model.Host("if (function is { PhysicalFunction: null } || function is not PhysicalFunction) return; await function.Add();"));

    [Theory]
    [InlineData("if (iommu.Knows(function)) function.AssignMsiDomain(null);")]
    [InlineData("if (!iommu.Knows(function)) return; function.AssignMsiDomain(null);")]
    [InlineData("if (!iommu.Knows(function)) iommu.Register(function); function.AssignMsiDomain(null);")]
    [InlineData("if (Check(function)) function.AssignMsiDomain(null); bool Check(PciFunction f) => iommu.Knows(f);")]
    public Task A_test_of_the_registration_is_understood(string body) => Model.ExpectAsync(Model.Host(body));

    [Fact]
    public Task That_one_IOMMU_does_not_know_a_function_says_nothing_of_others() => Model.ExpectAsync(
        Model.Host("Use(function);", "private void Use(PciFunction f) { if (!iommu.Knows(f)) f.AssignMsiDomain(null); }"),
        "IRQ1001 definite any: Use(function)", "IRQ1001 possible any: f.AssignMsiDomain(null)");

    [Fact]
    public Task That_a_notifier_does_not_register_a_VF_is_sure_only_where_it_is_seen() => Model.ExpectAsync(
        Model.Host("function.MatchDriver = false; await function.Add(); if (!iommu.Knows(function)) return; function.MatchDriver = true;"),
        "IRQ3002 possible any: return;");

    [Theory]
    [InlineData("while (flag) { if (iommu.FindMsiDomain(function) != null) function.AssignMsiDomain(null); }")]
    [InlineData("while (flag) { if (iommu.FindMsiDomain(function) is null) continue; function.AssignMsiDomain(null); }")]
    [InlineData("for (var i = 0; i < 3; i++) { if (iommu.FindMsiDomain(function) is { } found) function.AssignMsiDomain(found); }")]
    public Task What_a_look_up_says_holds_each_time_a_loop_comes_round(string body) => Model.ExpectAsync(
        Model.Host(body),
        "IRQ1001 definite any: iommu.FindMsiDomain(function)");

    [Fact]
    public Task A_look_up_that_cannot_find_makes_nothing_sure_of_one_of_several() => Model.ExpectAsync(
        Model.Host("", "private void Wire(PciBus bus, int i) { var all = new[] { bus.AddFunction(\"18.0\"), bus.AddFunction(\"19.0\") }; all[i] = all[1]; foreach (var p in all) { if (iommu.FindMsiDomain(p) is { } found) p.AssignMsiDomain(found); } }"),
        "IRQ1001 definite physical: iommu.FindMsiDomain(p)", "IRQ1001 possible physical: p.AssignMsiDomain(found)");

    [Theory]
    [InlineData("var copy = flag; if (!copy) { if (flag) iommu.FindMsiDomain(function); }")]
    [InlineData("var copy = flag; if (flag) { if (!copy) iommu.FindMsiDomain(function); }")]
    public Task A_copy_of_a_flag_is_what_the_flag_is(string body) => Model.ExpectAsync(Model.Host(body));

    [Fact]
    public Task A_number_that_is_counted_past_what_is_asked_for_is_none_of_that() => Model.ExpectAsync(
        Model.Host("var n = flag ? 1 : 2; n++; switch (n) { case 0: iommu.FindMsiDomain(function); break; }"));

    [Theory]
    [InlineData("if (flag) throw new InvalidOperationException();")]
    [InlineData("Again();")]
    public Task Behind_a_helper_that_throws_nothing_is_found(string check) => Model.ExpectAsync(
        Model.Host("if (!flag) return; Check(); iommu.FindMsiDomain(function);", Checking(check)));

    [Theory]
    [InlineData("if (!flag) throw new InvalidOperationException();")]
    [InlineData("if (other) throw new InvalidOperationException();")]
    public Task Behind_a_helper_that_does_not_throw_what_is_wrong_is_sure(string check) => Model.ExpectAsync(
        Model.Host("if (!flag) return; Check(); iommu.FindMsiDomain(function);", Checking(check)),
        "IRQ1001 definite any: iommu.FindMsiDomain(function)");

    [Theory]
    [InlineData("flag = true; await function.Add(); if (!flag) return; function.MatchDriver = true;")]
    [InlineData("await Announce(function); if (!flag) return; function.MatchDriver = true;")]
    [InlineData("await Over(function); if (!flag) return; function.MatchDriver = true;")]
    [InlineData("flag = true; await function.Add(); await function.Attach(); if (!flag) return; function.MatchDriver = true;")]
    public Task What_a_flag_was_before_a_flow_waited_makes_the_other_branch_unsure_however_often_it_waits(string addDevice) => Model.ExpectAsync(
        Model.Host("function.MatchDriver = false; " + addDevice, "private async Flow Announce(PciFunction f) { flag = true; await f.Add(); } private async Flow Over(PciFunction f) { await Announce(f); }"),
        "IRQ3002 possible any: return;");

    private static string Checking(string check) =>
        $"private bool other; private void Check() {{ {check} }} private void Again() {{ if (flag) throw new InvalidOperationException(); }}";

    [Fact]
    public Task That_a_notifier_registers_a_PF_is_taken_for_granted_and_makes_nothing_sure() => Model.ExpectAsync(
        Model.Host("function.MatchDriver = false; await function.Add(); if (iommu.Knows(function)) return; function.MatchDriver = true;"),
        "IRQ3002 possible any: return;");

    [Fact]
    public Task An_answer_that_could_hardly_be_makes_nothing_sure_later_either() => Model.ExpectAsync(
        Model.Host("var known = flag && iommu.Knows(function); function.SetDefaultMsiDomain(null); if (known) iommu.FindMsiDomain(function);"),
        "IRQ1001 possible any: iommu.FindMsiDomain(function)");

    [Fact]
    public Task A_loop_over_what_has_elements_is_not_passed_by() => Model.ExpectAsync(
        Model.Host("", "private void Wire(PciBus bus) { var a = new List<PciFunction> { bus.AddFunction(\"18.0\"), bus.AddFunction(\"19.0\"), bus.AddFunction(\"1a.0\"), bus.AddFunction(\"1b.0\") }; (a[0], a[1]) = (a[1], a[0]); foreach (var p in a) { iommu.Register(p); foreach (var i in new[] { 1, 2 }) { if (flag) iommu.Register(p); } } iommu.FindMsiDomain(a[2]); }"),
        "IRQ1001 possible physical: iommu.FindMsiDomain(a[2])");

    [Fact]
    public Task An_array_of_numbers_has_elements_whatever_they_become() => Model.ExpectAsync(
        Model.Host("var all = new[] { 1, 2 }; all[0] = 3; foreach (var one in all) iommu.Register(function); iommu.FindMsiDomain(function);"));

    [Fact]
    public Task What_a_test_said_is_out_of_date_once_facts_have_changed() => Model.ExpectAsync(
        Model.Host("var open = function.MatchDriver; function.MatchDriver = false; if (open) await function.Add(); function.MatchDriver = true;"));

    [Fact]
    public Task A_test_that_comes_out_against_what_is_known_makes_nothing_sure() => Model.ExpectAsync(
        Model.Host("if (function.IsAdded) iommu.FindMsiDomain(function);"),
        "IRQ1001 possible any: iommu.FindMsiDomain(function)");

    [Fact]
    public Task What_only_an_operation_that_throws_leads_to_is_not_sure() => Model.ExpectAsync(
        Model.Host("try { function.SetDefaultMsiDomain(null); } catch (InvalidOperationException) { function.AssignMsiDomain(null); }"),
        "IRQ1001 possible any: function.AssignMsiDomain(null)");

    [Fact]
    public Task What_a_throw_leads_to_is_sure() => Model.ExpectAsync(
        Model.Host("try { if (flag) throw new InvalidOperationException(); } catch (InvalidOperationException) { function.AssignMsiDomain(null); }"),
        "IRQ1001 definite any: function.AssignMsiDomain(null)");

    [Fact]
    public Task A_local_function_that_tests_a_flag_around_it_does_not_do_what_it_does_otherwise() => Model.ExpectAsync(
        Model.Host("var late = flag; if (late) Decide(); void Decide() { if (!late) function.AssignMsiDomain(null); }"));

    [Fact]
    public Task A_method_that_tests_a_flag_does_not_do_what_it_does_otherwise() => Model.ExpectAsync(
        Model.Host("if (flag) Decide(function);", "private void Decide(PciFunction f) { if (!flag) f.AssignMsiDomain(null); }"));

    [Theory]
    [InlineData("try\n{\nif (function.IsVirtual) return;\n}\nfinally\n{\n}", 5)]
    [InlineData("void Local()\n{\n}\nLocal();", 6)]
    [InlineData("bool known;\nknown = function.IsVirtual;\nif (known) return;", 4)]
    [InlineData("do\n{\nif (function.IsVirtual) return;\n}\nwhile (flag);", 5)]
    public async Task The_key_of_a_handler_has_the_line_where_it_starts_to_run(string body, int line)
    {
        var model = "public class N : IommuNotifier { private bool flag; protected override async Flow OnDeviceAdded(PciFunction function) {\n" + body + "\n} }";
        var compilation = Model.Compile(model);
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        var keys = (await Model.AnalyzeAsync(compilation)).Select(diagnostic => diagnostic.Properties["irq.key"]).Distinct();
        Assert.Equal($"IRQ2001|IommuNotifier.OnDeviceAdded|Model0.cs:{line}|PciFunction", Assert.Single(keys));
    }

    [Theory]
    [InlineData("foreach (var i in new[] { 1, 2 }) { if (function.IsVirtual) function.InheritMsiDomain(); } if (!function.IsVirtual) iommu.Register(function);")]
    [InlineData("foreach (var i in new[] { 1, 2 }) { PciFunction g = function; if (function.PhysicalFunction != null) { function.InheritMsiDomain(); } } if (function is { IsVirtual: true }) return; iommu.Register(function);")]
    public Task A_loop_over_an_array_made_for_it_has_its_rounds(string body) => Model.ExpectAsync(Model.Notifier(body));
}
