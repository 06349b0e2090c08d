namespace IrqAnalyzers.Tests.Corpus;

/// <summary>More ways to tell a helper what to do.</summary>
internal static class Selections
{
    public static IReadOnlyList<CorpusModel> Models { get; } =
    [
        new("A setter is told what to do", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    current = function;
                    Known = true;
                    function.AssignMsiDomain(null);
                    await function.Add();
                }

                private bool Known
                {
                    set
                    {
                        if (value) Dmar.Register(current!);
                    }
                }

                private PciFunction? current;
            }
            """),
        new("A nullable flag selects", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Prepare(function, null);
                    function.AssignMsiDomain(null); // IRQ1001
                    Prepare(function, true);
                    await function.Add();
                }

                private void Prepare(PciFunction f, bool? register = null)
                {
                    if (register == true) Dmar.Register(f);
                }
            }
            """),
        new("Arguments in another order", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Prepare(register: true, f: function);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }

                private void Prepare(PciFunction f, bool register)
                {
                    if (register) Dmar.Register(f);
                }
            }
            """),
        new("A chain of constructors", """
            public sealed class Preparation
            {
                public Preparation(Iommu iommu, PciFunction f) : this(iommu, f, true) { }

                public Preparation(Iommu iommu, PciFunction f, bool register)
                {
                    if (register) iommu.Register(f);
                }
            }

            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    _ = new Preparation(Dmar, function);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """),
        new("An extension method is told what to do", """
            public static class Extensions
            {
                public static void Prepare(this PciFunction f, Iommu iommu, bool register)
                {
                    if (register) iommu.Register(f);
                }
            }

            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    function.Prepare(Dmar, register: true);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """),
        new("A flag is told in a try", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    try
                    {
                        Prepare(function, register: false);
                    }
                    catch (InvalidOperationException)
                    {
                        return;
                    }

                    function.AssignMsiDomain(null); // IRQ1001
                    await function.Add();
                }

                private void Prepare(PciFunction f, bool register)
                {
                    if (!register) return;
                    Dmar.Register(f);
                }
            }
            """),
        new("Three flags and one too many", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Prepare(function, true, true, true, true);
                    function.AssignMsiDomain(null); // IRQ1001?
                    await function.Add();
                }

                private void Prepare(PciFunction f, bool a, bool b, bool c, bool register)
                {
                    if (a && b && c && register) Dmar.Register(f);
                }

                protected void Leave(PciFunction f) => Prepare(f, false, false, false, false);
            }
            """),
        new("A mode with two values in a helper", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Prepare(function, Firmware.Quirk ? Mode.Early : Mode.Late);
                    await function.Add();
                }

                private void Prepare(PciFunction f, Mode mode)
                {
                    if (mode != Mode.Never) Dmar.Register(f);
                    f.AssignMsiDomain(null);
                }

                private enum Mode { Never, Early, Late }
            }
            """),
        new("A flag in a record", """
            public sealed record Order(PciFunction Function, bool Register);

            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var order = new Order(function, true);
                    Follow(order);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }

                private void Follow(Order order)
                {
                    if (order.Register) Dmar.Register(order.Function);
                }
            }
            """),
        new("A constant argument goes where it is not followed", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Decide(function, 1); // IRQ1001?
                    Dmar.Register(function);
                    await function.Add(); // IRQ3001?
                }

                private static void Decide(PciFunction f, int way)
                {
                    if (Math.Sign(way) < 0) f.AssignMsiDomain(null);
                }
            }
            """),
    ];
}
