using System.Collections.Immutable;
using IrqModel.Firmware;
using IrqModel.Tool.Machines;

namespace IrqModel.Tool.Explaining;

/// <summary>Explains the logs of earlier boots and of other machines.</summary>
internal static class OtherLogExplainer
{
    /// <summary>All of them, in the order of the inputs. Functions are looked up in the machine that is shown only for logs of its own.</summary>
    public static ImmutableArray<OtherLogExplanation> All(ObservedMachine machine, Evidence evidence)
    {
        var explained = ImmutableArray.CreateBuilder<OtherLogExplanation>(evidence.OtherLogs.Length);
        foreach (var other in evidence.OtherLogs)
        {
            var isOwn = other.Kind == OtherLogKind.EarlierBoot;
            var shown = isOwn ? evidence with { Logs = [other.Log] }
                : new Evidence { Logs = [other.Log], Listings = other.Listings, KernelVersion = other.KernelVersion };
            shown = shown with { KernelVersions = other.KernelVersion is { } version ? [version] : [], OtherLogs = [], MentionedKernels = [] };
            var whose = isOwn ? machine : MachineObserver.Observe(shown).Machine;
            explained.Add(new(other, new FaultExplainer(whose, shown).All(), UnhandledExplainer.All(whose, shown)));
        }

        return explained.ToImmutable();
    }
}
