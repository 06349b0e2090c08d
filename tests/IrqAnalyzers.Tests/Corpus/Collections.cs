namespace IrqAnalyzers.Tests.Corpus;

/// <summary>Functions in arrays, lists and what else holds several.</summary>
internal static class Collections
{
    public static IReadOnlyList<CorpusModel> Models { get; } =
    [
        new("What LINQ picks out is unknown and silent", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var list = new List<PciFunction> { function };
                    Dmar.Register(list.First());
                    function.AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """),
        new("A pending list of the host is worked off", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    pending.Add(function);
                    RegisterPending();
                    function.AssignMsiDomain(null);
                    await function.Add();
                }

                private readonly List<PciFunction> pending = new();

                private void RegisterPending()
                {
                    foreach (var f in pending) Dmar.Register(f);
                    pending.Clear();
                }
            }
            """),
        new("An iterator yields the function itself", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    foreach (var f in Those(function)) Dmar.Register(f);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }

                private static IEnumerable<PciFunction> Those(PciFunction function)
                {
                    yield return function;
                }
            }
            """),
        new("A list is copied by a helper", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var copy = Copy(new List<PciFunction> { function });
                    Dmar.Register(copy[0]);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }

                private static List<PciFunction> Copy(List<PciFunction> list) => new(list);
            }
            """),
        new("A filtered loop may have registered the function", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    foreach (var f in new[] { function }.Where(x => x.VectorCapacity >= 0)) Dmar.Register(f);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """),
        new("A lambda in a local is run for each of a list", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    Action<PciFunction> known = f => Dmar.Register(f);
                    new List<PciFunction> { function }.ForEach(known);
                    function.AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """),
        new("What a dictionary gives is unknown and silent", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                protected override async Flow AddDevice(PciFunction function)
                {
                    var known = new Dictionary<int, PciFunction> { [0] = function };
                    Dmar.Register(known[0]);
                    known[0].AssignMsiDomain(null);
                    await function.Add();
                }
            }
            """),
    ];
}
