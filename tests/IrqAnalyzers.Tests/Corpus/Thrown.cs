namespace IrqAnalyzers.Tests.Corpus;

/// <summary>Helpers that throw, and what their callers catch.</summary>
internal static class Thrown
{
    public static IReadOnlyList<CorpusModel> Models { get; } =
    [
        new("A helper throws before it registers", """
            public sealed class Odd : Exception { }

            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    try { Prepare(function); function.AssignMsiDomain(null); }
                    catch (Odd) { function.AssignMsiDomain(null); } // IRQ1001
                    await function.Add();
                    function.MatchDriver = true;
                }

                private void Prepare(PciFunction f) { if (Firmware.Quirk) throw new Odd(); Dmar.Register(f); }
            }
            """),
        new("A helper throws after it has registered", """
            public sealed class Odd : Exception { }

            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    try { Prepare(function); }
                    catch (Odd) { }
                    function.AssignMsiDomain(null);
                    await function.Add();
                    function.MatchDriver = true;
                }

                private void Prepare(PciFunction f) { Dmar.Register(f); if (Firmware.Quirk) throw new Odd(); }
            }
            """),
        new("A helper of a helper throws", """
            public sealed class Odd : Exception { public Odd(string text) : base(text) { } }

            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    try { Outer(function); }
                    catch (Odd) { function.AssignMsiDomain(null); } // IRQ1001
                    await function.Add();
                    function.MatchDriver = true;
                }

                private void Outer(PciFunction f) { Prepare(f); f.AssignMsiDomain(null); }

                private void Prepare(PciFunction f) { if (Firmware.Quirk) throw new Odd("x"); Dmar.Register(f); }
            }
            """),
        new("What a helper catches itself the caller never sees", """
            public sealed class Odd : Exception { }

            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    try { Prepare(function); function.AssignMsiDomain(null); }
                    catch (Odd) { function.AssignMsiDomain(null); }
                    await function.Add();
                    function.MatchDriver = true;
                }

                private void Prepare(PciFunction f) { try { if (Firmware.Quirk) throw new Odd(); Dmar.Register(f); } catch (Odd) { Dmar.Register(f); } }
            }
            """),
        new("A helper registers on its way out", """
            public sealed class Odd : Exception { }

            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    try { Prepare(function); }
                    catch (Odd) { }
                    function.AssignMsiDomain(null);
                    await function.Add();
                    function.MatchDriver = true;
                }

                private void Prepare(PciFunction f) { try { if (Firmware.Quirk) throw new Odd(); } finally { Dmar.Register(f); } }
            }
            """),
        new("A handler of another exception is not reached", """
            public sealed class Odd : Exception { }

            public sealed class Other : Exception { }

            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    try { try { Prepare(function); } catch (Other) { function.AssignMsiDomain(null); } }
                    catch (Odd) { function.AssignMsiDomain(null); } // IRQ1001
                    await function.Add();
                    function.MatchDriver = true;
                }

                private void Prepare(PciFunction f) { if (Firmware.Quirk) throw new Odd(); Dmar.Register(f); }
            }
            """),
        new("A helper that always throws", """
            public sealed class Odd : Exception { }

            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    try { Prepare(function); }
                    catch (Odd) { function.AssignMsiDomain(null); }
                    await function.Add();
                    function.MatchDriver = true;
                }

                private void Prepare(PciFunction f) { Dmar.Register(f); throw new Odd(); }
            }
            """),
        new("Whether a helper throws is for the caller to say", """
            public sealed class Odd : Exception { }

            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    try { Prepare(function, Firmware.Quirk); }
                    catch (Odd) { function.AssignMsiDomain(null); } // IRQ1001?
                    await function.Add();
                    function.MatchDriver = true;
                }

                private void Prepare(PciFunction f, bool strict) { if (strict) throw new Odd(); Dmar.Register(f); }
            }
            """),
        new("A helper refuses null", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    try { Prepare(function); }
                    catch (ArgumentNullException) { function.AssignMsiDomain(null); } // IRQ1001?
                    await function.Add();
                    function.MatchDriver = true;
                }

                private void Prepare(PciFunction? f) { if (f is null) throw new ArgumentNullException(nameof(f)); Dmar.Register(f); }
            }
            """),
        new("A helper refuses what is not registered", """
            public sealed class Odd : Exception { }

            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    Dmar.Register(function);
                    try { Prepare(function); }
                    catch (Odd) { function.AssignMsiDomain(null); } // IRQ1001?
                    await function.Add();
                    function.MatchDriver = true;
                }

                private void Prepare(PciFunction f) { if (!Dmar.Knows(f)) throw new Odd(); }
            }
            """),
        new("Code that nobody follows may throw it", """
            public sealed class Odd : Exception { }

            public static class Checks { public static void Check(int n) { if (n == 3) throw new Odd(); } }

            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    try { Prepare(function); }
                    catch (Odd) { }
                    function.AssignMsiDomain(null); // IRQ1001?
                    await function.Add();
                    function.MatchDriver = true;
                }

                private void Prepare(PciFunction f) { Checks.Check(Firmware.Count); Dmar.Register(f); }
            }
            """),
        new("An override may throw it", """
            public sealed class Odd : Exception { }

            public class Step { public virtual void Do(PciFunction f) { } }

            public sealed class OddStep : Step { public override void Do(PciFunction f) { if (Firmware.Quirk) throw new Odd(); } }

            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                private Step step = new OddStep();

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    Dmar.Unregister(function);
                    try { step.Do(function); Dmar.Register(function); }
                    catch (Odd) { }
                    function.AssignMsiDomain(null); // IRQ1001?
                    await function.Add();
                    function.MatchDriver = true;
                }
            }
            """),
        new("An awaited helper throws", """
            public sealed class Odd : Exception { }

            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    try { await Prepare(function); function.AssignMsiDomain(null); }
                    catch (Odd) { function.AssignMsiDomain(null); } // IRQ1001
                    await function.Add();
                    function.MatchDriver = true;
                }

                private async Flow Prepare(PciFunction f) { if (Firmware.Quirk) throw new Odd(); Dmar.Register(f); }
            }
            """),
        new("A helper that is tried again", """
            public sealed class Odd : Exception { }

            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    for (var attempt = 0; ; attempt++)
                    {
                        try { Prepare(function); break; }
                        catch (Odd) { if (attempt > 3) return; } // IRQ3002
                    }
                    function.AssignMsiDomain(null);
                    await function.Add();
                    function.MatchDriver = true;
                }

                private void Prepare(PciFunction f) { if (Firmware.Ask()) throw new Odd(); Dmar.Register(f); }
            }
            """),
        new("A helper undoes what it did and throws on", """
            public sealed class Odd : Exception { }

            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    try { Prepare(function); }
                    catch (Odd) { function.AssignMsiDomain(null); } // IRQ1001
                    await function.Add();
                    function.MatchDriver = true;
                }

                private void Prepare(PciFunction f) { Dmar.Register(f); try { if (Firmware.Quirk) throw new Odd(); } catch (Odd) { Dmar.Unregister(f); throw; } }
            }
            """),
        new("A local function throws", """
            public sealed class Odd : Exception { }

            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    void Prepare() { if (Firmware.Count > 1) throw new Odd(); Dmar.Register(function); }
                    try { Prepare(); }
                    catch (Odd) { function.AssignMsiDomain(null); } // IRQ1001
                    await function.Add();
                    function.MatchDriver = true;
                }
            }
            """),
        new("What is thrown is of another type than what is caught", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    try { if (Firmware.Quirk) throw new ArgumentException(); Dmar.Register(function); }
                    catch (InvalidOperationException) { function.AssignMsiDomain(null); } // IRQ1001?
                    catch (ArgumentException) { }
                    await function.Add();
                    function.MatchDriver = true;
                }
            }
            """),
    ];
}
