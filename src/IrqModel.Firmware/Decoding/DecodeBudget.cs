namespace IrqModel.Firmware;

/// <summary>
/// What one input may still cost. It counts over all levels of packing, because many small archives in one large archive add up.
/// </summary>
/// <param name="most">The most bytes that the readers get of it.</param>
internal sealed class DecodeBudget(long most)
{
    private long _unpacked = DecodeLimits.UnpackedBytes;
    private readonly long _most = most;
    private long _left = most;

    /// <summary>How many more bytes the readers get.</summary>
    public long Left => _left;

    /// <summary>Counts bytes that came out of a decompressor.</summary>
    /// <exception cref="FirmwareFormatException">The input unpacks to too much.</exception>
    public void Unpack(int bytes, string name)
    {
        _unpacked -= bytes;
        if (_unpacked < 0)
        {
            throw FirmwareFormatException.InFile(
                name, $"more than {DecodeLimits.UnpackedBytes >> 20} MiB after decompression",
                "less; unpack it and give the files that matter");
        }
    }

    /// <summary>Counts bytes that the readers get.</summary>
    /// <exception cref="FirmwareFormatException">The input holds too much.</exception>
    public void Read(int bytes, string name)
    {
        if (bytes > _left)
        {
            throw FirmwareFormatException.InFile(
                name, $"more than {_most >> 20} MiB of packed content or files",
                "less; unpack it and give the files that matter one by one");
        }
        _left -= bytes;
    }
}
