using System.Diagnostics;
using System.Globalization;
using System.Text;
using IrqModel.Firmware;
using IrqModel.Firmware.Tests;
using IrqModel.Tool.Explaining;
using IrqModel.Tool.Hosts;
using IrqModel.Tool.Machines;

namespace IrqModel.Tool.Tests;

/// <summary>Inputs that contradict themselves, and large ones: there is an answer to all.</summary>
[Trait("Suite", "Long")]
public class RobustnessTests(ITestOutputHelper output)
{
    private const int Rounds = 400;
    private const int MostFunctions = 65_536;

    [Fact]
    public void No_tangle_of_bridges_and_VFs_makes_the_answer_fail()
    {
        var random = new Random(2);
        for (var round = 0; round < Rounds; round++)
        {
            var text = Tangle(random);
            var host = HostCatalogue.Linux[random.Next(HostCatalogue.Linux.Length)];
            try
            {
                var explanation = Explain(InputSource.FromText("t", text), random.Next(4) == 0 ? null : Table(random), host);
                Assert.All(explanation.Functions,
                    function => Assert.True(function.Prediction.Verdict.IsKnown || function.Prediction.Verdict.Because.Length > 0));
            }
            catch (Exception failed) when (failed is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"round {round}, {host}: {failed}\n{text}");
            }
        }
    }

    [Fact]
    public void No_change_of_bytes_in_a_table_makes_the_answer_fail()
    {
        var original = new DmarBytes()
            .Drhd(0x1000, false, DmarBytes.Scope(Tables.Endpoint, 0, 0, 2, 0), DmarBytes.Scope(Tables.Bridge, 0, 0, 2, 0))
            .Drhd(0x2000, false, DmarBytes.Scope(Tables.Endpoint, 0, 0, 2, 0, 0, 0), DmarBytes.Scope(Tables.Bridge, 0, 0x17, 1, 0, 2, 0))
            .Drhd(0x3000, true, Tables.TheIoApic).Build();
        var random = new Random(1);
        var read = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var bytes = original.ToArray();
            for (var change = random.Next(1, 4); change > 0; change--) bytes[random.Next(36, bytes.Length)] = (byte)random.Next(256);
            try
            {
                var explanation = Explain(InputSource.FromText("t", Reference.Listing), DmarBytes.Sum(bytes),
                    HostCatalogue.Linux[round % HostCatalogue.Linux.Length]);
                read += explanation.Evidence.Tables.Length;
            }
            catch (Exception failed) when (failed is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"round {round}: {failed}\n{Convert.ToHexString(bytes)}");
            }
        }

        Assert.True(read > Rounds / 4);
    }

    [Fact]
    public void The_largest_segment_there_can_be_is_answered_in_time()
    {
        var functions = Enumerable.Range(0, MostFunctions).Select(id => new ObservedFunction(new Bdf(0, new RequesterId((ushort)id)))
        {
            Msix = Presence.Present,
            MsixEntries = 4,
            ClassCode = 0x020000,
            PhysicalBecause = "test",
        });
        var table = DmarTable.Parse(DmarBytes.OneUnit(Tables.TheIoApic).Build(), "t");
        var clock = Stopwatch.StartNew();
        var machine = new ObservedMachine(new ObservedTopology(functions, []), table, null,
            null)
        { Remapping = Answers.Answer.Known(true, "test") };
        var predictor = new Running.Predictor(machine, [HostCatalogue.Find("linux-6.12")!],
            Answers.Answer.Known(HostCatalogue.Find("linux-6.12")!, "test"), cancellation: TestContext.Current.CancellationToken);
        var known = machine.Topology.Functions.Count(function => predictor.Of(function).Verdict.IsKnown);

        output.WriteLine($"{MostFunctions} functions: {known} answered in {clock.Elapsed.TotalSeconds:f1} s");
        Assert.True(known > MostFunctions - 1000, $"{known}");
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(60));
    }

    [Fact]
    public void A_server_with_four_segments_of_eight_units_needs_little_memory()
    {
        const int Segments = 4;
        const int Units = 8;
        const long MostBytes = 400_000_000;
        var listing = new StringBuilder();
        var blocks = new List<byte[]>();
        foreach (var (segment, unit) in from segment in Enumerable.Range(0, Segments)
                                        from unit in Enumerable.Range(0,
            Units)
                                        select (segment, unit))
        {
            var bus = unit * 0x20;
            listing.Append(CultureInfo.InvariantCulture, $"{segment:x4}:{bus:x2}:00.2 IOMMU: Example IOMMU\n")
                .Append(CultureInfo.InvariantCulture, $"{segment:x4}:{bus:x2}:01.0 Ethernet controller: Example NIC\n");
            var id = (ushort)(bus << 8);
            byte[][] range = [TableBytes.Entry(3, (ushort)(id | 3)), TableBytes.Entry(4, (ushort)(id | 0x1FFF))];
            blocks.Add(TableBytes.Ivhd(0x11, (ushort)(id | 2), 0xF000_0000 + ((ulong)blocks.Count << 20), (ushort)segment, range));
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        var explanation = Reference.Explain(
            null, InputSource.FromText("lspci.txt", listing.ToString()), new InputSource("IVRS", TableBytes.Ivrs([.. blocks])));
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;

        output.WriteLine($"{bytes / 1_000_000} MB");
        Assert.Equal(Segments * Units * 2, explanation.Functions.Length);
        Assert.True(bytes < MostBytes, $"{bytes}");
    }

    private static Explanation Explain(InputSource listing, byte[]? table, HostChoice host) => Explainer.Explain(
        Reference.Read(table is null ? [listing] : [listing, new InputSource("DMAR", table)]), host,
        cancellation: TestContext.Current.CancellationToken);

    private static byte[] Table(Random random) => new DmarBytes()
        .Drhd(0x1000, false, DmarBytes.Scope((byte)random.Next(1, 3), 0, (byte)random.Next(3), (byte)random.Next(4), (byte)random.Next(2)))
        .Drhd(0x2000, random.Next(2) == 0, DmarBytes.Scope(Tables.Bridge, 0, 0, (byte)random.Next(4), 0, (byte)random.Next(4), 0))
        .Drhd(0x3000, random.Next(2) == 0, Tables.TheIoApic).Build();

    private static string Tangle(Random random)
    {
        var text = new StringBuilder();
        for (var number = random.Next(1, 14); number > 0; number--)
        {
            var segment = random.Next(6) == 0 ? 0x10000 + random.Next(2) : random.Next(5) == 0 ? 1 : 0;
            var kind = random.Next(5) switch
            {
                0 => "PCI bridge",
                1 => "RAID bus controller",
                2 => "Host bridge",
                3 => "Ethernet controller: Virtual Function",
                _ => "Ethernet controller"
            };
            text.Append(CultureInfo.InvariantCulture, $"{segment:x4}:{random.Next(6):x2}:{random.Next(4):x2}.{random.Next(2)} {kind}: Example{(random.Next(12) == 0 ? " (rev ff)" : "")}\n");
            if (random.Next(2) == 0) text.Append(CultureInfo.InvariantCulture, $"\tBus: primary=00, secondary={random.Next(7):x2}, subordinate={random.Next(9):x2}, sec-latency=0\n");
            if (random.Next(8) == 0) text.Append("\tCapabilities: <access denied>\n");
            if (random.Next(2) == 0) text.Append("\tCapabilities: [70] MSI-X: Enable+ Count=10 Masked-\n");
            if (random.Next(3) == 0) text.Append("\tCapabilities: [80] MSI: Enable+ Count=1/8 Maskable- 64bit+\n\t\tAddress: 00000000fee00058  Data: 0000\n");
            if (random.Next(3) == 0) text.Append(CultureInfo.InvariantCulture, $"\tCapabilities: [a0] Express (v2) {(random.Next(3) switch { 0 => "Root Port (Slot+)", 1 => "PCI-Express to PCI/PCI-X Bridge", _ => "Endpoint" })}, MSI 00\n");
            if (random.Next(3) == 0) text.Append("\tKernel driver in use: vmd\n");
            if (random.Next(2) == 0)
            {
                text.Append("\tCapabilities: [160 v1] Single Root I/O Virtualization (SR-IOV)\n\t\tIOVCtl:\tEnable+ Migration- Interrupt- MSE+ ARIHierarchy-\n");
                if (random.Next(4) > 0) text.Append(CultureInfo.InvariantCulture, $"\t\tInitial VFs: 8, Total VFs: {random.Next(9)}, Number of VFs: {random.Next(9)}, Function Dependency Link: 00\n");
                if (random.Next(4) > 0) text.Append(CultureInfo.InvariantCulture, $"\t\tVF offset: {random.Next(600)}, stride: {random.Next(4)}, Device ID: 10ed\n");
            }

            text.Append('\n');
        }

        return text.ToString();
    }
}
