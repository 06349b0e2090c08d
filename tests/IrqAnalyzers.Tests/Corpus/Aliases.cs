namespace IrqAnalyzers.Tests.Corpus;

/// <summary>One function under several names: locals, casts, ref, out and in.</summary>
internal static class Aliases
{
    public static IReadOnlyList<CorpusModel> Models { get; } =
    [
        new("A local that is a copy of a copy is the same function", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var dev = function;
                    var pdev = dev;
                    dev.MatchDriver = false;
                    pdev.AssignMsiDomain(DefaultMsiDomain); // IRQ1001
                    await pdev.Add();
                    dev.MatchDriver = true;
                    await function.Attach();
                }
            }
            """),
        new("An out parameter hands the registered function on", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    if (!TryPrepare(function, out var prepared))
                    {
                        function.AssignMsiDomain(null); // IRQ1001
                        return;
                    }

                    prepared.AssignMsiDomain(Dmar.FindMsiDomain(prepared));
                    await prepared.Add();
                }

                private bool TryPrepare(PciFunction function, out PciFunction prepared)
                {
                    prepared = function;
                    if (Firmware.Quirk) return false;
                    Dmar.Register(function);
                    return true;
                }
            }
            """),
        new("A ref parameter is exchanged for the physical function", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var target = function;
                    Redirect(ref target);
                    Dmar.Register(function);
                    function.AssignMsiDomain(Dmar.FindMsiDomain(function));
                    await function.Add();
                }

                private static void Redirect(ref PciFunction target)
                {
                    if (target.PhysicalFunction is { } pf) target = pf;
                }
            }
            """),
        new("An in parameter is read only and still the same", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Put(in function);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }

                private void Put(in PciFunction function) => Dmar.Register(function);
            }
            """),
        new("A coalesced argument is either function", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var requester = function.PhysicalFunction ?? function;
                    if (!function.IsVirtual)
                    {
                        requester.AssignMsiDomain(null); // IRQ1001
                        Dmar.Register(requester);
                    }

                    await HoldAndAdd(function);
                }

                private static async Flow HoldAndAdd(PciFunction function)
                {
                    function.MatchDriver = false;
                    await function.Add();
                    function.MatchDriver = true;
                    await function.Attach();
                }
            }
            """),
        new("A ternary that gives the same function on both sides", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var copy = function;
                    var target = Firmware.Quirk ? function : copy;
                    Dmar.Register(target);
                    function.AssignMsiDomain(null);
                    await target.Add();
                }
            }
            """),
        new("A cast and an as keep the identity", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    object boxed = function;
                    if (boxed is not PciFunction dev) return;
                    Dmar.Register((PciFunction)boxed);
                    dev.AssignMsiDomain(null);
                    var again = boxed as PciFunction;
                    again!.AssignMsiDomain(null);
                    await again.Add();
                }
            }
            """),
        new("A parameter that is reassigned is another function from then on", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public void Wire(PciBus bus)
                {
                    PciFunction port = bus.AddFunction("04.0");
                    Dmar.Register(port);
                    port.AssignMsiDomain(null);
                    port = bus.AddFunction("05.0");
                    port.AssignMsiDomain(null); // IRQ1001
                }
            }
            """),
        new("One allocation site in a loop makes a new function each time", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public void Wire(PciBus bus)
                {
                    PciFunction? previous = null;
                    for (var i = 0; i < 4; i++)
                    {
                        var port = bus.AddFunction($"0{i + 4}.0");
                        if (previous is not null) port.AssignMsiDomain(null); // IRQ1001
                        Dmar.Register(port);
                        previous = port;
                        previous.AssignMsiDomain(null);
                    }
                }
            }
            """),
        new("A null local gives way to the function", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    PciFunction? target = null;
                    var t = target ?? function;
                    t.AssignMsiDomain(null); // IRQ1001
                    Dmar.Register(t);
                    await function.Add();
                }
            }
            """),
        new("A ref local to a local is the local", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override Flow AddDevice(PciFunction function)
                {
                    var a = function;
                    ref var b = ref a;
                    Dmar.Register(b);
                    function.AssignMsiDomain(null);
                    return function.Add();
                }
            }
            """),
        new("A var pattern gives the function a second name", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var f = function switch { var x => x };
                    Dmar.Register(f);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """),
        new("A switch expression picks the physical function", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    PciFunction f = function switch
                    {
                        VirtualFunction vf => vf.PhysicalFunction,
                        PhysicalFunction pf => pf,
                        _ => throw new InvalidOperationException(),
                    };
                    if (!function.IsVirtual)
                    {
                        Dmar.Register(f);
                        function.AssignMsiDomain(null);
                    }
                    function.MatchDriver = false;
                    await function.Add();
                    function.MatchDriver = true;
                }
            }
            """),
        new("A null-conditional chain reaches the function", """
            public sealed class Holder
            {
                public PciFunction? F;
            }

            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Holder? h = new Holder();
                    h.F = function;
                    h?.F?.AssignMsiDomain(null); // IRQ1001
                    Dmar.Register(h!.F);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """),
    ];
}
