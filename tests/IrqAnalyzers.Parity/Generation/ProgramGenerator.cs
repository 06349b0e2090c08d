using System.Collections.Immutable;

namespace IrqAnalyzers.Parity.Generation;

/// <summary>Writes a random model. The same number and seed give the same model.</summary>
internal sealed partial class ProgramGenerator
{
    private const int OfVectorsPercent = 15;
    private const int OfItsOwnPercent = 15;

    private readonly int number;
    private readonly Dice dice;
    private readonly ImmutableArray<Member>.Builder members = ImmutableArray.CreateBuilder<Member>();
    private readonly bool registersAll;
    private int names;

    private ProgramGenerator(int number, int seed)
    {
        this.number = number;
        dice = new(unchecked((seed * 1_000_003) + number));
        registersAll = dice.Percent(45);
    }

    /// <summary>Writes one.</summary>
    public static ModelProgram Generate(int number, int seed) => new ProgramGenerator(number, seed).Generate();

    private ModelProgram Generate()
    {
        var sort = dice.Below(100);
        if (sort < OfVectorsPercent) return GenerateOfVectors();
        if (sort < OfVectorsPercent + OfItsOwnPercent) return GenerateOfItsOwn();
        WriteBoot();
        WriteAddDevice();
        WriteNotifier();
        WriteDriver();
        return new(number, members.ToImmutable(), registersAll);
    }

    private string Fresh(string prefix) => $"{prefix}{++names}";

    private void WriteBoot()
    {
        var body = new List<Statement>();
        var notifier = registersAll || dice.Percent(70);
        var remapping = dice.Percent(85) ? Remapping() : [];
        Shuffle(body, PlatformStatements());
        if (dice.Percent(15)) Insert(body, BusDomains());
        if (notifier) Insert(body, new Line("Subscribe(new N(iommu));", IsPinned: true));
        if (dice.Percent(20)) Insert(body, new Line("await RegisterDriver(new D());"));
        body.InsertRange(0, remapping);       // before handlers run: after that nobody knows what was done to units
        body.Add(new Line("await ScanBuses();", IsPinned: true));
        if (dice.Percent(35)) body.Add(LoopOverAdded());
        body.Add(new Line("Choice.End();", IsPinned: true));
        if (dice.Percent(15)) body.Add(BusDomains());
        if (!notifier) body.Add(new Line("Subscribe(new N(iommu));", IsPinned: true));
        if (dice.Percent(15)) body.AddRange(PlatformStatements());
        if (dice.Percent(80)) body.Add(new Line("await RegisterDriver(new D());"));
        WriteWiring(body);
        members.Add(new(Place.Host, "public override async Flow Boot()", [.. body], IsEssential: true));
    }

    // All at once, or step by step in an order that need not be the right one.
    private List<Statement> Remapping()
    {
        if (dice.Percent(60))
        {
            var both = new List<Statement> { Maybe(15, "iommu.EnableInterruptRemapping();", inHost: true) };
            if (dice.Percent(20)) Insert(both, EnteringX2Apic());
            return both;
        }

        var steps = new List<Statement>();
        foreach (var step in new[] { "SetTablePointer", "InvalidateEntryCache", "EnableRemapping" })
        {
            if (dice.Percent(10)) continue;
            var text = $"iommu.{step}(unit);";
            if (step == "InvalidateEntryCache" && dice.Percent(30)) Insert(steps, new Line(text));
            else steps.Add(Maybe(20, text));
        }

        return [Nest.Of("foreach (var unit in Machine.RemappingUnits)", [.. steps])];
    }

    // Some ask the units first, and some only seem to.
    private Statement EnteringX2Apic()
    {
        var asked = dice.Pick(["", "", "iommu.SupportsX2Apic", "Choice.Next() && iommu.SupportsX2Apic", "Choice.Next() || iommu.SupportsX2Apic"]);
        return asked.Length == 0 ? Maybe(20, "EnableX2Apic(iommu);", inHost: true) : Nest.Of($"if ({asked})", [new Line("EnableX2Apic(iommu);")]);
    }

    private Nest BusDomains() => Nest.Of("foreach (var bus in Machine.Buses)", [Maybe(30, "bus.SetMsiDomain(null);")]);

    // What creates and replaces the default domain: in place, on a branch, or in a method of its own.
    private List<Statement> PlatformStatements()
    {
        var lines = new List<Statement>();
        var count = dice.Below(3);
        for (var index = 0; index < count; index++)
        {
            lines.Add(dice.Percent(55)
                ? Maybe(25, "CreateDefaultMsiDomain();", inHost: true)
                : Maybe(25, "OverrideDefaultMsiDomain(new HypervisorMsiDomain(\"XEN-MSI\", xen));", inHost: true));
        }

        if (lines.Count == 0 || !dice.Percent(35)) return lines;
        var name = Fresh("Platform");
        if (dice.Percent(40)) lines.Insert(dice.Below(lines.Count), Nest.Of($"if ({dice.Pick(["Choice.Next()", "strict"])})", [new Line("return;")]));
        members.Add(new(Place.Host, $"private void {name}()", [.. lines], IsEssential: false));
        return [new Line($"{name}();")];
    }

    private Nest LoopOverAdded()
    {
        var name = Fresh("f");
        var scope = new Scope
        {
            Phase = Phase.AfterRegistration,
            Functions = [new(name, Kind.Any)],
            Flags = ["strict"],
            Locals = [],
            MayAwait = true,
            Depth = 1,
        };
        var body = new List<Statement> { new Line("Choice.Begin();", IsPinned: true), new Line($"iommu.Register({name});", IsPinned: true) };
        Fill(scope, body, 1 + dice.Below(3));
        return Nest.Of($"foreach (var {name} in AddedFunctions)", [.. body]);
    }

    private void WriteNotifier()
    {
        var scope = new Scope
        {
            Phase = Phase.Notified,
            Functions = [new("function", Kind.Any)],
            Flags = ["quick"],
            Locals = [],
            Return = "return;",
            MayAwait = true,
        };
        var body = new List<Statement>();
        if (registersAll) body.Add(new Line("iommu.Register(function);", IsPinned: true));
        Fill(scope, body, 1 + dice.Below(registersAll ? 3 : 5));
        members.Add(new(Place.Notifier, "protected override async Flow OnDeviceAdded(PciFunction function)", [.. body], IsEssential: true));
    }

    private void WriteDriver()
    {
        members.Add(new(
            Place.Driver, "public override bool Matches(PciFunction function)", [new Line("return function is not PciBridge;")], IsEssential: true));
        if (dice.Percent(50)) return;
        var probe = new List<Statement> { new Line("if (function.AllocateVectors(1) > 0) function.RequestInterrupts();") };
        if (dice.Percent(30)) probe.Insert(0, Nest.Of("if (Choice.Next())", [new Line("return;")]));
        members.Add(new(Place.Driver, "protected override async Flow Probe(PciFunction function)", [.. probe], IsEssential: false));
    }

    private Statement Maybe(int percent, string text, bool inHost = false) =>
        dice.Percent(percent) ? Nest.Of($"if ({dice.Pick<string>(inHost ? ["Choice.Next()", "strict", "!strict"] : ["Choice.Next()", "!Choice.Next()"])})", [new Line(text)]) : new Line(text);

    private void Shuffle(List<Statement> into, List<Statement> added)
    {
        foreach (var statement in added) Insert(into, statement);
    }

    private void Insert(List<Statement> into, Statement statement) => into.Insert(dice.Below(into.Count + 1), statement);
}
