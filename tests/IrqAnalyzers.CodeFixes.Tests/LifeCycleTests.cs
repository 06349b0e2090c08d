using IrqAnalyzers.CodeFixes.Tests.Support;

namespace IrqAnalyzers.CodeFixes.Tests;

/// <summary>The fixes of the rules on notifiers, messages, power and removal: all by contract.</summary>
[Trait("Suite", "Long")]
public class LifeCycleTests
{
    private const string Bound = "var nic = function.Bus.AddFunction(\"02.0\");\ndmar.Register(nic);\nnic.AssignMsiDomain(dmar.FindMsiDomain(nic));\nif (nic.AllocateVectors(1) == 0) return;\nnic.RequestInterrupts();\n";
    private const string Reserved = "var nic = function.Bus.AddFunction(\"02.0\");\ndmar.Register(nic);\nnic.AssignMsiDomain(dmar.FindMsiDomain(nic));\nnic.ReserveVectors(1);\n";

    private const string Sriov = "var nic = function.Bus.AddFunction(\"02.0\");\ndmar.Register(nic);\nnic.AssignMsiDomain(dmar.FindMsiDomain(nic));\nnic.SetVfEnable(2);\nawait nic.AddVirtualFunctions();\n";

    [Fact]
    public Task IRQ1004_messages_are_written_before_MSI_is_enabled() => MoveAsync(
        Reserved + "{|IRQ1004:nic.EnableMsi()|};\nnic.WriteMessages();",
        Reserved + "nic.WriteMessages();\nnic.EnableMsi();");

    [Fact]
    public Task IRQ1004_the_writing_is_inserted() => InsertAsync(
        Reserved + "{|IRQ1004:nic.EnableMsi()|};",
        Reserved + "nic.WriteMessages();\nnic.EnableMsi();");

    [Fact]
    public Task IRQ1005_the_bus_gets_its_domain_before_its_functions_are_found() => MoveAsync(
        "var bus = function.Bus;\nawait ScanBus(bus);\n{|IRQ1005:bus.SetMsiDomain(null)|};",
        "var bus = function.Bus;\nbus.SetMsiDomain(null);\nawait ScanBus(bus);");

    [Fact]
    public Task IRQ1008_the_notifier_is_subscribed_before_the_scan() => MoveAsync(
        "await ScanBuses();\nvar notifier = new Late(dmar);\n{|IRQ1008:Subscribe(notifier)|}; // hears all",
        "var notifier = new Late(dmar);\nSubscribe(notifier); // hears all\nawait ScanBuses();",
        "\nprivate sealed class Late : IommuNotifier\n{\n    private readonly Iommu dmar;\n\n    public Late(Iommu dmar) : base(1) { this.dmar = dmar; }\n\n    protected override async Flow OnDeviceAdded(PciFunction function) => dmar.Register(function);\n}\n");

    [Theory]
    [InlineData("await RegisterDriver(new Plain());")]
    [InlineData("await RegisterDriver(driver);")]
    [InlineData("await Bind();")]
    public Task IRQ1008_the_notifier_is_subscribed_before_the_scan_whatever_follows(string next) => MoveAsync(
        $"await ScanBuses();\n{{|IRQ1008:Subscribe(new Late(dmar))|}};\n{next}",
        $"Subscribe(new Late(dmar));\nawait ScanBuses();\n{next}",
        "\nprivate readonly Plain driver = new();\n\nprivate async Flow Bind() => await RegisterDriver(driver);\n\nprivate sealed class Plain : PciDriver\n{\n    public Plain() : base(\"plain\") { }\n\n    public override bool Matches(PciFunction function) => true;\n}\n\nprivate sealed class Late : IommuNotifier\n{\n    private readonly Iommu dmar;\n\n    public Late(Iommu dmar) : base(1) { this.dmar = dmar; }\n\n    protected override async Flow OnDeviceAdded(PciFunction function) => dmar.Register(function);\n}\n");

    [Fact]
    public Task IRQ3002_drivers_are_let_go_before_one_may_attach() => InsertAsync(
        "function.MatchDriver = false;\nawait function.Add();\nawait function.Attach();",
        "function.MatchDriver = false;\nawait function.Add();\nfunction.MatchDriver = true;\nawait function.Attach();",
        handler: true);

    [Fact]
    public Task IRQ3002_drivers_are_let_go_before_an_early_return() => InsertAsync(
        "function.MatchDriver = false;\nawait function.Add();\nif (function.VectorCapacity == 0) {|IRQ3002:return;|}\nfunction.MatchDriver = true;\nawait function.Attach();",
        "function.MatchDriver = false;\nawait function.Add();\nif (function.VectorCapacity == 0)\n{\n    function.MatchDriver = true;\n    return;\n}\n\nfunction.MatchDriver = true;\nawait function.Attach();",
        withDuties: true);

    [Theory]
    [InlineData("if (function.VectorCapacity > 4) { await function.Attach(); } else { await function.Attach(); }")]
    [InlineData("switch (function.VectorCapacity) { case 0: break; default: await function.Attach(); break; }")]
    [InlineData("try { await function.Attach(); } finally { System.Console.WriteLine(function); }")]
    [InlineData("async Flow Bind() => await function.Attach(); await Bind();")]
    public Task IRQ3002_drivers_are_not_let_go_after_they_were_asked_for(string attach)
    {
        var body = $"function.MatchDriver = false;\nawait function.Add();\n{attach}\n{{|IRQ3002:return;|}}";
        return InsertAsync(body, body, withDuties: true);
    }

    [Fact]
    public Task IRQ4001_interrupts_are_released_before_their_vectors_are_freed() => MoveAsync(
        Bound + "{|IRQ4001:nic.FreeVectors()|};\nnic.ReleaseInterrupts();",
        Bound + "nic.ReleaseInterrupts();\nnic.FreeVectors();");

    [Fact]
    public Task IRQ4001_the_release_is_inserted() => InsertAsync(
        Bound + "{|IRQ4001:nic.FreeVectors()|};",
        Bound + "nic.ReleaseInterrupts();\nnic.FreeVectors();");

    [Fact]
    public Task IRQ4002_vectors_are_released_and_freed_before_removal() => InsertAsync(
        Bound + "await {|IRQ4002:nic.Remove()|};",
        Bound + "nic.ReleaseInterrupts();\nnic.FreeVectors();\nawait nic.Remove();");

    [Fact]
    public Task IRQ4003_MSI_is_disabled_before_its_entries_are_cleared() => MoveAsync(
        Bound + "{|IRQ4003:nic.ClearEntries()|};\nnic.DisableMsi();",
        Bound + "nic.DisableMsi();\nnic.ClearEntries();");

    [Fact]
    public Task IRQ4003_disabling_is_inserted() => InsertAsync(
        Bound + "{|IRQ4003:nic.ClearEntries()|};",
        Bound + "nic.DisableMsi();\nnic.ClearEntries();");

    [Fact]
    public Task IRQ4006_power_comes_before_messages() => MoveAsync(
        Bound + "nic.Suspend();\n{|IRQ4006:nic.RestoreMessages()|};\nnic.PowerUp();\nnic.EnableMemoryDecoding();",
        Bound + "nic.Suspend();\nnic.PowerUp();\nnic.EnableMemoryDecoding();\nnic.RestoreMessages();");

    [Fact]
    public Task IRQ4005_what_is_used_after_its_end_has_no_better_place() => MoveAsync(
        "var nic = function.Bus.AddFunction(\"02.0\");\nawait nic.Remove();\n{|IRQ4005:dmar.Register(nic)|};",
        "var nic = function.Bus.AddFunction(\"02.0\");\nawait nic.Remove();\n{|IRQ4005:dmar.Register(nic)|};");

    [Fact]
    public Task IRQ1009_the_table_is_set_before_the_unit_remaps() => UnitAsync(
        "{|IRQ1009:dmar.EnableRemapping(unit)|};\ndmar.SetTablePointer(unit);\ndmar.InvalidateEntryCache(unit);",
        "dmar.SetTablePointer(unit);\ndmar.InvalidateEntryCache(unit);\ndmar.EnableRemapping(unit);");

    [Fact]
    public Task IRQ1009_the_cache_is_invalidated_once_the_table_is_set() => UnitAsync(
        "dmar.InvalidateEntryCache(unit); // flush\ndmar.SetTablePointer(unit);\n{|IRQ1009:dmar.EnableRemapping(unit)|};",
        "dmar.SetTablePointer(unit);\ndmar.InvalidateEntryCache(unit); // flush\ndmar.EnableRemapping(unit);");

    [Fact]
    public Task IRQ1009_a_missing_step_is_inserted() => UnitAsync(
        "dmar.SetTablePointer(unit);\n{|IRQ1009:dmar.EnableRemapping(unit)|};",
        "dmar.SetTablePointer(unit);\ndmar.InvalidateEntryCache(unit);\ndmar.EnableRemapping(unit);");

    [Fact]
    public Task IRQ1009_both_missing_steps_are_inserted() => UnitAsync(
        "{|IRQ1009:dmar.EnableRemapping(unit)|};",
        "dmar.SetTablePointer(unit);\ndmar.InvalidateEntryCache(unit);\ndmar.EnableRemapping(unit);");

    [Fact]
    public Task IRQ1009_x2APIC_waits_for_remapping() => MoveAsync(
        "var other = new Iommu(Machine);\n{|IRQ1009:EnableX2Apic(other)|};\nother.EnableInterruptRemapping();",
        "var other = new Iommu(Machine);\nother.EnableInterruptRemapping();\nEnableX2Apic(other);");

    [Theory]
    [InlineData("{|IRQ1009:EnableX2Apic(other)|};\nif (function.IsVirtual) other.EnableInterruptRemapping();")]
    [InlineData("if (function.IsVirtual) other.EnableInterruptRemapping();\n{|IRQ1009:EnableX2Apic(other)|};")]
    public Task What_can_be_done_once_only_is_not_inserted_where_it_may_be_done_besides(string body) =>
        MoveAsync("var other = new Iommu(Machine);\n" + body, "var other = new Iommu(Machine);\n" + body);

    [Fact]
    public Task What_can_be_done_once_only_is_inserted_beside_a_branch_that_does_it() => MoveAsync(
        "var other = new Iommu(Machine);\nif (function.IsVirtual)\n{\n    other.EnableInterruptRemapping();\n}\nelse\n{\n    {|IRQ1009:EnableX2Apic(other)|};\n}",
        "var other = new Iommu(Machine);\nif (function.IsVirtual)\n{\n    other.EnableInterruptRemapping();\n}\nelse\n{\n    other.EnableInterruptRemapping();\n    EnableX2Apic(other);\n}");

    [Fact]
    public Task IRQ2002_VFs_come_once_their_PF_has_a_domain() => MoveAsync(
        "var nic = function.Bus.AddFunction(\"02.0\");\ndmar.Register(nic);\nawait {|IRQ2002:nic.EnableSriov(2)|};\nnic.AssignMsiDomain(dmar.FindMsiDomain(nic));",
        "var nic = function.Bus.AddFunction(\"02.0\");\ndmar.Register(nic);\nnic.AssignMsiDomain(dmar.FindMsiDomain(nic));\nawait nic.EnableSriov(2);");

    [Fact]
    public Task IRQ2002_a_PF_is_registered_for_its_domain_before_its_VFs_come() => MoveAsync(
        "if (function is PhysicalFunction { Sriov: not null } physical) await {|IRQ2002:physical.EnableSriov(2)|}; // two\ndmar.Register(function);\nfunction.AssignMsiDomain(dmar.FindMsiDomain(function));\nfunction.MatchDriver = false;\nawait function.Add();",
        "dmar.Register(function);\nfunction.AssignMsiDomain(dmar.FindMsiDomain(function));\nif (function is PhysicalFunction { Sriov: not null } physical) await physical.EnableSriov(2); // two\nfunction.MatchDriver = false;\nawait function.Add();");

    [Fact]
    public Task IRQ2004_VFs_are_removed_before_they_are_switched_off() => MoveAsync(
        Sriov + "{|IRQ2004:nic.ClearVfEnable()|};\nawait nic.RemoveVirtualFunctions();",
        Sriov + "await nic.RemoveVirtualFunctions();\nnic.ClearVfEnable();");

    private static Task MoveAsync(string before, string after, string members = "") => RunAsync(before, after, members, "IRQ3002");

    private static Task UnitAsync(string before, string after) => RunAsync("await function.Attach();", "await function.Attach();", Start(before), "IRQ3002", fixedMembers: Start(after));

    private static string Start(string body) =>
        "\nprivate void Start([ArrivesWithout(Facts.All)] RemappingUnit unit)\n{\n    " + body.Replace("\n", "\n    ") + "\n}\n";

    private static Task InsertAsync(string before, string after, bool handler = false, bool withDuties = false) =>
        RunAsync(before, after, string.Empty, handler || withDuties ? "IRQ1007" : "IRQ3002", handler);

    private static Task RunAsync(string before, string after, string members, string disabled, bool isLeft = false, string? fixedMembers = null)
    {
        var source = Models.Host(before, members);
        var test = new FixTest<BringUpFix>
        {
            TestCode = isLeft ? source.Replace("Flow AddDevice(", "Flow {|IRQ3002:AddDevice|}(", StringComparison.Ordinal) : source,
            FixedState = { Sources = { Models.Host(after, fixedMembers ?? members) }, MarkupHandling = Microsoft.CodeAnalysis.Testing.MarkupMode.Allow },
        };
        test.DisabledDiagnostics.Clear();
        test.DisabledDiagnostics.Add(disabled);
        return test.RunAsync(TestContext.Current.CancellationToken);
    }
}
