using System.Collections.Immutable;

namespace IrqAnalyzers.Parity.Generation;

/// <content>Statements: branches, loops, aliases, flags, early ends.</content>
internal sealed partial class ProgramGenerator
{
    private const int Deepest = 4;

    private ImmutableArray<Statement> Block(Scope scope, int count)
    {
        var body = new List<Statement>();
        Fill(scope, body, count);
        return [.. body];
    }

    private void Fill(Scope scope, List<Statement> body, int count)
    {
        for (var index = 0; index < count; index++) body.AddRange(Next(scope));
    }

    private IEnumerable<Statement> Next(Scope scope)
    {
        if (scope.Depth >= Deepest) return Operation(scope);
        return dice.Weighted(
            (38, (Func<Scope, IEnumerable<Statement>>)Operation),
            (22, Branch),
            (6, EarlyEnd),
            (8, NewFlag),
            (4, SetFlag),
            (5, Alias),
            (9, Call),
            (3, LocalFunction),
            (5, Switch),
            (4, Loop),
            (7, NewNumber),
            (4, SetNumber),
            (4, SwitchNumber),
            (1, StateMachine),
            (8, CallSelecting),
            (1, SaveMatchDriver),
            (4, Try),
            (4, Implementations),
            (3, StepsInCollection),
            (2, Iterator),
            (2, MaybeAlias))(scope);
    }

    private IEnumerable<Statement> Branch(Scope scope)
    {
        var condition = ConditionIn(scope);
        var parts = ImmutableArray.CreateBuilder<Part>();
        parts.Add(new($"if ({condition.Text})", Block(scope.Inner(condition.IfTrue), 1 + dice.Below(3))));
        if (dice.Percent(15))
        {
            var other = ConditionIn(scope.Inner(condition.IfFalse));
            parts.Add(new($"else if ({other.Text})", Block(scope.Inner([.. condition.IfFalse, .. other.IfTrue]), 1 + dice.Below(2)), IsOptional: true));
        }

        if (dice.Percent(35)) parts.Add(new("else", Block(scope.Inner(condition.IfFalse), 1 + dice.Below(2)), IsOptional: true));
        return [new Nest("", parts.ToImmutable())];
    }

    private IEnumerable<Statement> EarlyEnd(Scope scope)
    {
        if (scope.Return is not { } end) return Operation(scope);
        var condition = ConditionIn(scope);
        var body = new List<Statement>();
        Fill(scope.Inner(condition.IfTrue), body, dice.Below(3));
        body.Add(new Line(end));
        return [Nest.Of($"if ({condition.Text})", [.. body])];
    }

    private IEnumerable<Statement> NewFlag(Scope scope)
    {
        var name = Fresh("flag");
        var value = dice.Percent(30) ? dice.Pick(["true", "false"]) : ConditionIn(scope, 1).Text;
        scope.Flags.Add(name);
        scope.Flags.Add(name);
        scope.Locals.Add(name);
        return [new Line($"var {name} = {value};")];
    }

    private IEnumerable<Statement> SetFlag(Scope scope) => scope.Locals.Count == 0
        ? Operation(scope)
        : [new Line($"{dice.Pick(scope.Locals)} = {dice.Pick(["true", "false", "Choice.Next()", dice.Pick(scope.Flags)])};")];

    private IEnumerable<Statement> Alias(Scope scope)
    {
        var name = Fresh("g");
        var function = dice.Pick(scope.Functions);
        var text = dice.Below(3) switch
        {
            0 => $"{subject} {name} = {ConditionIn(scope, 2).Text} ? {function.Name} : {function.Name};",
            _ => $"{subject} {name} = {function.Name};",
        };
        scope.Functions.Add(new(name, function.Kind));
        return [new Line(text)];
    }

    // A variable that is the function or, perhaps, its PF.
    private IEnumerable<Statement> MaybeAlias(Scope scope)
    {
        if (scope.Functions.Find(function => function.Kind == Kind.Virtual) is not { } function || scope.Phase == Phase.Untouched || own is not null) return Operation(scope);
        var name = Fresh("t");
        return
        [
            new Line($"PciFunction {name} = Choice.Next() ? {function.Name} : {function.Name}.PhysicalFunction!;"),
            new Line($"iommu.Register({name});"),
        ];
    }

    private IEnumerable<Statement> Switch(Scope scope)
    {
        var function = dice.Pick(scope.Functions);
        if (function.Kind != Kind.Any || dice.Percent(35))
        {
            return
            [
                new Nest("switch (Choice.Of(3))",
                [
                    new("case 0:", Block(scope.Inner(), 1 + dice.Below(2)), "break;", IsOptional: true),
                    new("case 1:", Block(scope.Inner(), 1), "break;", IsOptional: true),
                    new("default:", Block(scope.Inner(), 1), "break;", IsOptional: true),
                ]),
            ];
        }

        if (dice.Percent(50))
        {
            return
            [
                new Nest($"switch ({function.Name}.IsVirtual)",
                [
                    new("case true:", Block(scope.Inner([(function.Name, Kind.Virtual)]), 1 + dice.Below(2)), "break;"),
                    new("case false:", Block(scope.Inner([(function.Name, Kind.Physical)]), 1), "break;", IsOptional: true),
                ]),
            ];
        }

        var name = Fresh("vf");
        var inside = scope.Inner([(function.Name, Kind.Virtual)]);
        inside.Functions.Add(new(name, Kind.Virtual));
        return
        [
            new Nest($"switch ({function.Name})",
            [
                new($"case VirtualFunction {name}:", Block(inside, 1 + dice.Below(2)), "break;"),
                new("default:", Block(scope.Inner([(function.Name, Kind.Physical)]), 1), "break;", IsOptional: true),
            ]),
        ];
    }

    private IEnumerable<Statement> Loop(Scope scope)
    {
        var index = Fresh("i");
        var body = new List<Statement>();
        Fill(scope.Inner(), body, 1 + dice.Below(2));
        if (dice.Percent(30)) body.Insert(dice.Below(body.Count + 1), Nest.Of("if (Choice.Next())", [new Line(dice.Pick(["break;", "continue;"]))]));
        return dice.Below(4) switch
        {
            0 => [Nest.Of($"for (var {index} = 0; {index} < Choice.Of(3); {index}++)", [.. body])],
            1 => [new Nest("", [new("do", [.. body])], "while (Choice.Next());")],
            2 => [Nest.Of($"foreach (var {index} in new[] {{ 1, 2 }})", [.. body])],
            _ => [Nest.Of("while (Choice.Next())", [.. body])],
        };
    }

    private IEnumerable<Statement> Try(Scope scope)
    {
        var inside = scope.Inner();
        var tried = new List<Statement>();
        Fill(inside, tried, 1 + dice.Below(2));
        if (dice.Percent(50)) return [new Nest("", [new("try", [.. tried]), new("finally", Block(WithoutReturn(scope), 1))])];
        var caught = dice.Pick(["System.InvalidOperationException", "Odd"]);
        if (dice.Percent(50) && MayCall(scope))
        {
            var function = dice.Pick(scope.Functions);
            tried.Insert(dice.Below(tried.Count + 1), new Line($"{Method(scope, function.Kind, dice.Percent(70) ? MethodSort.Odd : MethodSort.Failing)}({function.Name});", IsPinned: false));
            return
            [
                new Nest("",
                [
                    new("try", [.. tried]),
                    new("catch (System.InvalidOperationException)", Block(scope.Inner(), dice.Below(3))),
                    new("catch (Odd)", Block(scope.Inner(), dice.Below(3))),
                ]),
            ];
        }

        tried.Insert(dice.Below(tried.Count + 1), Nest.Of("if (Choice.Next())", [new Line($"throw new {caught}();")]));
        return [new Nest("", [new("try", [.. tried]), new($"catch ({caught})", Block(scope.Inner(), 1 + dice.Below(2)))])];
    }

    private static Scope WithoutReturn(Scope scope) => scope.InPhase(scope.Phase);
}
