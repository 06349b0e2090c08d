using System.Collections.Immutable;
using IrqModel.Firmware;
using IrqModel.Tool.Answers;
using IrqModel.Tool.Hosts;
using IrqModel.Tool.Machines;

namespace IrqModel.Tool.Explaining;

/// <summary>Finds the one command whose output would help most.</summary>
internal static class NextCommandFinder
{
    public static NextCommand? Find(Evidence evidence, ObservedMachine machine, Answer<HostChoice> host, ImmutableArray<FunctionExplanation> functions)
    {
        if (evidence.Listings.IsEmpty) return new("sudo lspci -vvv > lspci.txt", "which functions there are, their capabilities and VFs");
        if (machine.NotModelled is not null) return null;
        if (!machine.HasUnits && machine.Platform is not { IsKnown: true, Value: Platform.Arm or Platform.PowerPc } && !(machine.Remapping.IsCertain && !machine.Remapping.Value))
        {
            return machine.Platform switch
            {
                { IsKnown: true, Value: Platform.Amd } => new("sudo cat /sys/firmware/acpi/tables/IVRS > IVRS", "which unit covers which function"),
                { IsKnown: true } => new("sudo cat /sys/firmware/acpi/tables/DMAR > DMAR", "which unit covers which function"),
                _ => new("sudo cat /sys/firmware/acpi/tables/DMAR > DMAR (on AMD: IVRS)", "which unit covers which function"),
            };
        }

        var open = functions.Where(function => !function.Prediction.Verdict.IsKnown && function.Prediction.Verdict.Run is not null
            && function.Function is { DoesNotAnswer: false, WhyNotShown: not NotShownReason.NotAmongShown }).ToArray();
        if (open.Length > 0)
        {
            var most = open.GroupBy(function => (function.Prediction.Verdict.Run!, function.Prediction.Verdict.Because)).OrderByDescending(group => group.Count()).First();
            return new(most.Key.Item1, $"what becomes of {Report.Words.Count(most.Count(), "function")} of which it is unknown now");
        }

        if (!host.IsKnown) return new("uname -r", "which kernel it is, and with it which host to run");
        if (!machine.Remapping.IsCertain) return new("sudo dmesg | grep -e DMAR -e AMD-Vi", "whether interrupt remapping is on");
        if (functions.Any(function => !function.Unit.IsKnown)) return new("sudo lspci -vvv > lspci.txt", "which bridges lead to each function");
        return functions.Any(function => function is { Dies: true, Observations.IsEmpty: true })
            ? new("sudo dmesg | grep -i -e 'INTR-REMAP' -e AMD-Vi; cat /proc/interrupts", "whether the interrupts that die here die on the machine too") : null;
    }
}
