using IrqModel.Contracts;
using IrqModel.Runtime;

namespace IrqModel.Engine;

/// <content>Vectors one at a time, and their table entries.</content>
internal sealed partial class ModelEngine
{
    public override InterruptVector? AllocateVectorAt(PciFunction function, int index, SourceLocation at)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        if (function.MsixTableSize > 0) ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, function.MsixTableSize);
        protocol.Before(Operations.AllocateVectorAt, function, null, at);
        var hardware = HardwareOf(function);
        if (function.MsixTableSize == 0 || hardware.Interrupts.Length == 0 || Find(hardware, index) is not null
            || Host.MsiDomainForVectors(function) is not { } domain || domain is VmdMsiDomain
            || Allocate(function, domain, 1, activate: true, index) is not [var added])
        {
            Trace($"{function}: no vector {index} to be had", at);
            return null;
        }

        added.Masked = true;
        hardware.Interrupts = [.. hardware.Interrupts, added];
        Note(function, Deed.Allocated, at);
        Trace($"{function}: vector {index} allocated", at);
        return HandleOf(added);
    }

    public override InterruptVector VectorAt(PciFunction function, int index) => HandleOf(InterruptOf(function, index));

    public override void WriteMessage(InterruptVector vector, SourceLocation at)
    {
        if (Begin(Operations.WriteMessage, vector, at) is not { } interrupt) return;
        Note(vector.Function, Deed.MessagesWritten, at);
        interrupts.Activate([interrupt]);
        if (vector.Function.MsixTableSize == 0) ShareMessage(vector.Function);
        End(Operations.WriteMessage, vector, at, "message written");
    }

    public override void Request(InterruptVector vector, SourceLocation at)
    {
        if (Begin(Operations.RequestVector, vector, at) is not { } interrupt) return;
        Note(vector.Function, Deed.Requested, at);
        interrupts.Request([interrupt]);
        End(Operations.RequestVector, vector, at, "interrupt requested");
    }

    public override void Release(InterruptVector vector, SourceLocation at)
    {
        if (Begin(Operations.ReleaseVector, vector, at) is not { } interrupt) return;
        Note(vector.Function, Deed.Released, at);
        interrupts.Release([interrupt]);
        End(Operations.ReleaseVector, vector, at, "interrupt released");
    }

    public override void Mask(InterruptVector vector, SourceLocation at)
    {
        if (Begin(Operations.MaskVector, vector, at) is not { } interrupt) return;
        Note(vector.Function, Deed.Masked, at);
        interrupt.Masked = true;
        End(Operations.MaskVector, vector, at, "masked");
    }

    public override void Unmask(InterruptVector vector, SourceLocation at)
    {
        if (Begin(Operations.UnmaskVector, vector, at) is not { } interrupt) return;
        Note(vector.Function, Deed.Unmasked, at);
        interrupt.Masked = false;
        End(Operations.UnmaskVector, vector, at, "unmasked");
    }

    public override void Free(InterruptVector vector, SourceLocation at)
    {
        if (Begin(Operations.FreeVector, vector, at) is not { } interrupt) return;
        if (interrupt.Requested) Lose(vector.Function, 1, "vectors with handlers", at);
        interrupts.Free([interrupt]);
        var hardware = HardwareOf(vector.Function);
        hardware.Interrupts = Array.FindAll(hardware.Interrupts, other => other != interrupt);
        End(Operations.FreeVector, vector, at, "freed");
    }

    public override bool ChangeEntry(PciFunction function, int vector, int processor, SourceLocation at)
    {
        var interrupt = InterruptOf(function, vector);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)processor, (uint)machine.Processors, nameof(processor));
        protocol.Before(Operations.ChangeEntry, function, null, at);
        if (!interrupt.HasVector || interrupt.IsMoving || interrupt.Table is null || !interrupts.Move(interrupt, processor))
        {
            Trace($"{function} vector {vector}: its entry cannot be changed", at);
            return false;
        }

        Note(function, Deed.EntryChanged, at);
        interrupt.Affinity = processor;
        interrupts.WriteEntryOnly(interrupt);
        interrupts.CompleteMove(interrupt);
        NoteStale(function, interrupt);
        ProtocolChecker.After(Operations.ChangeEntry, function, null);
        Trace($"{function} vector {vector}: its entry leads to processor {processor} vector 0x{interrupt.Vector:x2}, and no unit was told", at);
        LetFire(function, Operations.ChangeEntry, at);
        return true;
    }

    public override void InvalidateEntry(PciFunction function, int vector, SourceLocation at)
    {
        var interrupt = InterruptOf(function, vector);
        protocol.Before(Operations.InvalidateEntry, function, null, at);
        interrupt.Table?.Invalidate(interrupt.EntryIndex);
        interrupt.IsStale = false;
        var areOthersStale = (function.EstablishedFacts & Facts.EntriesStale) != 0 && Array.Exists(HardwareOf(function).Interrupts, other => other.IsStale);
        ProtocolChecker.After(Operations.InvalidateEntry, function, null);
        if (areOthersStale) function.EstablishedFacts |= Facts.EntriesStale;
        Trace($"{function} vector {vector}: its entry is forgotten by its unit", at);
        LetFire(function, Operations.InvalidateEntry, at);
    }

    // What takes the fact back takes it back for all vectors: those that were stale before are so no more.
    private void NoteStale(PciFunction function, Interrupt changed)
    {
        if ((function.EstablishedFacts & Facts.EntriesStale) == 0)
        {
            foreach (var interrupt in HardwareOf(function).Interrupts) interrupt.IsStale = false;
        }

        changed.IsStale = true;
    }

    // What holds of a vector now: it may have been freed with all others, or requested with them.
    private Interrupt? Begin(OperationContract operation, InterruptVector vector, SourceLocation at)
    {
        var interrupt = Find(HardwareOf(vector.Function), vector.Index) is { } found && ReferenceEquals(found.Handle, vector) ? found : null;
        vector.EstablishedFacts &= ~(Facts.InterruptsRequested | Facts.VectorsFreed);
        if (interrupt is null) vector.EstablishedFacts |= Facts.VectorsFreed;
        else if (interrupt.Requested) vector.EstablishedFacts |= Facts.InterruptsRequested;
        protocol.Before(operation, vector, null, at);
        return interrupt;
    }

    private void End(OperationContract operation, InterruptVector vector, SourceLocation at, string what)
    {
        ProtocolChecker.After(operation, vector, null);
        Trace($"{vector}: {what}", at, operation.Method.Name);
        LetFire(vector.Function, operation, at);
    }

    // Multi-message MSI has one address and one number; the function puts the vector into the number's low bits.
    private void ShareMessage(PciFunction function)
    {
        foreach (var interrupt in HardwareOf(function).Interrupts) interrupt.Message = interrupts.MessageOf(interrupt);
    }

    private static Interrupt? Find(FunctionHardware hardware, int index) => Array.Find(hardware.Interrupts, interrupt => interrupt.Index == index);

    private static InterruptVector HandleOf(Interrupt interrupt) => interrupt.Handle ??= new(interrupt.Function, interrupt.Index);
}
