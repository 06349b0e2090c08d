using System.Text;

namespace IrqAnalyzers.Parity.Generation;

/// <summary>
/// Writes a method that describes a machine. Everything is constant but the branches that ask <c>flags</c>, so that the analyzers can know
/// all that a run does.
/// </summary>
internal sealed class MachineGenerator
{
    private static readonly string[] Places = ["00.0", "01.0", "01.1", "02.0", "1f.7", "20.0"];

    private readonly Dice dice;
    private readonly StringBuilder text = new();
    private readonly List<string> buses = [];
    private readonly List<string> functions = [];
    private readonly List<string> bridges = [];
    private readonly List<string> units = [];
    private readonly List<string> ioApics = [];
    private int names;
    private int flags;

    private readonly bool mayBranch;
    private readonly MachineShapes? shapes;

    private MachineGenerator(Dice dice, bool mayBranch, bool isPlain) => (this.dice, this.mayBranch, shapes) = (dice, mayBranch, isPlain ? null : new(dice));

    /// <summary>How many answers the method asks for at most.</summary>
    public const int Flags = 4;

    /// <summary>The class with the method, which starts at line 1 of its file.</summary>
    public static string Write(int number, Dice dice, bool mayBranch, bool isPlain)
    {
        var generator = new MachineGenerator(dice, mayBranch, isPlain);
        generator.Statements(3 + dice.Below(9), indent: 8);
        return $$"""
            public static class Machine{{number}}
            {
                public static Machine Build(bool[] flags)
                {
                    var machine = new Machine("m"){{(dice.Below(12) == 0 ? " { OffersInterruptRemapping = false }" : "")}};
                    var root = machine.AddRootBus();
            {{string.Concat((generator.shapes?.Declarations ?? []).Select(line => $"        {line}\n"))}}{{generator.text}}        return machine;
                }
            {{generator.shapes?.Members}}}
            """;
    }

    private void Statements(int count, int indent)
    {
        buses.Add("root");
        for (var index = 0; index < count; index++) Statement(indent);
    }

    private void Statement(int indent)
    {
        switch (dice.Below(shapes is null ? 16 : 20))
        {
            case 19 when mayBranch && flags < Flags:
                shapes!.Leave(Any(buses), units, flags++, Place, line => Line(indent, line));
                break;
            case >= 16:
                shapes!.Loop(Any(buses), units, Place, line => Line(indent, line));
                break;
            case 0:
                Declare(indent, buses, $"machine.AddRootBus({dice.Below(6)}{(dice.Below(4) == 0 ? ", segment: 1" : "")})");
                break;
            case 1 or 2:
                Bridge(indent);
                break;
            case 3 or 4 or 5 or 6:
                Declare(indent, functions, $"{Any(buses)}.AddFunction(\"{Place()}\"{Vectors()}{Sriov()})");
                break;
            case 7:
                Declare(indent, functions, $"machine.AddRootBusBehind({(functions.Count == 0 ? Some() : Any(functions))}, number: {dice.Below(200)}, segment: {0x10000 + names}).AddFunction(\"{Place()}\")");
                break;
            case 8:
                Declare(indent, units, $"machine.{(dice.Below(3) == 0 ? "AddAmdIommu" : "AddCatchAllUnit")}({(dice.Below(5) == 0 ? "segment: 1" : "")})");
                break;
            case 9 or 10 or 11:
                Declare(indent, units, $"machine.AddRemappingUnit(){Scope()}{(dice.Below(2) == 0 ? Scope() : "")}");
                break;
            case 12 when units.Count > 0:
                Line(indent, $"{Any(units)}{Scope()};");
                break;
            case 13:
                Declare(indent, ioApics, $"machine.AddIoApic({dice.Below(4)})");
                break;
            case 14 when mayBranch && flags < Flags && indent < 16:
                Branch(indent);
                break;
            case 15 when units.Count > 0 && dice.Below(4) == 0:
                Line(indent, $"{Any(units)}.SupportsInterruptRemapping = false;");
                break;
        }
    }

    private void Bridge(int indent)
    {
        var secondary = dice.Below(3) == 0 ? $", secondaryBus: {1 + dice.Below(6)}" : "";
        var subordinate = secondary.Length > 0 && dice.Below(2) == 0 ? $", subordinateBus: {dice.Below(8)}" : "";
        Declare(indent, bridges, $"{Any(buses)}.AddBridge(\"{Place()}\"{secondary}{subordinate}{(dice.Below(3) == 0 ? ", msixVectors: 1" : "")})");
        functions.Add(bridges[^1]);
        Declare(indent, buses, $"{bridges[^1]}.SecondaryBus");
    }

    private void Branch(int indent)
    {
        var known = (buses.Count, functions.Count, bridges.Count, units.Count, ioApics.Count);
        var flag = flags++;
        Block($"if (flags[{flag}])");
        if (dice.Below(2) == 0) Block("else");

        void Block(string head)
        {
            Line(indent, head);
            Line(indent, "{");
            for (var count = 1 + dice.Below(3); count > 0; count--) Statement(indent + 4);
            if (dice.Below(5) == 0) Line(indent + 4, "return machine;");
            Line(indent, "}");
            Forget(buses, known.Item1);
            Forget(functions, known.Item2);
            Forget(bridges, known.Item3);
            Forget(units, known.Item4);
            Forget(ioApics, known.Item5);
        }
    }

    private string Scope() => dice.Below(8) switch
    {
        < 4 when functions.Count > 0 => $".Covers({Any(functions)})",
        4 when functions.Count > 0 => $".Covers(DeviceScope.Of({Any(functions)}))",
        5 when ioApics.Count > 0 => $".Covers({Any(ioApics)})",
        6 => $".Covers(new DeviceScope(DeviceScopeKind.IoApic, 0xF0, ImmutableArray.Create<(byte, byte)>((0, 0)), enumerationId: {dice.Below(4)}))",
        _ => $".Covers(new DeviceScope(DeviceScopeKind.{(dice.Below(2) == 0 ? "Endpoint" : "Bridge")}, {dice.Below(3)}, ImmutableArray.Create<(byte, byte)>(({dice.Below(3)}, 0){(dice.Below(2) == 0 ? "" : $", ({dice.Below(3)}, 0)")})))",
    };

    private string Vectors() => dice.Below(4) switch { 0 => ", msixVectors: 0", 1 => ", msiVectors: 2", _ => "" };

    private string Sriov() => dice.Below(4) == 0
        ? $", sriov: new({1 + dice.Below(200)}, {1 + dice.Below(300)}, {1 + dice.Below(3)}{(dice.Below(3) == 0 ? ", VfMsixVectors: 0" : "")})"
        : "";

    private string Place() => Places[dice.Below(dice.Below(8) == 0 ? Places.Length : Places.Length - 1)] is var place && dice.Below(3) == 0
        ? place
        : $"{dice.Below(32):x2}.{dice.Below(8)}";

    private string Some() => $"root.AddFunction(\"1e.{dice.Below(8)}\")";

    private string Any(List<string> of) => of[dice.Below(of.Count)];

    private void Declare(int indent, List<string> into, string expression)
    {
        var name = $"x{names++}";
        if (shapes is not null)
        {
            into.Add(shapes.Declare(name, TypeOf(into), expression, line => Line(indent, line)));
            return;
        }

        Line(indent, $"var {name} = {expression};");
        into.Add(name);
    }

    private string TypeOf(List<string> parts) =>
        parts == buses ? "PciBus" : parts == functions ? "PhysicalFunction" : parts == bridges ? "PciBridge" : parts == units ? "RemappingUnit" : "IoApic";

    private void Line(int indent, string line) => text.Append(' ', indent).Append(line).Append('\n');

    private static void Forget(List<string> of, int count) => of.RemoveRange(count, of.Count - count);
}
