using IrqModel.Engine;
using IrqModel.Firmware;
using IrqModel.Firmware.Tests;
using IrqModel.Tool.Describing;
using IrqModel.Tool.Importing;
using IrqModel.Tool.Json;
using IrqModel.Tool.Running;

namespace IrqModel.Tool.Tests.Importing;

/// <summary>Every real machine is imported, written, read back and run.</summary>
[Trait("Suite", "Long")]
public class RealMachineTests
{
    [Theory]
    [InlineData("dmar", "*.dmar")]
    [InlineData("lspci", "*")]
    [InlineData("ivrs", "*")]
    [InlineData("iort", "*")]
    [InlineData("madt", "*")]
    [InlineData("sysfs", "*")]
    public async Task It_is_the_same_as_JSON_and_as_CSharp_and_the_newest_kernel_boots_on_it(string folder, string pattern)
    {
        var machines = new List<MachineDescription>();
        foreach (var path in SharedData.Files(folder, pattern).Where(path => !path.EndsWith(".csv", StringComparison.Ordinal)))
        {
            var evidence = EvidenceReader.Read([InputSource.FromFile(path)]);
            if (evidence.Parts.IsEmpty) continue;
            var machine = EvidenceImporter.Import(evidence, Path.GetFileName(path));
            var json = ToolJson.Write(machine);
            Assert.Equal(json, ToolJson.Write(ToolJson.ReadMachine(json, path)));
            Assert.Equal(MachineSourceTests.Written(machine), MachineSourceTests.Written(MachineDescription.Of(machine.CreateMachine())));
            Simulation.Run(machine.CreateMachine,
                built => Tool.Hosts.HostCatalogue.Find("linux-6.12")!.Create(built, [new EveryFunctionDriver()]));
            machines.Add(machine);
        }

        Assert.NotEmpty(machines);
        var compiler = new SourceCompiler(machines.Select((machine, index) => MachineSource.Write(machine, $"Machine{index}")));
        Assert.Empty(compiler.Complaints);
        Assert.Empty(await compiler.FindingsAsync());
        for (var index = 0; index < machines.Count; index++)
            Assert.Equal(MachineSourceTests.Written(machines[index]), MachineSourceTests.Written(compiler.Build($"Machine{index}")));
    }
}
