using System.Text;
using System.Text.RegularExpressions;

namespace IrqAnalyzers.Parity.Generation;

/// <summary>
/// Puts what describes a machine where people put it: into helpers, local functions, objects and dictionaries, and into loops over tables.
/// </summary>
internal sealed partial class MachineShapes(Dice dice)
{
    private readonly StringBuilder members = new();
    private readonly Dictionary<string, string> types = new(StringComparer.Ordinal) { ["machine"] = "Machine", ["root"] = "PciBus" };
    private readonly HashSet<string> tables = new(StringComparer.Ordinal);
    private int count;
    private bool isFilled;

    /// <summary>The members of the class that the method needs.</summary>
    public string Members => members.ToString();

    /// <summary>What stands at the start of the method.</summary>
    public IEnumerable<string> Declarations =>
        tables.Order(StringComparer.Ordinal).Select(static type => $"var kept{type} = new Dictionary<string, {type}>();");

    /// <summary>Statements that make a part of a machine.</summary>
    /// <param name="name">A name that nothing else has.</param>
    /// <param name="type">The type of the part.</param>
    /// <param name="expression">What makes it.</param>
    /// <param name="line">Writes a line.</param>
    /// <returns>How the part is named from now on.</returns>
    public string Declare(string name, string type, string expression, Action<string> line)
    {
        var made = dice.Below(4) switch
        {
            0 => Helper(type, expression),
            1 => LocalFunction(type, expression, line),
            _ => expression,
        };
        switch (dice.Below(4))
        {
            case 0:
                tables.Add(type);
                line($"kept{type}[\"{name}\"] = {made};");
                return Known($"kept{type}[\"{name}\"]", type);
            case 1:
                line($"var {name} = new Keeper<{type}>({made});");
                return Known($"{name}.{(dice.Below(2) == 0 ? "Part" : "Again")}", type);
            case 2:
                line($"var {name} = new {type}[2];");
                line($"{name}[{(dice.Below(2) == 0 ? "1" : $"{name}.Length - 1")}] = {made};");
                return Known($"{name}[1]", type);
            default:
                line($"var {name} = {made};");
                return Known(name, type);
        }
    }

    /// <summary>A loop over a table, or calls of an object that counts.</summary>
    public void Loop(string bus, IReadOnlyList<string> units, Func<string> place, Action<string> line)
    {
        switch (dice.Below(6))
        {
            case 0:
                line($"foreach (var at in new[] {{ {Places(place)} }}) {bus}.AddFunction(at);");
                break;
            case 1:
                var table = $"Table{count++}";
                members.Append($"    private static readonly {(dice.Below(2) == 0 ? "Entry[]" : "IReadOnlyList<Entry>")} {table} = [{Entries(place)}];\n");
                line($"foreach (var entry in {table}) {Add(bus, units, "entry.At", "entry.Covered", "entry.Vectors")}");
                break;
            case 2:
                var rows = string.Join(", ", Several(() => $"({Quoted(place)}, {Truth()}, {dice.Below(2)})"));
                line($"foreach (var (at, covered, vectors) in new[] {{ {rows} }})");
                line($"    {Add(bus, units, "at", "covered", "vectors")}");
                break;
            case 3:
                var start = dice.Below(30);
                line($"for (var device = {start}; device < {start + dice.Below(4)}; device++)");
                line($"    {Add(bus, units, "$\"{device:x2}.0\"", $"device % 2 == {dice.Below(2)}", "1")}");
                break;
            case 4:
                line($"for (byte id = {dice.Below(3)}; id < {dice.Below(6)}; id++)");
                line(units.Count == 0 ? "    machine.AddIoApic(id);" : $"    {units[^1]}.Covers(machine.AddIoApic(id));");
                break;
            default:
                if (!isFilled) members.Append(Filler);
                isFilled = true;
                var covered = dice.Below(2) == 0 ? $".Add(covering: {(units.Count > 0 ? units[^1] : "null")})" : "";
                line($"new Filler({bus}, {dice.Below(8)}).Add().Add({dice.Below(3)}){covered};");
                break;
        }
    }

    // It is in the file of its machine, which what is found in it belongs to.
    private const string Filler = """
            private sealed class Filler
            {
                private readonly PciBus bus;
                private int next;
                public Filler(PciBus bus, int first) { this.bus = bus; next = first; }
                public Filler Add(int skip = 0, RemappingUnit? covering = null)
                {
                    next += skip;
                    var added = bus.AddFunction($"{next++:x2}.0", "filled");
                    covering?.Covers(added);
                    return this;
                }
            }

        """;

    /// <summary>Types that the methods use.</summary>
    public static string Types => """
        internal sealed record Entry(string At, bool Covered = false) { public int Vectors { get; init; } = 1; }
        internal sealed class Keeper<T>(T part) { public T Part { get; } = part; public T Again => part; }
        """;

    private static string Add(string bus, IReadOnlyList<string> units, string at, string covered, string vectors) => units.Count == 0
        ? $"{bus}.AddFunction({at}, msixVectors: {vectors});"
        : $"{{ var added = {bus}.AddFunction({at}, msixVectors: {vectors}); if ({covered}) {units[^1]}.Covers(added); }}";

    /// <summary>A loop or a helper that somebody may leave early.</summary>
    public void Leave(string bus, IReadOnlyList<string> units, int flag, Func<string> place, Action<string> line)
    {
        switch (dice.Below(3))
        {
            case 0:
                var jump = dice.Below(2) == 0 ? "continue" : "break";
                line($"foreach (var at in new[] {{ {Places(place)} }}) {{ if (flags[{flag}]) {jump}; {bus}.AddFunction(at); }}");
                break;
            case 1:
                line($"for (var device = {dice.Below(30)}; device < 31; device++)");
                line("{");
                line($"    {Add(bus, units, "$\"{device:x2}.0\"", $"device % 2 == {dice.Below(2)}", "1")}");
                line($"    if (device == {dice.Below(31)} || flags[{flag}]) break;");
                line("}");
                break;
            default:
                var first = dice.Below(2) == 0 ? $"bus.AddFunction({Quoted(place)}); " : "";
                members.Append($"    private static void Maybe{count}(PciBus bus, bool flag) {{ {first}if (flag) return; bus.AddFunction({Quoted(place)}); }}\n");
                line($"Maybe{count++}({bus}, flags[{flag}]);");
                break;
        }
    }

    // The first text becomes an argument.
    private string Helper(string type, string expression)
    {
        var name = $"Help{count++}";
        var used = Names().Matches(expression).Select(match => match.Value).Where(types.ContainsKey).Distinct().ToArray();
        var parameters = used.Select((part, index) => $"{types[part]} p{index}").ToList();
        var arguments = used.ToList();
        var body = expression;
        if (Texts().Match(expression) is { Success: true, Value: var text } && !text.Contains('x'))
        {
            body = Texts().Replace(body, "at", 1);
            parameters.Add("string at");
            arguments.Add(text);
        }

        body = Names().Replace(body, match => Array.IndexOf(used, match.Value) is >= 0 and var index ? $"p{index}" : match.Value);
        members.Append(dice.Below(2) == 0
            ? $"    private static {type} {name}({string.Join(", ", parameters)}) => {body};\n"
            : $"    private static {type} {name}({string.Join(", ", parameters)}) {{ var made = {body}; return made; }}\n");
        return $"{name}({string.Join(", ", arguments)})";
    }

    private string LocalFunction(string type, string expression, Action<string> line)
    {
        var name = $"Local{count++}";
        line($"{type} {name}() => {expression};");
        return $"{name}()";
    }

    private string Known(string name, string type)
    {
        types[name] = type;
        return name;
    }

    private string Entries(Func<string> place) =>
        string.Join(", ", Several(() => $"new({Quoted(place)}, {Truth()}){(dice.Below(2) == 0 ? " { Vectors = 0 }" : "")}"));

    private string Places(Func<string> place) => string.Join(", ", Several(() => Quoted(place)));

    private List<string> Several(Func<string> one)
    {
        var several = new List<string>();
        for (var left = 1 + dice.Below(3); left > 0; left--) several.Add(one());
        return several;
    }

    private string Truth() => dice.Below(2) == 0 ? "true" : "false";

    private static string Quoted(Func<string> place) => $"\"{place()}\"";

    [GeneratedRegex("""kept\w+\["x\d+"\]|x\d+(\.Part|\.Again|\[1\])?|\bmachine\b|\broot\b""")]
    private static partial Regex Names();

    [GeneratedRegex("""(?<!\[)"[0-9a-f]+\.\d"(?!\])""")]
    private static partial Regex Texts();
}
