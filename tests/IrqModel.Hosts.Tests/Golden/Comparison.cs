using System.Globalization;
using IrqModel.Engine;
using IrqModel.Hosts.Tests.Drivers;

namespace IrqModel.Hosts.Tests.Golden;

/// <summary>Holds what the engine predicts against what a real kernel did, field by field.</summary>
internal sealed class Comparison(GoldenBoot boot)
{
    // Bits of a compatibility-format address and of an entry that say which processor and vector.
    private const ulong CompatibilityDestination = 0xF_F000;
    private const ulong EntryDestinationAndVector = 0xFFFF_FFFF_00FF_0000;

    private readonly List<string> differences = [];
    private readonly SortedDictionary<string, int> notPredicted = new(StringComparer.Ordinal);

    /// <summary>How many fields were compared.</summary>
    public int Compared { get; private set; }

    /// <summary>The fields that were predicted wrongly.</summary>
    public IReadOnlyList<string> Differences => differences;

    /// <summary>The fields that are not predicted, by reason.</summary>
    public IReadOnlyDictionary<string, int> NotPredicted => notPredicted;

    /// <summary>Every field of the file, which is what is predicted and what is not.</summary>
    public int Total => Compared + notPredicted.Values.Sum();

    public static Comparison Of(GoldenBoot boot)
    {
        var comparison = new Comparison(boot);
        foreach (var moment in Scenario.MomentsOf(boot)) comparison.Moment(moment, Scenario.Run(boot, moment));
        comparison.Whole(Scenario.Run(boot, "devices"));
        return comparison;
    }

    private void Moment(string moment, RunResult result)
    {
        var observed = boot.Moments[moment];
        Compare(moment, "functions", Join(observed.Select(device => device.Address).Order()), Join(result.Functions.Select(function => function.Address)));
        foreach (var device in observed)
        {
            if (result.Functions.FirstOrDefault(function => function.Address == device.Address) is { } function)
                Function($"{moment} {device.Address}", device, function, result);
        }
    }

    private void Function(string at, GoldenDevice device, FunctionReport function, RunResult result)
    {
        Compare(at, "is_vf", device.IsVirtual, function.IsVirtual);
        Compare(at, "physfn", device.PhysicalFunction, function.PhysicalFunction?.ToString());
        Compare(at, "driver", device.Driver, function.Driver);
        Compare(at, "iommu", device.Unit, ((LinuxHost)result.Host).DmaRemapping ? function.CoveredBy?.Name : null);
        Compare(at, "dev_msi_domain", device.Chain, function.DomainChain);
        Compare(at, "per_device_msi_domain", device.DeviceChain, function.DeviceDomainChain);
        Compare(at, "bus_msi_domain", device.BusChain, function.BusDomainChain);
        Compare(at, "sriov_numvfs", device.Vfs, result.Machine[device.Address] is PhysicalFunction physical ? physical.VirtualFunctions.Count : 0);
        if (ObservedDriver.Has(device)) Skip("msi_irqs of a driver that is not modelled: how many it takes is taken from the observation");
        else Compare(at, "msi_irqs", device.Interrupts.Count, function.Interrupts.Length);
        Skip("iommu_group: isolation of DMA is not modelled");
        foreach (var interrupt in device.Interrupts)
        {
            if (function.Interrupts.FirstOrDefault(predicted => predicted.Index == interrupt.Index) is { } predicted)
                Interrupt($"{at} vector {interrupt.Index}", interrupt, predicted, device.IsVirtual, result.Machine[device.Address]);
        }
    }

    private void Interrupt(string at, GoldenInterrupt observed, InterruptReport predicted, bool isVirtual, PciFunction function)
    {
        Compare(at, "irq", observed.Number, predicted.Number);
        Compare(at, "mode", observed.Mode, function.MsixTableSize > 0 ? "msix" : "msi");
        Compare(at, "domain_chain", observed.Chain, predicted.DomainChain);
        Compare(at, "chip_chain", observed.Chips, Join(predicted.Chips));
        Compare(at, "hwirq_chain", observed.HardwareNumbers, Join(predicted.HardwareNumbers.Select(number => $"0x{number:x}")));
        Compare(at, "format", observed.Format, FormatOf(predicted));
        var timing = predicted.Message.IsRemappable || predicted.EntryUnit is not null ? 0 : CompatibilityDestination;
        Compare(at, "msi_address", $"{observed.Address & ~timing:x}", $"{predicted.Message.Address & ~timing:x}");
        if (timing == 0) Compare(at, "msi_data", observed.Data, (ulong)predicted.Message.Data);
        else Skip("msi_data without remapping: the vector depends on the timing of the boot");
        Skip("vector: depends on the timing of the boot");
        Skip("target_cpu: depends on the timing of the boot");
        Compare(at, "irte_index", observed.EntryIndex, predicted.EntryIndex < 0 ? null : predicted.EntryIndex);
        if (observed.Entry is { } entry)
        {
            Compare(at, "irte_hi", $"{entry.High:x}", $"{predicted.Entry?.High:x}");
            Compare(at, "irte_lo", $"{entry.Low & ~EntryDestinationAndVector:x}", $"{predicted.Entry?.Low & ~EntryDestinationAndVector:x}");
        }

        if (observed.Masked is { } masked) Compare(at, "masked", masked, predicted.Outcome == DeliveryOutcome.Masked);

        // A count of zero may only mean that the device had nothing to say; a count above zero, or a VF that never arrived, is certain.
        if (observed.Count > 0) Compare(at, "arrives", true, predicted.Outcome == DeliveryOutcome.Delivered);
        else if (isVirtual && boot.VirtualFunctionsDeliver == false) Compare(at, "arrives", false, predicted.Outcome == DeliveryOutcome.Delivered);
        else Skip("delivered_count of 0 where nothing is wrong: the device may have had nothing to say");
    }

    private void Whole(RunResult result)
    {
        Compare("", "interrupt_remapping", boot.Remapping, ((LinuxHost)result.Host).Iommu.InterruptRemappingEnabled);
        var virtuals = result.Functions.Where(function => function.IsVirtual && !function.Interrupts.IsEmpty).ToArray();
        Compare("", "vf_interrupt_delivered", boot.VirtualFunctionsDeliver, virtuals.Length == 0 ? null : virtuals.All(function => function.Delivers));
        Compare("", "pf_interrupt_delivered", boot.PhysicalFunctionsDeliver, result.Functions.Any(function => !function.IsVirtual && function.Delivers));
        // The kernel limits the rate of these lines: what it logged is predicted, but it may not have logged all.
        var faults = result.Faults.Select(fault => $"{fault.SourceId} 0x{(int)fault.Reason:x2}").ToHashSet(StringComparer.Ordinal);
        Compare("", "remap_faults that are not predicted", "", Join(boot.Faults.Where(fault => !faults.Contains(fault)).Order(StringComparer.Ordinal)));
        foreach (var function in result.Functions.Where(function => function.Driver == "igb"))
        {
            var observed = boot.Log.Any(line => line.Contains($"igb {function.Address}: Using legacy interrupts", StringComparison.Ordinal));
            Compare("", $"{function.Address} uses its pin", observed, function.PinGsi is not null);
        }

        Domains(result);
    }

    private void Domains(RunResult result)
    {
        var predicted = new HashSet<string>();
        AddLevels(result.Host.DefaultMsiDomain, predicted);
        foreach (var unit in result.Machine.RemappingUnits) AddLevels(((LinuxHost)result.Host).Iommu.MsiDomainOf(unit), predicted);
        foreach (var function in result.Functions) AddLevels(result.Machine[function.Address].DeviceMsiDomain, predicted);
        foreach (var domain in boot.Domains)
        {
            if (domain is "default" or "DMAR-MSI" || domain.StartsWith("IO-APIC", StringComparison.Ordinal) || domain.StartsWith("HPET", StringComparison.Ordinal))
                Skip("domains of IOAPICs, HPETs and of the units' own interrupts: no PCI function uses them");
            else Compare("", $"domain {domain}", true, predicted.Remove(domain));
        }

        Compare("", "no other domains", "", Join(predicted.Order(StringComparer.Ordinal)));
    }

    private static void AddLevels(IrqDomain? domain, HashSet<string> into)
    {
        for (; domain is not null; domain = domain.Parent) into.Add(domain.Name);
    }

    private static string FormatOf(InterruptReport interrupt) =>
        interrupt.EntryUnit?.Architecture == RemappingArchitecture.AmdVi ? "amd-irte-index"
        : interrupt.Message.IsRemappable ? "remappable"
        : "compatibility";

    private static string Join<T>(IEnumerable<T> values) => string.Join(" > ", values.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture)));

    private void Compare<T>(string at, string field, T observed, T predicted)
    {
        Compared++;
        if (!EqualityComparer<T>.Default.Equals(observed, predicted))
            differences.Add($"{at} {field}: observed {observed?.ToString() ?? "none"}, predicted {predicted?.ToString() ?? "none"}".Trim());
    }

    private void Skip(string reason) => notPredicted[reason] = notPredicted.GetValueOrDefault(reason) + 1;
}
