using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Report.Tests;

/// <summary>The pages that <c>irqmodel diff --html</c> writes, in a real browser.</summary>
[Trait("Suite", "Long")]
public sealed class DiffPageTests(Chromium chromium) : IClassFixture<Chromium>, IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("report").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string At(string name) => Path.Combine(folder, name);

    private string RunOf(string host, string name)
    {
        File.WriteAllBytes(At("DMAR"), Reference.Table());
        File.WriteAllText(At("lspci.txt"), Reference.Listing);
        var run = Cli.Run("run", "--host", host, "--machine", At("DMAR"), At("lspci.txt"), "--json", At(name));
        Assert.Equal((0, $"wrote {At(name)}\n"), (run.ExitCode, run.Error.ReplaceLineEndings("\n")));
        return At(name);
    }

    private string Diff(params string[] sides)
    {
        var diff = Cli.Run(["diff", .. sides, "--html", At("diff.html")]);
        Assert.Equal((1, $"wrote {At("diff.html")}\n"), (diff.ExitCode, diff.Error.ReplaceLineEndings("\n")));
        return File.ReadAllText(At("diff.html"));
    }

    [Fact]
    public async Task Two_runs_stand_side_by_side_with_what_differs_and_the_step_at_which_they_part()
    {
        await using var opened = await chromium.OpenAsync(Diff(RunOf("linux-5.10-rc3", "old.json"), RunOf("linux-5.10", "new.json")));
        var page = opened.Page;

        await Expect(page.Locator(".headline")).ToHaveTextAsync(["4 of 9 functions lose their interrupts; of 1 of 9 functions it is unknown.", "No interrupt is known to die; of 1 of 9 functions it is unknown."]);
        await Expect(page.Locator(".compared h2")).ToHaveTextAsync("4 of 9 functions differ.");
        await Expect(page.Locator("#detail .differs tbody tr").First).ToHaveTextAsync("resultblocked (0x25)arrives");
        await Expect(page.Locator("#detail .moments li").Nth(1)).ToContainTextAsync("inherited from");
        await Expect(page.Locator("#detail .moments .place")).ToContainTextAsync("Linux_5_10.cs:");
        var parted = page.Locator(".sequence .step:has(.part-here)");
        await Expect(parted).ToHaveCountAsync(2);
        await Expect(parted.Nth(1)).ToContainTextAsync("InheritMsiDomain");
        Assert.Empty(opened.Errors);
    }

    [Fact]
    public async Task What_differs_is_marked_in_the_list_and_can_be_shown_alone()
    {
        await using var opened = await chromium.OpenAsync(Diff(RunOf("linux-5.10-rc3", "old.json"), RunOf("linux-5.10", "new.json")));

        await Expect(opened.Rows.Filter(new() { HasText = "≠ differs" })).ToHaveCountAsync(4);
        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "Show only what differs" }).ClickAsync();
        await Expect(opened.Page.Locator("#found")).ToHaveTextAsync("4 of 9 functions");
    }

    [Fact]
    public async Task Two_runs_of_one_host_are_told_apart_by_their_files()
    {
        var first = RunOf("linux-6.12", "before.json");
        File.WriteAllText(At("after.json"), File.ReadAllText(first).Replace("arrives\"", "arrives now\"", StringComparison.Ordinal)
            .Replace("\"driver\": \"any\"", "\"driver\": \"another\"", StringComparison.Ordinal));
        await using var opened = await chromium.OpenAsync(Diff(first, At("after.json")));

        await Expect(opened.Page.Locator(".run-name b").First).ToHaveTextAsync("linux-6.12, before.json");
        await Expect(opened.Page.Locator(".run-name b").Nth(1)).ToHaveTextAsync("linux-6.12, after.json");
        await Expect(opened.Page.Locator("#detail .differs tbody")).ToContainTextAsync("driveranyanother");
    }

    [Fact]
    public async Task A_run_against_the_machine_shows_what_is_seen_and_the_step_that_decided_otherwise()
    {
        File.WriteAllText(At("seen.txt"), Reference.Listing + Reference.Log);
        await using var opened = await chromium.OpenAsync(Diff(RunOf("linux-5.10", "run.json"), At("seen.txt")));
        var page = opened.Page;

        await Expect(page.Locator("#detail-title")).ToContainTextAsync("0000:17:10.1");
        await Expect(page.Locator("#detail .differs thead")).ToContainTextAsync("seen on the machine");
        await Expect(page.Locator("#detail .seen .contradicts").First).ToBeVisibleAsync();
        await Expect(page.Locator(".sequence .part-here")).ToHaveTextAsync("this step decided it");
        await Expect(page.Locator(".sequence .step:has(.part-here)")).ToContainTextAsync("InheritMsiDomain");
        Assert.Empty(opened.Errors);
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task No_rule_of_accessibility_is_broken(ColorScheme scheme)
    {
        var html = Diff(RunOf("linux-5.10-rc3", "old.json"), RunOf("linux-5.10", "new.json"));
        await using var opened = await chromium.OpenAsync(html, scheme: scheme, bypassPolicy: true);

        Assert.Empty(await AccessibilityTests.ViolationsOf(opened));
    }
}
