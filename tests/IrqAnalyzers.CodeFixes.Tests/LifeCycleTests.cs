using IrqAnalyzers.CodeFixes.Tests.Support;

namespace IrqAnalyzers.CodeFixes.Tests;

/// <summary>The fixes of the rules on notifiers, messages, power and removal: all by contract.</summary>
public class LifeCycleTests
{
    private const string Bound = "var nic = function.Bus.AddFunction(\"02.0\");\ndmar.Register(nic);\nnic.AssignMsiDomain(dmar.FindMsiDomain(nic));\nnic.AllocateVectors(1);\nnic.RequestInterrupts();\n";
    private const string Reserved = "var nic = function.Bus.AddFunction(\"02.0\");\ndmar.Register(nic);\nnic.AssignMsiDomain(dmar.FindMsiDomain(nic));\nnic.ReserveVectors(1);\n";

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

    private static Task MoveAsync(string before, string after, string members = "") => RunAsync(before, after, members, "IRQ3002");

    private static Task InsertAsync(string before, string after, bool handler = false, bool withDuties = false) =>
        RunAsync(before, after, string.Empty, handler || withDuties ? "IRQ1007" : "IRQ3002", handler);

    private static Task RunAsync(string before, string after, string members, string disabled, bool isLeft = false)
    {
        var source = Models.Host(before, members);
        var test = new FixTest<BringUpFix>
        {
            TestCode = isLeft ? source.Replace("Flow AddDevice(", "Flow {|IRQ3002:AddDevice|}(", StringComparison.Ordinal) : source,
            FixedState = { Sources = { Models.Host(after, members) }, MarkupHandling = Microsoft.CodeAnalysis.Testing.MarkupMode.Allow },
        };
        test.DisabledDiagnostics.Clear();
        test.DisabledDiagnostics.Add(disabled);
        return test.RunAsync(TestContext.Current.CancellationToken);
    }
}
