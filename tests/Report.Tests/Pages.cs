using System.Collections.Concurrent;
using IrqModel;
using IrqModel.Engine;
using IrqModel.Firmware;
using IrqModel.Hosts;
using IrqModel.Tool.Hosts;
using IrqModel.Tool.Pages;
using IrqModel.Tool.Pages.Building;
using IrqModel.Tool.Pages.Document;
using IrqModel.Tool.Running;
using IrqModel.Tool.Runs;

namespace Report.Tests;

/// <summary>The documents and pages that the tests look at. Each is made once.</summary>
internal static class Pages
{
    /// <summary>The VFs that a bus of a large machine has.</summary>
    private const int VfsOfBus = 250;

    private static readonly ConcurrentDictionary<string, Lazy<string>> Written = new();

    /// <summary>The reference machine under 5.10-rc3, with 5.10 beside.</summary>
    public static PageDocument TwoKernels() => ExplanationPage.Build(
        Reference.Explain("linux-5.10-rc3", withTable: true, Reference.Listing), [HostCatalogue.Find("linux-5.10")!]);

    /// <summary>The reference machine where nothing shows the kernel.</summary>
    public static PageDocument NoKernel() => ExplanationPage.Build(Reference.Explain(null, withTable: true, Reference.Listing), []);

    /// <summary>A page of <see cref="TwoKernels"/>.</summary>
    public static string TwoKernelsPage => PageOf("two kernels", TwoKernels);

    /// <summary>A page of a machine with many functions.</summary>
    /// <param name="buses">How many buses; each has a root port, a PF and 250 VFs.</param>
    public static string LargePage(int buses) => PageOf($"{buses} buses", () => RunPage.Build([Large(buses)]));

    /// <summary>How many functions a large machine has.</summary>
    public static int CountOf(int buses) => buses * (VfsOfBus + 2);

    /// <summary>A run on a machine with many functions, whose VFs lose their interrupts.</summary>
    public static ToolRun Large(int buses) => ToolRun.Of("a large machine", "linux-5.10-rc3", null, Simulation.Run(
        () => LargeMachine(buses), machine => new Linux_5_10_rc3(machine, new EveryFunctionDriver()), EnableAll, new RunOptions { Trace = true }));

    /// <summary>A run on a small machine that a test describes.</summary>
    public static ToolRun Run(string host, Func<Machine> machine) => ToolRun.Of("a model", host, null, Simulation.Run(
        machine, built => HostCatalogue.Find(host)!.Create(built, [new EveryFunctionDriver()]), EnableAll, new RunOptions { Trace = true }));

    /// <summary>A NIC with two VFs behind an AMD-Vi unit.</summary>
    public static ToolRun Amd() => Run("linux-6.12", () =>
    {
        var machine = new Machine("an AMD machine");
        var root = machine.AddRootBus();
        var iommu = root.AddFunction("00.2", "IOMMU", msiVectors: 1);
        root.AddFunction("03.0", "nic", msixVectors: 2, sriov: new(TotalVfs: 2, FirstVfOffset: 0x80, VfStride: 1, VfMsixVectors: 1));
        machine.AddAmdIommu(iommu);
        return machine;
    });

    /// <summary>The page of a document, made once.</summary>
    public static string PageOf(string name, Func<PageDocument> document) => Written.GetOrAdd(name, _ => new(() => HtmlPage.Write(document()))).Value;

    private static async Flow EnableAll(Host host)
    {
        foreach (var function in host.AddedFunctions.ToArray())
        {
            if (function is PhysicalFunction { Sriov: { } capability } physical) await physical.EnableSriov(capability.TotalVfs);
        }
    }

    private static Machine LargeMachine(int buses)
    {
        const int BusesOfSegment = 200;
        var machine = new Machine("a large machine") { Processors = Math.Max(8, CountOf(buses) / 150) };
        for (var segment = 0; segment * BusesOfSegment < buses; segment++)
        {
            var root = machine.AddRootBus(0, segment);
            for (var index = 0; index < Math.Min(BusesOfSegment, buses - (segment * BusesOfSegment)); index++)
            {
                var port = root.AddBridge($"{index / 8:x2}.{index % 8}", msiVectors: 1);
                port.SecondaryBus.AddFunction("00.0", $"nic {segment}-{index}", sriov: new(VfsOfBus, FirstVfOffset: 1, VfStride: 1, VfMsixVectors: 1));
            }

            machine.AddCatchAllUnit(segment: segment);
        }

        return machine;
    }
}
