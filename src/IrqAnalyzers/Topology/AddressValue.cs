namespace IrqAnalyzers.Topology;

/// <summary>The address of a function.</summary>
internal sealed class AddressValue
{
    public AddressValue(int segment, int bus, int deviceFunction) => (Segment, Bus, DeviceFunction) = (segment, bus, deviceFunction);

    public int Segment { get; }

    public int Bus { get; }

    public int DeviceFunction { get; }
}
