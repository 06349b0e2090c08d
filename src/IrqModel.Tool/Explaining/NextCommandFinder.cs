using System.Collections.Immutable;
using IrqModel.Firmware;
using IrqModel.Tool.Answers;
using IrqModel.Tool.Hosts;
using IrqModel.Tool.Machines;

namespace IrqModel.Tool.Explaining;

/// <summary>Finds the one command whose output would help most.</summary>
internal static class NextCommandFinder
{
    private static bool IsWithoutCapabilities(FunctionExplanation function) => function.Function is
    {
        SendsMessages: Presence.NotShown, DoesNotAnswer: false, WhyNotShown: not NotShownReason.NotAmongShown,
    };

    public static NextCommand? Find(Evidence evidence, ObservedMachine machine, Answer<HostChoice> host,
        ImmutableArray<FunctionExplanation> functions)
    {
        if (OtherSystem.Of(evidence, machine.Topology) is { } system)
        {
            return evidence.Listings.Any(listing => listing.Form == ListingForm.Pciconf) ? null
                : new(OtherSystem.CommandOn(system), OtherSystem.IsFreeBsd(system)
                    ? "which functions there are, and their capabilities"
                    : $"what Linux makes of the machine; nothing here models what {system} does");
        }

        if (machine.Virtual is { } guest && machine.NotModelled is not null)
        {
            if (guest.WhyNoHost is { } why)
            {
                return new(
                    "cat /proc/interrupts > interrupts.txt; sudo lspci -vvv > lspci.txt",
                    $"whether interrupts come, and which functions have messages on. What the host's units refuse, its log shows: {why}. "
                        + "Stopping and starting a virtual machine of a provider often gives it another host");
            }

            return new(
                $"on the host of the virtual machine, under {guest.Hypervisor}: sudo lspci -vvv > lspci.txt; sudo dmesg > dmesg.txt; "
                    + "sudo cat /sys/firmware/acpi/tables/DMAR > DMAR (Intel) or .../IVRS > IVRS (AMD)",
                "what becomes there of the interrupts of the functions that are passed to the guest");
        }

        LogUnhandledInterrupt[] lines = evidence.Interrupts.IsEmpty
            ? [.. evidence.Logs.SelectMany(log => log.Unhandled).Where(interrupt => interrupt.Irq is not null)] : [];
        var asksWhoShares = lines.Length > 0;
        var whoShares = lines.All(line => line.Kind == LogUnhandledKind.NotShared) ? "who has the interrupt that two drivers want"
            : "who shares the interrupt that nobody handled";
        if (evidence.Listings.All(listing => listing.Form == ListingForm.KernelLog))
            return asksWhoShares
                ? new("cat /proc/interrupts > interrupts.txt; sudo lspci -vvv > lspci.txt", $"{whoShares}, and which functions there are")
                : new("sudo lspci -vvv > lspci.txt", "which functions there are, their capabilities and VFs");
        if (machine.NotModelled is not null || !machine.IsPlatformModelled) return null;
        if (!machine.Platform.IsKnown && functions.All(function => function.Function is { Name: null, Ids: null }))
            return new("sudo lspci -vvv > lspci.txt", "what the functions are, whose machine it is, and their capabilities");
        if (!machine.HasUnits && !(machine.Remapping.IsCertain && !machine.Remapping.Value))
        {
            var missing = new List<(string Command, string Tells)>();
            if (asksWhoShares) missing.Add(("cat /proc/interrupts > interrupts.txt", whoShares));
            if (functions.Any(IsWithoutCapabilities)) missing.Add(("sudo lspci -vvv > lspci.txt", "which functions send messages"));
            if (!machine.Remapping.IsKnown || (!host.IsKnown && evidence.Logs.IsEmpty))
            {
                missing.Add(("sudo dmesg > dmesg.txt", host.IsKnown ? "whether interrupt remapping is on"
                    : machine.Remapping.IsKnown ? "which kernel it is" : "which kernel it is and whether interrupt remapping is on"));
            }

            missing.Add((machine.TableCommand! + (machine.Platform.IsKnown ? "" : " > tables.txt"), machine.Platform.IsKnown
                ? "which unit covers which function" : "whose IOMMU the machine has, if it has one"));
            return new(string.Join("; ", missing.Select(each => each.Command)), string.Join(", ", missing.Select(each => each.Tells)));
        }

        var open = functions.Where(function => !function.Prediction.Verdict.IsKnown && function.Prediction.Verdict.Run is not null
            && function.Function is { DoesNotAnswer: false, WhyNotShown: not NotShownReason.NotAmongShown }).ToArray();
        if (open.Length > 0)
        {
            var most = open.GroupBy(function => (function.Prediction.Verdict.Run!, function.Prediction.Verdict.Because))
                .OrderByDescending(group => group.Count()).First();
            return new(most.Key.Item1, $"what becomes of {Report.Words.Count(most.Count(), "function")} of which it is unknown now");
        }

        if (!host.IsKnown) return new("uname -r", "which kernel it is, and with it which host to run");
        if (!machine.Remapping.IsCertain) return new("sudo dmesg | grep -e DMAR -e AMD-Vi", "whether interrupt remapping is on");
        if (functions.Any(function => !function.Unit.IsKnown))
            return new("sudo lspci -vvv > lspci.txt", "which bridges lead to each function");
        return functions.Any(function => function is { Dies: true, Observations.IsEmpty: true })
            ? new("sudo dmesg | grep -i -e 'INTR-REMAP' -e AMD-Vi; cat /proc/interrupts",
                "whether the interrupts that die here die on the machine too") : null;
    }
}
