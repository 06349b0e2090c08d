namespace IrqAnalyzers.Tests.Corpus;

/// <summary>Helpers that throw because of what they are told, and hooks that throw.</summary>
internal static class ThrownByHelpers
{
    public static IReadOnlyList<CorpusModel> Models { get; } =
    [
        new("A helper that is told not to throw", """
            public sealed class Odd : Exception { }

            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    try { Prepare(function, false); }
                    catch (Odd) { function.AssignMsiDomain(null); }
                    await function.Add();
                    function.MatchDriver = true;
                }

                private void Prepare(PciFunction f, bool strict) { if (strict) throw new Odd(); Dmar.Register(f); }
            }
            """),
        new("A helper throws because of a number that its caller knows", """
            public sealed class Odd : Exception { }

            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    Firmware.Count = 0;
                    try { Prepare(function); }
                    catch (Odd) { function.AssignMsiDomain(null); } // IRQ1001?
                    await function.Add();
                    function.MatchDriver = true;
                }

                private void Prepare(PciFunction f) { if (Firmware.Count > 1) throw new Odd(); Dmar.Register(f); }
            }
            """),
        new("A hook throws", """
            public sealed class Odd : Exception { }

            public class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    try { Ready(function); Dmar.Register(function); }
                    catch (Odd) { function.AssignMsiDomain(null); } // IRQ1001?
                    await function.Add();
                    function.MatchDriver = true;
                }

                protected virtual void Ready(PciFunction f) { }
            }

            public sealed class Strict : H
            {
                public Strict(Machine machine) : base(machine) { }

                protected override void Ready(PciFunction f) { if (Firmware.Quirk) throw new Odd(); }
            }
            """),
        new("A helper that is told to throw", """
            public sealed class Odd : Exception { }

            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    try { Prepare(function, Mode.Strict); }
                    catch (Odd) { function.AssignMsiDomain(null); } // IRQ1001?
                    await function.Add();
                    function.MatchDriver = true;
                }

                private enum Mode { Lax, Strict }

                private void Prepare(PciFunction f, Mode mode) { if (mode == Mode.Strict) throw new Odd(); Dmar.Register(f); }
            }
            """),
    ];
}
