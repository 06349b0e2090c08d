using System.Collections.Immutable;

namespace IrqAnalyzers.Parity.Generation;

/// <content>
/// Programs in which everything is right but what the driver does with vectors one at a time and with the table entries of those that it has.
/// </content>
internal sealed partial class ProgramGenerator
{
    // Every function has two from the start; the two places above are for those that come one at a time.
    private const int FirstFreePlace = 2;

    private ModelProgram GenerateOfVectors()
    {
        members.Add(new(
            Place.Host, "public override async Flow Boot()",
            [
                new Line("iommu.EnableInterruptRemapping();", IsPinned: true),
                new Line("CreateDefaultMsiDomain();", IsPinned: true),
                new Line("Subscribe(new N(iommu));", IsPinned: true),
                new Line("await ScanBuses();", IsPinned: true),
                new Line("await RegisterDriver(new D());", IsPinned: true),
            ],
            IsEssential: true));
        members.Add(new(
            Place.Notifier, "protected override async Flow OnDeviceAdded(PciFunction function)",
            [
                new Line("iommu.Register(function);", IsPinned: true),
                new Line("function.AssignMsiDomain(iommu.FindMsiDomain(function));", IsPinned: true),
            ],
            IsEssential: true));
        members.Add(new(
            Place.Driver, "public override bool Matches(PciFunction function)", [new Line("return function is not PciBridge;")], IsEssential: true));
        var resumes = dice.Percent(25);
        WriteProbe(!resumes);
        if (resumes) WriteResume();
        return new(number, members.ToImmutable(), RegistersAll: true) { IsOfVectors = true };
    }

    private void WriteProbe(bool doesMore)
    {
        var body = new List<Statement>
        {
            new Line("Choice.Begin();", IsPinned: true),
            new Line("if (function.AllocateVectors(2) < 2) return;", IsPinned: true),
            new Line("function.RequestInterrupts();", IsPinned: true),
        };
        if (doesMore)
        {
            if (dice.Percent(45)) body.AddRange(Entries());
            var place = FirstFreePlace;
            if (dice.Percent(75)) body.AddRange(VectorsFrom(ref place));
            if (dice.Percent(40)) body.AddRange(VectorsFrom(ref place));
        }

        members.Add(new(Place.Driver, "protected override async Flow Probe(PciFunction function)", [.. body], IsEssential: true));
    }

    private void WriteResume()
    {
        var body = new List<Statement> { new Line("if (!function.HasVectors) return;", IsPinned: true) };
        body.AddRange(Entries());
        members.Add(new(Place.Driver, "protected override async Flow Resume(PciFunction function)", [.. body], IsEssential: true));
    }

    // Masked, changed, invalidated, unmasked: in this order, or with one step left out or in another place.
    private List<Statement> Entries()
    {
        var steps = new List<Statement> { Change(), new Line("function.UnmaskVectors();") };
        if (dice.Percent(70)) steps.Insert(1, Maybe(25, dice.Percent(70) ? "function.InvalidateEntry(0);" : $"{OnFunction("InvalidateEntry(0)")}(function);"));
        if (dice.Percent(20)) Insert(steps, Maybe(30, "function.InvalidateEntry(0);"));
        if (dice.Percent(15)) Insert(steps, Change());
        if (dice.Percent(35)) AddOther(steps);
        if (dice.Percent(15)) steps.RemoveAll(static step => step is Line { Text: "function.UnmaskVectors();" });
        if (dice.Percent(15)) steps.Add(new Line("function.InvalidateEntry(0);"));

        // Vectors that are masked on one path alone are those of a driver that keeps a flag.
        if (steps.Exists(static step => step is Line { Text: "function.UnmaskVectors();" })) steps.Insert(0, new Line("function.MaskVectors();"));
        return steps;
    }

    // Another entry: changed, and invalidated or not, by its number, in a helper, in a loop over both, or with all entries of the unit.
    private void AddOther(List<Statement> steps)
    {
        Insert(steps, dice.Percent(25) ? new Line($"{OnFunction("ChangeEntry(1, 1)")}(function);") : Maybe(20, "function.ChangeEntry(1, 1);"));
        if (dice.Percent(70)) Insert(steps, InvalidateOther());
    }

    private Statement InvalidateOther() => dice.Below(5) switch
    {
        0 => new Line($"{OnFunction("InvalidateEntry(1)")}(function);"),
        1 => Nest.Of("for (var vector = 0; vector < 2; vector++)", [new Line("function.InvalidateEntry(vector);")]),
        2 => new Line("new Iommu(function.Bus.Machine).InvalidateEntryCache(function.Bus.Machine.UnitCovering(function)!);"),
        _ => Maybe(20, "function.InvalidateEntry(1);"),
    };

    private Statement Change() => dice.Below(6) switch
    {
        0 => new Line("if (function.ChangeEntry(0, 1)) function.InvalidateEntry(0);"),
        1 => new Line("_ = function.ChangeEntry(0, 1);"),
        2 => Maybe(100, "function.ChangeEntry(0, 1);"),
        3 => new Line($"{OnFunction("ChangeEntry(0, 1)")}(function);"),
        4 => Nest.Of("for (var vector = 0; vector < 2; vector++)", [new Line("function.ChangeEntry(vector, 1);"), Maybe(40, "function.InvalidateEntry(vector);")]),
        _ => new Line("function.ChangeEntry(0, 1);"),
    };

    private string OnFunction(string operation)
    {
        var name = Fresh("E");
        members.Add(new(Place.Driver, $"private static void {name}(PciFunction p)", [new Line($"p.{operation};")], IsEssential: false));
        return name;
    }

    private IEnumerable<Statement> VectorsFrom(ref int place)
    {
        var name = Fresh("v");
        var at = place;
        if (place == FirstFreePlace && dice.Percent(20))
        {
            place += 2;
            return SeveralVectors(name);
        }

        if (place > FirstFreePlace + 1) return [];
        place++;
        switch (dice.Below(5))
        {
            case 0:
                return [new Line($"var {name} = function.AllocateVectorAt({at});"), Nest.Of($"if ({name} is not null)", LifeOf(name))];
            case 1:
                return [new Line($"if (function.AllocateVectorAt({at}) is not {{ }} {name}) return;"), .. LifeOf(name)];
            case 2:
                var taking = Fresh("Take");
                members.Add(new(Place.Driver, $"private static InterruptVector? {taking}(PciFunction p)", [new Line($"return p.AllocateVectorAt({at});", IsPinned: true)], IsEssential: false));
                return [Nest.Of($"if ({taking}(function) is {{ }} {name})", LifeOf(name))];
            default:
                return [Nest.Of($"if (function.AllocateVectorAt({at}) is {{ }} {name})", LifeOf(name))];
        }
    }

    // One after the other, or all of them and then a loop over a list.
    private IEnumerable<Statement> SeveralVectors(string name)
    {
        if (dice.Percent(50))
            return [Nest.Of("for (var place = 2; place < 4; place++)", [Nest.Of($"if (function.AllocateVectorAt(place) is {{ }} {name})", LifeOf(name))])];
        var all = Fresh("all");
        return
        [
            new Line($"var {all} = new System.Collections.Generic.List<InterruptVector>();", IsPinned: true),
            Nest.Of("for (var place = 2; place < 4; place++)", [new Line($"if (function.AllocateVectorAt(place) is {{ }} one) {all}.Add(one);", IsPinned: true)]),
            Nest.Of($"foreach (var {name} in {all})", LifeOf(name)),
        ];
    }

    // The right order, and one mistake in it at most.
    private ImmutableArray<Statement> LifeOf(string name)
    {
        var steps = new List<string>();
        if (dice.Percent(15)) steps.Add("WriteMessage");
        if (dice.Percent(85)) steps.AddRange(["Request", "Release"]);
        if (dice.Percent(35)) steps.InsertRange(Math.Min(1, steps.Count), ["Mask", "Unmask"]);
        if (dice.Percent(80)) steps.Add("Free");
        if (steps.Count > 0) Disturb(steps);
        var body = steps.Select(step => StepOf(name, step)).ToList();
        if (dice.Percent(15)) body.Insert(0, new Line($"var {Fresh("same")} = {name};"));
        return [.. body];
    }

    private void Disturb(List<string> steps)
    {
        var at = dice.Below(steps.Count);
        switch (dice.Below(6))
        {
            case 0:
                steps.RemoveAt(at);
                break;
            case 1:
                steps.Insert(at + dice.Below(steps.Count - at) + 1, steps[at]);
                break;
            case 2:
                var other = dice.Below(steps.Count);
                (steps[at], steps[other]) = (steps[other], steps[at]);
                break;
        }
    }

    private Statement StepOf(string name, string step)
    {
        if (dice.Percent(12))
        {
            var method = Fresh("S");
            members.Add(new(Place.Driver, $"private static void {method}(InterruptVector vector)", [new Line($"vector.{step}();")], IsEssential: false));
            return new Line($"{method}({name});");
        }

        return Maybe(20, $"{name}.{step}();");
    }
}
