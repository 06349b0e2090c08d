using IrqAnalyzers.Program;
using Microsoft.CodeAnalysis.Text;

namespace IrqAnalyzers.Caching;

/// <summary>A stretch of source, counted from where its body starts.</summary>
internal readonly struct Place
{
    public Place(BodyKey body, TextSpan offset)
    {
        Body = body;
        Offset = offset;
    }

    public BodyKey Body { get; }

    public TextSpan Offset { get; }
}
