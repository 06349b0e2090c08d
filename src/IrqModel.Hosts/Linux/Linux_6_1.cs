namespace IrqModel.Hosts;

/// <summary>Linux 6.1: as 5.18 in everything that concerns MSI domains.</summary>
/// <param name="machine">The machine.</param>
/// <param name="drivers">Its drivers, in the order in which they register.</param>
public class Linux_6_1(Machine machine, params PciDriver[] drivers) : Linux_5_18(machine, drivers);
