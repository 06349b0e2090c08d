namespace IrqAnalyzers.Tests.Corpus;

/// <summary>Tests of values that were computed from the very object: its type, a tuple with it, a number of it, a collection keyed by it.</summary>
internal static class LossyTests
{
    public static IReadOnlyList<CorpusModel> Models { get; } =
    [
        new("A type that is asked for tells the kind", Notifier("""
            if (function.GetType() == typeof(VirtualFunction)) { function.InheritMsiDomain(); return; }
            if (function is PhysicalFunction physical) iommu.Register(physical);
            """)),
        new("A type that is asked for through an alias", Notifier("""
            var same = function;
            var isVirtual = same.GetType() == typeof(VirtualFunction);
            if (isVirtual) { function.InheritMsiDomain(); return; }
            if (!function.IsVirtual) iommu.Register(function);
            """)),
        new("A table of types decides what nobody sees", Notifier("""
            if (KindTable.Names.TryGetValue(function.GetType(), out var name) && name == "vf") { function.InheritMsiDomain(); return; }
            if (function.IsVirtual) return; // IRQ2001?
            iommu.Register(function);
            """) + """

            public static class KindTable
            {
                public static readonly Dictionary<Type, string> Names = new() { [typeof(VirtualFunction)] = "vf", [typeof(PhysicalFunction)] = "pf" };
            }
            """),
        new("A tuple with the function in it decides by its kind", Notifier("""
            if (!function.IsVirtual) iommu.Register(function);
            var domain = function.IsVirtual ? null : iommu.FindMsiDomain(function);
            var how = (domain, function) switch { (_, VirtualFunction) => 2, (null, _) => 1, _ => 0 };
            if (how == 2) function.InheritMsiDomain();
            if (how == 0) function.AssignMsiDomain(domain);
            """)),
        new("A tuple with the function in it forgets the VFs", Notifier("""
            if (!function.IsVirtual) iommu.Register(function);
            var how = (function, function.VectorCapacity > 0) switch { (VirtualFunction, _) => 2, (_, true) => 1, _ => 0 };
            if (how == 2) return; // IRQ2001
            """)),
        new("A helper gives one of two tuples", Notifier(
            """
            var (reason, domain) = Admit(function);
            if (domain is not null) function.AssignMsiDomain(domain);
            """,
            """
            private (string Reason, MsiDomain? Domain) Admit(PciFunction function)
            {
                if (function.IsVirtual) { function.InheritMsiDomain(); return ("inherited", null); }
                iommu.Register(function);
                return iommu.FindMsiDomain(function) is { } domain ? ("own", domain) : ("none", null);
            }
            """)),
        new("An index stands for the kind, and nobody knows that it is never negative", Notifier(
            """
            var index = function is VirtualFunction vf ? vf.Index : -1;
            if (index >= 0) { function.InheritMsiDomain(); return; }
            if (!function.IsVirtual) iommu.Register(function);
            """).Replace("OnDeviceAdded(PciFunction function)", "OnDeviceAdded(PciFunction function) // IRQ2001?", StringComparison.Ordinal)),
        new("The owner is the function itself, or its PF", Notifier("""
            var owner = function.PhysicalFunction ?? function;
            if (!ReferenceEquals(owner, function)) { function.InheritMsiDomain(); return; }
            iommu.Register(function);
            if (iommu.FindMsiDomain(function) is { } domain) function.AssignMsiDomain(domain);
            """)),
        new("A set of known functions decides", Notifier(
            """
            if (!known.Add(function)) return;
            if (function.IsVirtual) function.InheritMsiDomain();
            else iommu.Register(function);
            """,
            "private readonly HashSet<PciFunction> known = new();")),
        new("A helper looks into a dictionary of functions", Notifier(
            """
            if (IsKnown(function)) return; // IRQ2001?
            if (function.IsVirtual) function.InheritMsiDomain();
            else iommu.Register(function);
            """,
            """
            private readonly Dictionary<PciFunction, int> known = new();
            private bool IsKnown(PciFunction function) => known.ContainsKey(function);
            """)),
        new("What has nothing to do with the function leaves all sure", Notifier(
            """
            if (options.TryGetValue("skip", out var skip) && skip > Environment.ProcessorCount) return; // IRQ2001
            if (function.IsVirtual) function.InheritMsiDomain();
            else iommu.Register(function);
            """,
            "private readonly Dictionary<string, int> options = new();")),
        new("How many vectors it has says nothing of its kind", Notifier("""
            if (function.VectorCapacity > 8) return; // IRQ2001
            if (function.IsVirtual) function.InheritMsiDomain();
            else iommu.Register(function);
            """)),
        new("A lambda that is handed on asks for the function", Notifier(
            """
            if (others.Exists(other => other == function)) return; // IRQ2001?
            if (function.IsVirtual) function.InheritMsiDomain();
            else iommu.Register(function);
            """,
            "private readonly List<PciFunction> others = new();")),
        new("How many vectors a function gets that was looked up is understood", """
            public sealed class H : BenchHost
            {
                public H(Machine machine) : base(machine) { }

                public void Try()
                {
                    var function = Find("nic");
                    if (function.AllocateVectors(4) == 0) return;
                    function.RequestInterrupts();
                    function.FreeVectors(); // IRQ4001
                }

                private PciFunction Find(string name) => AddedFunctions.First(function => function.Name == name);
            }
            """),
        new("A generic helper answers for the function", Notifier(
            """
            if (Cache<PciFunction>.Has(function)) return;
            if (function.IsVirtual) function.InheritMsiDomain();
            else iommu.Register(function);
            """) + """

            public static class Cache<T> where T : class
            {
                private static readonly HashSet<T> All = new();
                public static bool Has(T item) => All.Contains(item);
            }
            """),
        new("A set of functions that are being removed guards what is wrong whatever the set holds", Slot("""
            if (!ejecting.Add(function)) return;
            await function.Remove();
            await function.Attach(); // IRQ4005
            """)),
        new("A set of functions that are being removed may know more than the caller", Slot("""
            if (ejecting.Contains(function)) await function.Attach();
            """,
            """
            await function.Remove();
            await Eject(function); // IRQ4005?
            """)),
        new("A helper that asks a set answers only possibly", Slot("""
            if (Begin(function)) return;
            function.AssignMsiDomain(null); // IRQ1001?
            """, "", "protected override async Flow AddDevice(PciFunction function)")),
    ];

    private static string Slot(string body, string before = "", string header = "public async Flow Eject(PciFunction function)") => $$"""
        public sealed class H : BenchHost
        {
            private readonly HashSet<PciFunction> ejecting = new();

            public H(Machine machine) : base(machine) { }

            public async Flow Unplug(PciFunction function)
            {
                {{before}}
            }

            {{header}}
            {
                {{body}}
            }

            private bool Begin(PciFunction function) => ejecting.Contains(function);
        }
        """;

    private static string Notifier(string onDeviceAdded, string members = "") => $$"""
        public sealed class H : BenchHost
        {
            public H(Machine machine) : base(machine) { }

            protected override IommuNotifier CreateNotifier() => new N(Dmar);
        }

        public sealed class N : IommuNotifier
        {
            private readonly Iommu iommu;

            public N(Iommu iommu) : base(1) => this.iommu = iommu;

            protected override async Flow OnDeviceAdded(PciFunction function)
            {
                {{onDeviceAdded}}
            }

            {{members}}
        }
        """;
}
