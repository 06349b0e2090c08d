using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using IrqModel.Tool.Pages.Document;

namespace IrqModel.Tool.Pages;

/// <summary>
/// Writes the page: the bundle of the front end, which holds all of its styles and scripts, with the document as JSON inside. The page needs no
/// network, and its content security policy allows none.
/// </summary>
internal static class HtmlPage
{
    /// <summary>The bundle among the resources.</summary>
    public const string Bundle = "IrqModel.Tool.report.html";

    private const string Place = "%DOCUMENT%";

    // The encoder writes <, > and & as escapes, so that no text can end the script element that holds the JSON.
    private static readonly PageJson Json = new(new JsonSerializerOptions(PageJson.Default.Options) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) });

    /// <summary>The page.</summary>
    public static string Write(PageDocument document)
    {
        using var stream = typeof(HtmlPage).Assembly.GetManifestResourceStream(Bundle)!;
        using var reader = new StreamReader(stream);
        var bundle = reader.ReadToEnd();
        var place = bundle.LastIndexOf(Place, StringComparison.Ordinal);
        return string.Concat(bundle.AsSpan(0, place), JsonSerializer.Serialize(document, Json.PageDocument), bundle.AsSpan(place + Place.Length));
    }
}
