using Microsoft.Playwright;

namespace Report.Tests;

/// <summary>A Chromium that the machine has, for all tests of a run.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    private IPlaywright? playwright;
    private IBrowser? browser;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (Find() is not { } path) return;
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = path, Args = ["--no-sandbox", "--disable-gpu"] });
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }

    /// <summary>Opens a page from a file, with a network on which nothing answers.</summary>
    /// <param name="html">The page.</param>
    /// <param name="width">The width of the window, in CSS pixels.</param>
    /// <param name="scheme">The colours that the user prefers.</param>
    /// <param name="bypassPolicy">Whether a test may add scripts of its own.</param>
    public async Task<OpenPage> OpenAsync(string html, int width = 1280, ColorScheme scheme = ColorScheme.Light, bool bypassPolicy = false)
    {
        Assert.SkipWhen(browser is null, $"No Chromium is on the path; looked for {string.Join(", ", Names)}.");
        var context = await browser!.NewContextAsync(new()
        {
            ViewportSize = new() { Width = width, Height = 900 },
            ColorScheme = scheme,
            BypassCSP = bypassPolicy,
            Offline = true,
        });
        var file = Path.Combine(Path.GetTempPath(), $"report-{Guid.NewGuid():n}.html");
        await File.WriteAllTextAsync(file, html);
        var page = await context.NewPageAsync();
        var opened = new OpenPage(context, page, file);
        await page.GotoAsync(new Uri(file).AbsoluteUri);
        await page.Locator("h1").WaitForAsync();
        return opened;
    }

    private static string? Find() =>
        (from folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
         from name in Names
         let path = Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name)
         where File.Exists(path)
         select path).FirstOrDefault();
}
