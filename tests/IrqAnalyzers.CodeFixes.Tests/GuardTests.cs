using IrqAnalyzers.CodeFixes.Tests.Support;
using Microsoft.CodeAnalysis.Testing;

namespace IrqAnalyzers.CodeFixes.Tests;

/// <summary>IRQ1007 and IRQ4004: a test before what is wrong while a fact holds that no operation takes back.</summary>
public class GuardTests
{
    private const string Platform = "\npublic static class Platform\n{\n    public static MsiDomain Of(Iommu dmar) => new HypervisorMsiDomain(\"XEN-MSI\", dmar);\n}\n";

    [Fact]
    public Task A_notifier_leaves_a_special_domain_alone() => NotifierAsync(
        "dmar.Register(function);\n{|IRQ1007:function.AssignMsiDomain(dmar.FindMsiDomain(function))|}; // Linux does so",
        "dmar.Register(function);\nif (!function.HasSpecialMsiDomain)\n{\n    function.AssignMsiDomain(dmar.FindMsiDomain(function)); // Linux does so\n}");

    [Fact]
    public Task The_test_has_no_braces_where_the_file_has_none() => NotifierAsync(
        "if (function.Address.Device == 0) return;\ndmar.Register(function);\n{|IRQ1007:function.AssignMsiDomain(dmar.FindMsiDomain(function))|};".Replace("return;", "dmar.Register(function);"),
        "if (function.Address.Device == 0) return;\ndmar.Register(function);\nif (!function.HasSpecialMsiDomain) function.AssignMsiDomain(dmar.FindMsiDomain(function));".Replace("return;", "dmar.Register(function);"));

    [Fact]
    public Task The_test_joins_that_of_an_if_which_does_nothing_else() => NotifierAsync(
        "dmar.Register(function);\nif (dmar.FindMsiDomain(function) is { } domain) {|IRQ1007:function.AssignMsiDomain(domain)|};",
        "dmar.Register(function);\nif (dmar.FindMsiDomain(function) is { } domain && !function.HasSpecialMsiDomain) function.AssignMsiDomain(domain);");

    [Fact]
    public Task A_condition_that_binds_less_gets_parentheses() => NotifierAsync(
        "dmar.Register(function);\nif (function.IsVirtual || function.IsPlugged)\n{\n    {|IRQ1007:function.AssignMsiDomain(null)|};\n}",
        "dmar.Register(function);\nif ((function.IsVirtual || function.IsPlugged) && !function.HasSpecialMsiDomain)\n{\n    function.AssignMsiDomain(null);\n}");

    [Fact]
    public Task A_call_over_several_lines_keeps_its_layout() => NotifierAsync(
        "dmar.Register(function);\n{|IRQ1007:function.AssignMsiDomain(\n    dmar.FindMsiDomain(function))|};\n\ndmar.Register(function);",
        "dmar.Register(function);\nif (!function.HasSpecialMsiDomain)\n{\n    function.AssignMsiDomain(\n        dmar.FindMsiDomain(function));\n}\n\ndmar.Register(function);");

    [Fact]
    public Task A_call_in_a_helper_is_not_guarded_from_outside() => NotifierAsync(
        "dmar.Register(function);\n{|IRQ1007:Decide(function)|};", null, "\n\nprivate void Decide(PciFunction function)\n{\n    dmar.Register(function);\n    function.AssignMsiDomain(null);\n}");

    [Fact]
    public Task A_test_that_would_leave_a_VF_without_a_domain_is_not_offered() => NotifierAsync(
        "if (function.IsVirtual)\n{\n    dmar.Register(function);\n    {|IRQ1007:function.AssignMsiDomain(null)|};\n    return;\n}\n\ndmar.Register(function);",
        "if (function.IsVirtual)\n{\n    dmar.Register(function);\n    if (!function.HasSpecialMsiDomain)\n    {\n        function.AssignMsiDomain(null);\n    }\n\n    return;\n}\n\ndmar.Register(function);");

    [Fact]
    public Task A_unit_that_may_be_in_use_is_asked_first() => UnitAsync(
        "{|IRQ4004:dmar.RemoveUnit(unit)|};",
        "if (!dmar.IsInUse(unit))\n        {\n            dmar.RemoveUnit(unit);\n        }");

    [Fact]
    public Task What_is_removed_although_it_is_in_use_is_not_guarded() => UnitAsync(
        "if (dmar.IsInUse(unit)) {|IRQ4004:dmar.RemoveUnit(unit)|};", null);

    [Theory]
    [InlineData("{|IRQ4004:dmar.RemoveUnit(unit)|};\n    System.Console.WriteLine(unit);")]
    [InlineData("if (dmar.InterruptRemappingEnabled)\n    {\n        {|IRQ4004:dmar.RemoveUnit(unit)|};\n    }\n\n    System.Console.WriteLine(unit);")]
    public Task A_removal_on_which_the_next_statement_relies_is_not_guarded(string body) => UnitAsync(body, null);

    [Fact]
    public Task A_removal_at_the_end_of_a_round_is_asked_first() => UnitAsync(
        "for (var n = 0; n < 1; n++)\n        {\n            {|IRQ4004:dmar.RemoveUnit(unit)|};\n        }",
        "for (var n = 0; n < 1; n++)\n        {\n            if (!dmar.IsInUse(unit))\n            {\n                dmar.RemoveUnit(unit);\n            }\n        }");

    [Theory]
    [InlineData("await {|IRQ2004:function.DisableSriov()|};\n        if (count > 0) await function.EnableSriov(count);")]
    [InlineData("if (function.HasVirtualFunctions) await {|IRQ2004:function.DisableSriov()|};\n        if (count > 0) await function.EnableSriov(count);")]
    public Task VFs_that_guests_may_use_are_for_the_driver_to_decide_about(string body)
    {
        var model = Models.Usings + $$"""
            public class Vfs : PciDriver
            {
                public Vfs() : base("vfs") { }

                public override bool Matches(PciFunction function) => function.VectorCapacity > 0;

                protected override async Flow ConfigureSriov(PhysicalFunction function, int count)
                {
                    {{body}}
                }

                public static void Give(PciFunction function) => function.AssignTo(new Guest("guest"));
            }

            """;
        return RunAsync(model, model);
    }

    [Fact]
    public Task A_call_in_a_switch_section_is_tested_for_in_it() => NotifierAsync(
        "dmar.Register(function);\nswitch (function.VectorCapacity)\n{\n    case 0:\n        {|IRQ1007:function.AssignMsiDomain(null)|};\n        break;\n}",
        "dmar.Register(function);\nswitch (function.VectorCapacity)\n{\n    case 0:\n        if (!function.HasSpecialMsiDomain)\n        {\n            function.AssignMsiDomain(null);\n        }\n\n        break;\n}");

    [Theory]
    [InlineData("using (new System.IO.MemoryStream())", "")]
    [InlineData("try", "\nfinally\n{\n    _ = function.IsVirtual;\n}")]
    [InlineData("lock (dmar)", "")]
    public Task A_call_in_the_block_of_a_statement_is_tested_for_in_it(string begin, string end) => NotifierAsync(
        $"dmar.Register(function);\n{begin}\n{{\n    {{|IRQ1007:function.AssignMsiDomain(null)|}};\n}}{end}",
        $"dmar.Register(function);\n{begin}\n{{\n    if (!function.HasSpecialMsiDomain)\n    {{\n        function.AssignMsiDomain(null);\n    }}\n}}{end}");

    [Theory]
    [InlineData("if (function.IsVirtual) dmar.Register(function);\nelse {|IRQ1007:function.AssignMsiDomain(null)|};")]
    [InlineData("foreach (var one in new int[2]) {|IRQ1007:function.AssignMsiDomain(null)|};")]
    [InlineData("again: {|IRQ1007:function.AssignMsiDomain(null)|};\nif (function.VectorCapacity < 0) goto again;")]
    public Task A_call_that_is_no_statement_of_a_list_is_left_alone(string body) => NotifierAsync("dmar.Register(function);\n" + body, null);

    private static Task NotifierAsync(string before, string? after, string members = "")
    {
        var wrong = Handler(before, members);
        return RunAsync(wrong, after is null ? wrong : Handler(after, members));
    }

    private static string Handler(string body, string members) => Models.Notifier(
        "protected override async Flow OnDeviceAdded(PciFunction function)\n{\n    " + body.Replace("\n", "\n    ").Replace("    \n", "\n") + "\n}" + members) + Platform;

    private static Task UnitAsync(string before, string? after) => RunAsync(Unit(before), Unit(after ?? before));

    private static string Unit(string body) => Models.Host("await function.Attach();", $$"""

        protected override async Flow RemoveRemappingUnit(Iommu dmar, RemappingUnit unit)
        {
            {{body.Replace("\n    ", "\n")}}
        }

        """);

    private static Task RunAsync(string before, string after)
    {
        var test = new FixTest<BringUpFix> { TestCode = before, FixedState = { Sources = { after }, MarkupHandling = MarkupMode.Allow } };
        return test.RunAsync(TestContext.Current.CancellationToken);
    }
}
