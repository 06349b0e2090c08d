namespace IrqAnalyzers.Parity.Generation;

/// <content>Methods that the program's own code calls, several deep.</content>
internal sealed partial class ProgramGenerator
{
    private enum MethodSort
    {
        Plain,
        Answering,
        Handing,
        Awaited,

        /// <summary>It may throw an exception of the program's own; who calls it catches it.</summary>
        Odd,

        /// <summary>It may throw one of the framework's.</summary>
        Failing,
    }

    private readonly List<(string Name, Phase Phase, Kind Kind, MethodSort Sort)> methods = [];

    /// <summary>A method for functions of a kind, new or one that is there.</summary>
    private string Method(Scope scope, Kind kind, MethodSort sort)
    {
        var known = methods.Where(method => method.Phase == scope.Phase && method.Kind == kind && method.Sort == sort).ToArray();
        if (known.Length > 0 && dice.Percent(40)) return dice.Pick(known).Name;
        var name = Fresh("M");
        var inside = new Scope
        {
            Phase = scope.Phase,
            Functions = [new("p", kind)],
            Flags = scope.Place == Place.Host ? ["strict", "mark"] : ["quick"],
            Locals = scope.Place == Place.Host ? ["mark"] : [],
            Return = sort switch
            {
                MethodSort.Answering => dice.Pick(["return true;", "return false;", "return Choice.Next();"]),
                MethodSort.Handing => "return p;",
                _ => "return;",
            },
            MayAwait = sort == MethodSort.Awaited,
            Depth = scope.Depth + 1,
        };
        var body = new List<Statement>();
        Fill(inside, body, 1 + dice.Below(3));
        if (sort is MethodSort.Odd or MethodSort.Failing)
        {
            var condition = dice.Pick(["Choice.Next()", "Choice.Next()", inside.Flags[0], $"!{inside.Flags[0]}"]);
            body.Insert(dice.Below(body.Count + 1), Nest.Of($"if ({condition})", [new Line($"throw new {(sort == MethodSort.Odd ? "Odd" : "System.InvalidOperationException")}();")]));
        }

        if (sort == MethodSort.Answering) body.Add(new Line(dice.Pick(["return true;", "return false;", "return Choice.Next();"]), IsPinned: true));
        if (sort == MethodSort.Handing) body.Add(new Line("return p;", IsPinned: true));
        var type = sort switch
        {
            MethodSort.Answering => "bool",
            MethodSort.Handing => subject,
            MethodSort.Awaited => "async Flow",
            _ => "void",
        };
        members.Add(new(scope.Place, $"private {type} {name}({subject} p)", [.. body], IsEssential: false));
        methods.Add((name, scope.Phase, kind, sort));
        return name;
    }

    private bool MayCall(Scope scope) => !scope.IsApart && scope.Depth <= 4 && members.Count <= 10;

    private IEnumerable<Statement> Call(Scope scope)
    {
        var function = dice.Pick(scope.Functions);
        if (!MayCall(scope)) return Operation(scope);
        switch (dice.Below(scope.MayAwait ? 5 : 4))
        {
            case 0 when dice.Percent(50):
                return [new Line($"_ = {ConditionIn(scope, 2).Text} ? {Method(scope, function.Kind, MethodSort.Answering)}({function.Name}) : Choice.Next();")];
            case 1 when function.Kind == Kind.Any || own is not null:
                var alias = Fresh("g");
                var line = new Line($"var {alias} = {Method(scope, function.Kind, MethodSort.Handing)}({function.Name});");
                scope.Functions.Add(new(alias, function.Kind));
                return [line];
            case 4:
                return [new Line($"await {Method(scope, function.Kind, MethodSort.Awaited)}({function.Name});")];
            default:
                return [new Line($"{Method(scope, function.Kind, MethodSort.Plain)}({function.Name});")];
        }
    }

    // A local function sees the variables around it.
    private IEnumerable<Statement> LocalFunction(Scope scope)
    {
        var name = Fresh("L");
        var inside = new Scope
        {
            Phase = scope.Phase,
            Functions = [.. scope.Functions],
            Flags = [.. scope.Flags],
            Locals = [.. scope.Locals],
            Numbers = [.. scope.Numbers],
            Modes = [.. scope.Modes],
            IsApart = scope.IsApart,
            Return = "return;",
            Depth = scope.Depth + 1,
        };
        var isHanded = dice.Percent(40);
        if (isHanded) inside.Functions.RemoveAll(_ => true);

        // What is in a container of the method around is unknown inside.
        inside.Functions.RemoveAll(static known => known.Name.Contains('['));
        isHanded |= inside.Functions.Count == 0;
        var function = dice.Pick(scope.Functions);
        if (isHanded) inside.Functions.Add(new("p", function.Kind));
        var body = new List<Statement>();
        Fill(inside, body, 1 + dice.Below(2));
        var call = new Line(isHanded ? $"{name}({function.Name});" : $"{name}();");
        var declared = Nest.Of(isHanded ? $"{(dice.Percent(40) ? "static " : "")}void {name}({subject} p)" : $"void {name}()", [.. body]);
        if (isHanded && declared.Parts[0].Header.StartsWith("static", StringComparison.Ordinal)) declared = declared with { Parts = [declared.Parts[0] with { Header = $"void {name}({subject} p)" }] };
        return dice.Percent(50)
            ? [declared, call]
            : [declared, Nest.Of($"if ({ConditionIn(scope, 2).Text})", [call])];
    }
}
