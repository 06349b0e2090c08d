using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using IrqModel.Tool.Pages.Document;

namespace IrqModel.Tool.Pages;

/// <summary>
/// Writes the page: the bundle of the front end, which holds all of its styles and scripts, with the document as JSON inside. The page
/// needs no
/// network, and its content security policy allows none.
/// </summary>
internal static class HtmlPage
{
    /// <summary>The bundle among the resources.</summary>
    public const string Bundle = "IrqModel.Tool.report.html";

    private const string Place = "%DOCUMENT%";

    // The encoder writes <, > and & as escapes, so that no text can end the script element that holds the JSON.
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>The page.</summary>
    public static string Write(PageDocument document)
    {
        using var stream = typeof(HtmlPage).Assembly.GetManifestResourceStream(Bundle)!;
        using var reader = new StreamReader(stream);
        var bundle = reader.ReadToEnd();
        var place = bundle.LastIndexOf(Place, StringComparison.Ordinal);
        return string.Concat(bundle.AsSpan(0, place), JsonOf(document), bundle.AsSpan(place + Place.Length));
    }

    // With the writers that were generated, whose names are there when the program starts. JsonSerializer would look at every type first,
    // as
    // options of its own are not those that the writers were generated for: a third of the time that a page takes.
    private static string JsonOf(PageDocument document)
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json, Json)) PageJson.Default.PageDocument.SerializeHandler!(writer, document);
        return Encoding.UTF8.GetString(json.WrittenSpan);
    }
}
