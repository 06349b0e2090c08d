using IrqModel.Runtime;

namespace IrqModel.Engine;

/// <content>Interrupts that move to another processor.</content>
internal sealed partial class ModelEngine
{
    public override bool SetAffinity(PciFunction function, int vector, int processor, SourceLocation at)
    {
        var interrupt = InterruptOf(function, vector);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)processor, (uint)machine.Processors, nameof(processor));
        protocol.Before(Operations.SetAffinity, function, null, at);
        Note(function, Deed.Moved, at);
        if (interrupt.HasVector && interrupt.Processor != processor && (interrupt.IsMoving || !interrupts.Move(interrupt, processor)))
        {
            Trace($"{function} vector {vector}: cannot move to processor {processor}{(interrupt.IsMoving ? ", it is still moving" : "")}", at);
            return false;
        }

        interrupt.Affinity = processor;
        if (!interrupt.IsMoving)
        {
            Trace($"{function} vector {vector}: processor {processor} wanted", at);
            return true;
        }

        if (interrupt.Table is not null) interrupts.WriteMovedEntry(interrupt);
        else MoveMessage(function, interrupt, at);
        Trace($"{function} vector {vector}: moves to processor {processor} vector 0x{interrupt.Vector:x2}", at);
        LetFire(function, Operations.SetAffinity, at);
        return true;
    }

    public override bool SetVcpuAffinity(PciFunction function, int vector, VirtualProcessor vcpu, byte guestVector, SourceLocation at)
    {
        var interrupt = InterruptOf(function, vector);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(vcpu.Processor, machine.Processors, nameof(vcpu));
        protocol.Before(Operations.SetVcpuAffinity, function, null, at);
        Note(function, Deed.Posted, at);
        if (!interrupts.Post(interrupt, vcpu, guestVector))
        {
            Trace($"{function} vector {vector}: cannot be posted", at);
            return false;
        }

        Trace($"{function} vector {vector}: posted to {vcpu} vector 0x{guestVector:x2}", at);
        LetFire(function, Operations.SetVcpuAffinity, at);
        return true;
    }

    public override void ClearVcpuAffinity(PciFunction function, int vector, SourceLocation at)
    {
        var interrupt = InterruptOf(function, vector);
        protocol.Before(Operations.ClearVcpuAffinity, function, null, at);
        Note(function, Deed.Posted, at);
        interrupts.EndPosting(interrupt);
        Trace($"{function} vector {vector}: goes to the host, processor {interrupt.Processor} vector 0x{interrupt.Vector:x2}", at);
        LetFire(function, Operations.ClearVcpuAffinity, at);
    }

    private Interrupt InterruptOf(PciFunction function, int vector)
    {
        var interrupts = HardwareOf(function).Interrupts;

        // Vectors that came one at a time may have left gaps.
        if ((uint)vector < (uint)interrupts.Length && interrupts[vector].Index == vector) return interrupts[vector];
        return Find(HardwareOf(function), vector) ?? throw new ArgumentOutOfRangeException(
            nameof(vector), vector, $"{function} has no vector {vector}; it has {interrupts.Length}.");
    }

    // Linux pci_write_msg_msi(): the address, then the data. What cannot be masked may send between the two.
    private void MoveMessage(PciFunction function, Interrupt interrupt, SourceLocation at)
    {
        var target = interrupts.MessageOf(interrupt);
        if (function.CanMaskVectors)
        {
            var masked = interrupt.Masked;
            interrupt.Masked = true;
            interrupt.Message = interrupt.Message with { Address = target.Address };
            LetFire(function, Operations.SetAffinity, at);
            interrupt.Message = target;
            interrupt.Masked = masked;
        }
        else if (Host.MovesMessagesInTwoSteps && interrupt.Message.Data != target.Data)
        {
            MoveInTwoSteps(function, interrupt, target, at);
        }
        else
        {
            interrupt.Message = interrupt.Message with { Address = target.Address };
            LetFire(function, Operations.SetAffinity, at);
            interrupt.Message = target;
        }
    }

    // Linux msi_set_affinity(): the new vector on the old processor leads to the same handler for a moment, unless another interrupt has it;
    // then what arrived there is sent again.
    private void MoveInTwoSteps(PciFunction function, Interrupt interrupt, MsiMessage target, SourceLocation at)
    {
        var borrows = apics[interrupt.OldProcessor, interrupt.Vector] is null;
        if (borrows) apics[interrupt.OldProcessor, interrupt.Vector] = interrupt;
        interrupt.Message = interrupt.Message with { Data = target.Data };
        LetFire(function, Operations.SetAffinity, at);
        interrupt.Message = target;
        if (borrows) apics[interrupt.OldProcessor, interrupt.Vector] = null;
        else LetFire(function, Operations.SetAffinity, at);
    }

    // The function sends; a handler that is reached at its interrupt's new place gives the old one back.
    private InterconnectResult Fire(FunctionHardware hardware, Interrupt interrupt)
    {
        var result = interconnect.Send(hardware, interrupt);
        hardware.Unit?.Faults.Drain(faults);
        if (interrupt.IsMoving && result.Outcome == DeliveryOutcome.Delivered
            && (result.Processor, result.Vector) == (interrupt.Processor, interrupt.Vector))
        {
            Trace($"{interrupt.Function} vector {interrupt.Index}: gives back processor {interrupt.OldProcessor} vector "
                + $"0x{interrupt.OldVector:x2}", default, "Move");
            interrupts.CompleteMove(interrupt);
        }

        return result;
    }
}
