using System.Globalization;
using System.Text;
using Xunit;

namespace IrqModel.Hosts.Tests.Golden;

/// <summary>Every observed boot, predicted.</summary>
public sealed class GoldenTests(ITestOutputHelper output)
{
    private const string NoFolder = "No folder with observations: neither IRQ_GOLDEN nor ../shared/golden exists.";

    // Without the folder one row is left, which says that it is missing.
    public static TheoryData<string> Boots => Checkout.SharedFolder("IRQ_GOLDEN", "golden") is { } folder
        ? [.. Directory.EnumerateFiles(folder, "*.json").Select(path => Path.GetFileNameWithoutExtension(path)!).Order(StringComparer.Ordinal)]
        : ["(none)"];

    [Theory]
    [MemberData(nameof(Boots))]
    public void A_host_predicts_what_a_real_kernel_did(string name)
    {
        var folder = Checkout.SharedFolder("IRQ_GOLDEN", "golden");
        Assert.SkipWhen(folder is null, NoFolder);
        var boot = GoldenBoot.Load(Path.Combine(folder, name + ".json"));
        Assert.SkipUnless(Scenario.Knows(boot), $"There is no host for Linux {boot.Kernel}.");

        var comparison = Comparison.Of(boot);

        output.WriteLine($"{name}: {comparison.Compared - comparison.Differences.Count} of {comparison.Compared} compared fields predicted, {comparison.Total} in all");
        Assert.True(comparison.Differences.Count == 0, string.Join(Environment.NewLine, comparison.Differences));
    }

    [Theory]
    [MemberData(nameof(Boots))]
    public void Every_interrupt_that_the_boot_loses_is_accounted_for(string name)
    {
        var folder = Checkout.SharedFolder("IRQ_GOLDEN", "golden");
        Assert.SkipWhen(folder is null, NoFolder);
        var boot = GoldenBoot.Load(Path.Combine(folder, name + ".json"));
        Assert.SkipUnless(Scenario.Knows(boot), $"There is no host for Linux {boot.Kernel}.");

        foreach (var moment in Scenario.MomentsOf(boot)) Assert.Empty(Scenario.Run(boot, moment).Losses.Where(loss => !loss.IsExplained));
    }

    [Fact]
    public void Table_of_all_boots()
    {
        var folder = Checkout.SharedFolder("IRQ_GOLDEN", "golden");
        Assert.SkipWhen(folder is null, NoFolder);
        var (compared, differing, total) = (0, 0, 0);
        var reasons = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var table = new StringBuilder();
        table.AppendLine(CultureInfo.InvariantCulture, $"{"boot",-16}{"predicted",10}{"wrong",7}{"total",7}");
        foreach (var name in Boots.Select(row => row.Data))
        {
            var boot = GoldenBoot.Load(Path.Combine(folder, name + ".json"));
            if (!Scenario.Knows(boot)) continue;
            var comparison = Comparison.Of(boot);
            table.AppendLine(CultureInfo.InvariantCulture, $"{name,-16}{comparison.Compared - comparison.Differences.Count,10}{comparison.Differences.Count,7}{comparison.Total,7}");
            (compared, differing, total) = (compared + comparison.Compared, differing + comparison.Differences.Count, total + comparison.Total);
            foreach (var (reason, count) in comparison.NotPredicted) reasons[reason] = reasons.GetValueOrDefault(reason) + count;
        }

        table.AppendLine(CultureInfo.InvariantCulture, $"{"all",-16}{compared - differing,10}{differing,7}{total,7}");
        table.AppendLine("Not predicted:");
        foreach (var (reason, count) in reasons) table.AppendLine(CultureInfo.InvariantCulture, $"{count,7}  {reason}");
        Figures.Keep(output, "golden", table.ToString());
        Assert.True(compared > 0);
    }
}
