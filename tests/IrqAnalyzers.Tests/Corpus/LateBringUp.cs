namespace IrqAnalyzers.Tests.Corpus;

/// <summary>Functions that a host goes through after they have been added, and brings up then.</summary>
internal static class LateBringUp
{
    public static IReadOnlyList<CorpusModel> Models { get; } =
    [
        new("A loop looks up before it registers", Boot("""
            foreach (var function in AddedFunctions)
            {
                var domain = iommu.FindMsiDomain(function); // IRQ1001?
                iommu.Register(function);
                function.AssignMsiDomain(domain);
            }
            """)),
        new("A loop registers before it looks up", Boot("""
            foreach (var function in AddedFunctions)
            {
                iommu.Register(function);
                function.AssignMsiDomain(iommu.FindMsiDomain(function));
            }
            """)),
        new("A query picks what a loop looks up too early", Boot("""
            foreach (var function in AddedFunctions.Where(f => !f.IsVirtual).OrderBy(f => f.Name).ToList())
            {
                function.AssignMsiDomain(iommu.FindMsiDomain(function)); // IRQ1001?
                iommu.Register(function);
            }
            """)),
        new("A helper looks up before it registers", Boot(
            "foreach (var function in AddedFunctions) Late(function); // IRQ1001?",
            "private void Late(PciFunction function) { var domain = iommu.FindMsiDomain(function); iommu.Register(function); function.AssignMsiDomain(domain); }")),
        new("Who registers what is there and decides nothing leaves it without remapping", """
            public sealed class H : Host
            {
                private readonly Iommu iommu;

                public H(Machine machine) : base(machine) => iommu = new Iommu(machine);

                public override async Flow Boot()
                {
                    CreateDefaultMsiDomain();
                    await ScanBuses();
                    iommu.EnableInterruptRemapping(); // IRQ1009?
                    foreach (var function in AddedFunctions) iommu.Register(function);
                }
            }
            """),
        new("A helper decides what was there before interrupts were remapped", Boot(
            "Bring();",
            """
            private void Bring() { foreach (var function in AddedFunctions) One(function); }
            private void One(PciFunction function) { iommu.Register(function); function.AssignMsiDomain(iommu.FindMsiDomain(function)); }
            """)),
        new("An alias is registered too late", Boot("""
            foreach (var function in AddedFunctions)
            {
                var same = function;
                var domain = iommu.FindMsiDomain(function); // IRQ1001?
                iommu.Register(same);
                same.AssignMsiDomain(domain);
            }
            """)),
        new("One path registers too late", Boot("""
            foreach (var function in AddedFunctions)
            {
                if (function.VectorCapacity > 4) { _ = iommu.FindMsiDomain(function); } // IRQ1001?
                iommu.Register(function);
                function.AssignMsiDomain(iommu.FindMsiDomain(function));
            }
            """)),
        new("What is registered by somebody else is looked up", Boot("""
            foreach (var function in AddedFunctions) function.AssignMsiDomain(iommu.FindMsiDomain(function));
            """)),
        new("What is taken back and registered again was registered before", Boot("""
            foreach (var function in AddedFunctions)
            {
                var domain = iommu.FindMsiDomain(function);
                iommu.Unregister(function);
                iommu.Register(function);
                function.AssignMsiDomain(domain);
            }
            """)),
        new("An iterator picks what a loop looks up too early", Boot(
            """
            foreach (var function in Physical())
            {
                var domain = iommu.FindMsiDomain(function); // IRQ1001?
                iommu.Register(function);
                function.AssignMsiDomain(domain);
            }
            """,
            """
            private IEnumerable<PciFunction> Physical()
            {
                foreach (var function in AddedFunctions)
                {
                    if (!function.IsVirtual) yield return function;
                }
            }
            """)),
    ];

    private static string Boot(string late, string members = "") => $$"""
        public sealed class H : Host
        {
            private readonly Iommu iommu;

            public H(Machine machine) : base(machine) => iommu = new Iommu(machine);

            public override async Flow Boot()
            {
                CreateDefaultMsiDomain();
                await ScanBuses();
                iommu.EnableInterruptRemapping();
                {{late}}
            }

            {{members}}
        }
        """;
}
