using IrqModel.Tool.Machines;

namespace IrqModel.Tool.Explaining;

/// <summary>Why a function sends no messages where the input was made, though they are not switched off.</summary>
/// <param name="Short">For a table, e.g. "MSI-X is masked".</param>
/// <param name="Words">In a sentence, after the function.</param>
/// <param name="Once">What must come before it sends messages, after "once".</param>
public sealed record HeldBack(string Short, string Words, string Once)
{
    private static readonly HeldBack Masked = new(
        "MSI-X is masked",
        "MSI-X is on and masked as a whole (Masked+): messages are held back, as during a reset or by a driver that is stuck",
        "its MSI-X is unmasked");

    /// <summary>Why a function does; null where nothing shows it.</summary>
    internal static HeldBack? Of(ObservedFunction function, ObservedTopology topology)
    {
        if (function.IsMsiEnabled == false) return null;
        if (function.HoldsMessages) return Masked;
        // PCI Local Bus specification 6.2.2: without the bit a function makes no accesses, and a message is one.
        if (function is { IsBusMaster: false, IsMsiEnabled: true })
        {
            var why = function.Driver is null ? "No driver is shown to have the function"
                : "Either it sleeps, or its driver did not switch that on (pci_set_master())";
            return new("bus mastering is off",
                $"{Report.Words.Capability(function)} is on and bus mastering off (BusMaster-{Place(function)}): a message is a write to memory and cannot leave. {why}",
                "its bus mastering is on");
        }

        // PCI-to-PCI bridge specification 3.2.4.3: without the bit a bridge forwards no writes from below.
        var closed = topology.PathAbove(function.Address.Segment, function.Address.Bus).Bridges.FirstOrDefault(bridge => bridge.IsBusMaster == false);
        return closed is null || function.IsMsiEnabled != true ? null : new(
            "a bridge is closed",
            $"bus mastering of the bridge {closed.Address} above is off (BusMaster-{Place(closed)}): it passes no writes from below, and so no messages",
            $"bus mastering of the bridge {closed.Address} is on");
    }

    private static string Place(ObservedFunction function) => function.BusMasterWhere is { } where ? $", {where}" : "";
}
