namespace IrqAnalyzers.Tests.Corpus;

/// <summary>try, catch and retry.</summary>
internal static class Exceptions
{
    public static IReadOnlyList<CorpusModel> Models { get; } =
    [
        new("A swallowed exception leaves the binding held", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function) // IRQ3002
                {
                    function.MatchDriver = false;
                    try
                    {
                        await function.Add();
                        if (Firmware.Quirk) throw new InvalidOperationException("quirk");
                        function.MatchDriver = true;
                        await function.Attach();
                    }
                    catch (InvalidOperationException)
                    {
                    }
                }
            }
            """),
        new("A handler that a thrown exception reaches decides too early", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    try
                    {
                        if (Firmware.Legacy) throw new NotSupportedException();
                        Dmar.Register(function);
                    }
                    catch (NotSupportedException)
                    {
                        function.AssignMsiDomain(null); // IRQ1001
                    }
                    catch (InvalidOperationException) when (Firmware.Quirk)
                    {
                        Dmar.Register(function);
                    }

                    function.MatchDriver = false;
                    await function.Add();
                    function.MatchDriver = true;
                    await function.Attach();
                }
            }
            """),
        new("A catch clause of another type does not catch it", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public void Wire(PciBus bus)
                {
                    var port = bus.AddFunction("04.0");
                    try
                    {
                        Check();
                        Dmar.Register(port);
                    }
                    catch (NotSupportedException)
                    {
                    }

                    port.AssignMsiDomain(null); // IRQ1001?
                }

                private static void Check()
                {
                    if (Firmware.Quirk) throw new NotSupportedException();
                }
            }
            """),
        new("Catch and retry registers in the end", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    for (var attempt = 0; ; attempt++)
                    {
                        try
                        {
                            if (attempt == 0 && Firmware.Quirk) throw new TimeoutException();
                            Dmar.Register(function);
                            break;
                        }
                        catch (TimeoutException)
                        {
                            if (attempt > 3) throw;
                        }
                    }

                    function.AssignMsiDomain(Dmar.FindMsiDomain(function));
                    await function.Add();
                }
            }
            """),
        new("A retry that gives up goes on as if it had worked", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var registered = false;
                    for (var attempt = 0; attempt < 2 && !registered; attempt++)
                    {
                        try
                        {
                            if (Firmware.Quirk) throw new TimeoutException();
                            Dmar.Register(function);
                            registered = true;
                        }
                        catch (TimeoutException)
                        {
                        }
                    }

                    if (!registered) function.AssignMsiDomain(DefaultMsiDomain); // IRQ1001
                    else function.AssignMsiDomain(Dmar.FindMsiDomain(function));
                    await function.Add();
                }
            }
            """),
    ];
}
