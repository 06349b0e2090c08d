using System.Collections.Immutable;
using System.Text;

namespace IrqAnalyzers.Parity.Generation;

/// <summary>Facts of a program's own, and the operations and handlers whose contracts speak of them.</summary>
internal sealed class OwnProtocol
{
    // Each call notes that a run came there.
    private const string Line = "[System.Runtime.CompilerServices.CallerLineNumber] int line = 0";
    private const string Property = "{0}.IsC";
    private static readonly string[] Facts = ["F.A", "F.B", "F.C", "G.D", "G.E"];
    private static readonly string[] Revocable = ["F.A", "F.B", "G.D"];

    private readonly Dice dice;
    private readonly bool hasProperty;
    private readonly bool tells;
    private readonly bool asksKinds;
    private readonly string? constructed;
    private readonly StringBuilder members = new();
    private readonly List<string> bodies = [];

    private OwnProtocol(Dice dice)
    {
        this.dice = dice;
        Sort = dice.Weighted((35, OwnSort.Class), (12, OwnSort.Interface), (13, OwnSort.Derived), (20, OwnSort.Extension), (20, OwnSort.Static));
        hasProperty = Sort == OwnSort.Class && dice.Percent(30);
        tells = Sort == OwnSort.Class && dice.Percent(40);
        asksKinds = IsOfFunctions && dice.Percent(40);
        if (Sort == OwnSort.Class && dice.Percent(30)) constructed = hasProperty || tells ? "F.B" : "F.C";
    }

    /// <summary>What the facts belong to.</summary>
    public OwnSort Sort { get; }

    /// <summary>Whether the facts are those of functions.</summary>
    public bool IsOfFunctions => Sort is OwnSort.Extension or OwnSort.Static;

    /// <summary>The type of the objects that the facts belong to.</summary>
    public string Subject => Sort switch
    {
        OwnSort.Class or OwnSort.Derived => "Gate",
        OwnSort.Interface => "IGate",
        _ => "PciFunction",
    };

    /// <summary>How such an object is made; <see langword="null"/> if only the machine has any.</summary>
    public string? Made => Sort switch
    {
        OwnSort.Class or OwnSort.Interface => "new Gate()",
        OwnSort.Derived => "Gate.Make(Choice.Next())",
        _ => null,
    };

    /// <summary>All operations.</summary>
    public ImmutableArray<OwnOperation> Operations { get; private set; } = [];

    /// <summary>Those about one object that return no flow.</summary>
    public ImmutableArray<OwnOperation> Simple => Operations.RemoveAll(static operation => operation.IsAwaited || operation.TakesTwo);

    /// <summary>What is asked of an object, as far as it tells.</summary>
    public ImmutableArray<string> Tests => [.. hasProperty ? [Property] : Array.Empty<string>(), .. tells ? ["{0}.HasA", "!{0}.HasA"] : Array.Empty<string>()];

    /// <summary>What a handler overrides, and whether it may take a new object for granted.</summary>
    public string HandlerHeader => $"public override void Handle({Subject} p)";

    /// <summary>Whether handlers are to be called for new objects.</summary>
    public bool HandlersGetNewObjects { get; private set; }

    /// <summary>The declarations, as they stand at the end of the program's file.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Makes one up.</summary>
    public static OwnProtocol Of(Dice dice)
    {
        var made = new OwnProtocol(dice);
        made.Write();
        return made;
    }

    private void Write()
    {
        var operations = ImmutableArray.CreateBuilder<OwnOperation>();
        var count = 4 + dice.Below(3);
        for (var number = 0; number < count; number++) operations.Add(WriteOperation(number));
        if (hasProperty)
        {
            operations.Add(new("{0}.IsC = true", false));
            operations.Add(new("{0}.IsC = false", false));
        }

        Operations = operations.ToImmutable();
        HandlersGetNewObjects = Made is not null && dice.Percent(50);
        var duty = Revocable[dice.Below(3)];
        var duties = dice.Weighted(
            (50, $"[LeavesWith({duty}, Rule = OwnRules.Eighth)]"), (HandlersGetNewObjects ? 30 : 0, $"[LeavesWithout({duty}, Rule = OwnRules.Eighth)]"),
            (20, "[LeavesWith(F.A, F.B, Rule = OwnRules.Eighth)]"));

        if (HandlersGetNewObjects) duties += $"[ArrivesWithout({string.Join(", ", Facts.Where(fact => fact != constructed))})]";
        Text = $$"""
            internal abstract class Handler
            {
                public abstract void Handle({{duties}} {{Subject}} p);
            }

            [ProtocolFacts]
            internal enum F
            {
                [Revocable]
                A,
                [Revocable]
                B,
                C,
            }

            [ProtocolFacts, System.Flags]
            internal enum G
            {
                [Revocable]
                D = 1,
                E = 2,
            }

            {{Declaration()}}
            """;
    }

    private string Declaration() => Sort switch
    {
        OwnSort.Class => $"internal sealed class Gate\n{{\n{Construction()}{(tells ? Telling() : "")}{(hasProperty ? "[FactWhile(true, F.C)]\npublic bool IsC { get; set; }\n" : "")}{members}}}\n",
        OwnSort.Interface => $"internal interface IGate\n{{\n{members}}}\n\ninternal sealed class Gate : IGate\n{{\n{Bodies("public ")}}}\n",
        OwnSort.Derived => $"internal abstract class Gate\n{{\npublic static Gate Make(bool isFirst) => isFirst ? new First() : new Second();\n{members}}}\n\n"
            + $"internal sealed class First : Gate\n{{\n{Bodies("public override ")}}}\n\ninternal sealed class Second : Gate\n{{\n{Bodies("public override ")}}}\n",
        _ => $"internal static class Ops\n{{\n{members}}}\n",
    };

    private static string Telling() => "private bool isA;\n[TestsFact(F.A, IsExact = true)]\npublic bool HasA => isA;\n";

    private string Construction() => constructed is null ? "" : $"[Ensures({constructed})]\npublic Gate()\n{{\n}}\n";

    private string Bodies(string modifiers) => string.Concat(bodies.Select(body => modifiers + body));

    // The first ones are an order as people have it: set up, used, put out of use, torn down. The others are as they come.
    private OwnOperation WriteOperation(int number)
    {
        var isAwaited = number > 0 && dice.Percent(10);
        var takesTwo = number > 3 && dice.Percent(40);
        var (ensured, revoked) = (new HashSet<string>(), new HashSet<string>());
        var contracts = new List<string>();
        switch (number)
        {
            case 0:
                ensured.Add("F.A");
                break;
            case 1:
                contracts.Add(Contract("Requires", "F.A", "First", takesTwo));
                ensured.Add("F.B");
                break;
            case 2:
                contracts.Add(Contract("RequiresAbsent", "F.B", "Second", takesTwo));
                revoked.Add("F.A");
                break;
            case 3:
                revoked.Add("F.B");
                break;
        }

        if (number > 3 || dice.Percent(25)) AddChance(number, takesTwo, contracts, ensured, revoked);
        ensured.ExceptWith(revoked);
        contracts.AddRange(ensured.Select(fact => Contract("Ensures", fact, null, takesTwo)));
        contracts.AddRange(revoked.Select(fact => Contract("Revokes", fact, null, takesTwo)));
        var name = $"Op{number}";
        var type = isAwaited ? "Flow" : "void";
        var changed = !tells ? "" : ensured.Contains("F.A") ? "isA = true;" : revoked.Contains("F.A") ? "isA = false;" : "";
        members.Append(string.Concat(contracts.Select(static contract => contract + "\n")));
        if (takesTwo && (Sort is OwnSort.Interface or OwnSort.Derived || dice.Percent(50))) members.Append("[Footprint]\n");
        var other = takesTwo ? $"{(IsOfFunctions ? "PciFunction" : Subject)} q, " : "";
        var body = $"\n{{\nChoice.Reach(line{(asksKinds ? ", p is VirtualFunction" : "")});\n{changed}\n{(isAwaited ? "return Flow.Completed;\n" : "")}}}\n";
        if (IsOfFunctions)
        {
            members.Append($"public static {type} {name}({(Sort == OwnSort.Extension ? "this " : "")}PciFunction p, {other}{Line}){body}");
            return new(Sort == OwnSort.Extension ? $"{{0}}.{name}({(takesTwo ? "{1}" : "")})" : $"Ops.{name}({{0}}{(takesTwo ? ", {1}" : "")})", isAwaited);
        }

        var signature = $"{type} {name}({other}{Line})";
        if (Sort == OwnSort.Class) members.Append($"public {signature}{body}");
        else members.Append(Sort == OwnSort.Derived ? $"public abstract {signature};\n" : $"{signature};\n");
        bodies.Add($"{signature}{body}");
        return new($"{{0}}.{name}({(takesTwo ? "{1}" : "")})", isAwaited);
    }

    private void AddChance(int number, bool takesTwo, List<string> contracts, HashSet<string> ensured, HashSet<string> revoked)
    {
        string[] rules = ["Third", "Fourth", "Fifth", "Sixth", "Seventh"];
        if (dice.Percent(50))
        {
            var facts = dice.Percent(30) ? $"{dice.Pick(Facts)}, {dice.Pick(Facts)}" : dice.Pick(Facts);
            contracts.Add(Contract("Requires", facts, rules[number % rules.Length], takesTwo));
        }

        if (dice.Percent(35)) contracts.Add(Contract("RequiresAbsent", dice.Pick(Facts), rules[(number + 1) % rules.Length], takesTwo));
        if (dice.Percent(50)) ensured.Add(dice.Pick(hasProperty ? ["F.A", "F.B", "G.D", "G.E"] : Facts));
        if (dice.Percent(35)) revoked.Add(dice.Pick(Revocable));

        // What stands for a fact says so at any time; what an operation about another object does to A nobody would write down.
        if (tells && takesTwo) ensured.Remove("F.A");
        if (tells && takesTwo) revoked.Remove("F.A");
    }

    private string Contract(string name, string facts, string? rule, bool takesTwo)
    {
        var named = rule is null ? "" : $", Rule = OwnRules.{rule}";
        if (IsOfFunctions) named += $", Subject = nameof({(takesTwo && dice.Percent(50) ? "q" : "p")})";
        else if (takesTwo && dice.Percent(50)) named += ", Subject = nameof(q)";
        if (asksKinds && !takesTwo && dice.Percent(25)) named += $", When = FunctionKind.{dice.Pick(["Virtual", "Physical"])}";
        return $"[{name}({facts}{named})]";
    }
}
