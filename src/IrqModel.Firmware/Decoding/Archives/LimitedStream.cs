namespace IrqModel.Firmware;

/// <summary>A stream that counts what was read from it, and fails once the input has cost too much.</summary>
internal sealed class LimitedStream(Stream inner, DecodeBudget budget, string name) : ForwardStream
{
    public override int Read(Span<byte> buffer)
    {
        int read = inner.Read(buffer);
        budget.Unpack(read, name);
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
