using System.Text;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>A line by line difference by the longest common subsequence.</summary>
internal static class LineDiff
{
    /// <summary>Lines only expected start with '-', lines only actual with '+'; line ends are shown where only they differ.</summary>
    public static string Render(string expected, string actual)
    {
        var showLineEnds = string.Equals(WithoutLineEnds(expected), WithoutLineEnds(actual), StringComparison.Ordinal);
        var old = Split(expected);
        var now = Split(actual);
        var common = CommonSuffixLengths(old, now);
        var text = new StringBuilder();
        int i = 0, j = 0;
        while (i < old.Count || j < now.Count)
        {
            if (i < old.Count && j < now.Count && old[i] == now[j])
            {
                Append(' ', old[i]);
                i++;
                j++;
            }
            else if (j == now.Count || (i < old.Count && common[i + 1, j] >= common[i, j + 1]))
            {
                Append('-', old[i++]);
            }
            else
            {
                Append('+', now[j++]);
            }
        }

        return text.ToString();

        void Append(char mark, string line)
        {
            var content = line.TrimEnd('\r', '\n');
            var shown = mark != ' ' && (showLineEnds || content.Length != content.TrimEnd().Length) ? Visible(line) : content;
            text.Append(mark).Append(shown).Append('\n');
        }
    }

    private static int[,] CommonSuffixLengths(List<string> old, List<string> now)
    {
        var common = new int[old.Count + 1, now.Count + 1];
        for (var i = old.Count - 1; i >= 0; i--)
        {
            for (var j = now.Count - 1; j >= 0; j--)
                common[i, j] = old[i] == now[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        }

        return common;
    }

    private static List<string> Split(string text)
    {
        var lines = new List<string>();
        var start = 0;
        while (start < text.Length)
        {
            var end = text.IndexOf('\n', start);
            end = end < 0 ? text.Length : end + 1;
            lines.Add(text[start..end]);
            start = end;
        }

        return lines;
    }

    private static string WithoutLineEnds(string text) => text.Replace("\r", "").Replace("\n", "");

    private static string Visible(string line)
    {
        var content = line.TrimEnd('\r', '\n');
        var trimmed = content.TrimEnd();
        return trimmed + new string('\u00B7', content.Length - trimmed.Length)
            + line[content.Length..].Replace("\r", "<CR>").Replace("\n", "<LF>");
    }
}
