namespace IrqAnalyzers.Tests.Corpus;

/// <summary>What carries a function along: fields, properties, tuples, records, boxes.</summary>
internal static class Carriers
{
    public static IReadOnlyList<CorpusModel> Models { get; } =
    [
        new("A field set here and used in a helper names the function", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                private PciFunction? current;

                protected override async Flow AddDevice(PciFunction function)
                {
                    current = function;
                    RegisterCurrent();
                    current.AssignMsiDomain(Dmar.FindMsiDomain(function));
                    await function.Add();
                }

                private void RegisterCurrent() => Dmar.Register(current!);
            }
            """),
        new("A context object carries function and IOMMU down the path", """
            public sealed class BringUp
            {
                public BringUp(PciFunction function, Iommu iommu)
                {
                    Function = function;
                    Iommu = iommu;
                }

                public PciFunction Function { get; }

                public Iommu Iommu { get; }

                public void Register() => Iommu.Register(Function);

                public void Decide() => Function.AssignMsiDomain(Iommu.FindMsiDomain(Function));
            }

            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var early = new BringUp(function, Dmar);
                    early.Decide(); // IRQ1001 IRQ1001
                    early.Register();
                    early.Decide();
                    await function.Add();
                }
            }
            """),
        new("A record's deconstruction gives the function back", """
            public sealed record Slot(PciFunction Function, int Vectors);

            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var slot = new Slot(function, 4);
                    Dmar.Register(slot.Function);
                    var (dev, count) = slot;
                    dev.AssignMsiDomain(count > 0 ? Dmar.FindMsiDomain(dev) : null);
                    await dev.Add();
                }
            }
            """),
        new("A tuple's element is the function and its mate is not", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    (PciFunction Device, Iommu Unit) pair = (function, Dmar);
                    pair.Device.AssignMsiDomain(null); // IRQ1001
                    pair.Unit.Register(pair.Device);
                    pair.Device.AssignMsiDomain(pair.Unit.FindMsiDomain(pair.Device));
                    await pair.Device.Add();
                }
            }
            """),
        new("A swap of two locals swaps what they stand for", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public void Wire(PciBus bus)
                {
                    PciFunction left = bus.AddFunction("04.0"), right = bus.AddFunction("05.0");
                    Dmar.Register(left);
                    (left, right) = (right, left);
                    right.AssignMsiDomain(null);
                    left.AssignMsiDomain(null); // IRQ1001
                }
            }
            """),
        new("A struct copy keeps pointing at the function", """
            public struct Ticket
            {
                public PciFunction Function;
                public bool Done;
            }

            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var first = new Ticket { Function = function };
                    var second = first;
                    second.Done = true;
                    Dmar.Register(second.Function);
                    first.Function.AssignMsiDomain(null);
                    if (!second.Done) first.Function.AssignMsiDomain(null);
                    await first.Function.Add();
                }
            }
            """),
        new("A property with a getter of its own gives the field's function", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                private PciFunction? current;

                private PciFunction Current => current ?? throw new InvalidOperationException("nothing is being added");

                protected override async Flow AddDevice(PciFunction function)
                {
                    current = function;
                    Current.AssignMsiDomain(null); // IRQ1001
                    Dmar.Register(Current);
                    Current.AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """),
        new("A static field names the function in another class", """
            public static class Registry
            {
                public static PciFunction? Current;

                public static void Known(Iommu iommu) => iommu.Register(Current!);
            }

            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Registry.Current = function;
                    Registry.Known(Dmar);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """),
        new("An anonymous object carries the function", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var box = new { Device = function, Count = 1 };
                    Dmar.Register(box.Device);
                    function.AssignMsiDomain(null);
                    box.Device.AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """),
        new("A helper's tuple is taken apart", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var (f, ok) = Prepare(function);
                    if (ok) f.AssignMsiDomain(null);
                    await function.Add();
                }

                private (PciFunction Function, bool Ok) Prepare(PciFunction function)
                {
                    Dmar.Register(function);
                    return (function, true);
                }
            }
            """),
        new("A generic box gives back what it was given", """
            public sealed class Box<T>
            {
                public Box(T value) => Value = value;

                public T Value { get; }
            }

            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var box = new Box<PciFunction>(function);
                    Dmar.Register(box.Value);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """),
        new("A holder of the host is filled for each function", """
            public sealed class Holder
            {
                public PciFunction? F;
            }

            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Dmar.Register(function);
                    h.F = function;
                    h.F.AssignMsiDomain(null);
                    await function.Add();
                }

                private readonly Holder h = new();
            }
            """),
        new("A chain of nodes", """
            public sealed class Node
            {
                public PciFunction? F;
                public Node? Next;
            }

            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var n = new Node
                    {
                        F = function,
                        Next = null
                    };
                    var m = new Node
                    {
                        F = null,
                        Next = n
                    };
                    Dmar.Register(m.Next.F!);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """),
        new("A walk along a chain of nodes", """
            public sealed class Node
            {
                public PciFunction? F;
                public Node? Next;
            }

            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Node? n = new Node
                    {
                        F = function,
                        Next = null
                    };
                    n = new Node
                    {
                        F = function,
                        Next = n
                    };
                    for (; n is not null; n = n.Next)
                        Dmar.Register(n.F!);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """),
        new("A helper makes a list", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var t = Get(function);
                    foreach (var f in t)
                        Dmar.Register(f);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }

                private static List<PciFunction> Get(PciFunction x) => new()
                {
                    x
                };
            }
            """),
        new("A helper makes an array", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    foreach (var f in Get(function))
                        Dmar.Register(f);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }

                private static PciFunction[] Get(PciFunction x) => new[]
                {
                    x
                };
            }
            """),
    ];
}
