using System.Collections.Immutable;
using System.Text;

namespace IrqAnalyzers.Parity.Generation;

/// <summary>A class of a generated program.</summary>
internal enum Place
{
    Host,
    Notifier,
    Driver,
}

/// <summary>A member of one of the program's classes.</summary>
/// <param name="Place">The class.</param>
/// <param name="Header">Its declaration.</param>
/// <param name="Body">Its body.</param>
/// <param name="IsEssential">Whether there is no program without it.</param>
internal sealed record Member(Place Place, string Header, ImmutableArray<Statement> Body, bool IsEssential);

/// <summary>A generated model: a host, its notifier, its driver.</summary>
/// <param name="Number">What tells it from the others of its batch.</param>
/// <param name="Members">The members of its classes.</param>
/// <param name="RegistersAll">Whether its notifier registers every function, so that <c>Add</c> keeps what it promises.</param>
internal sealed record ModelProgram(int Number, ImmutableArray<Member> Members, bool RegistersAll)
{
    /// <summary>Whether it is about what the driver does with vectors one at a time and with their entries.</summary>
    public bool IsOfVectors { get; init; }

    /// <summary>Facts, operations and handlers that it declares itself; empty if it has none.</summary>
    public string Declarations { get; init; } = "";

    private const string NotifierHeader = "private sealed class N(Iommu iommu) : IommuNotifier(1)";

    /// <summary>The line where the notifier begins.</summary>
    public int NotifierLine => 1 + HostSource().Split('\n').TakeWhile(static line => line.TrimStart() != NotifierHeader).Count();

    /// <summary>The namespace, which is also the name of the file.</summary>
    public string Name => $"P{Number}";

    public string HostFile => $"{Name}.cs";

    public string DriverFile => $"{Name}.Driver.cs";

    /// <summary>The host and its notifier.</summary>
    public string HostSource() => Render(
        $"namespace {Name};",
        "using IrqModel;",
        "using IrqModel.Contracts;",
        "using IrqAnalyzers.Parity;",
        "public sealed class H(Machine machine) : Host(machine)",
        "{",
        "private readonly Iommu iommu = new(machine);",
        "private readonly Iommu xen = new(machine, \"xen\");",
        "private readonly bool strict = Choice.Next();",
        "private bool mark;",
        "private sealed class Odd : System.Exception { }",
        Place.Host,
        NotifierHeader,
        "{",
        "private readonly bool quick = Choice.Next();",
        Place.Notifier,
        "}",
        "}",
        Declarations.Split('\n'));

    /// <summary>The driver, which has a file of its own: what it is handed is not its doing.</summary>
    public string DriverSource() => Render(
        $"namespace {Name};",
        "using IrqModel;",
        "using IrqAnalyzers.Parity;",
        "public sealed class D() : PciDriver(\"d\")",
        "{",
        Place.Driver,
        "}");

    private string Render(params object[] parts)
    {
        var text = new StringBuilder();
        var depth = 0;
        foreach (var part in parts)
        {
            if (part is string line)
            {
                Write(text, line, ref depth);
                continue;
            }

            if (part is string[] lines)
            {
                foreach (var one in lines) Write(text, one.Trim(), ref depth);
                continue;
            }

            foreach (var member in Members.Where(member => member.Place == (Place)part))
            {
                Write(text, member.Header, ref depth);
                Write(text, "{", ref depth);
                Write(text, member.Body, ref depth);
                Write(text, "}", ref depth);
            }
        }

        return text.ToString();
    }

    private static void Write(StringBuilder text, ImmutableArray<Statement> body, ref int depth)
    {
        foreach (var statement in body)
        {
            if (statement is Line line)
            {
                Write(text, line.Text, ref depth);
                continue;
            }

            var nest = (Nest)statement;
            if (nest.Opening.Length > 0)
            {
                Write(text, nest.Opening, ref depth);
                Write(text, "{", ref depth);
            }

            foreach (var part in nest.Parts)
            {
                Write(text, part.Header, ref depth);
                Write(text, "{", ref depth);
                Write(text, part.Body, ref depth);
                if (part.Footer.Length > 0) Write(text, part.Footer, ref depth);
                Write(text, "}", ref depth);
            }

            if (nest.Opening.Length > 0) Write(text, "}", ref depth);
            if (nest.Closing.Length > 0) Write(text, nest.Closing, ref depth);
        }
    }

    private static void Write(StringBuilder text, string line, ref int depth)
    {
        if (line == "}") depth--;
        text.Append(' ', depth * 4).Append(line).Append('\n');
        if (line == "{") depth++;
    }
}
