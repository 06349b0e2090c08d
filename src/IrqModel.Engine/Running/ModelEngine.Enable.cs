using IrqModel.Runtime;

namespace IrqModel.Engine;

/// <content>Switching functions on and off, and their interrupt pins.</content>
internal sealed partial class ModelEngine
{
    private readonly IoApicInterrupts pins = new();
    private readonly Dictionary<PciFunction, int> enabled = [];
    private readonly HashSet<PciFunction> pinUsers = [];

    public override void Enable(PciFunction function, SourceLocation at)
    {
        protocol.Before(Operations.Enable, function, null, at);
        EnableBridgesAbove(function, at);
        var users = enabled.GetValueOrDefault(function);
        enabled[function] = users + 1;
        HardwareOf(function).IsSwitchedOff = false;
        if (users > 0) return;
        if (function.Gsi is { } gsi) pins.Acquire(gsi);
        Trace($"{function}: enabled", at);
    }

    public override void Disable(PciFunction function, SourceLocation at)
    {
        protocol.Before(Operations.Disable, function, null, at);
        if (!enabled.TryGetValue(function, out var users))
            throw new InvalidOperationException($"{at}: {function} is disabled and was not enabled.");
        if (users > 1)
        {
            enabled[function] = users - 1;
        }
        else
        {
            // Linux pci_disable_device() clears PCI_COMMAND_MASTER; drivers set it again after pci_enable_device().
            SwitchOff(function);
            HardwareOf(function).IsSwitchedOff = true;
            Note(function, Deed.SwitchedOff, at);
        }

        Trace($"{function}: disabled", at);
    }

    public override bool RequestPinInterrupt(PciFunction function, SourceLocation at)
    {
        protocol.Before(Operations.RequestPinInterrupt, function, null, at);
        if (function.Gsi is null || !enabled.ContainsKey(function)) return false;
        pinUsers.Add(function);
        Trace($"{function}: uses the interrupt pin, GSI {function.Gsi}", at);
        return true;
    }

    // Linux pci_enable_bridge(): from the root down, each once; they are never disabled again.
    private void EnableBridgesAbove(PciFunction function, SourceLocation at)
    {
        if (RequesterAliases.BridgeAbove(function) is { } bridge && !enabled.ContainsKey(bridge)) Enable(bridge, at);
    }

    private void SwitchOff(PciFunction function)
    {
        pinUsers.Remove(function);
        if (!enabled.Remove(function)) return;
        if (function.Gsi is { } gsi) pins.Release(gsi);
    }
}
