using IrqAnalyzers.CodeFixes.Proof;
using Microsoft.CodeAnalysis.Text;

namespace IrqAnalyzers.CodeFixes.Reordering;

/// <summary>
/// What lies between chunks: line ends, indentation, blank lines. Statements without a blank line between them are a paragraph, and
/// paragraphs stay apart when their statements change places. What comes to lie inside a paragraph joins it.
/// </summary>
internal sealed class ChunkGaps
{
    private readonly string[] gaps;
    private readonly int[] paragraphs;
    private readonly int from;
    private readonly bool arePlain = true;

    /// <param name="document">The document.</param>
    /// <param name="chunks">The chunks in their old order.</param>
    /// <param name="from">The first chunk that counts.</param>
    /// <param name="to">The last chunk that counts.</param>
    public ChunkGaps(AnalyzedDocument document, TextSpan[] chunks, int from, int to)
    {
        this.from = from;
        gaps = new string[chunks.Length];
        paragraphs = new int[chunks.Length];
        for (var place = from; place < to; place++)
        {
            var gap = document.Text.ToString(TextSpan.FromBounds(chunks[place].End, chunks[place + 1].Start));
            gaps[place] = gap;
            paragraphs[place + 1] = paragraphs[place] + (LineEnds(gap) > 1 ? 1 : 0);
            ShareLines |= LineEnds(gap) == 0;
            arePlain &= string.IsNullOrWhiteSpace(gap);
        }

        var end = document.Text.Lines.GetLineFromPosition(chunks[to].End).End;
        ShareLines |= !string.IsNullOrWhiteSpace(document.Text.ToString(TextSpan.FromBounds(chunks[to].End, end)));
    }

    /// <summary>Whether some chunks share a line.</summary>
    public bool ShareLines { get; }

    /// <summary>What comes behind the chunk at a place of the new order.</summary>
    public string Between(int[] order, int place)
    {
        var (one, other) = (order[place], order[place + 1]);
        // Where lines are shared, or comments stand for themselves, everything stays as it was.
        if (ShareLines || !arePlain) return gaps[place];
        if (other == one + 1) return gaps[one];
        return Apart(gaps[place], paragraphs[one] != paragraphs[other] && !IsInsideParagraph(order, place, one, other));
    }

    /// <summary>A gap with a blank line, or without one.</summary>
    public static string Apart(string gap, bool isApart)
    {
        var first = gap.IndexOf('\n') is var feed && feed >= 0 ? feed + 1 : gap.IndexOf('\r') + 1;
        var indent = gap.Substring(Math.Max(gap.LastIndexOf('\n'), gap.LastIndexOf('\r')) + 1);
        var end = gap.Substring(0, first).TrimStart(' ', '\t');
        return isApart ? (LineEnds(gap) > 1 ? gap : end + end + indent) : end + indent;
    }

    // Whether the nearest statements before and behind that keep their order are of one paragraph, one of the two being an intruder.
    private bool IsInsideParagraph(int[] order, int place, int one, int other)
    {
        var stays = Staying(order);
        if (stays.Contains(one) && stays.Contains(other)) return false;
        var before = place;
        while (before >= from && !stays.Contains(order[before])) before--;
        var behind = place + 1;
        while (behind < order.Length && !stays.Contains(order[behind])) behind++;
        return before >= from && behind < order.Length && paragraphs[order[before]] == paragraphs[order[behind]]
            && order[before] >= from && order[behind] >= from;
    }

    private HashSet<int> Staying(int[] order)
    {
        var length = new int[order.Length];
        var previous = new int[order.Length];
        var last = -1;
        for (var place = from; place < order.Length; place++)
        {
            length[place] = 1;
            previous[place] = -1;
            for (var earlier = from; earlier < place; earlier++)
            {
                if (order[earlier] < order[place] && length[earlier] + 1 > length[place]) (length[place], previous[place]) = (length[earlier] + 1, earlier);
            }

            if (last < 0 || length[place] > length[last]) last = place;
        }

        var stays = new HashSet<int>();
        for (; last >= 0; last = previous[last]) stays.Add(order[last]);
        return stays;
    }

    private static int LineEnds(string gap)
    {
        var ends = 0;
        for (var index = 0; index < gap.Length; index++)
        {
            if (gap[index] == '\n' || (gap[index] == '\r' && (index + 1 == gap.Length || gap[index + 1] != '\n'))) ends++;
        }

        return ends;
    }
}
