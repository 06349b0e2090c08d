using System.Diagnostics;
using System.Globalization;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Report.Tests;

/// <summary>Machines with thousands of functions.</summary>
public class LargePageTests(Chromium chromium) : IClassFixture<Chromium>
{
    // From the key to the next picture that the browser has drawn. What counts is the time that the page's thread computes: a machine that
    // runs other tests at the same time would measure those.
    private const string Filter = """
        async words => {
          const search = document.getElementById('search');
          Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(search, words);
          search.dispatchEvent(new InputEvent('input', { bubbles: true }));
          await new Promise(done => requestAnimationFrame(() => { const channel = new MessageChannel(); channel.port1.onmessage = done; channel.port2.postMessage(0); }));
          return document.getElementById('found').textContent;
        }
        """;

    [Fact]
    public async Task Five_thousand_functions_filter_in_less_than_100_ms()
    {
        const int Buses = 20;
        await using var opened = await chromium.OpenAsync(Pages.LargePage(Buses));
        var slowest = await FilterAsync(opened.Page, [("nic 0-7", 251), ("05:0 blocked", 250), ("dmar0 vf", 5000), ("irq2001 0x25 0a:1", 123)]);

        Figures.Keep(TestContext.Current.TestOutputHelper!, "report-filter", $"{Pages.CountOf(Buses)} functions: the slowest of four searches took {slowest.ToString("0", CultureInfo.InvariantCulture)} ms");
        Assert.InRange(slowest, 0, 100);
    }

    [Fact]
    [Trait("Suite", "Long")]
    public async Task Sixty_five_thousand_functions_open_and_stay_usable()
    {
        const int Buses = 261;
        var html = Pages.LargePage(Buses);
        var watch = Stopwatch.StartNew();
        await using var opened = await chromium.OpenAsync(html);
        var opening = watch.Elapsed;

        await Expect(opened.Page.Locator("#found")).ToHaveTextAsync($"{Pages.CountOf(Buses).ToString("N0", CultureInfo.InvariantCulture)} functions");
        Assert.InRange(await opened.Rows.CountAsync(), 1, 60);
        await opened.Page.GetByRole(AriaRole.Listbox).FocusAsync();
        await opened.Page.Keyboard.PressAsync("End");
        await Expect(opened.Page.Locator("[role=option][aria-selected=true]")).ToContainTextAsync("0001:3d:1f.2");
        var slowest = await FilterAsync(opened.Page, [("nic 1-7", 251), ("dmar0 vf", 50_000)]);

        Figures.Keep(TestContext.Current.TestOutputHelper!, "report-65536", FormattableString.Invariant(
            $"{Pages.CountOf(Buses)} functions: {html.Length / 1_000_000} MB, opens in {opening.TotalSeconds:0.0} s, the slowest of two searches took {slowest:0} ms"));
        // What a page costs to open is nearly all in its size.
        Assert.InRange(html.Length, 1, 40_000_000);
        Assert.InRange(opening.TotalSeconds, 0, 30);
        Assert.InRange(slowest, 0, 1000);
        Assert.Empty(opened.Errors);
    }

    private static async Task<double> FilterAsync(IPage page, (string Words, int Found)[] searches)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("Performance.enable", new Dictionary<string, object> { ["timeDomain"] = "threadTicks" });
        var slowest = 0.0;
        foreach (var (words, found) in searches)
        {
            // The best of three: the first one of a kind is compiled on its way.
            var best = double.MaxValue;
            for (var attempt = 0; attempt < 3; attempt++)
            {
                await page.EvaluateAsync(Filter, "");
                var before = await ComputedAsync(session);
                var answer = await page.EvaluateAsync<string>(Filter, words);
                best = Math.Min(best, await ComputedAsync(session) - before);
                Assert.StartsWith(found.ToString("N0", CultureInfo.InvariantCulture) + " of", answer, StringComparison.Ordinal);
            }

            slowest = Math.Max(slowest, best);
        }

        return slowest;
    }

    private static async Task<double> ComputedAsync(ICDPSession session)
    {
        const int MillisecondsOfSecond = 1000;
        var metrics = (await session.SendAsync("Performance.getMetrics"))!.Value.GetProperty("metrics");
        return metrics.EnumerateArray().Single(metric => metric.GetProperty("name").GetString() == "TaskDuration").GetProperty("value").GetDouble() * MillisecondsOfSecond;
    }
}
