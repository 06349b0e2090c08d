namespace IrqAnalyzers.Parity.Generation;

/// <content>Operations of the DSL, as far as the phase allows them.</content>
internal sealed partial class ProgramGenerator
{
    private IEnumerable<Statement> Operation(Scope scope)
    {
        if (own is not null) return OwnOperation(scope, own);
        var function = dice.Pick(scope.Functions);
        var name = function.Name;
        return dice.Weighted(
            (22, (Func<IEnumerable<Statement>>)(() => Establish(scope, $"iommu.Register({name});"))),
            (20, () => Decide(scope, name)),
            (14, () => function.Kind == Kind.Virtual ? Establish(scope, $"{name}.InheritMsiDomain();") : GuardedInherit(scope, function)),
            (8, () => Establish(scope, $"{name}.InheritMsiDomainFromBus();")),
            (8, () => LookUp(scope, name)),
            (6, () => [new Line($"{name}.SetDefaultMsiDomain({Domain(scope)});")]),
            (8, () => Hold(scope, name)),
            (4, () => [new Line($"{name}.SetInterruptSource({dice.Pick([name, $"{name}.RealDmaFunction", $"(PciFunction?){name}.PhysicalFunction ?? {name}"])});")]),
            (6, () => scope.Phase is Phase.AfterAdd or Phase.AfterRegistration ? Establish(scope, $"iommu.Register({name});") : Vectors(name)))();
    }

    // Where the notifier shall meet an untouched function, some path leaves it so.
    private IEnumerable<Statement> Establish(Scope scope, string text) => scope.Phase == Phase.Untouched
        ? [Nest.Of("if (Choice.Next())", [new Line(text)])]
        : [new Line(text)];

    private IEnumerable<Statement> GuardedInherit(Scope scope, FunctionVariable function)
    {
        if (function.Kind == Kind.Physical) return Establish(scope, $"iommu.Register({function.Name});");
        var test = KindTestOf(function.Name);
        if (test.IfTrue[0].Kind != Kind.Virtual) test = test.Negate();
        var inherit = new Line($"{function.Name}.InheritMsiDomain();");
        return scope.Phase == Phase.Untouched
            ? [Nest.Of($"if (Choice.Next() && {test.Text})", [inherit])]
            : [Nest.Of($"if ({test.Text})", [inherit])];
    }

    private IEnumerable<Statement> Decide(Scope scope, string name)
    {
        var text = dice.Pick(
        [
            $"{name}.AssignMsiDomain(iommu.FindMsiDomain({name}));",
            $"{name}.AssignMsiDomain({Domain(scope)});",
            $"{name}.AssignMsiDomain(iommu.FindMsiDomain({name}) ?? {Domain(scope)});",
            $"{{ if (iommu.FindMsiDomain({name}) is {{ }} found) {name}.AssignMsiDomain(found); }}",
            $"if (iommu.FindMsiDomain({name}) is null) {name}.AssignMsiDomain({Domain(scope)});",
        ]);
        return scope.Phase == Phase.AfterAdd ? [new Line($"iommu.Register({name});", IsPinned: true), new Line(text)] : Establish(scope, text);
    }

    private static IEnumerable<Statement> LookUp(Scope scope, string name)
    {
        var text = new Line($"_ = iommu.FindMsiDomain({name});");
        return scope.Phase == Phase.AfterAdd ? [new Line($"iommu.Register({name});", IsPinned: true), text] : [text];
    }

    // Who holds drivers back must let them in again: a notifier leaves that to the host.
    private IEnumerable<Statement> Hold(Scope scope, string name) =>
        scope.Phase == Phase.Notified ? Establish(scope, $"iommu.Register({name});") : [new Line($"{name}.MatchDriver = {Truth(scope)};")];

    // After Add a handler may have decided the domain, or not: the analyzers cannot tell.
    private static IEnumerable<Statement> Vectors(string name) =>
        [new Line($"if ({name}.Driver is null && {name}.AllocateVectors(1) > 0) {name}.FreeVectors();")];

    // Where there is no domain there are no vectors, and nothing to write; what is enabled without messages is wrong all the same.
    private List<Statement> VectorsInSteps(string name)
    {
        var steps = new List<Statement>();
        Insert(steps, Maybe(30, $"{name}.EnableMsi();"));
        if (dice.Percent(50)) Insert(steps, Maybe(30, $"{name}.UnmaskVectors();"));
        if (dice.Percent(30)) Insert(steps, Maybe(30, $"{name}.MaskVectors();"));
        if (dice.Percent(70)) Insert(steps, new Line($"if ({dice.Pick(["Choice.Next() && ", ""])}{name}.HasVectors) {name}.WriteMessages();"));
        steps.Insert(0, new Line($"{name}.ReserveVectors(1);"));
        steps.Add(new Line($"{name}.DisableMsi();"));
        steps.Add(new Line($"{name}.FreeVectors();", IsPinned: true));
        return steps;
    }

    private string Domain(Scope scope) => scope is { Place: Place.Host, IsApart: false } ? dice.Pick(["DefaultMsiDomain", "null"]) : "null";

    private string Truth(Scope scope) => dice.Percent(80) ? dice.Pick(["false", "true"]) : dice.Percent(50) ? dice.Pick(["", "!"]) + dice.Pick(scope.Flags) : KindTest(scope).Text;
}
