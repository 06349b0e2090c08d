using System.Collections.Immutable;

namespace IrqAnalyzers.Parity.Generation;

/// <content>
/// Programs in which the bring-up is right and a protocol of their own need not be: facts, rules and contracts that they declare, on functions or on
/// classes of their own. The shapes are those of all programs.
/// </content>
internal sealed partial class ProgramGenerator
{
    private string subject = "PciFunction";
    private OwnProtocol? own;

    private ModelProgram GenerateOfItsOwn()
    {
        own = OwnProtocol.Of(dice);
        subject = own.Subject;
        var boot = new List<Statement>
        {
            new Line("iommu.EnableInterruptRemapping();", IsPinned: true),
            new Line("CreateDefaultMsiDomain();", IsPinned: true),
            new Line("Subscribe(new N(iommu));", IsPinned: true),
            new Line("await ScanBuses();", IsPinned: true),
            new Line("await RegisterDriver(new D());", IsPinned: true),
            new Line("Choice.End();", IsPinned: true),
        };
        WriteWiring(boot);
        members.Add(new(Place.Host, "public override async Flow Boot()", [.. boot], IsEssential: true));
        WriteOwnAddDevice(own);
        members.Add(new(
            Place.Notifier, "protected override async Flow OnDeviceAdded(PciFunction function)",
            [
                new Line("iommu.Register(function);", IsPinned: true),
                new Line("function.AssignMsiDomain(iommu.FindMsiDomain(function));", IsPinned: true),
            ],
            IsEssential: true));
        members.Add(new(
            Place.Driver, "public override bool Matches(PciFunction function)", [new Line("return function is not PciBridge;")], IsEssential: true));
        return new(number, members.ToImmutable(), RegistersAll: true) { Declarations = own.Text };
    }

    private void WriteOwnAddDevice(OwnProtocol protocol)
    {
        var scope = NewScope(Phase.BeforeAdd, "return;");
        var body = new List<Statement> { new Line("Choice.Begin();", IsPinned: true), new Line("mark = Choice.Next();", IsPinned: true) };
        if (protocol.Made is { } made)
        {
            scope.Functions.Clear();
            for (var count = 1 + dice.Below(2); count > 0; count--)
            {
                var name = Fresh("o");
                body.Add(new Line($"{subject} {name} = {made};", IsPinned: true));
                scope.Functions.Add(new(name, Kind.Physical));
            }
        }

        Fill(scope, body, 2 + dice.Below(4));
        body.Add(new Line("await base.AddDevice(function);", IsPinned: true));
        if (!protocol.IsOfFunctions && dice.Percent(50)) Fill(scope, body, 1 + dice.Below(2));
        members.Add(new(Place.Host, AddDevice, [.. body], IsEssential: true));
    }

    private IEnumerable<Statement> OwnOperation(Scope scope, OwnProtocol protocol)
    {
        if (members.Count <= MostTypes && scope.Depth < Deepest && dice.Percent(8)) return [Handling(scope, protocol)];
        return [OwnLine(scope, protocol)];
    }

    private Line OwnLine(Scope scope, OwnProtocol protocol)
    {
        var operations = scope.MayAwait ? protocol.Operations : protocol.Operations.RemoveAll(static operation => operation.IsAwaited);
        var operation = dice.Pick(operations);
        return new(operation.On(dice.Pick(scope.Functions).Name, dice.Pick(scope.Functions).Name));
    }

    // A handler with duties towards what it is given.
    private Line Handling(Scope scope, OwnProtocol protocol)
    {
        var name = Fresh("Handling");
        var given = dice.Pick(scope.Functions);
        var inside = new Scope
        {
            Phase = scope.Phase,
            Functions = [new("p", given.Kind)],
            Flags = ["own"],
            Locals = [],
            Return = "return;",
            IsApart = true,
            Depth = Deepest - 1,
        };

        // Where a handler starts the run sees by its first statement: not one that an optimiser takes away.
        var body = new List<Statement> { OwnLine(inside, protocol) with { IsPinned = true } };
        Fill(inside, body, 1 + dice.Below(3));
        var isHidden = dice.Percent(50);
        if (!body.Exists(static statement => statement is Nest)) body.Add(Nest.Of("if (own)", [OwnLine(inside, protocol)]));
        members.Add(new(
            scope.Place, $"{(isHidden ? "private" : "internal")} sealed class {name}(Iommu iommu) : Handler",
            [new Line("private readonly bool own = Choice.Next();", IsPinned: true), Nest.Of(protocol.HandlerHeader, [.. body])], IsEssential: false));

        // A run sees a method of a hidden class only where it is called as one of its base class.
        var handler = isHidden ? $"((Handler)new {name}(iommu))" : $"new {name}(iommu)";
        return new($"{handler}.Handle({(protocol.HandlersGetNewObjects ? protocol.Made : given.Name)});");
    }

    // What an object tells of itself; a choice beside it keeps both outcomes possible.
    private string OwnTest(Scope scope, OwnProtocol protocol)
    {
        if (protocol.Tests is not { IsEmpty: false } tests) return "Choice.Next()";
        var test = dice.Pick(tests).Replace("{0}", dice.Pick(scope.Functions).Name, StringComparison.Ordinal);
        return dice.Pick([$"(Choice.Next() ? Choice.Next() : {test})", $"(Choice.Next() ? {test} : Choice.Next())"]);
    }
}
