using IrqModel.Tool.Describing;
using IrqModel.Tool.Json;
using IrqModel.Tool.Tests.Describing;

namespace IrqModel.Tool.Tests.Importing;

/// <summary>Machines as C#.</summary>
public class MachineSourceTests
{
    [Fact]
    public Task CSharp_compiles_without_a_complaint_and_builds_the_machine_that_was_written() => CheckAsync(0, 4);

    [Fact]
    [Trait("Suite", "Long")]
    public Task CSharp_of_many_machines_does_so_too() => CheckAsync(4, 30);

    private static async Task CheckAsync(int first, int count)
    {
        var machines = Enumerable.Range(first, count).Select(RandomMachine.Create).ToArray();
        var compiler = new SourceCompiler(
            machines.Select((machine, index) => MachineSource.Write(machine, $"Machine{index}", "a header", "*/ and \u2028 more")));

        Assert.Empty(compiler.Complaints);
        Assert.Empty(await compiler.FindingsAsync());
        for (var index = 0; index < count; index++) Assert.Equal(Written(machines[index]), Written(compiler.Build($"Machine{index}")));
    }

    [Fact]
    public void CSharp_says_where_each_part_is_known_from()
    {
        var source = MachineSource.Write(new("m")
        {
            RootBuses = [new(new(0, 0))],
            Functions = [new(new Bdf(0, 0, 2, 0)) { What = "Ethernet controller: Example\nNIC", From = "lspci.txt line 7",
                MsixVectors = 4 }],
            Units = [new("dmar0", 0xFED90000) { IsCatchAll = true, From = "DMAR offset 0x30" }],
            Notes = ["the number of processors is not shown"],
            Gaps = [new("its capabilities are not shown") { Functions = ["0000:00:02.0"] }],
        }, "Small");

        Assert.Contains("        // Ethernet controller: Example NIC (lspci.txt line 7)\n        bus00.AddFunction(\"02.0\", msixVectors: 4);\n", source, StringComparison.Ordinal);
        Assert.Contains("(DMAR offset 0x30)\n        machine.AddCatchAllUnit(\"dmar0\", registerBase: 0xFED90000);\n", source,
            StringComparison.Ordinal);
        Assert.Contains("// Note: the number of processors is not shown\n", source, StringComparison.Ordinal);
        Assert.Contains("// Unknown: 0000:00:02.0: its capabilities are not shown\n", source, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_with_the_machine_itself_is_switched_off_at_its_line_with_the_reason()
    {
        var machine = new MachineDescription("m")
        {
            RootBuses = [new(new(0, 0))],
            Functions = [new(new Bdf(0, 0, 2, 0)) { MsixVectors = 4 }, new(new Bdf(0, 0, 3, 0)) { MsixVectors = 1 }],
            Units = [new("dmar0", 0xFED90000) { Scopes = [new(DeviceScopeKind.Endpoint, 0, ["02.0"])] }],
        };
        var source = MachineSource.Write(machine, "Faulty");
        var compiler = new SourceCompiler([source]);

        Assert.Contains("// no remapping unit covers 0000:00:03.0: so it is on this machine.\n#pragma warning disable IRQ5001", source,
            StringComparison.Ordinal);
        Assert.Empty(compiler.Complaints);
        Assert.Empty(await compiler.FindingsAsync());
    }

    /// <summary>A machine as JSON, without what comments say.</summary>
    internal static string Written(MachineDescription machine) => ToolJson.Write(machine with
    {
        Notes = [],
        Gaps = [],
        RootBuses = [.. machine.RootBuses.Select(bus => bus with { From = null })],
        Functions = [.. machine.Functions
            .Select(function => function with { From = null, What = null, Sriov = function.Sriov is { } sriov
            ? sriov with { Enabled = null } : null })],
        Units = [.. machine.Units.Select(
            unit => unit with { From = null, Scopes = [.. unit.Scopes.Select(scope => scope with { From = null })] })],
        IoApics = [.. machine.IoApics.Select(ioApic => ioApic with { From = null })],
    });
}
