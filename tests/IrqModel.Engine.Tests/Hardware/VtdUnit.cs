using IrqModel.Engine;

namespace IrqModel.Engine.Tests.Hardware;

/// <summary>A VT-d unit with a table of 256 entries, queued invalidation and remapping on.</summary>
internal sealed class VtdUnit
{
    public const int Entries = 256;
    public static readonly RequesterId Nic = Bdf.Parse("00:02.0").RequesterId;
    public static readonly RequesterId Other = Bdf.Parse("00:03.0").RequesterId;

    public VtdUnit(VtdConfiguration? configuration = null, bool extendedMode = false)
    {
        Hardware = new RemappingHardware(new Machine("m").AddCatchAllUnit(), configuration, Memory);
        Hardware.SetQueuedInvalidation(true);
        Hardware.WriteTableAddress(Table, extendedMode);
        Hardware.SetTablePointer();
        Hardware.SetRemappingEnabled(true);
    }

    public SystemMemory Memory { get; } = new();

    public ulong[] Table { get; } = new ulong[2 * Entries];

    public RemappingHardware Hardware { get; }

    public static VtdConfiguration With(VtdCapabilities capabilities) => new() { Capabilities = capabilities };

    public static Irte To(byte vector) => Irte.Remapped(0x0100, logical: false, vector, Nic, SourceValidation.RequesterId);

    public void Write(int index, Irte entry) => (Table[2 * index], Table[(2 * index) + 1]) = (entry.Low, entry.High);

    public RemapResult Fire(int index) => Fire(index, Nic);

    public RemapResult Fire(int index, RequesterId requester) => Hardware.Request(MsiMessage.Remappable(index, 0), requester);

    public List<FaultRecord> Drain()
    {
        var faults = new List<FaultRecord>();
        Hardware.Faults.Drain(faults);
        return faults;
    }
}
