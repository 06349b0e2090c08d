using System.Collections;
using System.Reflection;

namespace IrqModel.Firmware.Tests;

[Trait("Suite", "Long")]
public class EvidenceLawTests
{
    private static readonly string[] Troubled =
    [
        "00:02.0 x\n\tCapabilities: <access denied>\n00:03.0 y\n\t!!! Unknown header type 7f\n00:04.0 z\n\tBus: primary=00, secondary=100, subordinate=02",
        "00:02.0 x\n\tCapabilities: [50] MSI: Enable- Count=1/99999999999 Maskable- 64bit-\n\tCapabilities: [60] <chain looped>",
        $"00:02.0 x\n{ConfigBytes.PhysicalFunction().ToHex(96)}\n00: 87",
        "<acrn-config><bus type='pci' address='0x0'><device address='0x20000'><vendor>1</vendor><capability id='MSI'/></device></bus></acrn-config>",
        "<acrn-config><bus></acrn-config>",
        "",
    ];

    // What people write around their logs, and logs in other languages.
    private static readonly string[] Spoken =
    [
        "I am running Proxmox VE 8.1 with kernel 6.5.13-1-pve. Before I was running 5.15.0-97-generic.\n- Kernel: 6.5.13-1-pve\nkernel: 6.5.13-1-pve\n",
        "> f\u00e9vr. 03 01:02:03 olga kernel: Linux version 5.10.0-9-amd64 (a@b) #1 SMP\n> f\u00e9vr. 03 01:02:09 olga kernel: DMAR: [INTR-REMAP] Request device [07:00.0] "
            + "fault index 0x8 [fault reason 0x26] Blocked\n\n12\u6708 04 05:06:07 boris kernel: Linux version 6.1.0-17-amd64 (a@b) #1 SMP\n",
        "[    0.1] AMD-Vi: [Firmware Bug]: : IOAPIC[34] not in IVRS table\n[    0.2] [Firmware Bug]: ioapic 4 has no mapping iommu, interrupt remapping will be disabled\n"
            + "[    0.3] DMAR: [Firmware Bug]: Your BIOS is broken; DMAR reported at address fed92000 returns all ones!\n",
    ];

    [Fact]
    public void No_problem_that_a_reader_records_is_lost()
    {
        int found = 0;
        foreach (string text in Troubled)
        {
            Evidence evidence = EvidenceReader.ReadText(text, "t");
            Assert.NotEmpty(evidence.Problems);
            found += CheckProblems(evidence);
        }
        Assert.True(found >= 7, $"only {found} problems were found in what was read");
    }

    [Fact]
    public void No_problem_of_a_real_input_is_lost()
    {
        foreach (string path in SharedData.Files("lspci").Concat(SharedData.Cases("paste", "*")).Concat(SharedData.Files("dmar_malformed")))
            CheckProblems(EvidenceReader.Read([InputSource.FromFile(path)]));
    }

    [Fact]
    public void A_segment_full_of_functions_takes_linear_time()
    {
        TimeSpan small = TimeOf(0x2000);
        TimeSpan large = TimeOf(0x10000);

        // Eight times the functions; twice that allows for memory that is collected and for caches that are too small.
        Assert.True(large < 16 * small + TimeSpan.FromSeconds(1), $"{0x2000} functions took {small}, {0x10000} took {large}");

        static TimeSpan TimeOf(int count)
        {
            string text = string.Join('\n', Enumerable.Range(0, count).Select(id =>
                $"{new RequesterId((ushort)id)} Ethernet controller: Made Up\n\tCapabilities: [160 v1] Single Root I/O Virtualization (SR-IOV)\n"
                + "\t\tIOVCtl:\tEnable+ ARIHierarchy+\n\t\tInitial VFs: 9, Total VFs: 65535, Number of VFs: 65535, Function\n\t\tVF offset: 1, stride: 1, Device ID: 10ed"));
            double start = ThreadClock.Now;
            Evidence evidence = EvidenceReader.ReadText(text, "t");
            Assert.Equal(count, Assert.Single(evidence.Listings).Functions.Length);
            return TimeSpan.FromMilliseconds(ThreadClock.Now - start);
        }
    }

    [Theory]
    [InlineData("half- ")]
    [InlineData("dogs' ")]
    [InlineData("'quoted' ")]
    [InlineData("a-- ")]
    [InlineData("running the latest kernel ")]
    [InlineData("running 6.5.13-1.el8.el8")]
    public void A_line_of_words_that_end_in_marks_takes_time_in_proportion_to_its_length(string word)
    {
        string text = "00:02.0 Ethernet controller: x\n" + string.Concat(Enumerable.Repeat(word, 24)) + "Count=1/99\n";
        double start = ThreadClock.Now;
        Evidence evidence = EvidenceReader.ReadText(text, "t");
        double milliseconds = ThreadClock.Now - start;

        Assert.Single(Assert.Single(evidence.Listings).Functions);
        Assert.InRange(milliseconds, 0, 1000);
    }

    [Fact]
    public void Changed_texts_never_fail_and_take_bounded_time_and_memory()
    {
        string[] sound = [.. Forms.All.Values, .. Spoken, .. Troubled[..4], string.Join("\n\n", Forms.All.Values), .. MangledTests.Samples];
        var fuzz = new Fuzz(seed: 13);

        FuzzResult result = fuzz.Run(sound, text => _ = EvidenceReader.ReadText(text, "t").Problems.Length);

        TestContext.Current.TestOutputHelper?.WriteLine(result.ToString());
    }

    /// <summary>Checks that every problem in what was read is among the problems of the evidence; gives their number.</summary>
    private static int CheckProblems(Evidence evidence)
    {
        string[] told = [.. evidence.Problems.Select(p => p.Text)];
        int count = 0;
        Visit(evidence, [], problem =>
        {
            string words = problem switch
            {
                PciProblem pci => pci.Message,
                EvidenceProblem own => own.Text,
                _ => problem.GetType().GetProperty("Found")?.GetValue(problem) as string ?? problem.ToString()!,
            };
            Assert.Contains(told, text => text.Contains(words, StringComparison.Ordinal));
            count++;
        });
        return count;
    }

    private static void Visit(object owner, HashSet<object> seen, Action<object> check)
    {
        if (!seen.Add(owner))
            return;
        foreach (PropertyInfo property in owner.GetType().GetProperties().Where(p => p.GetIndexParameters().Length == 0))
        {
            // Words beside a short dump cover what its bytes leave out; the function's own problems say what remains.
            if (property.Name == "Config" || property.PropertyType.IsPrimitive || property.PropertyType == typeof(string))
                continue;
            bool isDefault = property.PropertyType.IsGenericType
                && property.PropertyType.Name.StartsWith("ImmutableArray", StringComparison.Ordinal)
                && (bool)property.PropertyType.GetProperty("IsDefault")!.GetValue(property.GetValue(owner))!;
            if (isDefault || property.GetValue(owner) is not { } value)
                continue;
            if (value is IEnumerable items)
            {
                foreach (object item in items)
                {
                    if (property.Name.EndsWith("Problems", StringComparison.Ordinal) && owner is not Evidence)
                        check(item);
                    else if (IsOurs(item))
                        Visit(item, seen, check);
                }
            }
            else if (IsOurs(value))
            {
                Visit(value, seen, check);
            }
        }
    }

    private static bool IsOurs(object value) => value.GetType() is { IsClass: true } type && type.Namespace == "IrqModel.Firmware";
}
