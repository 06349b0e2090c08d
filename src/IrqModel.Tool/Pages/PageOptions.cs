using System.CommandLine;
using IrqModel.Tool.Pages.Diagrams;
using IrqModel.Tool.Pages.Document;
using IrqModel.Tool.Commands;

namespace IrqModel.Tool.Pages;

/// <summary>The options by which a verb writes pages and diagrams.</summary>
internal sealed class PageOptions
{
    private readonly Option<string?> html = new("--html") { Description = "Write a page that opens in a browser, without a network, to a file.", HelpName = "FILE" };
    private readonly Option<string?> mermaid = new("--mermaid")
    {
        Description = "Write a Mermaid diagram to a file, or - for standard output; to a .md file as parts of a page.",
        HelpName = "FILE",
    };

    private readonly Option<string?> dot = new("--dot") { Description = "Write a Graphviz diagram to a file, or - for standard output.", HelpName = "FILE" };

    /// <summary>Adds them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(html);
        command.Add(mermaid);
        command.Add(dot);
    }

    /// <summary>The files that a command line asks for.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="others">Files that other options name.</param>
    /// <exception cref="InputException">Two of them go to standard output.</exception>
    public PageFiles Read(ParseResult parsed, params string?[] others)
    {
        var files = new PageFiles(parsed.GetValue(html), parsed.GetValue(mermaid), parsed.GetValue(dot));
        if (others.Append(files.Html).Append(files.Mermaid).Append(files.Dot).Count(file => file == Inputs.StandardInput) > 1)
            throw new InputException("only one of the options can write to standard output (-).");
        return files;
    }
}

/// <summary>Where pages and diagrams go; null for what is not asked for.</summary>
internal sealed record PageFiles(string? Html, string? Mermaid, string? Dot)
{
    /// <summary>Whether any is asked for.</summary>
    public bool IsAsked => Html is not null || Mermaid is not null || Dot is not null;

    /// <summary>Adds them to the files that a verb writes.</summary>
    /// <param name="files">The files.</param>
    /// <param name="build">Makes the document; called once, and only if one of them is asked for.</param>
    public void AddTo(OutputFiles files, Func<PageDocument> build)
    {
        var document = new Lazy<PageDocument>(build);
        files.Add("--html", Html, () => HtmlPage.Write(document.Value));
        files.Add("--mermaid", Mermaid, path => IsMarkdown(path) ? MermaidWriter.WriteMarkdown(document.Value) : MermaidWriter.Write(document.Value));
        files.Add("--dot", Dot, () => DotWriter.Write(document.Value));
    }

    private static bool IsMarkdown(string path) => Path.GetExtension(path) is ".md" or ".markdown";
}
