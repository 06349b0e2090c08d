using System.Globalization;
using System.Text;
using IrqModel;
using IrqModel.Firmware;
using IrqModel.Firmware.Tests;
using RealMachine.Machines;
using RealMachine.Running;

namespace RealMachine.Tests;

public class RobustnessTests
{
    private const int Rounds = 1500;

    [Fact]
    public void No_change_of_bytes_in_a_table_makes_the_import_or_the_run_fail()
    {
        var original = new DmarBytes()
            .Drhd(0x1000, false, DmarBytes.Scope(Tables.Endpoint, 0, 0, 2, 0), DmarBytes.Scope(Tables.Bridge, 0, 0, 0x1C, 0))
            .Drhd(0x2000, false, DmarBytes.Scope(Tables.Endpoint, 0, 0, 0x1C, 0, 3, 0), DmarBytes.Scope(Tables.Bridge, 0, 0x40, 1, 0, 2, 0))
            .Drhd(0x3000, true, Tables.TheIoApic)
            .Rmrr(0, 0xFFF, DmarBytes.Scope(Tables.Endpoint, 0, 0, 0x14, 0))
            .Flagged(2, 0, DmarBytes.Scope(Tables.Bridge, 0, 0, 0x1C, 4))
            .Build();
        var random = new Random(1);
        var read = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var bytes = original.ToArray();
            for (var change = random.Next(1, 4); change > 0; change--) bytes[random.Next(36, bytes.Length)] = (byte)random.Next(256);
            DmarTable table;
            try
            {
                table = DmarTable.Parse(DmarBytes.Sum(bytes), "t");
            }
            catch (FirmwareFormatException)
            {
                continue;
            }

            read++;
            Run(table, null);
        }

        Assert.True(read > Rounds / 4);
    }

    [Fact]
    public void No_tangle_of_bridges_and_VFs_in_a_dump_makes_the_import_or_the_run_fail()
    {
        var table = DmarTable.Parse(
            new DmarBytes().Drhd(0x1000, false, DmarBytes.Scope(Tables.Bridge, 0, 0, 1, 0)).Drhd(0x2000, true, Tables.TheIoApic).Build(), "t");
        var random = new Random(2);
        for (var round = 0; round < Rounds; round++) Run(table, LspciDump.Parse(new StringReader(Tangle(random)), "t"));
    }

    private static void Run(DmarTable table, LspciDump? dump)
    {
        var machine = MachineImporter.Import(table, dump);
        try
        {
            var outcome = MachineRun.Execute(machine, new NicRequest());
            Assert.Equal(machine.CreateMachine().Functions.Count, outcome.Plan.Machine.Functions.Length - (machine.Find(outcome.Plan.Address) is null ? 1 : 0));
        }
        catch (InputException)
        {
            // A machine without room for the NIC is refused in a sentence.
        }
    }

    private static string Tangle(Random random)
    {
        var text = new StringBuilder();
        for (var number = random.Next(1, 12); number > 0; number--)
        {
            var address = new Bdf(0, random.Next(6), random.Next(4), random.Next(2));
            text.Append(CultureInfo.InvariantCulture, $"{address.RequesterId} {(random.Next(2) == 0 ? "PCI bridge" : "Ethernet controller")}: A\n");
            text.Append(CultureInfo.InvariantCulture, $"\tBus: primary=00, secondary={random.Next(7):x2}, subordinate={random.Next(9):x2}, sec-latency=0\n");
            if (random.Next(2) == 0) text.Append("\tCapabilities: [70] MSI-X: Enable+ Count=10 Masked-\n");
            if (random.Next(2) == 0) continue;
            text.Append("\tCapabilities: [160 v1] Single Root I/O Virtualization (SR-IOV)\n\t\tIOVCtl:\tEnable+ Migration- Interrupt- MSE+ ARIHierarchy-\n");
            text.Append(CultureInfo.InvariantCulture, $"\t\tInitial VFs: 8, Total VFs: {random.Next(9)}, Number of VFs: {random.Next(9)}, Function Dependency Link: 00\n");
            text.Append(CultureInfo.InvariantCulture, $"\t\tVF offset: {random.Next(600)}, stride: {random.Next(4)}, Device ID: 10ed\n");
        }

        return text.ToString();
    }
}
