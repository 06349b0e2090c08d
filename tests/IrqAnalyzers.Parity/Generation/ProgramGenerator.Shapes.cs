namespace IrqAnalyzers.Parity.Generation;

/// <content>Shapes that people give their code: interfaces that several classes implement, steps in collections, iterators that do something.</content>
internal sealed partial class ProgramGenerator
{
    private const int MostTypes = 14;

    // Two classes behind an interface. Which of them runs is known, or is a choice; a decorator stands between, or a field.
    private IEnumerable<Statement> Implementations(Scope scope)
    {
        if (members.Count > MostTypes) return Operation(scope);
        var function = dice.Pick(scope.Functions);
        var (contract, first, second) = (Fresh("I"), Fresh("A"), Fresh("B"));
        members.Add(new(scope.Place, $"private interface {contract}", [new Line($"void Run({subject} p, Iommu iommu);", IsPinned: true)], IsEssential: false));
        AddImplementation(scope, first, contract, function.Kind);
        AddImplementation(scope, second, contract, function.Kind);
        var made = dice.Percent(70) ? $"Choice.Next() ? new {first}() : new {second}()" : $"new {dice.Pick([first, second])}()";
        var step = Fresh("s");
        switch (dice.Below(3))
        {
            case 0:
                var around = Fresh("Around");
                members.Add(new(
                    scope.Place, $"private sealed class {around}({contract} inner) : {contract}",
                    [Nest.Of($"public void Run({subject} p, Iommu iommu)", [new Line("inner.Run(p, iommu);")])], IsEssential: false));
                return [new Line($"{contract} {step} = {made};"), new Line($"new {around}({step}).Run({function.Name}, iommu);")];
            case 1:
                var keeper = Fresh("Keeper");
                members.Add(new(
                    scope.Place, $"private sealed class {keeper}",
                    [
                        new Line($"private readonly {contract} step = {made};", IsPinned: true),
                        Nest.Of($"public void Run({subject} p, Iommu iommu)", [new Line("step.Run(p, iommu);")]),
                    ],
                    IsEssential: false));
                return [new Line($"new {keeper}().Run({function.Name}, iommu);")];
            default:
                return [new Line($"{contract} {step} = {made};"), new Line($"{step}.Run({function.Name}, iommu);")];
        }
    }

    private void AddImplementation(Scope scope, string name, string contract, Kind kind) => members.Add(new(
        scope.Place, $"private sealed class {name} : {contract}",
        [new Line("private readonly bool own = Choice.Next();", IsPinned: true), Nest.Of($"public void Run({subject} p, Iommu iommu)", [.. StepsApart(scope, kind, "own")])],
        IsEssential: false));

    // In a class of its own: it knows the function, the IOMMU and a flag.
    private List<Statement> StepsApart(Scope scope, Kind kind, string flag)
    {
        var inside = new Scope
        {
            Phase = scope.Phase,
            Functions = [new("p", kind)],
            Flags = [flag],
            Locals = [],
            IsApart = true,
            Depth = Deepest + 1,
        };
        var body = new List<Statement>();
        Fill(inside, body, dice.Below(3));
        return dice.Percent(30) ? [Nest.Of($"if ({dice.Pick([flag, $"!{flag}", "Choice.Next()"])})", [.. body])] : body;
    }

    // Steps in a list, all of which run, or quirks in a dictionary, one of which does.
    private IEnumerable<Statement> StepsInCollection(Scope scope)
    {
        if (members.Count > MostTypes) return Operation(scope);
        var function = dice.Pick(scope.Functions);
        var name = Fresh("Steps");
        var isList = dice.Percent(50);
        var type = isList ? $"List<System.Action<{subject}, Iommu>>" : $"Dictionary<string, System.Action<{subject}, Iommu>>";
        var (first, second) = (StepOnOneLine(scope, function.Kind), StepOnOneLine(scope, function.Kind));
        var steps = isList ? $"{first}, {second}" : $"[\"a\"] = {first}, [\"b\"] = {second}";
        members.Add(new(
            scope.Place, $"private sealed class {name}",
            [
                new Line($"private readonly System.Collections.Generic.{type} all = new() {{ {steps} }};", IsPinned: true),
                isList
                    ? Nest.Of($"public void Run({subject} p, Iommu iommu)", [Nest.Of("foreach (var step in all)", [new Line("step(p, iommu);")])])
                    : Nest.Of($"public void Run(string key, {subject} p, Iommu iommu)", [Nest.Of("if (all.TryGetValue(key, out var step))", [new Line("step(p, iommu);")])]),
            ],
            IsEssential: false));
        return [new Line(isList ? $"new {name}().Run({function.Name}, iommu);" : $"new {name}().Run(Choice.Next() ? \"a\" : Choice.Next() ? \"b\" : \"c\", {function.Name}, iommu);")];
    }

    // A lambda on one line.
    private string StepOnOneLine(Scope scope, Kind kind)
    {
        var lines = new List<string>();
        foreach (var statement in StepsApart(scope, kind, "Choice.Next()")) Flatten(statement, lines);
        return $"(p, iommu) => {{ {string.Join(" ", lines)} }}";
    }

    private static void Flatten(Statement statement, List<string> lines)
    {
        if (statement is Line line)
        {
            lines.Add(line.Text);
            return;
        }

        foreach (var part in ((Nest)statement).Parts)
        {
            var inner = new List<string>();
            foreach (var nested in part.Body) Flatten(nested, inner);
            lines.Add($"{part.Header} {{ {string.Join(" ", inner)} }}");
        }
    }

    // An iterator does something whenever it is asked for more.
    private IEnumerable<Statement> Iterator(Scope scope)
    {
        if (!MayCall(scope)) return Operation(scope);
        var function = dice.Pick(scope.Functions);
        var name = Fresh("Each");
        var body = new List<Statement>();
        body.AddRange(StepsApart(scope, function.Kind, "own"));
        body.Add(new Line("yield return 1;", IsPinned: true));
        if (dice.Percent(50)) body.AddRange(StepsApart(scope, function.Kind, "own"));
        members.Add(new(scope.Place, $"private static System.Collections.Generic.IEnumerable<int> {name}({subject} p, Iommu iommu, bool own)", [.. body], IsEssential: false));
        return [Nest.Of($"foreach (var {Fresh("e")} in {name}({function.Name}, iommu, {dice.Pick(scope.Flags)}))", [])];
    }
}
