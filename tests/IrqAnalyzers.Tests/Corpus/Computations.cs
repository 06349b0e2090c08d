namespace IrqAnalyzers.Tests.Corpus;

/// <summary>Helpers that only compute, which are not analysed, and some that only look so.</summary>
internal static class Computations
{
    public static IReadOnlyList<CorpusModel> Models { get; } =
    [
        new("A checksum between a registration and an assignment", Host(
            "Dmar.Register(function); Firmware.Count = Sum(Firmware.Count, 3); function.AssignMsiDomain(null); await function.Add();",
            "private static int Sum(int rounds, int by) { var sum = 0; for (var i = 0; i < rounds; i++) { if (i % 2 == 0) sum += by; else sum ^= i; } return sum; }")),
        new("A checksum before an assignment that comes too early", Host(
            "var sum = Sum(Firmware.Count, 3);\nfunction.AssignMsiDomain(null); // IRQ1001\nif (sum > 3) await function.Add();",
            "private static int Sum(int rounds, int by) { var sum = 0; while (sum < rounds) sum += by; return sum; }")),
        new("A sum that decides, and what it decides about", Host(
            """
            var sum = Sum(Firmware.Count);
            if (sum == 7) Dmar.Register(function);
            function.AssignMsiDomain(null); // IRQ1001
            if (sum == 7) function.AssignMsiDomain(null);
            """,
            "private static int Sum(int rounds) { var sum = 0; for (var i = 0; i < rounds; i++) sum += i; return sum; }")),
        new("An error code that a loop comes to is still one of those that are written down", Host(
            """
            if (Wait(Firmware.Count) == 0) Dmar.Register(function);
            function.AssignMsiDomain(null);
            """,
            "private static int Wait(int rounds) { for (var i = 0; i < rounds; i++) { } return 0; }")),
        new("A log line changes nothing", Host(
            """
            Dmar.Register(function);
            Log(function.Name, 3);
            function.AssignMsiDomain(null);
            """,
            "private static void Log(string name, int level) { if (level > 1) Console.WriteLine(name); }")),
        new("A log line that throws is a way out", Host(
            """
            try
            {
                Log(3);
                Dmar.Register(function);
            }
            catch (Exception)
            {
            }

            function.AssignMsiDomain(null); // IRQ1001?
            """,
            "private static void Log(int level) { Console.WriteLine(level); }")),
        new("A helper that computes and sets a flag of the host", Host(
            """
            Note(Firmware.Count);
            if (isQuirky) return;
            function.AssignMsiDomain(null); // IRQ1001
            """,
            "private bool isQuirky; private void Note(int rounds) { for (var i = 0; i < rounds; i++) isQuirky = false; }")),
        new("A helper without arguments of the DSL that gets at a device all the same", Host(
            """
            current = function;
            Settle(3);
            function.AssignMsiDomain(null);
            """,
            "private PciFunction current = null!; private void Settle(int rounds) { for (var i = 0; i < rounds; i++) { } Dmar.Register(current); }")),
        new("A helper that gets at a device through a static member", Host(
            """
            Shared.Current = function;
            Settle(3); // IRQ1001
            function.AssignMsiDomain(null); // IRQ1001
            """,
            "private static void Settle(int rounds) { for (var i = 0; i < rounds; i++) { } Shared.Current.AssignMsiDomain(null); }")
            + " public static class Shared { public static PciFunction Current = null!; }"),
        new("A number whose operator is the model's own", Host(
            """
            Ticks.Late = function;
            Count(3); // IRQ1001
            function.AssignMsiDomain(null); // IRQ1001
            """,
            "private static void Count(int rounds) { var ticks = new Ticks(); for (var i = 0; i < rounds; i++) ticks += i; }")
            + """
             public struct Ticks
            {
                public static PciFunction Late = null!;
                public static Ticks operator +(Ticks one, int other)
                {
                    Late.AssignMsiDomain(null);
                    return one;
                }
            }
            """),
        new("A driver whose constructor only names it", Host(
            "Dmar.Register(function); function.AssignMsiDomain(null); await function.Add();",
            "protected override PciDriver CreateDriver() => new Named(3); private sealed class Named : PciDriver { public Named(int number) : base(\"named\") { } public override bool Matches(PciFunction function) => true; protected override async Flow Probe(PciFunction function) { function.RequestInterrupts(); /* nothing was allocated */ // IRQ4005\n} }")),
    ];

    private static string Host(string addDevice, string members) => $$"""
        public sealed class H : BenchHost
        {
            public H(Machine machine) : base(machine) { }

            protected override async Flow AddDevice(PciFunction function)
            {
                {{addDevice}}
            }

            {{members}}
        }
        """;
}
