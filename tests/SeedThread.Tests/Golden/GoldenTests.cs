using IrqModel;
using IrqModel.Engine;
using SeedThread.Report;
using SeedThread.Right;
using SeedThread.Wrong;
using Xunit;

namespace SeedThread.Tests.Golden;

public sealed class GoldenTests(ITestOutputHelper output)
{
    // The machines whose software is Linux 6.1 with the DMAR driver and no more; S1 is 6.1 with the cure undone.
    public static TheoryData<string> Boots =>
        [.. from machine in new[] { "t2", "t5", "t8", "t13" } from cure in new[] { "fix", "nofix" } select $"{machine}-6.1-{cure}"];

    [Theory]
    [MemberData(nameof(Boots))]
    public void Hosts_of_the_thread_predict_what_a_real_kernel_did(string boot)
    {
        var folder = Checkout.SharedFolder("IRQ_GOLDEN", "golden");
        Assert.SkipWhen(folder is null, "No folder with observations: neither IRQ_GOLDEN nor ../shared/golden exists.");
        var path = Path.Combine(folder, boot + ".json");
        Assert.SkipUnless(File.Exists(path), $"{path} does not exist.");
        var golden = GoldenBoot.Load(path);

        var driver = new GoldenDriver(golden);
        var result = Simulation.Run(
            () => Q35.Build(golden),
            machine => boot.EndsWith("nofix", StringComparison.Ordinal) ? new S1(machine, driver) : new S2(machine, driver),
            host => Replay(host, golden));

        var compared = 0;
        var differences = new List<string>();
        foreach (var device in golden.Moments["devices"]) differences.AddRange(Differences(device, golden, result, ref compared));
        output.WriteLine($"{boot}: {compared - differences.Count} of {compared} fields predicted");
        Assert.Equal(golden.Moments["devices"].Select(device => device.Address).Order(), result.Functions.Select(function => function.Address));
        Assert.Empty(differences);
        if (boot.EndsWith("-fix", StringComparison.Ordinal)) Assert.Empty(result.Faults);
        Assert.Subset(result.Faults.Select(fault => $"{fault.SourceId} 0x{(int)fault.Reason:x2}").ToHashSet(), golden.Faults);
    }

    // gt_mode=hotplug plugs the NIC in, enables VFs, removes it all and does it again.
    private static async Flow Replay(Host host, GoldenBoot golden)
    {
        var count = golden.Moments["devices"].Count(device => device.IsVirtual);
        var hotPlugged = host.Machine.Functions.OfType<PhysicalFunction>().Where(function => !function.IsPlugged).ToArray();
        foreach (var function in hotPlugged)
        {
            await host.HotAdd(function);
            await function.EnableSriov(count);
            await function.Remove();
            await host.HotAdd(function);
        }

        foreach (var function in host.AddedFunctions.OfType<PhysicalFunction>().Where(function => function.Sriov is not null).ToArray())
            await function.EnableSriov(count);
    }

    private static List<string> Differences(GoldenDevice device, GoldenBoot golden, RunResult result, ref int compared)
    {
        var found = new List<string>();
        var function = result.Functions.Single(candidate => candidate.Address == device.Address);
        Compare("IsVirtual", device.IsVirtual, function.IsVirtual, ref compared);
        Compare("domain", device.Chain, function.DomainChain, ref compared);
        Compare("unit", device.Unit is not null, function.CoveredBy is not null, ref compared);
        Compare("interrupts", device.Interrupts.Count, function.Interrupts.Length, ref compared);
        for (var index = 0; index < Math.Min(device.Interrupts.Count, function.Interrupts.Length); index++)
        {
            var (observed, predicted) = (device.Interrupts[index], function.Interrupts[index]);
            Compare($"vector {index} domain", observed.Chain, predicted.DomainChain, ref compared);
            Compare($"vector {index} format", observed.Format, Expectation.FormatOf(predicted.Message), ref compared);
            Compare($"vector {index} source", observed.Entry?.High, predicted.Entry?.High, ref compared);

            // A count of zero may only mean that the device had nothing to say; a count above zero, or a VF that never arrived, is certain.
            if (observed.Count > 0) Compare($"vector {index} arrives", true, predicted.Outcome == DeliveryOutcome.Delivered, ref compared);
            else if (device.IsVirtual && golden.VirtualFunctionsDeliver == false)
                Compare($"vector {index} arrives", false, predicted.Outcome == DeliveryOutcome.Delivered, ref compared);
        }

        return found;

        void Compare<T>(string field, T observed, T predicted, ref int count)
        {
            count++;
            if (!EqualityComparer<T>.Default.Equals(observed, predicted))
                found.Add($"{device.Address} {field}: observed {observed}, predicted {predicted}");
        }
    }

    /// <summary>Binds to what the observed kernel had a driver and interrupts for, and takes as many.</summary>
    private sealed class GoldenDriver(GoldenBoot golden) : PciDriver("golden")
    {
        private readonly Dictionary<Bdf, int> vectors = golden.Moments["devices"].Where(device => device.Interrupts.Count > 0)
            .ToDictionary(device => device.Address, device => device.Interrupts.Count);

        public override bool Matches(PciFunction function) => vectors.ContainsKey(function.Address);

        protected override Flow Probe(PciFunction function)
        {
            if (function.AllocateVectors(vectors[function.Address]) > 0) function.RequestInterrupts();
            return Flow.Completed;
        }
    }
}
