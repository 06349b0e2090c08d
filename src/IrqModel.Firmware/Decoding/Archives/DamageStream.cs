namespace IrqModel.Firmware;

/// <summary>A stream that tells every way in which decompression fails as one kind of error.</summary>
internal sealed class DamageStream(Stream inner, string name) : ForwardStream
{
    public override int Read(Span<byte> buffer)
    {
        try
        {
            return inner.Read(buffer);
        }
        // The decompressors fail with what they happen to meet in damaged data, an index outside a table included.
        catch (Exception error) when (error is not (OutOfMemoryException or FirmwareFormatException))
        {
            throw FirmwareFormatException.InFile(name, "compressed data that breaks off or is damaged", "a whole file");
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
