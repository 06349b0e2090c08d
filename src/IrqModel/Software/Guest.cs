using IrqModel.Contracts;

namespace IrqModel;

/// <summary>A guest that uses functions which the host has passed through to it with <see cref="PciFunction.AssignTo"/>.</summary>
/// <param name="name">What messages call it.</param>
/// <remarks>A virtual machine of VFIO or Xen; its own interrupts are those that the host's driver has requested for it.</remarks>
[Brings(Assumption.GuestsHoldFunctions)]
public sealed class Guest(string name)
{
    /// <summary>What messages call it.</summary>
    public string Name { get; } = name;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
