namespace IrqAnalyzers.Tests.Corpus;

/// <summary>finally, using, lock and what else leaves a block.</summary>
internal static class Jumps
{
    public static IReadOnlyList<CorpusModel> Models { get; } =
    [
        new("A finally gives the binding back on every way out", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    try
                    {
                        await function.Add();
                        if (Firmware.Quirk) return;
                        function.AssignMsiDomain(Dmar.FindMsiDomain(function));
                    }
                    finally
                    {
                        function.MatchDriver = true;
                    }

                    await function.Attach();
                }
            }
            """),
        new("A return inside try without finally keeps the binding held", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    try
                    {
                        await function.Add();
                        if (Firmware.Quirk) return; // IRQ3002
                    }
                    catch (InvalidOperationException)
                    {
                        function.MatchDriver = true;
                        throw;
                    }

                    function.MatchDriver = true;
                    await function.Attach();
                }
            }
            """),
        new("A nested finally registers before the outer one decides", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    try
                    {
                        try
                        {
                            if (Firmware.Quirk) return;
                        }
                        finally
                        {
                            Dmar.Register(function);
                        }
                    }
                    finally
                    {
                        function.AssignMsiDomain(null); // IRQ1001?
                    }

                    await function.Add();
                }
            }
            """),
        new("A finally decides before anybody has registered", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    try
                    {
                        function.SetDefaultMsiDomain(DefaultMsiDomain);
                    }
                    finally
                    {
                        function.AssignMsiDomain(null); // IRQ1001
                    }

                    await function.Add();
                }
            }
            """),
        new("A struct disposable that forgets what it holds", """
            public readonly struct Hold : IDisposable
            {
                public Hold(PciFunction function) => function.MatchDriver = false;

                public void Dispose()
                {
                }
            }

            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function) // IRQ3002
                {
                    using (new Hold(function))
                    {
                        await function.Add();
                    }

                    await function.Attach();
                }
            }
            """),
        new("A lock is no obstacle", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                private readonly object gate = new();

                public void Wire(PciBus bus)
                {
                    var port = bus.AddFunction("04.0");
                    lock (gate)
                    {
                        port.AssignMsiDomain(null); // IRQ1001
                        if (Firmware.Quirk) return;
                        Dmar.Register(port);
                    }

                    lock (gate) port.AssignMsiDomain(null);
                }
            }
            """),
        new("A throw helper ends the path", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    if (Firmware.Count < 0) Fail("no firmware");
                    else Dmar.Register(function);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }

                private static void Fail(string why) => throw new InvalidOperationException(why);
            }
            """),
        new("An exception filter runs before the inner finally and changes nothing", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    try
                    {
                        if (Firmware.Quirk) throw new TimeoutException();
                    }
                    catch (TimeoutException) when (Registered(function))
                    {
                        function.AssignMsiDomain(null);
                    }

                    Dmar.Register(function);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }

                private bool Registered(PciFunction function)
                {
                    Dmar.Register(function);
                    return true;
                }
            }
            """),
        new("A finally registers before the decision", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    try
                    {
                        function.SetDefaultMsiDomain(null);
                    }
                    finally
                    {
                        Dmar.Register(function);
                    }
                    function.AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """),
        new("A helper awaited in a finally lets the driver in", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    try
                    {
                        await function.Add();
                    }
                    finally
                    {
                        await Release(function);
                    }
                }

                private static async Flow Release(PciFunction f) { f.MatchDriver = true; await f.Attach(); }
            }
            """),
        new("A catch clause adds the function again", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    try
                    {
                        if (Firmware.Quirk) throw new TimeoutException();
                        await function.Add();
                    }
                    catch (TimeoutException)
                    {
                        await function.Add();
                    }
                    function.MatchDriver = true;
                }
            }
            """),
        new("A helper in a finally lets the driver in", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    try
                    {
                        await function.Add();
                    }
                    finally
                    {
                        Release(function);
                    }
                }

                private static void Release(PciFunction f) => f.MatchDriver = true;
            }
            """),
        new("A helper throws and its caller registers", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    try
                    {
                        Check();
                    }
                    catch (TimeoutException)
                    {
                        Dmar.Register(function);
                        function.AssignMsiDomain(null);
                        return;
                    }

                    Dmar.Register(function);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }

                private static void Check()
                {
                    if (Firmware.Quirk)
                        throw new TimeoutException();
                }
            }
            """),
    ];
}
