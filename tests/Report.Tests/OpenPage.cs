using Microsoft.Playwright;

namespace Report.Tests;

/// <summary>A page in a browser. What it asks of a network and what goes wrong in it is kept.</summary>
public sealed class OpenPage : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly string file;

    internal OpenPage(IBrowserContext context, IPage page, string file)
    {
        this.context = context;
        this.file = file;
        Page = page;
        page.Request += (_, request) => Requests.Add(request.Url);
        page.PageError += (_, error) => Errors.Add(error);
        page.Console += (_, message) =>
        {
            if (message.Type == "error") Errors.Add(message.Text);
        };
    }

    /// <summary>The page.</summary>
    public IPage Page { get; }

    /// <summary>The rows of the list of functions that are drawn.</summary>
    public ILocator Rows => Page.Locator("#functions [role=option]");

    /// <summary>What it asked for, itself included.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>What went wrong in it.</summary>
    public List<string> Errors { get; } = [];

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await context.CloseAsync();
        File.Delete(file);
    }
}
