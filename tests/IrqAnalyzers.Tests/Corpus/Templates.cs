namespace IrqAnalyzers.Tests.Corpus;

/// <summary>Base classes whose methods call others of the object that several derived classes override.</summary>
internal static class Templates
{
    private const string Stepwise = """
        internal abstract class Stepwise : PciDriver
        {
            protected Stepwise() : base("stepwise") { }

            public override bool Matches(PciFunction function) => true;

            protected sealed override async Flow Probe(PciFunction function)
            {
                if (function.ReserveVectors(1) == 0) return;
                Configure(function);$$MARK$$
            }

            protected abstract void Configure(PciFunction function);

            protected sealed override async Flow Unbind(PciFunction function)
            {
                if (function is PhysicalFunction { HasVirtualFunctions: true } pf) await pf.DisableSriov();
                function.ReleaseInterrupts();
                function.FreeVectors();
            }
        }

        """;

    public static IReadOnlyList<CorpusModel> Models { get; } =
    [
        new("One of two classes fills a step in wrongly", Stepwise.Replace("$$MARK$$", " // IRQ1004?") + """
            internal sealed class Right : Stepwise
            {
                protected override void Configure(PciFunction function)
                {
                    function.WriteMessages();
                    function.EnableMsi();
                }
            }

            internal sealed class Wrong : Stepwise
            {
                protected override void Configure(PciFunction function)
                {
                    function.EnableMsi();
                    function.WriteMessages();
                }
            }
            """),
        new("Both classes fill a step in rightly", Stepwise.Replace("$$MARK$$", "") + """
            internal sealed class Right : Stepwise
            {
                protected override void Configure(PciFunction function)
                {
                    function.WriteMessages();
                    function.EnableMsi();
                }
            }

            internal sealed class Masked : Stepwise
            {
                protected override void Configure(PciFunction function)
                {
                    function.MaskVectors();
                    function.WriteMessages();
                    function.EnableMsi();
                    function.UnmaskVectors();
                }
            }
            """),
        new("Hooks of a class go together", """
            internal abstract class LayeredDriver : PciDriver
            {
                protected LayeredDriver() : base("layered") { }

                public override bool Matches(PciFunction function) => true;

                protected override async Flow Unbind(PciFunction function)
                {
                    if (function is PhysicalFunction { HasVirtualFunctions: true } pf) await pf.DisableSriov();
                    Stop(function);
                    End(function);
                }

                protected abstract void Stop(PciFunction function);

                protected abstract void End(PciFunction function);
            }

            internal sealed class InTwo : LayeredDriver
            {
                protected override void Stop(PciFunction function) => function.ReleaseInterrupts();

                protected override void End(PciFunction function) => function.FreeVectors();
            }

            internal sealed class InOne : LayeredDriver
            {
                protected override void Stop(PciFunction function) => function.MaskVectors();

                protected override void End(PciFunction function)
                {
                    function.ReleaseInterrupts();
                    function.FreeVectors();
                }
            }
            """),
        new("A hook of a base class leaves undone what all classes rely on", """
            internal abstract class LayeredHost : BenchHost
            {
                protected LayeredHost(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function) // IRQ3002
                {
                    Enter(function);
                    await function.Add();
                    After(function);
                }

                private void Enter(PciFunction function) => Before(function);

                protected virtual void Before(PciFunction function) => function.MatchDriver = false;

                protected virtual void After(PciFunction function) { }
            }

            internal sealed class Enabling : LayeredHost
            {
                public Enabling(Machine machine) : base(machine) { }

                protected override void Before(PciFunction function)
                {
                    base.Before(function);
                    function.Enable();
                }
            }

            internal sealed class Registering : LayeredHost
            {
                public Registering(Machine machine) : base(machine) { }

                protected override void Before(PciFunction function)
                {
                    Dmar.Register(function);
                    base.Before(function);
                }
            }
            """),
        new("A class that runs a method of its own in place of the base's is not looked at there", """
            internal abstract class LayeredHost : BenchHost
            {
                protected LayeredHost(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    await function.Add();
                    After(function);
                }

                protected abstract void After(PciFunction function);
            }

            internal sealed class Plain : LayeredHost
            {
                public Plain(Machine machine) : base(machine) { }

                protected override void After(PciFunction function) => function.MatchDriver = true;
            }

            internal sealed class Own : LayeredHost
            {
                public Own(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.MatchDriver = false;
                    await function.Add();
                    After(function);
                    function.MatchDriver = true;
                }

                protected override void After(PciFunction function) => function.Enable();
            }
            """),
    ];
}
