using System.Runtime.CompilerServices;
using IrqModel.Contracts;
using IrqModel.Rules;

namespace IrqModel;

/// <content>Suspend and resume.</content>
public abstract partial class PciFunction
{
    /// <summary>Takes the power from the function: it forgets its messages and decodes no memory.</summary>
    /// <remarks>Linux <c>pci_save_state()</c>, <c>pci_set_power_state(PCI_D3hot)</c>; a function need not keep its state through D3.</remarks>
    [RequiresAbsent(Facts.Removed, Rule = RuleIds.UsedAfterRemoval)]
    [Ensures(Facts.PoweredDown | Facts.MemoryDecodingOff | Facts.MessagesLost)]
    [Footprint(Reads = Slots.Vectors, Writes = Slots.Vectors)]
    public void Suspend([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => Runtime.Suspend(this, new(file, line));

    /// <summary>Gives the function power again.</summary>
    /// <remarks>Linux <c>pci_set_power_state(PCI_D0)</c>.</remarks>
    [Revokes(Facts.PoweredDown)]
    [Footprint(Reads = Slots.Vectors, Writes = Slots.Vectors)]
    public void PowerUp([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => Runtime.PowerUp(this, new(file, line));

    /// <summary>Lets the function decode memory, so that its MSI-X table can be reached.</summary>
    /// <remarks>Linux <c>pci_enable_resources()</c>, <c>PCI_COMMAND_MEMORY</c>.</remarks>
    [RequiresAbsent(Facts.PoweredDown, Rule = RuleIds.ResumedWithoutMessages)]
    [Revokes(Facts.MemoryDecodingOff)]
    [Footprint(Reads = Slots.Vectors, Writes = Slots.Vectors)]
    public void EnableMemoryDecoding([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Runtime.EnableMemoryDecoding(this, new(file, line));

    /// <summary>Writes the messages that software remembers into the function's table again.</summary>
    /// <remarks>Linux <c>pci_restore_msi_state()</c>.</remarks>
    [RequiresAbsent(Facts.PoweredDown | Facts.MemoryDecodingOff, Rule = RuleIds.ResumedWithoutMessages)]
    [Revokes(Facts.MessagesLost)]
    [Footprint(Reads = Slots.Vectors, Writes = Slots.Vectors)]
    public void RestoreMessages([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => Runtime.RestoreMessages(this, new(file, line));
}
