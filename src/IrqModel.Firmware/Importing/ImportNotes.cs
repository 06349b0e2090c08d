using System.Collections.Immutable;

namespace IrqModel.Firmware;

/// <summary>Gathers the notes of an import.</summary>
internal sealed class ImportNotes
{
    private readonly ImmutableArray<ImportNote>.Builder _notes = ImmutableArray.CreateBuilder<ImportNote>();

    public void AtOffset(int offset, string what) => _notes.Add(new ImportNote($"DMAR offset 0x{offset:X}", what));

    public void At(PciDeviceInfo device, string what) =>
        _notes.Add(new ImportNote(device.Line is { } line ? $"{device.Address}, line {line}" : $"{device.Address}", what));

    public void AtBus(int segment, byte bus, string what) => _notes.Add(new ImportNote($"bus {segment:x4}:{bus:x2}", what));

    public ImportReport ToReport() => new(_notes.ToImmutable());
}
