namespace IrqAnalyzers.Parity.Generation;

/// <content>Values that select what is done: numbers, members of enumerations, arguments of methods, error codes that methods return.</content>
internal sealed partial class ProgramGenerator
{
    // All the numbers that tests ask for: no branch is dead for reasons that only the engine knows.
    private const string AnyNumber = "Choice.Of(5) - 2";

    private enum Selector
    {
        Flag,
        Number,
        Mode,
    }

    private readonly List<(string Name, Phase Phase, Kind Kind, Selector Selector, bool GivesNumber, bool IsOptional)> selecting = [];

    private string Number() => dice.Pick(["-2", "-1", "0", "0", "1", "2"]);

    private string Mode() => $"System.DayOfWeek.{dice.Pick(["Monday", "Tuesday", "Friday"])}";

    private string NumberTest(Scope scope)
    {
        if (scope.Modes.Count > 0 && (scope.Numbers.Count == 0 || dice.Percent(40)))
        {
            var mode = dice.Pick(scope.Modes);
            return dice.Pick([$"{mode} == {Mode()}", $"{mode} != {Mode()}", $"{mode} is {Mode()} or {Mode()}", $"(int){mode} == {dice.Below(3)}"]);
        }

        if (scope.Numbers.Count == 0) return "Choice.Next()";
        var name = dice.Pick(scope.Numbers);
        return dice.Pick(
        [
            $"{name} == {Number()}", $"{name} != {Number()}", $"{name} != 0", $"{name} < 0", $"{name} <= {Number()}", $"{Number()} < {name}", $"{name} >= {Number()}",
            $"{name} is 1 or -1", $"{name} is < 0", $"{name} is not 0", $"({name} & 1) == 0", $"{name} % 2 != 0", $"System.Math.Sign({name}) < 0", $"{name} + 1 > 1",
        ]);
    }

    private IEnumerable<Statement> NewNumber(Scope scope)
    {
        if (dice.Percent(30))
        {
            var mode = Fresh("mode");
            var line = new Line($"var {mode} = {ConditionIn(scope, 1).Text} ? {Mode()} : {Mode()};");
            scope.Modes.Add(mode);
            return [line];
        }

        var name = Fresh("n");
        var value = dice.Below(4) switch
        {
            0 => Number(),
            1 => AnyNumber,
            2 when MayCall(scope) => SelectingCall(scope, dice.Pick(scope.Functions), givesNumber: true),
            _ => $"{ConditionIn(scope, 1).Text} ? {Number()} : {Number()}",
        };
        scope.Numbers.Add(name);
        scope.OwnNumbers.Add(name);
        return [new Line($"var {name} = {value};")];
    }

    private IEnumerable<Statement> SetNumber(Scope scope)
    {
        if (scope.OwnNumbers.Count == 0) return NewNumber(scope);
        var name = dice.Pick(scope.OwnNumbers);
        return
        [
            new Line(dice.Pick([$"{name} = {Number()};", $"{name} = {dice.Pick(scope.Numbers)};", $"{name} = {AnyNumber};", $"{name}++;", $"{name} -= 1;", $"{name} = -{name};", $"{name} = {Number()};"])),
        ];
    }

    private IEnumerable<Statement> SwitchNumber(Scope scope)
    {
        if (scope.Modes.Count > 0 && dice.Percent(40))
        {
            return
            [
                new Nest($"switch ({dice.Pick(scope.Modes)})",
                [
                    new("case System.DayOfWeek.Monday:", Block(scope.Inner(), 1 + dice.Below(2)), "break;", IsOptional: true),
                    new("case System.DayOfWeek.Friday:", Block(scope.Inner(), 1), "break;", IsOptional: true),
                    new("default:", Block(scope.Inner(), 1), "break;", IsOptional: true),
                ]),
            ];
        }

        if (scope.Numbers.Count == 0) return StateMachine(scope);
        return
        [
            new Nest($"switch ({dice.Pick(scope.Numbers)})",
            [
                new("case 0:", Block(scope.Inner(), 1 + dice.Below(2)), "break;", IsOptional: true),
                new(dice.Pick(["case 1 or 2:", "case 1:", "case > 0:"]), Block(scope.Inner(), 1), "break;", IsOptional: true),
                new(dice.Pick(["case -1:", "case < 0:", "default:"]), Block(scope.Inner(), 1), "break;", IsOptional: true),
            ]),
        ];
    }

    // From one state to the next, each with what is to be done in it.
    private IEnumerable<Statement> StateMachine(Scope scope)
    {
        var name = Fresh("step");
        return
        [
            Nest.Of($"for (var {name} = 0; {name} < {1 + dice.Below(3)}; {name}++)",
            [
                new Nest($"switch ({name})",
                [
                    new("case 0:", Block(scope.Inner(), 1), "break;", IsOptional: true),
                    new("case 1:", Block(scope.Inner(), 1), "break;", IsOptional: true),
                    new("default:", Block(scope.Inner(), 1), "break;", IsOptional: true),
                ]),
            ]),
        ];
    }

    // What the property was is put back; nothing in between lets a driver in or a handler run.
    private IEnumerable<Statement> SaveMatchDriver(Scope scope)
    {
        if (scope.Phase == Phase.Notified || own is not null) return Operation(scope);
        var function = dice.Pick(scope.Functions).Name;
        var name = Fresh("saved");
        return
        [
            new Line($"var {name} = {function}.MatchDriver;"),
            new Line($"{function}.MatchDriver = {dice.Pick(["false", "false", "true"])};"),
            .. Operation(scope),
            new Line($"{function}.MatchDriver = {name};"),
        ];
    }

    /// <summary>A call of a method that does one thing or another, as an argument says.</summary>
    private string SelectingCall(Scope scope, FunctionVariable function, bool givesNumber)
    {
        var known = selecting.Where(method => method.Phase == scope.Phase && method.Kind == function.Kind && method.GivesNumber == givesNumber).ToArray();
        var method = known.Length > 0 && dice.Percent(60) ? dice.Pick(known) : SelectingMethod(scope, function.Kind, givesNumber);
        if (method.IsOptional && dice.Percent(40)) return $"{method.Name}({function.Name})";
        var argument = method.Selector switch
        {
            Selector.Flag => dice.Below(5) switch
            {
                0 => "true",
                1 => "false",
                2 => dice.Pick(["", "!"]) + dice.Pick(scope.Flags),
                3 => KindTest(scope).Text,
                _ => ConditionIn(scope, 1).Text,
            },
            Selector.Number => scope.Numbers.Count > 0 && dice.Percent(40) ? dice.Pick(scope.Numbers) : dice.Pick([Number(), Number(), AnyNumber]),
            _ => scope.Modes.Count > 0 && dice.Percent(40) ? dice.Pick(scope.Modes) : Mode(),
        };
        return $"{method.Name}({function.Name}, {argument})";
    }

    private (string Name, Phase Phase, Kind Kind, Selector Selector, bool GivesNumber, bool IsOptional) SelectingMethod(Scope scope, Kind kind, bool givesNumber)
    {
        var selector = (Selector)dice.Below(3);
        var isOptional = dice.Percent(30);
        var inside = new Scope
        {
            Phase = scope.Phase,
            Functions = [new("p", kind)],
            Flags = [scope.Place == Place.Host ? "strict" : "quick"],
            Locals = [],
            Return = givesNumber ? dice.Pick(["return 0;", "return -1;", "return -2;", $"return {AnyNumber};"]) : "return;",
            Depth = scope.Depth + 1,
        };
        var name = Fresh("S");
        var (type, without) = ("bool b", dice.Pick(["true", "false"]));
        switch (selector)
        {
            case Selector.Flag:
                inside.Flags.AddRange(["b", "b", "b"]);
                if (dice.Percent(10)) inside.Locals.Add("b");
                break;
            case Selector.Number:
                inside.Numbers.Add("c");
                if (dice.Percent(10)) inside.OwnNumbers.Add("c");
                (type, without) = ("int c", Number());
                break;
            default:
                inside.Modes.Add("e");
                (type, without) = ("System.DayOfWeek e", Mode());
                break;
        }

        var body = new List<Statement>();
        var first = selector == Selector.Flag ? Condition.Opaque(dice.Pick(["b", "!b"])) : Condition.Opaque(NumberTest(inside));
        var chosen = new List<Statement>();
        Fill(inside.Inner(), chosen, 1 + dice.Below(2));
        if (dice.Percent(30)) chosen.Add(new Line(inside.Return!));
        body.Add(Nest.Of($"if ({first.Text})", [.. chosen]));
        Fill(inside, body, dice.Below(3));
        if (givesNumber) body.Add(new Line(dice.Pick(["return 0;", "return -1;", "return 1;", inside.Numbers.Count > 0 ? $"return {inside.Numbers[0]};" : "return 0;"]), IsPinned: true));
        members.Add(new(
            scope.Place, $"private {(givesNumber ? "int" : "void")} {name}({subject} p, {type}{(isOptional ? $" = {without}" : "")})", [.. body], IsEssential: false));
        var method = (name, scope.Phase, kind, selector, givesNumber, isOptional);
        selecting.Add(method);
        return method;
    }

    // A method for PFs that is handed nothing instead of a VF.
    private string MethodForPhysical(Scope scope)
    {
        var name = Fresh("P");
        var inside = new Scope
        {
            Phase = scope.Phase,
            Functions = [new("q", Kind.Physical)],
            Flags = [scope.Place == Place.Host ? "strict" : "quick"],
            Locals = [],
            Return = "return;",
            Depth = scope.Depth + 1,
        };
        var body = new List<Statement>();
        Fill(inside, body, 1 + dice.Below(2));
        Statement[] all = dice.Percent(50)
            ? [Nest.Of($"if ({dice.Pick(["q is null", "q == null"])})", [new Line("return;", IsPinned: true)]) with { IsPinned = true }, .. body]
            : [Nest.Of($"if ({dice.Pick(["q is not null", "q != null", "q is { }"])})", [.. body]) with { IsPinned = true }];
        members.Add(new(scope.Place, $"private void {name}(PhysicalFunction? q)", [.. all], IsEssential: false));
        return name;
    }

    private IEnumerable<Statement> CallSelecting(Scope scope)
    {
        if (!MayCall(scope)) return Operation(scope);
        var function = dice.Pick(scope.Functions);
        if (function.Kind == Kind.Any && dice.Percent(20)) return [new Line($"{MethodForPhysical(scope)}({function.Name} as PhysicalFunction);")];
        if (dice.Percent(65)) return [new Line($"{SelectingCall(scope, function, givesNumber: false)};")];
        var call = SelectingCall(scope, function, givesNumber: true);
        if (scope.Return is not { } end || scope.Phase == Phase.Untouched) return [new Line($"{call};")];
        return [Nest.Of($"if ({call} {dice.Pick(["< 0", "!= 0", "== -1", "> 0"])})", [new Line(end)])];
    }
}
