namespace IrqModel.Firmware;

/// <summary>How a node passes on the ids of requests (Arm DEN 0049, 3.1.1.1).</summary>
/// <param name="Offset">Where the mapping starts, in bytes from the start of the table.</param>
/// <param name="InputBase">The first id that it maps: a requester id under a root complex.</param>
/// <param name="Count">How many ids it maps: one more than the table's field.</param>
/// <param name="OutputBase">What the first id becomes.</param>
/// <param name="OutputReference">The offset of the node that the ids are passed on to.</param>
/// <param name="Flags">Bit 0: every id of the node becomes <paramref name="OutputBase"/>.</param>
public sealed record IortMapping(int Offset, uint InputBase, long Count, uint OutputBase, uint OutputReference, uint Flags)
{
    /// <summary>Whether every id of the node becomes <see cref="OutputBase"/>.</summary>
    public bool IsSingle => (Flags & 1) != 0;

    /// <summary>Maps an id.</summary>
    /// <param name="id">The id.</param>
    /// <returns>What it becomes, or null if the mapping does not hold for it.</returns>
    public uint? Map(uint id)
    {
        if (IsSingle)
            return OutputBase;
        return id >= InputBase && id - InputBase < Count ? unchecked(OutputBase + (id - InputBase)) : null;
    }
}
