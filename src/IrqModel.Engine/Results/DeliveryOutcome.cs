namespace IrqModel.Engine;

/// <summary>How an interrupt request ended. The function never learns of it.</summary>
public enum DeliveryOutcome
{
    /// <summary>It reached the handler it was meant for, or the vCPU it is posted to.</summary>
    Delivered,

    /// <summary>The remapping unit refused it.</summary>
    Blocked,

    /// <summary>It reached a vector without a handler.</summary>
    NoHandler,

    /// <summary>It reached the handler of another interrupt.</summary>
    WrongHandler,

    /// <summary>The vector is masked; no message was sent.</summary>
    Masked,

    /// <summary>MSI is disabled; no message was sent.</summary>
    Disabled,

    /// <summary>The message's address lies outside the interrupt range: a write to memory.</summary>
    NotAnInterrupt,

    /// <summary>The function has no power, is switched off, or is a VF that hardware no longer has.</summary>
    Silent,

    /// <summary>It reached its handler in the host although it is posted to a vCPU.</summary>
    HostHandler,
}
