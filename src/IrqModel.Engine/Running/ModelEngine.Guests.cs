using IrqModel.Contracts;
using IrqModel.Runtime;

namespace IrqModel.Engine;

/// <content>Functions that guests use, and probes that fail.</content>
internal sealed partial class ModelEngine
{
    private const Facts OfVectors =
        Facts.VectorsAllocated | Facts.InterruptsRequested | Facts.MessagesWritten | Facts.MsiEnabled | Facts.VectorsMasked
        | Facts.MsiSwitchedOff | Facts.AllocationIgnored | Facts.EntriesStale | Facts.VectorsManaged;

    public override void AssignTo(PciFunction function, Guest guest, SourceLocation at)
    {
        if (function.Guest is { } other && other != guest)
            throw new InvalidOperationException($"{at}: {function} is used by {other}; take it back before {guest} gets it.");
        protocol.Before(Operations.AssignTo, function, null, at);
        SetGuest(function, guest);
        ProtocolChecker.After(Operations.AssignTo, function, null);
        Trace($"{function}: passed through to {guest}", at);
    }

    public override void TakeBack(PciFunction function, SourceLocation at)
    {
        protocol.Before(Operations.TakeBack, function, null, at);
        Trace($"{function}: {(function.Guest is { } guest ? $"taken back from {guest}" : "no guest uses it")}", at);
        SetGuest(function, null);
        ProtocolChecker.After(Operations.TakeBack, function, null);
    }

    public override void FailProbe(PciFunction function, SourceLocation at)
    {
        var hardware = HardwareOf(function);
        if (!hardware.IsProbed) throw new InvalidOperationException($"{at}: no driver is probing {function}, so no probe of it can fail.");
        protocol.Before(Operations.FailProbe, function, null, at);
        GiveBackManaged(function, at);
        LoseVectors(function, hardware, at);
        hardware.HasFailedProbe = true;
        ProtocolChecker.After(Operations.FailProbe, function, null);
        Trace($"{function}: the probe of {function.Driver} failed", at);
    }

    public override void ManageVectors(PciFunction function, SourceLocation at)
    {
        protocol.Before(Operations.ManageVectors, function, null, at);
        ProtocolChecker.After(Operations.ManageVectors, function, null);
        Trace($"{function}: what its driver holds is given back for it", at);
    }

    // Linux devres_release_all(): what came last goes first.
    private void GiveBackManaged(PciFunction function, SourceLocation at)
    {
        var hardware = HardwareOf(function);
        if ((function.EstablishedFacts & Facts.VectorsManaged) == 0 || hardware.Interrupts.Length == 0) return;
        interrupts.Release(hardware.Interrupts);
        interrupts.Free(hardware.Interrupts);
        hardware.Interrupts = [];
        hardware.MsiEnabled = hardware.MessagesLost = false;
        ProtocolChecker.After(Operations.FreeVectors, function, null);
        Trace($"{function}: vectors given back for its driver", at);
    }

    /// <summary>Ends a probe; tells whether the driver keeps the function. Where it does not, the next driver may have it.</summary>
    private static bool EndProbe(PciFunction function, FunctionHardware hardware)
    {
        hardware.IsProbed = false;
        if (!hardware.HasFailedProbe) return true;
        function.Driver = null;
        function.DeviceMsiDomain = null;
        return false;
    }

    // Of a PF it is a fact that guests use VFs.
    private static void SetGuest(PciFunction function, Guest? guest)
    {
        function.Guest = guest;
        if (function.PhysicalFunction is not { } physical) return;
        if (physical.HasVirtualFunctionsInGuests) physical.EstablishedFacts |= Facts.VfsHeldByGuests;
        else physical.EstablishedFacts &= ~Facts.VfsHeldByGuests;
    }

    /// <summary>Takes a function from its guest, which goes on waiting for the function's interrupts.</summary>
    private void LoseGuest(PciFunction function, SourceLocation at)
    {
        if (function.Guest is not { } guest) return;
        SetGuest(function, null);
        function.EstablishedFacts &= ~Facts.HeldByGuest;
        var waiting = HardwareOf(function).Interrupts.Length;
        if (waiting > 0) Lose(function, waiting, $"vectors that {guest} waits on", at);
    }

    private void LoseVectors(PciFunction function, FunctionHardware hardware, SourceLocation at)
    {
        function.EstablishedFacts &= ~OfVectors;
        if (hardware.Interrupts.Length > 0) Lose(function, hardware.Interrupts.Length, "vectors and their table entries", at);
        hardware.Interrupts = [];
        hardware.MsiEnabled = false;
    }
}
