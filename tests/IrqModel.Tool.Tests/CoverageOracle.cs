using System.Buffers.Binary;
using IrqModel.Firmware;

namespace IrqModel.Tool.Tests;

/// <summary>
/// Which unit covers a function, found from the bytes of the table alone and in the other direction than the model: each scope is walked
/// down to what it names, and that is marked. Units that are no catch-alls are searched last to first, as Linux does.
/// </summary>
internal sealed class CoverageOracle
{
    private readonly Dictionary<Bdf, string> covered = [];
    private readonly Dictionary<int, string> catchAlls = [];
    private readonly Dictionary<Bdf, byte> secondary = [];
    private readonly ILookup<(int, byte), Bdf> functions;

    public CoverageOracle(byte[] table, ImportedMachine machine)
    {
        functions = machine.Functions.ToLookup(f => (f.Address.Segment, f.Address.Bus), f => f.Address);
        foreach (var bridge in machine.Functions.Where(f => f.Bridge is not null)) secondary[bridge.Address] = bridge.Bridge!.Secondary;
        var length = BinaryPrimitives.ReadInt32LittleEndian(table.AsSpan(4));
        var number = 0;
        for (var at = 48; at < length; at += BinaryPrimitives.ReadUInt16LittleEndian(table.AsSpan(at + 2)))
        {
            if (BinaryPrimitives.ReadUInt16LittleEndian(table.AsSpan(at)) == 0) ReadUnit(table, at, $"dmar{number++}");
        }
    }

    /// <summary>The name of the unit, or null.</summary>
    public string? Of(Bdf address) => covered.GetValueOrDefault(address) ?? catchAlls.GetValueOrDefault(address.Segment);

    private void ReadUnit(byte[] table, int at, string name)
    {
        var end = at + BinaryPrimitives.ReadUInt16LittleEndian(table.AsSpan(at + 2));
        int segment = BinaryPrimitives.ReadUInt16LittleEndian(table.AsSpan(at + 6));
        if ((table[at + 4] & 1) != 0)
        {
            catchAlls.TryAdd(segment, name);
            return;
        }

        for (var scope = at + 16; scope < end; scope += table[scope + 1])
        {
            if (table[scope] is 1 or 2) Walk(segment, table[scope + 5], table.AsSpan(scope + 6, table[scope + 1] - 6), table[scope] == 2, name);
        }
    }

    private void Walk(int segment, byte bus, ReadOnlySpan<byte> path, bool withAllBelow, string name)
    {
        for (var hop = 0; hop < path.Length; hop += 2)
        {
            if (path[hop] > 31 || path[hop + 1] > 7) return;
            var address = new Bdf(segment, bus, path[hop], path[hop + 1]);
            if (hop + 2 == path.Length) Mark(address, withAllBelow, name);
            else if (!secondary.TryGetValue(address, out bus)) return;
        }
    }

    // Later units overwrite: they are found first.
    private void Mark(Bdf address, bool withAllBelow, string name)
    {
        covered[address] = name;
        if (!withAllBelow || !secondary.TryGetValue(address, out var bus)) return;
        foreach (var below in functions[(address.Segment, bus)]) Mark(below, withAllBelow: true, name);
    }
}
