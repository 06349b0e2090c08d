using System.Text;
using IrqModel.Firmware;
using IrqModel.Tool.Explaining;
using IrqModel.Tool.Hosts;
using IrqModel.Tool.Report;

namespace IrqModel.Tool.Tests;

/// <summary>
/// An answer takes time and memory in proportion to its input. Twice the input may take 2.6 times as much; here it is four times the
/// input, which tells a square from a line twice as clearly.
/// </summary>
[Trait("Suite", "Long")]
public class LinearityTests(ITestOutputHelper output)
{
    private const int Times = 4;
    private const double MostForTwice = 2.6;
    private const double Most = MostForTwice * MostForTwice;
    private const int FewFunctions = 2048;
    private const int FewLines = 8192;

    private static readonly Dictionary<string, (int Few, Func<int, string> Text)> Kinds = new()
    {
        ["VFs without their PFs"] = (FewFunctions, count => Listing(count, _ => "Ethernet controller: Example NIC Virtual Function\n\tCapabilities: [70] MSI-X: Enable+ Count=3 Masked-\n\n")),
        ["VFs beside PFs without numbers"] = (FewFunctions, count => Listing(count, n => n % 4 == 0
            ? "Ethernet controller: Example NIC\n\tCapabilities: [70] MSI-X: Enable+ Count=3 Masked-\n\tCapabilities: [160] Single Root I/O Virtualization (SR-IOV)\n\n"
            : "Ethernet controller: Example NIC Virtual Function\n\tCapabilities: [70] MSI-X: Enable+ Count=3 Masked-\n\n")),
        ["functions of a plain listing"] = (FewFunctions, count => Listing(count, _ => "Ethernet controller: Example NIC\n")),
        ["functions and refused requests of a log"] = (FewFunctions, count => Lines(count, n =>
            $"[{n,5}.000000] pci 0000:{Slot(n)}: [8086:10fb] type 00 class 0x020000\n[{n,5}.000001] DMAR: [INTR-REMAP] Request device [{Slot(n)}] fault index 0x{n & 0xFFFF:x} [fault reason 0x25] Blocked")),
        ["a listing pasted again and again"] = (FewLines, count => string.Concat(Enumerable.Repeat(Reference.Listing, count / 64))),
        ["commands of one function each"] = (FewLines / 4, count => Lines(count, n =>
            $"$ lspci\n{Slot(n)} Ethernet controller: Example NIC\n$ uname -r\n6.12.{n % 9}")),
    };

    public static TheoryData<string> EachKind => [.. Kinds.Keys];

    [Theory]
    [MemberData(nameof(EachKind))]
    public void Four_times_the_input_takes_about_four_times_as_much(string kind)
    {
        var (few, text) = Kinds[kind];
        Measure(text(few / Times));

        var small = Measure(text(few));
        var large = Measure(text(few * Times));

        var (time, bytes) = (large.Milliseconds / small.Milliseconds, (double)large.Bytes / small.Bytes);
        output.WriteLine($"{kind}: {small.Milliseconds:f0} and {large.Milliseconds:f0} ms, {time:f1} times; {small.Bytes >> 20} and {large.Bytes >> 20} MiB, {bytes:f1} times");
        Assert.True(bytes < Most, $"{bytes:f1} times the bytes for {Times} times the input");
        Assert.True(time < Most, $"{time:f1} times the time for {Times} times the input");
    }

    private static (double Milliseconds, long Bytes) Measure(string text)
    {
        var input = InputSource.FromText("t", text);
        GC.Collect();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var start = ThreadClock.Now;
        var explanation = Explainer.Explain(Reference.Read(input), HostCatalogue.Find("linux-6.12"),
            cancellation: TestContext.Current.CancellationToken);
        var lines = Summary.Of(explanation).Count();
        var result = (ThreadClock.Now - start, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(lines > 0);
        Assert.NotEmpty(explanation.Functions);
        return result;
    }

    private static string Listing(int count, Func<int, string> rest)
    {
        var text = new StringBuilder();
        for (var n = 0; n < count; n++) text.Append(Slot(n)).Append(' ').Append(rest(n));
        return text.ToString();
    }

    private static string Lines(int count, Func<int, string> line)
    {
        var text = new StringBuilder();
        for (var n = 0; n < count; n++) text.Append(line(n)).Append('\n');
        return text.ToString();
    }

    private static string Slot(int id) => $"{id >> 8 & 0xFF:x2}:{id >> 3 & 31:x2}.{id & 7}";
}
