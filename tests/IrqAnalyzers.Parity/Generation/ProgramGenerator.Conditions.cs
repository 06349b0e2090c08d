namespace IrqAnalyzers.Parity.Generation;

/// <content>Conditions: choices that nobody can foresee, tests of kinds, flags, tests of facts, methods that answer.</content>
internal sealed partial class ProgramGenerator
{
    private Condition ConditionIn(Scope scope, int depth = 0)
    {
        if (depth < 2 && dice.Percent(22))
        {
            var left = ConditionIn(scope, depth + 1);
            if (dice.Percent(20)) return left.Negate();
            var right = ConditionIn(scope, depth + 1);
            return dice.Percent(50) ? left.And(right) : left.Or(right);
        }

        return dice.Weighted(
            (26, (Func<Condition>)(() => Condition.Opaque(dice.Pick(["Choice.Next()", "!Choice.Next()"])))),
            (34, () => KindTest(scope)),
            (18, () => Condition.Opaque(dice.Percent(50) ? dice.Pick(scope.Flags) : $"!{dice.Pick(scope.Flags)}")),
            (12, () => Condition.Opaque(FactTest(scope))),
            (scope.Numbers.Count + scope.Modes.Count > 0 ? 24 : 0, () => Condition.Opaque(NumberTest(scope))),
            (10, () => Answer(scope)))();
    }

    private Condition KindTest(Scope scope)
    {
        var candidates = scope.Functions.Where(function => function.Kind == Kind.Any).ToArray();
        if (candidates.Length == 0) return Condition.Opaque("Choice.Next()");
        var name = dice.Pick(candidates).Name;
        return KindTestOf(name);
    }

    private Condition KindTestOf(string name)
    {
        var isVirtual = dice.Percent(60);
        var text = dice.Percent(20) ? ComputedKindTest(name, isVirtual) : isVirtual
            ? dice.Pick(
            [
                $"{name}.IsVirtual", $"{name}.PhysicalFunction is not null", $"{name}.PhysicalFunction != null", $"{name} is VirtualFunction",
                $"{name} is {{ IsVirtual: true }}", $"{name}.PhysicalFunction is {{ }}", $"{name}.IsVirtual == true", $"{name} is not PhysicalFunction",
            ])
            : dice.Pick(
            [
                $"!{name}.IsVirtual", $"{name}.PhysicalFunction is null", $"{name}.PhysicalFunction == null", $"{name} is not VirtualFunction",
                $"{name} is PhysicalFunction", $"{name} is {{ PhysicalFunction: null }}", $"{name}.IsVirtual is false",
            ]);
        return isVirtual
            ? new(text, [(name, Kind.Virtual)], [(name, Kind.Physical)])
            : new(text, [(name, Kind.Physical)], [(name, Kind.Virtual)]);
    }

    // The same, computed from the function: its type, a tuple or a number of it, its owner, a table of types.
    private string ComputedKindTest(string name, bool isVirtual)
    {
        var vf = Fresh("v");
        return isVirtual
            ? dice.Pick(
            [
                $"{name}.GetType() == typeof(VirtualFunction)", $"({name}, Choice.Next()) is (VirtualFunction, _)", $"({name} is VirtualFunction {vf} ? {vf}.Index : -1) >= 0",
                $"!ReferenceEquals({name}.PhysicalFunction ?? {name}, {name})", $"({name}.IsVirtual ? (2, true) : (1, false)).Item2",
                $"new System.Collections.Generic.HashSet<System.Type> {{ typeof(VirtualFunction) }}.Contains({name}.GetType())", $"({name}, {name}.PhysicalFunction) switch {{ (VirtualFunction, _) => 2, (_, null) => 1, _ => 0 }} == 2",
            ])
            : dice.Pick(
            [
                $"{name}.GetType() != typeof(VirtualFunction)", $"({name}, Choice.Next()) is (PhysicalFunction, _)", $"({name} is VirtualFunction {vf} ? {vf}.Index : -1) < 0",
                $"ReferenceEquals({name}.PhysicalFunction ?? {name}, {name})", $"({name}.IsVirtual ? (2, true) : (1, false)).Item1 == 1",
                $"!new System.Collections.Generic.HashSet<System.Type> {{ typeof(VirtualFunction) }}.Contains({name}.GetType())",
            ]);
    }

    // What such a test says depends on the machine and on the rest of the program; a choice beside it keeps both outcomes possible.
    private string FactTest(Scope scope)
    {
        if (own is not null) return OwnTest(scope, own);
        var name = dice.Pick(scope.Functions).Name;
        return dice.Pick(
        [
            $"(Choice.Next() || iommu.Knows({name}))", $"(Choice.Next() && iommu.Knows({name}))", $"!(Choice.Next() || iommu.Knows({name}))", $"(Choice.Next() || !iommu.Knows({name}))",
            $"(Choice.Next() ? Choice.Next() : {name}.Driver is null)", $"(Choice.Next() ? Choice.Next() : {name}.MsiDomain is null)",
            $"(Choice.Next() ? Choice.Next() : {name}.HasSpecialMsiDomain)", $"(Choice.Next() ? Choice.Next() : !{name}.HasSpecialMsiDomain)",
            $"(Choice.Next() ? Choice.Next() : {name}.MatchDriver)", "(Choice.Next() ? Choice.Next() : iommu.InterruptRemappingEnabled)",
        ]);
    }

    private Condition Answer(Scope scope)
    {
        var function = dice.Pick(scope.Functions);
        if (!MayCall(scope)) return Condition.Opaque("Choice.Next()");
        if (function.Kind == Kind.Any && dice.Percent(50))
        {
            var name = Fresh("Is");
            var test = KindTestOf("p");
            members.Add(new(scope.Place, $"private static bool {name}(PciFunction p)", [new Line($"return {test.Text};", IsPinned: true)], IsEssential: false));
            var isVirtual = test.IfTrue[0].Kind == Kind.Virtual;
            return new(
                $"{name}({function.Name})",
                [(function.Name, isVirtual ? Kind.Virtual : Kind.Physical)],
                [(function.Name, isVirtual ? Kind.Physical : Kind.Virtual)]);
        }

        return Condition.Opaque($"{Method(scope, function.Kind, MethodSort.Answering)}({function.Name})");
    }
}
