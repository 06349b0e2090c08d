namespace IrqModel.Firmware.Tests;

/// <summary>Rows of a comma-separated file with a header, fields quoted where they hold commas.</summary>
internal static class Csv
{
    public static List<Dictionary<string, string>> Read(string path)
    {
        string[] lines = File.ReadAllLines(path);
        List<string> names = Fields(lines[0]);
        return [.. lines.Skip(1).Where(l => l.Length > 0).Select(l => names.Zip(Fields(l)).ToDictionary(p => p.First, p => p.Second))];
    }

    private static List<string> Fields(string line)
    {
        List<string> fields = [""];
        bool quoted = false;
        foreach (char c in line)
        {
            if (c == '"')
                quoted = !quoted;
            else if (c == ',' && !quoted)
                fields.Add("");
            else
                fields[^1] += c;
        }
        return fields;
    }
}
