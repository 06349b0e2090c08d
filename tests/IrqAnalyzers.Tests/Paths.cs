using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>Branches, loops, switches, flags and exceptions.</summary>
public class Paths
{
    [Fact]
    public Task Registration_on_one_branch_makes_the_decision_possibly_wrong() => Model.ExpectAsync(
        Model.Host("if (flag) iommu.Register(function); function.AssignMsiDomain(null);"),
        "IRQ1001 possible any: function.AssignMsiDomain(null)");

    [Fact]
    public Task Registration_on_both_branches_is_enough() => Model.ExpectAsync(
        Model.Host("if (flag) iommu.Register(function); else iommu.Register(function); function.AssignMsiDomain(null);"));

    [Fact]
    public Task Registration_of_virtual_functions_only_leaves_physical_ones() => Model.ExpectAsync(
        Model.Host("if (function.IsVirtual) iommu.Register(function); function.AssignMsiDomain(null);"),
        "IRQ1001 definite physical: function.AssignMsiDomain(null)");

    [Fact]
    public Task A_flag_tested_twice_keeps_its_value() => Model.ExpectAsync(
        Model.Host("if (flag) iommu.Register(function); if (flag) function.AssignMsiDomain(null);"));

    [Fact]
    public Task A_flag_tested_the_other_way_round_is_definitely_wrong() => Model.ExpectAsync(
        Model.Host("if (flag) iommu.Register(function); if (!flag) function.AssignMsiDomain(null);"),
        "IRQ1001 definite any: function.AssignMsiDomain(null)");

    [Fact]
    public Task A_local_that_remembers_the_kind_tells_the_kind() => Model.ExpectAsync(
        Model.Notifier("var isVf = function.IsVirtual; iommu.Knows(function); if (isVf) { function.InheritMsiDomain(); return; } iommu.Register(function);"));

    [Fact]
    public Task A_local_that_is_set_on_a_path_remembers_the_path() => Model.ExpectAsync(
        Model.Host("var done = false; if (function.Address.Bus == 0) { iommu.Register(function); done = true; } if (done) function.AssignMsiDomain(null);"));

    [Fact]
    public Task A_flag_that_changes_between_the_tests_is_forgotten() => Model.ExpectAsync(
        Model.Host("if (flag) iommu.Register(function); flag = Environment.HasShutdownStarted; if (flag) function.AssignMsiDomain(null);"),
        "IRQ1001 possible any: function.AssignMsiDomain(null)");

    [Theory]
    [InlineData("if (function.PhysicalFunction is null) { iommu.Register(function); return; } function.InheritMsiDomain();")]
    [InlineData("if (function.PhysicalFunction == null) iommu.Register(function); else function.InheritMsiDomain();")]
    [InlineData("if (function.PhysicalFunction is { } pf) { function.InheritMsiDomain(); return; } iommu.Register(function);")]
    [InlineData("if (function is VirtualFunction) { function.InheritMsiDomain(); return; } iommu.Register(function);")]
    [InlineData("if (function is VirtualFunction vf) { vf.InheritMsiDomain(); return; } iommu.Register(function);")]
    [InlineData("if (function is not VirtualFunction) { iommu.Register(function); return; } function.InheritMsiDomain();")]
    [InlineData("if (function is { IsVirtual: true }) { function.InheritMsiDomain(); return; } iommu.Register(function);")]
    [InlineData("if (function is { PhysicalFunction: not null }) { function.InheritMsiDomain(); return; } iommu.Register(function);")]
    [InlineData("if (function is PhysicalFunction) { iommu.Register(function); return; } function.InheritMsiDomain();")]
    [InlineData("switch (function) { case VirtualFunction vf: vf.InheritMsiDomain(); break; default: iommu.Register(function); break; }")]
    [InlineData("switch (function.IsVirtual) { case true: function.InheritMsiDomain(); break; case false: iommu.Register(function); break; }")]
    [InlineData("var pf = function.PhysicalFunction; if (pf is null) return; function.InheritMsiDomain();")]
    [InlineData("if (function.IsVirtual == false) return; function.InheritMsiDomain();")]
    [InlineData("if (!(function.IsVirtual && flag) && !function.IsVirtual) return; function.InheritMsiDomain();")]
    public Task Every_way_to_ask_for_the_kind_is_understood(string body) => Model.ExpectAsync(Model.Notifier(body));

    [Theory]
    [InlineData("if (function.PhysicalFunction is not null) return; iommu.Register(function);", "return;")]
    [InlineData("if (function is VirtualFunction) return; iommu.Register(function);", "return;")]
    [InlineData("if (!function.IsVirtual) { iommu.Register(function); }", "OnDeviceAdded")]
    [InlineData("if (!function.IsVirtual) { iommu.Register(function); return; } Console.WriteLine();", "OnDeviceAdded")]
    [InlineData("if (function.IsVirtual) { Console.WriteLine(); return; } iommu.Register(function);", "return;")]
    [InlineData("switch (function) { case VirtualFunction: return; default: iommu.Register(function); break; }", "return;")]
    [InlineData("switch (function) { case VirtualFunction: break; default: iommu.Register(function); return; }", "OnDeviceAdded")]
    [InlineData("if (function.IsVirtual || function is VirtualFunction) return; iommu.Register(function);", "return;")]
    [InlineData("while (function.IsVirtual) { return; } iommu.Register(function);", "return;")]
    [InlineData("if (function.IsVirtual) { { return; } } iommu.Register(function);", "return;")]
    public Task Every_way_to_leave_a_virtual_function_behind_is_found(string body, string where) =>
        Model.ExpectAsync(Model.Notifier(body), "IRQ2001 definite virtual: " + where);

    [Fact]
    public Task Two_bad_returns_are_two_findings() => Model.ExpectAsync(
        Model.Notifier("if (function.IsVirtual) { if (flag) return; Console.WriteLine(); return; } iommu.Register(function);"),
        "IRQ2001 definite virtual: return;", "IRQ2001 definite virtual: return;");

    [Fact]
    public Task Leaving_by_an_exception_is_no_leaving() => Model.ExpectAsync(
        Model.Notifier("if (function.IsVirtual) throw new InvalidOperationException(); iommu.Register(function);"));

    [Fact]
    public Task Returns_with_a_value_are_underlined() => Model.ExpectAsync("""
        public class N : IommuNotifier
        {
            protected override Flow OnDeviceAdded(PciFunction function)
            {
                if (function.IsVirtual) return Flow.Completed;
                return Flow.Completed;
            }
        }
        """, "IRQ2001 definite virtual: return Flow.Completed;");

    [Fact]
    public Task A_loop_over_virtual_functions_deals_with_one_at_a_time() => Model.ExpectAsync("""
        public class B
        {
            public void All(Iommu iommu, PhysicalFunction pf)
            {
                foreach (var vf in pf.VirtualFunctions)
                {
                    vf.InheritMsiDomain();
                    vf.AllocateVectors(1);
                }
            }
        }
        """);

    [Fact]
    public Task A_loop_may_run_not_at_all() => Model.ExpectAsync(
        Model.Host("for (var i = 0; i < function.VectorCapacity; i++) iommu.Register(function); function.AssignMsiDomain(null);"),
        "IRQ1001 possible any: function.AssignMsiDomain(null)");

    [Theory]
    [InlineData("for (var i = 0; i < 3; i++)")]
    [InlineData("for (var i = 3; i >= 1; i -= 2)")]
    [InlineData("for (long i = 0; i <= 0; i++)")]
    public Task A_loop_that_counts_between_constants_runs_at_least_once(string head) => Model.ExpectAsync(
        Model.Host(head + " iommu.Register(function); function.AssignMsiDomain(null);"));

    [Theory]
    [InlineData("for (var i = 3; i < 3; i++)")]
    [InlineData("for (var i = flag ? 0 : 3; i < 3; i++)")]
    [InlineData("var i = 0; if (flag) i = 3; for (; i < 3; i++)")]
    public Task A_loop_that_may_have_no_round_does(string head) => Model.ExpectAsync(
        Model.Host(head + " iommu.Register(function); function.AssignMsiDomain(null);"), "IRQ1001 possible any: function.AssignMsiDomain(null)");

    [Theory]
    [InlineData("for (var i = 0; i < 3; i++) { if (flag) continue; iommu.Register(function); }")]
    [InlineData("for (var i = 0; i < 3; i++) { if (flag) break; iommu.Register(function); }")]
    public Task A_round_may_do_nothing(string loop) => Model.ExpectAsync(
        Model.Host(loop + " function.AssignMsiDomain(null);"), "IRQ1001 possible any: function.AssignMsiDomain(null)");

    [Fact]
    public Task A_second_round_knows_what_the_first_did() => Model.ExpectAsync(
        Model.Host("for (var i = 0; i < 3; i++) { function.AssignMsiDomain(null); iommu.Register(function); }"),
        "IRQ1001 definite any: function.AssignMsiDomain(null)");

    [Fact]
    public Task An_exception_may_come_before_the_registration() => Model.ExpectAsync(
        Model.Host("try { iommu.Register(function); } catch (InvalidOperationException) { } function.AssignMsiDomain(null);"),
        "IRQ1001 possible any: function.AssignMsiDomain(null)");

    [Fact]
    public Task What_a_finally_block_does_is_done_on_every_path() => Model.ExpectAsync(
        Model.Host("try { Console.WriteLine(); if (flag) return; } finally { iommu.Register(function); } function.AssignMsiDomain(null);"));

    [Fact]
    public Task A_finally_block_is_analysed_for_the_branch_that_comes_through() => Model.ExpectAsync(
        Model.Notifier("try { if (function.IsVirtual) return; iommu.Register(function); } finally { Console.WriteLine(); }"),
        "IRQ2001 definite virtual: return;");

    [Fact]
    public Task A_finding_in_a_finally_block_that_needs_an_exception_is_possible() => Model.ExpectAsync(
        Model.Host("try { iommu.Register(function); } finally { function.AssignMsiDomain(null); }"),
        "IRQ1001 possible any: function.AssignMsiDomain(null)");

    [Fact]
    public Task A_switch_expression_distinguishes_kinds() => Model.ExpectAsync(
        Model.Host("var ok = function switch { VirtualFunction => true, _ => false }; if (ok) function.AssignMsiDomain(null);"),
        "IRQ1001 definite virtual: function.AssignMsiDomain(null)");

    [Fact]
    public Task Vectors_before_the_domain_are_possible_and_name_the_class() => Model.ExpectAsync(
        Model.Host("function.SetDefaultMsiDomain(DefaultMsiDomain); function.AllocateVectors(1);"),
        "IRQ1002 possible physical: function.AllocateVectors(1)", "IRQ2001 possible virtual: function.AllocateVectors(1)");

    // Nobody gives a VF a domain before its host does; a PF may come with one of its platform's.
    [Theory]
    [InlineData("function.AllocateVectors(1);", "")]
    [InlineData("Take(function);", "private void Take(PciFunction f) => f.AllocateVectors(1);")]
    public async Task A_VF_without_any_domain_gets_no_vectors_that_could_be_wrong(string addDevice, string members)
    {
        var found = await Model.AnalyzeAsync(Model.Compile(Model.Host(addDevice, members)));
        Assert.StartsWith("IRQ1002 possible physical", Model.Render(Assert.Single(found)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("if (flag) function.SetDefaultMsiDomain(DefaultMsiDomain); function.AllocateVectors(1);")]
    [InlineData("Give(function); function.AllocateVectors(1);")]
    public async Task A_VF_that_may_have_a_provisional_domain_may_get_vectors_that_are_wrong(string addDevice)
    {
        var found = await Model.AnalyzeAsync(Model.Compile(Model.Host(addDevice, "private void Give(PciFunction f) { if (flag) f.SetDefaultMsiDomain(DefaultMsiDomain); }")));
        Assert.Contains(found, diagnostic => diagnostic.Id == "IRQ2001");
    }

    [Theory]
    [InlineData("var made = bus.AddFunction(\"18.0\"); made.AllocateVectors(1);", false)]
    [InlineData("foreach (var made in new[] { bus.AddFunction(\"18.0\"), bus.AddFunction(\"19.0\") }) made.AllocateVectors(1);", false)]
    [InlineData("var made = bus.AddFunction(\"18.0\"); made.SetDefaultMsiDomain(DefaultMsiDomain); made.AllocateVectors(1);", true)]
    [InlineData("var made = bus.AddFunction(\"18.0\"); if (flag) Give(made); made.AllocateVectors(1);", true)]
    public async Task A_function_that_the_model_describes_itself_gets_vectors_only_if_somebody_gave_it_a_domain(string body, bool isWrong)
    {
        var found = await Model.AnalyzeAsync(Model.Compile(Model.Host("", $"private void Give(PciFunction f) => f.SetDefaultMsiDomain(DefaultMsiDomain); public async Flow Wire(PciBus bus) {{ {body} }}")));
        Assert.Equal(isWrong, found.Any(diagnostic => diagnostic.Id == "IRQ1002"));
    }

    [Fact]
    public Task Vectors_after_the_domain_are_fine() => Model.ExpectAsync(
        Model.Host("iommu.Register(function); function.AssignMsiDomain(null); function.AllocateVectors(1);"));

    [Fact]
    public Task A_driver_knows_nothing_of_what_came_before() => Model.ExpectAsync("""
        public class D : PciDriver
        {
            public D() : base("d") { }
            public override bool Matches(PciFunction function) => true;
            protected override async Flow Probe(PciFunction function) { function.AllocateVectors(1); }
        }
        """);

    [Fact]
    public Task A_property_set_to_what_nobody_knows_may_have_either_value() => Model.ExpectAsync(
        Model.Host("function.MatchDriver = Environment.HasShutdownStarted; await function.Add(); function.MatchDriver = true;"),
        "IRQ3001 possible any: function.Add()");

    [Fact]
    public Task A_property_set_back_revokes_the_fact() => Model.ExpectAsync(
        Model.Host("function.MatchDriver = false; function.MatchDriver = true; await function.Add();"),
        "IRQ3001 definite any: function.Add()");

    [Fact]
    public Task Many_flags_are_merged_and_still_right() => Model.ExpectAsync(
        Model.Host(string.Join(" ", Enumerable.Range(0, 12).Select(index => $"var f{index} = Environment.TickCount > {index}; if (f{index}) Console.WriteLine(); if (!f{index}) Console.WriteLine();"))
            + " iommu.Register(function); function.AssignMsiDomain(null);"));

    [Theory]
    [InlineData("if (function is PhysicalFunction { HasVirtualFunctions: true } physical) await physical.DisableSriov();")]
    [InlineData("if (function is PhysicalFunction physical && physical.HasVirtualFunctions) await physical.DisableSriov();")]
    [InlineData("if (function is PhysicalFunction physical) await physical.DisableSriov();")]
    public Task A_pattern_with_a_fact_says_of_its_kind_alone_that_the_fact_is_missing(string guard) => Model.ExpectAsync($$"""
        public class TestDriver : PciDriver
        {
            public TestDriver() : base("test") { }
            public override bool Matches(PciFunction function) => true;
            protected override async Flow Unbind(PciFunction function)
            {
                {{guard}}
                function.ReleaseInterrupts();
                function.FreeVectors();
            }
        }
        """);
}
