namespace IrqModel.Firmware;

/// <summary>A stream whose first bytes were read already and are given once more.</summary>
internal sealed class PrefixedStream(byte[] prefix, Stream rest) : ForwardStream
{
    private int _at;

    public override int Read(Span<byte> buffer)
    {
        if (_at == prefix.Length)
            return rest.Read(buffer);
        int count = Math.Min(buffer.Length, prefix.Length - _at);
        prefix.AsSpan(_at, count).CopyTo(buffer);
        _at += count;
        return count;
    }
}
