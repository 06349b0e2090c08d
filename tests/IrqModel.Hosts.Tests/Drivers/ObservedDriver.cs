namespace IrqModel.Hosts.Tests.Drivers;

/// <summary>
/// A driver that is not modelled: it binds to what it was seen to drive, and takes as many vectors as it was seen to have. What becomes of
/// these vectors is predicted, how many they are is not.
/// </summary>
/// <param name="name">The driver's name, as sysfs shows it.</param>
/// <param name="boot">The boot in which it was seen.</param>
internal sealed class ObservedDriver(string name, GoldenBoot boot) : DeviceDriver(name, device: "")
{
    private static readonly string[] Modelled = ["pcieport", "virtio-pci", "e1000e", "igb", "igbvf"];

    /// <summary>Whether a device was driven by a driver that is not modelled.</summary>
    public static bool Has(GoldenDevice device) => device.Driver is { } driver && !Modelled.Contains(driver);

    public override bool Matches(PciFunction function) => Seen(function).Any(device => device.Driver == Name);

    protected override int VectorsFor(PciFunction function) => Math.Max(1, Seen(function).Max(device => device.Interrupts.Count));

    private IEnumerable<GoldenDevice> Seen(PciFunction function) =>
        boot.Moments.Values.SelectMany(moment => moment).Where(device => device.Address == function.Address);
}
