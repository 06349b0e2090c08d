using System.Globalization;

namespace IrqModel.Firmware.Tests;

/// <summary>Large inputs take time in proportion to their size: the documentation states how much a MiB takes, and this holds it.</summary>
[Trait("Suite", "Long")]
public class ThroughputTests
{
    private const int Mebibyte = 1 << 20;
    private const int Mebibytes = 4;
    private const long MostBytesForMebibyte = 120_000_000;

    // Six times the quarter of a second that the documentation states: this is an unoptimised build, and machines differ.
    private static readonly TimeSpan MostForMebibyte = TimeSpan.FromSeconds(1.5);

    private static readonly Dictionary<string, Func<int, string>> Lines = new()
    {
        ["prose"] = n => $"The quick brown fox {n} jumps over the lazy dog, and then it is gone.",
        ["numbers"] = n => $"{n * 7919L % 1_000_003} {n * 104_729L % 2_000_003}",
        ["a log of other things"] = n =>
            $"[{n / 100,5}.{n % 100:d6}] usb 1-{n % 9}: new high-speed USB device number {n % 127} using xhci_hcd",
        ["a listing"] = n => $"{n / 256 % 256:x2}:{n / 8 % 32:x2}.{n % 8} Ethernet controller: Made Up Device {n & 0xFFFF:x4} (rev 01)",
        ["HTML"] = n => $"<tr><td>{n}</td><td>&nbsp;value &amp; more</td></tr>",
        ["refused requests"] = n => $"[{n / 100,5}.{n % 100:d6}] DMAR: [INTR-REMAP] Request device [{n % 256:x2}:{n % 32:x2}.{n % 8}] fault index 0x{n & 0xFFFF:x} [fault reason 0x25] Blocked",
    };

    public static TheoryData<string> EachKind => [.. Lines.Keys];

    [Theory]
    [MemberData(nameof(EachKind))]
    public void A_mebibyte_takes_what_the_documentation_says(string kind)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        for (int n = 0, written = 0; written < Mebibytes * Mebibyte; n++)
        {
            string line = Lines[kind](n);
            text.Write(line + "\n");
            written += line.Length + 1;
        }
        var input = InputSource.FromText("t", text.ToString());
        long before = GC.GetAllocatedBytesForCurrentThread();
        double start = ThreadClock.Now;

        Evidence evidence = EvidenceReader.Read([input]);

        TimeSpan time = TimeSpan.FromMilliseconds((ThreadClock.Now - start) / Mebibytes);
        long bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / Mebibytes;
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{kind}: {time.TotalMilliseconds:f0} ms and {bytes >> 20} MiB allocated for each MiB");
        Assert.True(evidence.Skipped.Length + evidence.Parts.Length > 0);
        Assert.True(time < MostForMebibyte, $"a MiB of {kind} took {time}");
        Assert.True(bytes < MostBytesForMebibyte, $"a MiB of {kind} took {bytes} bytes");
    }
}
