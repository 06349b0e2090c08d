namespace IrqAnalyzers.Tests.Corpus;

/// <summary>The duties of a driver's Unbind.</summary>
internal static class Unbinding
{
    public static IReadOnlyList<CorpusModel> Models { get; } =
    [
        new("Unbind asks with as and null", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override PciDriver CreateDriver() => new D();

                private sealed class D : PciDriver
                {
                    public D() : base("unbinding") { }

                    public override bool Matches(PciFunction function) => true;

                    protected override async Flow Unbind(PciFunction function)
                    {
                        var physical = function as PhysicalFunction;
                        if (physical != null && physical.HasVirtualFunctions) await physical.DisableSriov();
                        function.ReleaseInterrupts();
                        function.FreeVectors();
                    }
                }
            }
            """),
        new("Unbind leaves VFs to a helper", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override PciDriver CreateDriver() => new D();

                private sealed class D : PciDriver
                {
                    public D() : base("unbinding") { }

                    public override bool Matches(PciFunction function) => true;

                    protected override async Flow Unbind(PciFunction function)
                    {
                        if (function is PhysicalFunction physical) await DropVfs(physical);
                        function.ReleaseInterrupts();
                        function.FreeVectors();
                    }

                    private static async Flow DropVfs(PhysicalFunction physical)
                    {
                        if (!physical.HasVirtualFunctions) return;
                        await physical.DisableSriov();
                    }
                }
            }
            """),
        new("Unbind asks by a null-conditional property", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override PciDriver CreateDriver() => new D();

                private sealed class D : PciDriver
                {
                    public D() : base("unbinding") { }

                    public override bool Matches(PciFunction function) => true;

                    protected override async Flow Unbind(PciFunction function)
                    {
                        if ((function as PhysicalFunction)?.HasVirtualFunctions == true) await ((PhysicalFunction)function).DisableSriov();
                        function.ReleaseInterrupts();
                        function.FreeVectors();
                    }
                }
            }
            """),
        new("Unbind goes to the default case", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override PciDriver CreateDriver() => new D();

                private sealed class D : PciDriver
                {
                    public D() : base("unbinding") { }

                    public override bool Matches(PciFunction function) => true;

                    protected override async Flow Unbind(PciFunction function)
                    {
                        switch (function)
                        {
                            case PhysicalFunction { HasVirtualFunctions: true } pf: await pf.DisableSriov(); goto default;
                            default: function.ReleaseInterrupts(); function.FreeVectors(); break;
                        }
                    }
                }
            }
            """),
        new("Unbind frees in a finally", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override PciDriver CreateDriver() => new D();

                private sealed class D : PciDriver
                {
                    public D() : base("unbinding") { }

                    public override bool Matches(PciFunction function) => true;

                    protected override async Flow Unbind(PciFunction function)
                    {
                        try
                        {
                            if (function is PhysicalFunction pf) await pf.DisableSriov();
                        }
                        finally
                        {
                            function.ReleaseInterrupts();
                            function.FreeVectors();
                        }
                    }
                }
            }
            """),
        new("Unbind leaves it to the base class", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override PciDriver CreateDriver() => new D();

                private sealed class D : PciDriver
                {
                    public D() : base("unbinding") { }

                    public override bool Matches(PciFunction function) => true;

                    protected override async Flow Unbind(PciFunction function)
                    {
                        Firmware.Count++;
                        await base.Unbind(function);
                    }
                }
            }
            """),
        new("Unbind returns where there are no vectors", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override PciDriver CreateDriver() => new D();

                private sealed class D : PciDriver
                {
                    public D() : base("unbinding") { }

                    public override bool Matches(PciFunction function) => true;

                    protected override async Flow Unbind(PciFunction function)
                    {
                        if (function is PhysicalFunction pf) await pf.DisableSriov();
                        if (!function.HasVectors) return;
                        function.ReleaseInterrupts();
                        function.FreeVectors();
                    }
                }
            }
            """),
        new("A manager that keeps track of SR-IOV by function turns it off before the VFs are gone", """
            public enum Step { Off, Enabled, On }

            public sealed class Manager
            {
                private readonly Dictionary<PhysicalFunction, Step> steps = new();

                public event Action<PhysicalFunction, Step>? Stepped;

                public Step this[PhysicalFunction function]
                {
                    get => steps.TryGetValue(function, out var step) ? step : Step.Off;
                    private set
                    {
                        steps[function] = value;
                        Stepped?.Invoke(function, value);
                    }
                }

                public async Flow Off(PhysicalFunction function)
                {
                    if (this[function] == Step.Off) return;
                    function.ClearVfEnable();
                    await function.RemoveVirtualFunctions();
                    this[function] = Step.Off;
                }
            }

            public sealed class D : PciDriver
            {
                private readonly Manager manager = new();

                public D() : base("d") { }

                public override bool Matches(PciFunction function) => true;

                protected override async Flow Unbind(PciFunction function) // IRQ2004?@physical
                {
                    if (function is PhysicalFunction physical) await manager.Off(physical); // IRQ2004?@physical
                    function.ReleaseInterrupts();
                    function.FreeVectors();
                }
            }
            """),
    ];
}
