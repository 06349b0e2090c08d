namespace IrqModel.Firmware.Tests;

public class DmarRobustnessTests
{
    private const int Rounds = 20_000;

    private static byte[] Sound() => new DmarBytes()
        .Drhd(0xFED90000, false, DmarBytes.Scope(1, 0, 0, 2, 0), DmarBytes.Scope(2, 0, 0x40, 1, 0, 0, 0))
        .Drhd(0xFED91000, true, DmarBytes.Scope(3, 2, 0xF0, 0x1F, 0), DmarBytes.Scope(5, 1, 0, 0x15, 0))
        .Rmrr(0x7F000000, 0x7F0FFFFF, DmarBytes.Scope(1, 0, 0, 0x14, 0))
        .Flagged(2, 1)
        .Rhsa(0xFED90000, 1)
        .Andd(1, @"\_SB.PCI0.I2C0")
        .Flagged(5, 1, DmarBytes.Scope(1, 0, 0, 2, 0))
        .Flagged(6, 0, DmarBytes.Scope(1, 0, 0, 2, 0))
        .Build();

    [Fact]
    public void Every_truncation_is_a_format_error()
    {
        byte[] sound = Sound();
        for (int length = 0; length < sound.Length; length++)
            Assert.Throws<FirmwareFormatException>(() => DmarTable.Parse(sound.AsSpan(0, length), "t"));
    }

    [Fact]
    public void Every_truncation_with_its_length_and_checksum_put_right_reads_whole_or_is_a_format_error()
    {
        byte[] sound = Sound();
        for (int length = 48; length < sound.Length; length++)
        {
            byte[] cut = sound[..length];
            BitConverter.TryWriteBytes(cut.AsSpan(4), length);
            Try(DmarBytes.Sum(cut));
        }
    }

    [Fact]
    public void Every_single_bit_flip_is_a_format_error_or_a_problem()
    {
        byte[] sound = Sound();
        for (int bit = 0; bit < sound.Length * 8; bit++)
        {
            byte[] flipped = [.. sound];
            flipped[bit / 8] ^= (byte)(1 << bit % 8);
            Assert.Throws<FirmwareFormatException>(() => DmarTable.Parse(flipped, "t").Validate(AcpiSeverity.Warning));
        }
    }

    [Fact]
    public void Random_changes_under_a_right_checksum_read_whole_or_are_a_format_error()
    {
        var random = new Random(1);
        byte[] sound = Sound();
        for (int round = 0; round < Rounds; round++)
        {
            byte[] changed = [.. sound];
            for (int n = random.Next(1, 6); n > 0; n--)
                changed[random.Next(changed.Length)] = (byte)(random.Next(3) == 0 ? random.Next(4) : random.Next(256));
            Try(DmarBytes.Sum(changed));
        }
    }

    [Fact]
    public void Random_bytes_read_whole_or_are_a_format_error()
    {
        var random = new Random(2);
        for (int round = 0; round < Rounds; round++)
        {
            var bytes = new byte[random.Next(300)];
            random.NextBytes(bytes);
            if (bytes.Length >= 48 && round % 2 == 0)
            {
                "DMAR"u8.CopyTo(bytes);
                BitConverter.TryWriteBytes(bytes.AsSpan(4), bytes.Length);
                DmarBytes.Sum(bytes);
            }
            Try(bytes);
        }
    }

    /// <summary>A table that reads accounts for every byte of its records; one that does not is a format error within the file.</summary>
    private static void Try(byte[] bytes)
    {
        DmarTable table;
        try
        {
            table = DmarTable.Parse(bytes, "t");
        }
        catch (FirmwareFormatException error)
        {
            Assert.InRange(Assert.NotNull(error.Offset), 0, bytes.Length);
            return;
        }
        Assert.Equal(table.Header.Length - 48, table.Records.Sum(r => r.Length));
    }
}
