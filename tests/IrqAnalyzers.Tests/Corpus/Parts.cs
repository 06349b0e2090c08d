namespace IrqAnalyzers.Tests.Corpus;

/// <summary>Parts of a whole: patterns, collection expressions, indices from the end.</summary>
internal static class Parts
{
    public static IReadOnlyList<CorpusModel> Models { get; } =
    [
        new("A positional pattern takes the function out of a record", """
            public sealed record Slot(PciFunction F, int N);
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    if (new Slot(function, 1) is (var f, > 0)) Dmar.Register(f);
                    else return;
                    function.AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """),
        new("A pattern takes the function out of a tuple", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    if ((function, 1) is ({ } f, 1)) Dmar.Register(f); else return;
                    function.AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """),
        new("A property pattern takes the function out of an object", """
            public sealed class T { public PciFunction? F; }
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    if (new T { F = function } is { F: var f }) Dmar.Register(f!);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """),
        new("A pattern within a pattern tells the kinds of a part apart", """
            public sealed class Slot { public PciFunction? F { get; set; } public Slot? Next { get; set; } }
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var s = new Slot { Next = new Slot { F = function } };
                    if (s is { Next: { F: VirtualFunction vf } }) { Dmar.Register(vf); vf.InheritMsiDomain(); }
                    else if (s is { Next.F: PhysicalFunction pf }) { Dmar.Register(pf); pf.AssignMsiDomain(null); }
                    function.MatchDriver = false;
                    await function.Add();
                    function.MatchDriver = true;
                }
            }
            """),
        new("A list pattern takes the only element", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var all = new[] { function };
                    if (all is not [var only]) return;
                    Dmar.Register(only);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """),
        new("A collection expression holds the function", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    List<PciFunction> all = [function];
                    foreach (var f in all) Dmar.Register(f);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """) { NeedsPrimaryConstructors = true },
        new("A spread holds what the other collection held", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    List<PciFunction> some = [function];
                    PciFunction[] all = [.. some];
                    foreach (var f in all) Dmar.Register(f);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """) { NeedsPrimaryConstructors = true },
        new("An array made by a collection expression holds the function", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    PciFunction[] t = [function];
                    Dmar.Register(t[0]);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """) { NeedsPrimaryConstructors = true },
        new("What a collection expression holds is decided too early", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    List<PciFunction> all = [function];
                    foreach (var f in all) f.AssignMsiDomain(null); // IRQ1001
                    Dmar.Register(function);
                    await function.Add();
                }
            }
            """) { NeedsPrimaryConstructors = true },
        new("An index from the end is the indexer of the type", """
            public sealed class L(PciFunction f) { public int Count => 1; public PciFunction this[int i] => f; }
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Dmar.Register(new L(function)[^1]);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """) { NeedsPrimaryConstructors = true },
        new("A lambda given to a list may do what it does to what is in it", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    List<PciFunction> some = [function];
                    some.ForEach(f => Dmar.Register(f));
                    function.AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """) { NeedsPrimaryConstructors = true },
    ];
}
