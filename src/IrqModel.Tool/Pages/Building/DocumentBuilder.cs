using System.Globalization;
using System.Reflection;
using IrqModel.Engine;
using IrqModel.Hosts;
using IrqModel.Rules;
using IrqModel.Tool.Explaining;
using IrqModel.Tool.Knowledge;
using IrqModel.Tool.Pages.Document;
using IrqModel.Tool.Runs;

namespace IrqModel.Tool.Pages.Building;

/// <summary>What all documents are built with: texts, sources, the numbers of units, buses and functions.</summary>
internal sealed class DocumentBuilder
{
    private readonly Dictionary<string, int> unitNumbers = new(StringComparer.Ordinal);
    private readonly List<PageUnit> units = [];
    private readonly Dictionary<(int Segment, int Number), int> busNumbers = [];
    private readonly List<PageBus> buses = [];
    private readonly Dictionary<Bdf, int> functionNumbers = [];
    private readonly List<PageFunction> functions = [];
    private readonly HashSet<string> rules = new(StringComparer.Ordinal);
    private readonly HashSet<int> faults = [];

    // Hosts and drivers of our own: their sources are in their symbols, and nowhere else on the machine of somebody who has the tool
    // installed.
    private static readonly Assembly[] Assemblies = [typeof(Machine).Assembly, typeof(LinuxHost).Assembly, typeof(DocumentBuilder).Assembly];

    /// <summary>Starts a document.</summary>
    public DocumentBuilder()
    {
        Interrupts = new(Texts, FindUnit);
        Steps = new(Texts, Sources);
    }

    /// <summary>The texts.</summary>
    public TextTable Texts { get; } = new();

    /// <summary>The source files.</summary>
    public SourceShelf Sources { get; } = new();

    /// <summary>Reads interrupts.</summary>
    public InterruptReader Interrupts { get; }

    /// <summary>Reads traces.</summary>
    public StepReader Steps { get; }

    /// <summary>The functions so far.</summary>
    public IReadOnlyList<PageFunction> Functions => functions;

    /// <summary>Adds a unit, once.</summary>
    public int Add(PageUnit unit)
    {
        if (unitNumbers.TryGetValue(unit.Name, out var number)) return number;
        unitNumbers.Add(unit.Name, units.Count);
        units.Add(unit);
        return units.Count - 1;
    }

    /// <summary>Whether VFIO has functions of the machine for guests, so that workarounds without remapping are none.</summary>
    public bool UsesVfio { get; set; }

    /// <summary>Adds a bus, once.</summary>
    public int Add(PageBus bus)
    {
        if (busNumbers.TryGetValue((bus.Segment, bus.Number), out var number)) return number;
        busNumbers.Add((bus.Segment, bus.Number), buses.Count);
        buses.Add(bus);
        return buses.Count - 1;
    }

    /// <summary>Says which function leads to a bus.</summary>
    public void Connect(int bus, int bridge) => buses[bus] = buses[bus] with { Bridge = bridge };

    /// <summary>Adds a function, once. Functions are added in the order of their addresses.</summary>
    public int Add(Bdf address, PageFunction function)
    {
        if (functionNumbers.TryGetValue(address, out var number)) return number;
        functionNumbers.Add(address, functions.Count);
        functions.Add(function);
        return functions.Count - 1;
    }

    /// <summary>The number of a unit; null if there is none of the name.</summary>
    public int? FindUnit(string? name) => name is not null && unitNumbers.TryGetValue(name, out var number) ? number : null;

    /// <summary>The number of a function; null if there is none at the address.</summary>
    public int? Find(Bdf? address) => address is { } at && functionNumbers.TryGetValue(at, out var number) ? number : null;

    /// <summary>Remembers that the page has to explain a rule.</summary>
    public string Mention(string rule)
    {
        rules.Add(rule);
        return rule;
    }

    /// <summary>Remembers that the page has to explain a fault.</summary>
    public int? Mention(FaultReason fault)
    {
        if (fault == FaultReason.None) return null;
        faults.Add((int)fault);
        return (int)fault;
    }

    /// <summary>What is seen of a function, and how it fits.</summary>
    public IReadOnlyList<PageSeen> Seen(IEnumerable<Observation> observations) =>
    [
        .. observations.Select(seen =>
            new PageSeen(Texts.Of(seen.What), seen.ShowsLoss && seen.Agreement == Agreement.SeenOnly ? "Loss" : seen.Agreement.ToString())),
    ];

    /// <summary>The document.</summary>
    public PageDocument Build(string title, IReadOnlyList<PageRun> runs)
    {
        var sources = Sources.Read(Assemblies);
        return new()
        {
            Title = title,
            Tool = $"irqmodel {typeof(DocumentBuilder).Assembly.GetName().Version?.ToString(3)}",
            Texts = Texts.All,
            Units = units,
            Buses = buses,
            Functions = functions,
            Runs = runs,
            Rules = rules.Order(StringComparer.Ordinal).ToDictionary(rule => rule, Explain),
            FaultTexts = faults.Order().ToDictionary(fault => fault, fault => $"{FaultRecord.Describe((FaultReason)fault)}: {FaultKnowledge.Meaning(fault)}"),
            Layouts = BitLayouts.All,
            Sources = sources,
        };
    }

    /// <summary>An address of registers, as listings have it.</summary>
    public static string Hex(ulong value) => $"0x{value.ToString("x", CultureInfo.InvariantCulture)}";

    private PageRule Explain(string rule)
    {
        var text = RuleText.Of(rule);
        var known = KnowledgeBase.Of(rule);
        var fix = known.Commit is { } commit && known.FirstFixed is not null ? $"{known.FirstFixed} has it: {commit} (\"{known.CommitTitle}\")" : null;
        var isKnown = known.SeeLive != text.HelpLink;
        return new(text.Title, isKnown ? known.InWordsFor([.. faults.Select(fault => (FaultReason)fault)]) : text.Consequence, fix, isKnown ? known.WorkaroundFor(UsesVfio) : null, isKnown ? known.SeeLive : null, text.HelpLink);
    }
}
