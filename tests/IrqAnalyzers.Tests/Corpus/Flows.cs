namespace IrqAnalyzers.Tests.Corpus;

/// <summary>Flows that are awaited at once, later, on some paths, never.</summary>
internal static class Flows
{
    public static IReadOnlyList<CorpusModel> Models { get; } =
    [
        new("A flow started, other work, then awaited", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    var adding = function.Add();
                    function.SetDefaultMsiDomain(DefaultMsiDomain);
                    await adding;
                    function.AssignMsiDomain(Dmar.FindMsiDomain(function));
                    function.MatchDriver = true;
                    await function.Attach();
                }
            }
            """),
        new("A flow started and never awaited", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    function.Add(); // IRQ9003
                    function.MatchDriver = true;
                }
            }
            """),
        new("A flow in a local that is awaited on one path", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    var adding = function.Add(); // IRQ9003?
                    if (Firmware.Quirk) await adding;
                    function.MatchDriver = true;
                }
            }
            """),
        new("A flow discarded on purpose", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    _ = function.Add();
                    function.MatchDriver = true;
                }
            }
            """),
        new("A flow returned without await is the caller's", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    await Announce(function);
                    function.MatchDriver = true;
                    await function.Attach();
                }

                private static Flow Announce(PciFunction function) => function.Add();
            }
            """),
        new("A conditional flow is awaited either way", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    await (function.IsAdded ? Flow.Completed : function.Add());
                    function.MatchDriver = true;
                    await function.Attach();
                }
            }
            """),
        new("A helper flow that decides before it adds", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    await Place(function); // IRQ1001
                    function.MatchDriver = true;
                    await function.Attach();
                }

                private async Flow Place(PciFunction function)
                {
                    function.AssignMsiDomain(DefaultMsiDomain);
                    await function.Add();
                }
            }
            """),
        new("Two flows started together and both awaited", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public async Flow Plug(PciFunction left, PciFunction right)
                {
                    var first = HotAdd(left);
                    var second = HotAdd(right);
                    await first;
                    await second;
                }
            }
            """),
        new("A flow with a result carries the function", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var dev = await Known(function);
                    dev.AssignMsiDomain(null);
                    await dev.Add();
                }

                private async Flow<PciFunction> Known(PciFunction function)
                {
                    Dmar.Register(function);
                    return function;
                }
            }
            """),
        new("A task is no flow", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    if (Firmware.Count < 0) await System.Threading.Tasks.Task.Delay(1); // IRQ9003
                    await function.Add();
                    function.MatchDriver = true;
                    await function.Attach();
                }
            }
            """),
        new("Started in a loop and kept in a list", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public async Flow PlugAll(IEnumerable<PciFunction> functions)
                {
                    var flows = new List<Flow>();
                    foreach (var function in functions) flows.Add(HotAdd(function));
                    foreach (var flow in flows) await flow;
                }
            }
            """),
        new("An await in a condition", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    if (!await TryRegister(function)) return;
                    function.AssignMsiDomain(null);
                    await function.Add();
                }

                private async Flow<bool> TryRegister(PciFunction function)
                {
                    if (Firmware.Quirk) return false;
                    Dmar.Register(function);
                    return true;
                }
            }
            """),
        new("The binding is released before the flow has ended", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    var adding = function.Add();
                    function.AssignMsiDomain(null); // IRQ1001?
                    await adding;
                    function.MatchDriver = true;
                    await function.Attach();
                }
            }
            """),
        new("A flow is started and awaited in a finally", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    try
                    {
                        function.SetDefaultMsiDomain(null);
                    }
                    finally
                    {
                        await function.Add();
                    }
                    function.MatchDriver = true;
                }
            }
            """),
        new("A flow awaited in both branches", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    var adding = function.Add();
                    if (function.IsVirtual) await adding;
                    else await adding;
                    function.MatchDriver = true;
                }
            }
            """),
        new("An early return awaits in its finally", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    var adding = function.Add();
                    try
                    {
                        if (Firmware.Quirk) return;
                    }
                    finally
                    {
                        await adding;
                        function.MatchDriver = true;
                    }
                    function.MatchDriver = true;
                }
            }
            """),
        new("A flow is polled and then awaited", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    var adding = function.Add();
                    while (!adding.IsCompleted)
                    {
                        Firmware.Count++;
                        if (Firmware.Count > 2) break;
                    }

                    await adding;
                    function.MatchDriver = true;
                }
            }
            """),
        new("One of two flows is started and awaited", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    Flow adding;
                    if (Firmware.Quirk) adding = function.Add();
                    else adding = function.Attach();
                    await adding;
                    function.MatchDriver = true;
                }
            }
            """),
        new("A flow awaited under another name", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    var adding = function.Add();
                    var same = adding;
                    await same;
                    function.MatchDriver = true;
                }
            }
            """),
        new("A flow of one function overwritten by another operation", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    var flow = function.Add(); // IRQ9003
                    flow = function.Attach();
                    await flow;
                    function.MatchDriver = true;
                }
            }
            """),
        new("A flow that may not have been started", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    Flow? flow = null;
                    if (!Firmware.Quirk) flow = function.Add();
                    if (flow is not null) await flow;
                    function.MatchDriver = true;
                }
            }
            """),
        new("A helper flow lets the driver in in its finally", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    await Guarded(function);
                    await function.Attach();
                }

                private static async Flow Guarded(PciFunction f)
                {
                    f.MatchDriver = false;
                    try
                    {
                        await f.Add();
                    }
                    finally
                    {
                        f.MatchDriver = true;
                    }
                }
            }
            """),
        new("An early return after the await keeps the binding held", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    var adding = function.Add();
                    if (Firmware.Quirk)
                    {
                        await adding;
                        return; // IRQ3002
                    }

                    await adding;
                    function.MatchDriver = true;
                }
            }
            """),
    ];
}
