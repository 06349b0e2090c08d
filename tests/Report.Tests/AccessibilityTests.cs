using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Report.Tests;

/// <summary>What axe-core, the checker of accessibility, says of the page.</summary>
[Trait("Suite", "Long")]
public class AccessibilityTests(Chromium chromium) : IClassFixture<Chromium>
{
    [Theory]
    [InlineData(ColorScheme.Light, 1280)]
    [InlineData(ColorScheme.Dark, 1280)]
    [InlineData(ColorScheme.Light, 400)]
    [InlineData(ColorScheme.Dark, 400)]
    public async Task No_rule_of_accessibility_is_broken(ColorScheme scheme, int width)
    {
        await using var opened = await chromium.OpenAsync(Pages.TwoKernelsPage, width, scheme, bypassPolicy: true);

        Assert.Empty(await ViolationsOf(opened));
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Nor_where_the_source_is_open(ColorScheme scheme)
    {
        await using var opened = await chromium.OpenAsync(Pages.TwoKernelsPage, scheme: scheme, bypassPolicy: true);
        await opened.Page.Locator("#detail .place").First.ClickAsync();

        Assert.Empty(await ViolationsOf(opened));
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Nor_where_the_answers_are_open(ColorScheme scheme)
    {
        await using var opened = await chromium.OpenAsync(Pages.PageOf("no kernel", Pages.NoKernel), scheme: scheme, bypassPolicy: true);

        Assert.Empty(await ViolationsOf(opened));
    }

    internal static async Task<string[]> ViolationsOf(OpenPage opened)
    {
        var result = await opened.Page.RunAxe();
        return [.. result.Violations.SelectMany(rule => rule.Nodes.Select(node => $"{rule.Id}: {rule.Help}: {node.Html}"))];
    }
}
