namespace IrqModel.Engine;

/// <summary>The message table of a function (MSI-X table, or the registers of the MSI capability) and the interrupts behind it.</summary>
internal sealed class FunctionHardware
{
    /// <summary>Allocated interrupts, by table index; empty when none are.</summary>
    public Interrupt[] Interrupts = [];

    /// <summary>The unit that the function's requests pass through; null if none covers it.</summary>
    public InterruptRemapper? Unit;

    /// <summary>The id that the function's requests carry when they reach the unit.</summary>
    public RequesterId EmittedId;

    /// <summary>A finding on this function has been reported.</summary>
    public bool HasFinding;
}
