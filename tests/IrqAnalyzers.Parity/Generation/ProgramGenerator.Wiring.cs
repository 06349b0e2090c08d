using System.Collections.Immutable;

namespace IrqAnalyzers.Parity.Generation;

/// <content>
/// Functions that the host itself makes, in arrays and lists: places that are constants, and loops over all. Nobody adds them, so that no
/// handler meets them.
/// </content>
internal sealed partial class ProgramGenerator
{
    private void WriteWiring(List<Statement> boot)
    {
        if (!dice.Percent(40)) return;
        var scope = NewScope(Phase.BeforeAdd, null, "function");
        scope.Functions.Clear();
        scope.Locals.Clear();

        // What the last function has left in the flag nobody sees here: analyzers take a flag of the host to be whatever it likes.
        var body = new List<Statement> { new Line("mark = Choice.Next();", IsPinned: true) };
        if (dice.Percent(50)) WriteArray(scope, body);
        else WriteList(scope, body);
        members.Add(new(Place.Host, "private async Flow Wire(PciBus bus)", [.. body], IsEssential: false));
        boot.Add(new Line("await Wire(Machine.Buses[0]);", IsPinned: true));
    }

    private void WriteArray(Scope scope, List<Statement> body)
    {
        var name = Fresh("a");
        var length = 2 + dice.Below(3);
        var made = string.Join(", ", Enumerable.Range(0, length).Select(place => Made($"\"{0x18 + place:x}.0\"")));
        body.Add(new Line(dice.Percent(50) ? $"var {name} = new {subject}[] {{ {made} }};" : $"var {name} = new System.Collections.Generic.List<{subject}> {{ {made} }};", IsPinned: true));
        for (var place = 0; place < length; place++) scope.Functions.Add(new($"{name}[{place}]", Kind.Physical));
        if (dice.Percent(30))
        {
            var one = Fresh("g");
            body.Add(new Line($"{subject} {one} = {name}[Choice.Of({length})];", IsPinned: true));
            scope.Functions.Add(new(one, Kind.Physical));
        }

        Fill(scope.Inner(), body, 1 + dice.Below(3));
        if (dice.Percent(25)) body.Add(new Line($"({name}[0], {name}[1]) = ({name}[1], {name}[0]);"));
        if (dice.Percent(25)) body.Add(new Line($"{name}[{dice.Pick(["0", "1", "Choice.Of(2)"])}] = {name}[{dice.Below(length)}];"));
        if (dice.Percent(60)) body.Add(LoopOver(name, scope));
        Fill(scope.Inner(), body, 1 + dice.Below(3));
        if (dice.Percent(50)) body.Add(LoopOver(name, scope));
    }

    private void WriteList(Scope scope, List<Statement> body)
    {
        var name = Fresh("l");
        var index = Fresh("i");
        var filling = new List<Statement> { new Line($"{name}.Add({Made($"(0x18 + {index}).ToString(\"x\") + \".0\"")});", IsPinned: true) };
        if (dice.Percent(20)) filling.Add(Nest.Of("if (Choice.Next())", [new Line($"{name}.Add({name}[0]);")]));
        body.Add(new Line($"var {name} = new System.Collections.Generic.List<{subject}>();", IsPinned: true));
        body.Add(Nest.Of($"for (var {index} = 0; {index} < {dice.Pick(["2", "3", "Choice.Of(3)"])}; {index}++)", [.. filling]));
        var loops = 2 + dice.Below(2);
        for (var loop = 0; loop < loops; loop++)
        {
            body.Add(LoopOver(name, scope));
            if (dice.Percent(20)) body.Add(Nest.Of($"if ({name}.Count > 0)", [DoneToFirst(name)]));
            if (dice.Percent(15)) body.Add(new Line($"{name}.Add({Made($"\"{0x1c + loop:x}.0\"")});"));
        }
    }

    // What the list is made of: functions that nobody adds, or objects of the program's own.
    private string Made(string address) => own is { Made: { } made } ? made : $"bus.AddFunction({address})";

    private Line DoneToFirst(string list) => own is null
        ? new(dice.Pick([$"{list}.RemoveAt(0);", $"iommu.Unregister({list}[0]);", $"iommu.Register({list}[0]);", $"{list}.Add({list}[0]);"]))
        : new(dice.Pick([$"{list}.RemoveAt(0);", $"{dice.Pick(own.Simple).On($"{list}[0]")}", $"{list}.Add({list}[0]);"]));

    private Nest LoopOver(string container, Scope scope)
    {
        var name = Fresh("p");
        var inside = scope.Inner();
        inside.Functions.Clear();
        inside.Functions.Add(new(name, Kind.Physical));
        var body = new List<Statement>();
        Fill(inside, body, 1 + dice.Below(2));
        if (dice.Percent(20)) body.Add(own is null ? new Line($"iommu.Unregister({name});") : OwnLine(inside, own));
        if (dice.Percent(30)) body.Insert(dice.Below(body.Count + 1), Nest.Of("if (Choice.Next())", [new Line(dice.Pick(["break;", "continue;"]))]));
        return Nest.Of($"foreach (var {name} in {container})", [.. body]);
    }
}
