namespace IrqAnalyzers.Tests.Corpus;

/// <summary>Delegates in collections that fields hold, and look-ups of objects in collections.</summary>
internal static class CodeInFields
{
    public static IReadOnlyList<CorpusModel> Models { get; } =
    [
        new("A dictionary of quirks has one that frees too early", Driver(
            "private readonly Dictionary<string, Action<PciFunction>> quirks = new() { [\"nic\"] = f => f.FreeVectors(), [\"disk\"] = f => Console.Error.WriteLine(f.Name) };",
            "if (quirks.TryGetValue(function.Name, out var quirk)) quirk(function); // IRQ4001?")),
        new("A dictionary of quirks that do no harm", Driver(
            "private readonly Dictionary<string, Action<PciFunction>> quirks = new() { [\"nic\"] = f => Console.Error.WriteLine(f.Address) };",
            """
            if (quirks.TryGetValue(function.Name, out var quirk)) quirk(function);
            function.ReleaseInterrupts();
            function.FreeVectors();
            """)),
        new("A list of steps has one that frees too early", Driver(
            "private readonly List<Action<PciFunction>> steps = new() { f => f.FreeVectors(), f => f.ReleaseInterrupts() };",
            "foreach (var step in steps) step(function); // IRQ4001")),
        new("A constructor fills the dictionary", Driver(
            "private readonly Dictionary<string, Action<PciFunction>> quirks = new();",
            "quirks[function.Name](function); // IRQ4001",
            "quirks[\"nic\"] = f => f.FreeVectors();")),
        new("Others may fill the dictionary", Driver(
            "public readonly Dictionary<string, Action<PciFunction>> quirks = new() { [\"nic\"] = f => f.FreeVectors() };",
            "if (quirks.TryGetValue(function.Name, out var quirk)) quirk(function);")),
        new("What a query finds is the function itself", Driver(
            "private readonly List<PciFunction> mine = new();",
            """
            var own = mine.FirstOrDefault(other => ReferenceEquals(other, function));
            own?.FreeVectors(); // IRQ4001?
            """)),
    ];

    private static string Driver(string members, string afterwards, string constructor = "") => $$"""
        public sealed class D : PciDriver
        {
            {{members}}

            public D() : base("d") { {{constructor}} }

            public override bool Matches(PciFunction function) => function.VectorCapacity > 0;

            protected override async Flow Probe(PciFunction function)
            {
                if (function.AllocateVectors(1) == 0) return;
                function.RequestInterrupts();
                {{afterwards}}
            }
        }
        """;
}
