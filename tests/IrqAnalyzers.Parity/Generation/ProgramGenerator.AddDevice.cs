using System.Collections.Immutable;

namespace IrqAnalyzers.Parity.Generation;

/// <content>How a host adds a function: what comes before <c>Add</c>, <c>Add</c> itself in one of its guises, what comes after.</content>
internal sealed partial class ProgramGenerator
{
    private const string AddDevice = "protected override async Flow AddDevice(PciFunction function)";

    private Phase Before => registersAll ? Phase.BeforeAdd : Phase.Untouched;

    private Phase After => registersAll ? Phase.AfterRegistration : Phase.AfterAdd;

    private void WriteAddDevice()
    {
        var body = new List<Statement> { new Line("Choice.Begin();", IsPinned: true), new Line("mark = Choice.Next();", IsPinned: true) };
        if (dice.Percent(12))
        {
            body.Add(new Line("await base.AddDevice(function);", IsPinned: true));
            members.Add(new(Place.Host, AddDevice, [.. body], IsEssential: true));
            return;
        }

        var before = NewScope(Before, registersAll ? "return;" : null);
        if (dice.Percent(50)) body.Add(new Line("function.SetDefaultMsiDomain(DefaultMsiDomain);"));
        if (dice.Percent(25)) body.AddRange(VectorsInSteps("function"));
        Fill(before, body, dice.Below(4));
        if (dice.Percent(55)) body.Add(new Line("function.MatchDriver = false;"));
        body.AddRange(Adding(before, dice.Below(9)));
        var after = NewScope(After, "return;");
        Fill(after, body, dice.Below(4));
        if (dice.Percent(60)) body.Add(new Line("function.MatchDriver = true;"));
        if (dice.Percent(80)) body.Add(new Line("await function.Attach();"));
        if (dice.Percent(25)) Fill(after, body, 1);
        members.Add(new(Place.Host, AddDevice, [.. body], IsEssential: true));
    }

    private static Scope NewScope(Phase phase, string? @return, string function = "function") => new()
    {
        Phase = phase,
        Functions = [new(function, Kind.Any)],
        Flags = ["strict", "mark"],
        Locals = ["mark"],
        Return = @return,
        MayAwait = true,
    };

    private IEnumerable<Statement> Adding(Scope scope, int guise)
    {
        var add = new Line("await function.Add();", IsPinned: true);
        switch (guise)
        {
            case 0:
                return AddingOnBothBranches(scope);
            case 1:
                return [new Nest("", [new("try", [add]), new("finally", Block(InAfter(), 1 + dice.Below(2)))])];
            case 2:
                return [AddingOrThrowing(add)];
            case 3:
                var flow = Fresh("flow");
                return [new Line($"var {flow} = function.Add();", IsPinned: true), new Line($"await {flow};", IsPinned: true)];
            case 4 or 5:
                return [new Line($"await {AddingMethod()}(function);", IsPinned: true)];
            default:
                return [add];
        }
    }

    private IEnumerable<Statement> AddingOnBothBranches(Scope scope)
    {
        var condition = ConditionIn(scope);
        var then = BlockWithAdd(scope.Inner(condition.IfTrue));
        var @else = BlockWithAdd(scope.Inner(condition.IfFalse));
        return [new Nest("", [new($"if ({condition.Text})", then), new("else", @else)])];
    }

    private ImmutableArray<Statement> BlockWithAdd(Scope scope)
    {
        var body = new List<Statement>();
        Fill(scope, body, dice.Below(3));
        if (dice.Percent(30)) body.Add(new Line("function.MatchDriver = false;"));
        body.Add(new Line("await function.Add();", IsPinned: true));
        return [.. body];
    }

    private Nest AddingOrThrowing(Statement add)
    {
        var tried = new List<Statement> { add };
        if (dice.Percent(50)) Fill(InAfter(), tried, 1);
        tried.Add(Nest.Of("if (Choice.Next())", [new Line("throw new System.InvalidOperationException();")]));
        return new Nest("", [new("try", [.. tried]), new("catch (System.InvalidOperationException)", Block(InAfter(), 1 + dice.Below(2)))]);
    }

    private string AddingMethod()
    {
        var name = Fresh("Announce");
        var body = new List<Statement>();
        Fill(NewScope(Before, null), body, dice.Below(3));
        body.Add(new Line("await function.Add();", IsPinned: true));
        Fill(NewScope(After, "return;"), body, dice.Below(2));
        members.Add(new(Place.Host, $"private async Flow {name}(PciFunction function)", [.. body], IsEssential: false));
        return name;
    }

    private Scope InAfter() => NewScope(After, null);
}
