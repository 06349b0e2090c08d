using IrqModel.Engine;

namespace IrqModel.Engine.Tests.Hardware;

/// <summary>An AMD-Vi unit with device table, one interrupt table and event log on.</summary>
internal sealed class AmdUnit
{
    public const ulong DeviceTable = 0x10_0000;
    public const ulong InterruptTable = 0x40_0000;
    public const int Devices = 256;
    public static readonly RequesterId Nic = Bdf.Parse("00:02.0").RequesterId;
    public static readonly RequesterId Other = Bdf.Parse("00:03.0").RequesterId;

    public AmdUnit(AmdControl further = AmdControl.None)
    {
        Memory.Map(DeviceTable, DeviceWords);
        Memory.Map(InterruptTable, TableWords);
        Hardware = new AmdRemappingHardware(new Machine("m").AddCatchAllUnit(), Memory);
        Hardware.WriteDeviceTable(DeviceTable, Devices);
        Hardware.WriteControl(AmdControl.IommuEnable | AmdControl.EventLogEnable | further);
        SetDevice(Nic, AmdDeviceEntry.Remapping(InterruptTable, tableLength: 9));
    }

    public SystemMemory Memory { get; } = new();

    public ulong[] DeviceWords { get; } = new ulong[Devices * AmdDeviceEntry.Words];

    public ulong[] TableWords { get; } = new ulong[8192];

    public AmdRemappingHardware Hardware { get; }

    // vtd.md 2: MSI from Linux has address FEE00000 and the index as its data
    public static MsiMessage Message(int index) => new(0xFEE0_0000, (uint)index);

    public void SetDevice(RequesterId id, AmdDeviceEntry entry) =>
        DeviceWords[(id.Value * AmdDeviceEntry.Words) + AmdDeviceEntry.Word] = entry.Value;

    public void Write(int index, AmdIrte entry)
    {
        if (entry.Wide)
        {
            (TableWords[2 * index], TableWords[(2 * index) + 1]) = (entry.Low, entry.High);
            return;
        }

        var shift = 32 * (index & 1);
        ref var word = ref TableWords[index / 2];
        word = (word & ~(0xFFFF_FFFFUL << shift)) | (entry.Low << shift);
    }

    public RemapResult Fire(int index) => Hardware.Request(Message(index), Nic);
}
