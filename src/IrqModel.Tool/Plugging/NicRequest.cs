
namespace IrqModel.Tool.Plugging;

/// <summary>Which NIC the user wants.</summary>
/// <param name="Address">Where; null for the program's choice.</param>
/// <param name="VirtualFunctions">How many VFs; null for two, or fewer if the NIC has no more.</param>
public sealed record NicRequest(Bdf? Address = null, int? VirtualFunctions = null);
