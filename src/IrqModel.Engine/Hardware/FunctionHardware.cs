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

    /// <summary>The ids that its requests carry besides <see cref="EmittedId"/>, in turn.</summary>
    public IReadOnlyList<RequesterId> ProxyIds = [];

    /// <summary>The messages that it took over when MSI was enabled, by vector, if it does so. Of vectors that came later it has none.</summary>
    public Dictionary<int, MsiMessage>? Latched;

    /// <summary>A finding on this function has been reported.</summary>
    public bool HasFinding;

    /// <summary>Whose requester id software writes into the function's entries, if it said so.</summary>
    public PciFunction? Source;

    /// <summary>The function that hides this one, an Intel VMD; null if none does.</summary>
    public FunctionHardware? Behind;

    /// <summary>Whether it takes every message from behind it for the number of one of its own vectors.</summary>
    /// <remarks>VMCONFIG, MSI remapping; Linux <c>vmd_set_msi_remapping()</c>.</remarks>
    public bool TakesOverMessages;

    /// <summary>Whether MSI or MSI-X is enabled.</summary>
    public bool MsiEnabled;

    /// <summary>Whether the function has lost its power, and with it the right to send.</summary>
    public bool PoweredDown;

    /// <summary>Whether it was switched off, and with it its right to write to memory.</summary>
    public bool IsSwitchedOff;

    /// <summary>Whether its MSI-X table cannot be reached.</summary>
    public bool MemoryDecodingOff;

    /// <summary>Whether its table of messages holds zeros instead of what software wrote.</summary>
    public bool MessagesLost;

    /// <summary>Whether it no longer answers: a VF whose PF has VF Enable cleared.</summary>
    public bool IsGone;

    /// <summary>Whether a driver is probing it.</summary>
    public bool IsProbed;

    /// <summary>Whether the driver that is probing it said that it failed.</summary>
    public bool HasFailedProbe;

    /// <summary>What was done to it where; null until something is.</summary>
    public FunctionHistory? History;

    /// <summary>The PF of a VF, which can do nothing without it.</summary>
    public FunctionHardware? Physical;

    /// <summary>Whether it has no power, or its PF has none.</summary>
    /// <remarks>PCIe base specification 9.6: a VF has the power state of its PF where it has none of its own, and must not be left in a higher one.</remarks>
    public bool LacksPower => PoweredDown || Physical is { PoweredDown: true };

    /// <summary>A reset: it has power, decodes memory, and holds no messages.</summary>
    public void Reset() => PoweredDown = MemoryDecodingOff = MessagesLost = IsSwitchedOff = false;

    /// <summary>The id that the request of a vector carries.</summary>
    public RequesterId IdOf(int vector)
    {
        if (ProxyIds.Count == 0) return EmittedId;
        var turn = vector % (ProxyIds.Count + 1);
        return turn == 0 ? EmittedId : ProxyIds[turn - 1];
    }

    /// <summary>Enables MSI.</summary>
    /// <param name="latches">Whether the function takes over, at this moment, what its table holds.</param>
    public void EnableMsi(bool latches)
    {
        MsiEnabled = true;
        Latched = latches ? Interrupts.ToDictionary(interrupt => interrupt.Index, interrupt => interrupt.Message) : null;
    }
}
