using IrqAnalyzers.CodeFixes.Tests.Support;
using VerifyCS = Microsoft.CodeAnalysis.Testing.CodeFixVerifier<
    IrqAnalyzers.BringUpAnalyzer,
    IrqAnalyzers.CodeFixes.BringUpFix,
    IrqAnalyzers.CodeFixes.Tests.Support.FixTest<IrqAnalyzers.CodeFixes.BringUpFix>,
    Microsoft.CodeAnalysis.Testing.DefaultVerifier>;

namespace IrqAnalyzers.CodeFixes.Tests;

/// <summary>Moves of all other rules: what must come first follows from the facts.</summary>
[Trait("Suite", "Long")]
public class MoveByContractTests
{
    private const string Override = "{|IRQ1006:OverrideDefaultMsiDomain(new HypervisorMsiDomain(\"XEN-MSI\", dmar))|};";
    private const string Overridden = "OverrideDefaultMsiDomain(new HypervisorMsiDomain(\"XEN-MSI\", dmar));";

    [Fact]
    public Task Vectors_are_allocated_behind_the_decision() => VerifyAsync(
        """
        var nic = function.Bus.AddFunction("02.0");
        nic.SetDefaultMsiDomain(DefaultMsiDomain);
        if ({|IRQ1002:nic.AllocateVectors(4)|} > 0) nic.RequestInterrupts();
        dmar.Register(nic);
        nic.AssignMsiDomain(dmar.FindMsiDomain(nic));
        """,
        """
        var nic = function.Bus.AddFunction("02.0");
        nic.SetDefaultMsiDomain(DefaultMsiDomain);
        dmar.Register(nic);
        nic.AssignMsiDomain(dmar.FindMsiDomain(nic));
        if (nic.AllocateVectors(4) > 0) nic.RequestInterrupts();
        """);

    [Fact]
    public Task A_call_with_a_finding_for_PFs_and_one_for_VFs_moves_once() => VerifyAsync(
        """
        function.SetDefaultMsiDomain(DefaultMsiDomain);
        dmar.Register(function);
        if ({|IRQ1002:{|IRQ2001:function.AllocateVectors(1)|}|} > 0) function.RequestInterrupts();
        function.AssignMsiDomain(dmar.FindMsiDomain(function));
        function.MatchDriver = false;
        await function.Add();
        """,
        """
        function.SetDefaultMsiDomain(DefaultMsiDomain);
        dmar.Register(function);
        function.AssignMsiDomain(dmar.FindMsiDomain(function));
        if (function.AllocateVectors(1) > 0) function.RequestInterrupts();
        function.MatchDriver = false;
        await function.Add();
        """);

    [Fact]
    public Task A_call_with_a_finding_for_PFs_and_one_for_VFs_moves_in_a_switch_section() => VerifyAsync(
        """
        function.SetDefaultMsiDomain(DefaultMsiDomain);
        switch (function.Address.Device)
        {
            case 5:
                dmar.Register(function);
                if ({|IRQ1002:{|IRQ2001:function.AllocateVectors(1)|}|} > 0) function.RequestInterrupts(); // both
                function.AssignMsiDomain(dmar.FindMsiDomain(function));
                function.MatchDriver = false;
                await function.Add();
                function.MatchDriver = true;
                break;
            default:
                await base.AddDevice(function);
                break;
        }
        """,
        """
        function.SetDefaultMsiDomain(DefaultMsiDomain);
        switch (function.Address.Device)
        {
            case 5:
                dmar.Register(function);
                function.AssignMsiDomain(dmar.FindMsiDomain(function));
                if (function.AllocateVectors(1) > 0) function.RequestInterrupts(); // both
                function.MatchDriver = false;
                await function.Add();
                function.MatchDriver = true;
                break;
            default:
                await base.AddDevice(function);
                break;
        }
        """);

    [Fact]
    public Task An_override_moves_before_the_default() => VerifyAsync(
        "CreateDefaultMsiDomain();\n" + Override,
        Overridden + "\nCreateDefaultMsiDomain();");

    [Fact]
    public Task A_guarded_override_moves_with_its_guard_and_with_what_it_needs() => VerifyAsync(
        "CreateDefaultMsiDomain();\nvar xen = new Iommu(Machine, \"xen\");\nif (function.IsVirtual)\n{\n    " + Override.Replace("dmar", "xen") + "\n}",
        "var xen = new Iommu(Machine, \"xen\");\nif (function.IsVirtual)\n{\n    " + Overridden.Replace("dmar", "xen") + "\n}\nCreateDefaultMsiDomain();");

    [Fact]
    public Task An_override_moves_before_a_default_that_is_created_on_a_branch() => VerifyAsync(
        "if (function.IsVirtual)\n{\n    CreateDefaultMsiDomain();\n}\n\n" + Override,
        Overridden + "\n\nif (function.IsVirtual)\n{\n    CreateDefaultMsiDomain();\n}");

    [Fact]
    public Task A_call_of_a_helper_that_holds_the_violation_moves_as_a_whole() => VerifyAsync(
        """
        if (function.IsVirtual) return;
        {|IRQ1001:{|IRQ1001:Decide(function)|}|};
        function.MatchDriver = false;
        await function.Add();
        """,
        """
        if (function.IsVirtual) return;
        function.MatchDriver = false;
        await function.Add();
        Decide(function);
        """,
        "\nprivate void Decide(PciFunction function) => function.AssignMsiDomain(dmar.FindMsiDomain(function));\n");

    [Fact]
    public Task A_helper_that_registers_moves_up() => VerifyAsync(
        """
        {|IRQ1001:function.AssignMsiDomain(null)|};
        Announce(function);
        """,
        """
        Announce(function);
        function.AssignMsiDomain(null);
        """,
        "\nprivate void Announce(PciFunction function)\n{\n    dmar.Register(function);\n}\n");

    [Fact]
    public Task A_helper_with_unknown_effects_stays()
    {
        const string Body = "{|IRQ1001:Decide(function)|};\nfunction.MatchDriver = false;\nawait function.Add();";
        var source = Models.Host(
            Body, "\nprivate void Decide(PciFunction function)\n{\n    System.Console.WriteLine();\n    function.AssignMsiDomain(null);\n}\n");
        return VerifyCS.VerifyCodeFixAsync(source, source);
    }

    [Fact]
    public Task A_constructor_with_unknown_effects_keeps_its_statement_where_it_is()
    {
        var source = Models.Host(
            "CreateDefaultMsiDomain();\n{|IRQ1006:OverrideDefaultMsiDomain(new HypervisorMsiDomain(\"XEN\", new Loud(Machine)))|};",
            "\nprivate sealed class Loud : Iommu\n{\n    public Loud(Machine machine) : base(machine) { System.Console.WriteLine(); }\n}\n");
        return VerifyCS.VerifyCodeFixAsync(source, source);
    }

    [Fact]
    public Task A_release_that_comes_too_late_moves_before_what_needs_the_fact_gone() => VerifyCS.VerifyCodeFixAsync(
        Models.Usings + Ports("port.Close();\n        {|IRQ1006:port.Free()|};\n        port.Release();"),
        Models.Usings + Ports("port.Close();\n        port.Release();\n        port.Free();"));

    [Fact]
    public Task A_property_that_is_set_too_late_is_set_earlier() => VerifyAsync(
        """
        {|IRQ3001:await function.Add()|};
        function.MatchDriver = false;
        """.Replace("{|IRQ3001:await function.Add()|}", "await {|IRQ3001:function.Add()|}"),
        """
        function.MatchDriver = false;
        await function.Add();
        """);

    private static string Ports(string body) => $$"""
        public class Port
        {
            [Ensures(Facts.Bound)]
            [Footprint(Writes = Slots.Binding)]
            public void Open() { }

            [Footprint(Writes = Slots.HostDefault)]
            public void Close() { }

            [Revokes(Facts.Bound)]
            [Footprint(Writes = Slots.Binding)]
            public void Release() { }

            [RequiresAbsent(Facts.Bound, Rule = RuleIds.OverrideAfterDefault)]
            [Footprint(Reads = Slots.Binding, Writes = Slots.Vectors)]
            public void Free() { }

            public static void Use(Port port)
            {
                port.Open();
                {{body}}
            }
        }

        """;

    private static Task VerifyAsync(string before, string after, string members = "") =>
        VerifyCS.VerifyCodeFixAsync(Models.Host(before, members), Models.Host(after, members));
}
