using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Report.Tests;

/// <summary>The page in a real browser, as its readers use it.</summary>
[Trait("Suite", "Long")]
public class PageTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string BlockedVf = "0000:17:10.1";

    [Fact]
    public async Task A_click_on_a_blocked_VF_shows_its_message_its_entry_the_fault_the_rule_and_the_line()
    {
        await using var opened = await chromium.OpenAsync(Pages.TwoKernelsPage);
        var detail = opened.Page.Locator("#detail");

        await opened.Rows.Filter(new() { HasText = "17:10.1" }).ClickAsync();

        await Expect(detail.GetByRole(AriaRole.Heading, new() { Level = 3 })).ToContainTextAsync(BlockedVf);
        var address = detail.Locator("[data-layout='compatibility.address'] table");
        await Expect(address.GetByRole(AriaRole.Row).Filter(new() { HasText = "Format" })).ToContainTextAsync("compatibility");
        await Expect(address.GetByRole(AriaRole.Row).Filter(new() { HasText = "31:20" })).ToContainTextAsync("0xfee");
        await Expect(detail.Locator("[data-layout='compatibility.data'] table")).ToContainTextAsync("Vector");
        await Expect(detail.Locator("[data-layout='remapped.high'] table")).ToContainTextAsync("17:10.1");
        await Expect(detail.Locator("[data-layout='remapped.low'] table")).ToContainTextAsync("present");
        await Expect(detail.Locator(".way .dead")).ToContainTextAsync("fault 0x25");
        await Expect(detail.Locator(".way .dead")).ToContainTextAsync("dmar0");
        await Expect(detail.Locator(".broken")).ToContainTextAsync("IRQ2001");
        await Expect(detail.Locator(".mend")).ToContainTextAsync("ff828729be44");
        await Expect(detail.Locator(".reasons")).ToContainTextAsync("returned without a decision");
        await Expect(detail.Locator(".reasons .place")).ToContainTextAsync("Linux_5_10_rc3.cs:19");
        await Expect(detail.Locator(".code .here")).ToContainTextAsync("if (function.IsVirtual) return;");
        Assert.Empty(opened.Errors);
    }

    [Fact]
    public async Task Behind_an_AMD_Vi_unit_a_function_shows_its_device_table_entry_and_its_table_entry_bit_by_bit()
    {
        await using var opened = await chromium.OpenAsync(Pages.PageOf("AMD", () => IrqModel.Tool.Pages.Building.RunPage.Build([Pages.Amd()])));
        var detail = opened.Page.Locator("#detail");

        await opened.Rows.Filter(new() { HasText = "00:13.0" }).ClickAsync();

        var device = detail.Locator("[data-layout='amdDevice'] table");
        await Expect(device.GetByRole(AriaRole.Row).Filter(new() { HasText = "IntTabLen" })).ToContainTextAsync("512 entries");
        await Expect(device.GetByRole(AriaRole.Row).Filter(new() { HasText = "IntCtl" })).ToContainTextAsync("remap through the table");
        var high = detail.Locator("[data-layout='amd128.high'] table");
        var low = detail.Locator("[data-layout='amd128.low'] table");
        await Expect(low.GetByRole(AriaRole.Row).Filter(new() { HasText = "RemapEn" })).ToContainTextAsync("enabled");
        await Expect(detail.Locator("[data-layout='amd.data'] table")).ToContainTextAsync("Index");
        var vector = (await detail.Locator(".way li").Nth(2).TextContentAsync())!.Split("vector ")[1];
        await Expect(high.GetByRole(AriaRole.Row).Filter(new() { HasText = "Vector" })).ToContainTextAsync(vector);
        Assert.Empty(opened.Errors);
    }

    [Fact]
    public async Task The_source_line_of_a_finding_opens_in_its_file()
    {
        await using var opened = await chromium.OpenAsync(Pages.TwoKernelsPage);

        await opened.Page.Locator("#detail .place").First.ClickAsync();

        var dialog = opened.Page.GetByRole(AriaRole.Dialog);
        await Expect(dialog).ToContainTextAsync("Linux_5_10_rc3.cs:19");
        await Expect(dialog.Locator("[aria-current]")).ToContainTextAsync("if (function.IsVirtual) return;");
        await opened.Page.Keyboard.PressAsync("Escape");
        await Expect(dialog).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Two_kernels_stand_side_by_side_and_the_bring_up_says_where_they_part()
    {
        await using var opened = await chromium.OpenAsync(Pages.TwoKernelsPage);

        await Expect(opened.Page.Locator(".headline")).ToHaveTextAsync(["4 of 9 functions lose their interrupts.", "No interrupt is known to die; of 1 of 9 functions it is unknown."]);
        await Expect(opened.Page.Locator("#detail .banner")).ToContainTextAsync(["blocked, fault 0x25", "arrives"]);
        var sequences = opened.Page.Locator(".sequence");
        await Expect(sequences).ToHaveCountAsync(2);
        await Expect(sequences.Nth(0).Locator(".step.dead")).ToContainTextAsync("fault 0x25");
        await Expect(sequences.Nth(1).Locator(".step:has(.part-here)")).ToContainTextAsync("InheritMsiDomain");
    }

    [Fact]
    public async Task The_keyboard_alone_reaches_everything_that_a_click_reaches()
    {
        await using var opened = await chromium.OpenAsync(Pages.TwoKernelsPage);
        var page = opened.Page;
        var clickable = await page.EvaluateAsync<int>(Clickable + ".length");

        var reached = new HashSet<string>();
        for (var presses = 0; presses < 2 * clickable; presses++)
        {
            await page.Keyboard.PressAsync("Tab");
            reached.Add(await page.EvaluateAsync<string>($"String({Clickable}.indexOf(document.activeElement))"));
        }

        reached.Remove("-1");
        Assert.Equal(clickable, reached.Count);
    }

    [Fact]
    public async Task Arrows_walk_the_list_and_a_slash_leads_to_the_search()
    {
        await using var opened = await chromium.OpenAsync(Pages.TwoKernelsPage);
        var page = opened.Page;
        var selected = page.Locator("[role=option][aria-selected=true]");
        await page.GetByRole(AriaRole.Listbox).FocusAsync();

        await page.Keyboard.PressAsync("Home");
        await Expect(selected).ToContainTextAsync("00:00.0");
        await page.Keyboard.PressAsync("ArrowDown");
        await Expect(selected).ToContainTextAsync("00:02.0");
        await page.Keyboard.PressAsync("End");
        await Expect(selected).ToContainTextAsync("17:10.3");
        await Expect(page.Locator("#detail-title")).ToContainTextAsync("17:10.3");
        Assert.EndsWith("#f=0000:17:10.3", page.Url, StringComparison.Ordinal);

        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("xhci");
        await Expect(opened.Rows).ToHaveCountAsync(1);
        await Expect(page.Locator("#found")).ToHaveTextAsync("1 of 9 functions");
    }

    [Fact]
    public async Task A_link_leads_to_a_function()
    {
        await using var opened = await chromium.OpenAsync(Pages.TwoKernelsPage);

        await opened.Page.GotoAsync(opened.Page.Url.Split('#')[0] + "#f=0000:17:00.1");
        await opened.Page.ReloadAsync();

        await Expect(opened.Page.Locator("#detail-title")).ToContainTextAsync("0000:17:00.1");
    }

    [Fact]
    public async Task The_function_that_is_looked_at_is_in_sight_in_the_list()
    {
        await using var opened = await chromium.OpenAsync(Pages.LargePage(2));
        await opened.Page.GotoAsync(opened.Page.Url.Split('#')[0] + "#f=0000:02:10.0");

        await Expect(opened.Page.Locator("[role=option][aria-selected=true]")).ToContainTextAsync("02:10.0");
        await opened.Page.GetByRole(AriaRole.Listbox).ScrollIntoViewIfNeededAsync();
        await Expect(opened.Page.Locator("[role=option][aria-selected=true]")).ToBeInViewportAsync();
    }

    [Fact]
    public async Task Units_verdicts_and_rules_filter_the_functions()
    {
        await using var opened = await chromium.OpenAsync(Pages.TwoKernelsPage);
        var found = opened.Page.Locator("#found");

        await opened.Page.Locator(".unit").Filter(new() { HasText = "dmar1" }).GetByRole(AriaRole.Button).ClickAsync();
        await Expect(found).ToHaveTextAsync("2 of 9 functions");
        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "clear" }).ClickAsync();
        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "dies", Exact = true }).ClickAsync();
        await Expect(found).ToHaveTextAsync("4 of 9 functions");
        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "clear" }).ClickAsync();
        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "differs" }).ClickAsync();
        await Expect(found).ToHaveTextAsync("4 of 9 functions");
    }

    [Fact]
    public async Task Where_no_kernel_is_shown_the_answers_stay_open_and_each_kernel_can_be_chosen()
    {
        await using var opened = await chromium.OpenAsync(Pages.PageOf("no kernel", Pages.NoKernel));
        await opened.Rows.Filter(new() { HasText = "17:10.1" }).ClickAsync();

        await Expect(opened.Page.Locator("#detail .banner")).ToContainTextAsync("unknown");
        await Expect(opened.Page.Locator("#detail .bits")).ToHaveCountAsync(0);
        await opened.Page.Locator(".choose select").First.SelectOptionAsync("linux-5.10-rc3");
        await Expect(opened.Page.Locator("#detail .banner")).ToContainTextAsync("blocked, fault 0x25");
    }

    [Fact]
    public async Task The_page_asks_nothing_of_a_network()
    {
        await using var opened = await chromium.OpenAsync(Pages.TwoKernelsPage);

        await opened.Rows.First.ClickAsync();

        Assert.All(opened.Requests, address => Assert.StartsWith("file:", address, StringComparison.Ordinal));
        Assert.Contains("default-src 'none'", Pages.TwoKernelsPage, StringComparison.Ordinal);
        Assert.Empty(opened.Errors);
    }

    [Fact]
    public async Task Names_that_look_like_parts_of_the_page_stay_names()
    {
        const string Name = "</script><!-- <img src=x onerror=alert(1)> & \u2028 %DOCUMENT%";
        var run = Pages.Run("linux-5.10", () =>
        {
            var machine = new IrqModel.Machine("<b>bold</b>");
            machine.AddRootBus().AddFunction("03.0", Name);
            machine.AddCatchAllUnit();
            return machine;
        });
        await using var opened = await chromium.OpenAsync(Pages.PageOf("names", () => IrqModel.Tool.Pages.Building.RunPage.Build([run])));

        await Expect(opened.Page.Locator("h1")).ToHaveTextAsync("<b>bold</b>");
        await Expect(opened.Page.Locator("#detail-title")).ToContainTextAsync("</script><!-- <img src=x onerror=alert(1)> &");
        Assert.Empty(opened.Errors);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(1280)]
    public async Task The_page_is_never_wider_than_its_window(int width)
    {
        await using var opened = await chromium.OpenAsync(Pages.TwoKernelsPage, width);

        Assert.Equal(width, await opened.Page.EvaluateAsync<int>("document.documentElement.scrollWidth"));
    }

    [Fact]
    public async Task In_print_the_list_is_a_table_and_nothing_is_left_that_needs_a_screen()
    {
        await using var opened = await chromium.OpenAsync(Pages.TwoKernelsPage);

        await opened.Page.EmulateMediaAsync(new() { Media = Media.Print });

        await Expect(opened.Page.Locator(".printed tbody tr")).ToHaveCountAsync(9);
        await Expect(opened.Page.Locator(".top")).ToBeHiddenAsync();
        await Expect(opened.Page.Locator("#search")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task The_theme_that_is_chosen_wins_over_the_one_that_the_system_prefers()
    {
        await using var opened = await chromium.OpenAsync(Pages.TwoKernelsPage, scheme: ColorScheme.Light);
        var light = await opened.Page.EvaluateAsync<string>(Background);

        await opened.Page.GetByLabel("Theme").SelectOptionAsync("dark");

        // The page applies it when it draws next.
        await Expect(opened.Page.Locator("html")).Not.ToHaveCSSAsync("background-color", light);
    }

    private const string Background = "getComputedStyle(document.documentElement).backgroundColor";

    private const string Clickable =
        "[...document.querySelectorAll('a[href], button, select, input, [tabindex=\"0\"]')].filter(each => each.checkVisibility() && !each.closest('dialog'))";
}
