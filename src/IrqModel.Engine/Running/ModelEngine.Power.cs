using IrqModel.Contracts;
using IrqModel.Runtime;

namespace IrqModel.Engine;

/// <content>Suspend and resume.</content>
internal sealed partial class ModelEngine
{
    public override void Suspend(PciFunction function, SourceLocation at)
    {
        protocol.Before(Operations.Suspend, function, null, at);
        Note(function, Deed.Suspended, at);
        var hardware = HardwareOf(function);
        hardware.PoweredDown = true;
        hardware.MemoryDecodingOff = true;
        hardware.MessagesLost = hardware.Interrupts.Length > 0;
        ProtocolChecker.After(Operations.Suspend, function, null);
        Trace($"{function}: suspended, its table of messages is lost", at);
    }

    public override void PowerUp(PciFunction function, SourceLocation at)
    {
        protocol.Before(Operations.PowerUp, function, null, at);
        HardwareOf(function).PoweredDown = false;
        ProtocolChecker.After(Operations.PowerUp, function, null);
        Trace($"{function}: powered", at);
        LetFire(function, Operations.PowerUp, at);
    }

    public override void EnableMemoryDecoding(PciFunction function, SourceLocation at)
    {
        protocol.Before(Operations.EnableMemoryDecoding, function, null, at);
        var hardware = HardwareOf(function);
        hardware.MemoryDecodingOff = hardware.PoweredDown;
        ProtocolChecker.After(Operations.EnableMemoryDecoding, function, null); // a wrong call is reported itself, and not again by what follows
        Trace($"{function}: {(hardware.PoweredDown ? "has no power, memory decoding stays off" : "decodes memory")}", at);
    }

    public override void RestoreMessages(PciFunction function, SourceLocation at)
    {
        protocol.Before(Operations.RestoreMessages, function, null, at);
        Note(function, Deed.MessagesWritten, at);
        var hardware = HardwareOf(function);
        hardware.MessagesLost &= IsOutOfReach(function, hardware);
        ProtocolChecker.After(Operations.RestoreMessages, function, null);
        Trace($"{function}: messages restored{(hardware.MessagesLost ? ", and dropped" : "")}", at);
        LetFire(function, Operations.RestoreMessages, at);
    }

    public override async Flow SuspendDevices(Host host, SourceLocation at)
    {
        foreach (var function in Enumerable.Reverse(host.Added).ToArray())
        {
            if (function.Driver is { } driver) await driver.Suspend(function);
            Suspend(function, at);
        }
    }

    public override async Flow ResumeDevices(Host host, SourceLocation at)
    {
        foreach (var function in host.Added.ToArray())
        {
            if ((function.EstablishedFacts & Facts.PoweredDown) == 0) continue;
            await host.ResumeDevice(function);
            protocol.Leaving(Operations.ResumeDevice, host, function);
            if (function.Driver is not { } driver) continue;
            await driver.Resume(function);
            protocol.Leaving(Operations.Resume, driver, function);
        }
    }

    // The MSI-X table is memory of the function; an MSI message is in its configuration space, which needs power only.
    private static bool IsOutOfReach(PciFunction function, FunctionHardware hardware) =>
        hardware.LacksPower || (hardware.MemoryDecodingOff && function.MsixTableSize > 0);
}
