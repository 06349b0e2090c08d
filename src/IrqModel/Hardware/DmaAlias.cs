namespace IrqModel;

/// <summary>A requester id that the requests of a function may carry by the time they reach the remapping unit.</summary>
/// <param name="Device">The function that puts it there: the function itself, or a bridge above it.</param>
/// <param name="Id">The id.</param>
/// <remarks>What Linux <c>pci_for_each_dma_alias()</c> hands to its callback.</remarks>
public readonly record struct DmaAlias(PciFunction Device, RequesterId Id);
