namespace Editors.Tests;

/// <summary>The model code that the tests open, with the lines that are wrong in it.</summary>
internal static class Models
{
    /// <summary>A host that lets a driver bind too early, and a notifier that skips VFs: one finding in each of two classes.</summary>
    public const string TwoMistakes = """
        using IrqModel;

        namespace Bringup;

        internal sealed class EagerHost(Machine machine) : Host(machine)
        {
            private readonly Iommu iommu = new(machine);

            public override Flow Boot() => Flow.Completed;

            protected override async Flow AddDevice(PciFunction function)
            {
                // typed here
                iommu.Register(function);
                await function.Add();
            }
        }

        internal sealed class SkippingNotifier(Iommu iommu) : IommuNotifier(priority: 1)
        {
            protected override async Flow OnDeviceAdded(PciFunction function)
            {
                if (function.IsVirtual) return;
                iommu.Register(function);
            }
        }

        """;

    /// <summary>A host whose helper in <see cref="Helper"/> registers the function: right as long as the helper does so.</summary>
    public const string UsesHelper = """
        using IrqModel;

        namespace Bringup;

        internal sealed class HelpedHost(Machine machine) : Host(machine)
        {
            private readonly Iommu iommu = new(machine);

            public override Flow Boot() => Flow.Completed;

            protected override async Flow AddDevice(PciFunction function)
            {
                Helper.Prepare(iommu, function);
                function.AssignMsiDomain(iommu.FindMsiDomain(function));
            }
        }

        """;

    /// <summary>The helper of <see cref="UsesHelper"/>.</summary>
    public const string Helper = """
        using IrqModel;

        namespace Bringup;

        internal static class Helper
        {
            public static void Prepare(Iommu iommu, PciFunction function)
            {
                iommu.Register(function);
            }
        }

        """;

    /// <summary>The comment at which the tests type.</summary>
    public const string TypedHere = "// typed here";

    /// <summary>The two hosts of a file, each of which assigns the MSI domain too early; the fix moves the assignment down.</summary>
    /// <param name="name">What the names of the classes start with.</param>
    public static string EarlyAssignments(string name) => $$"""
        using IrqModel;

        namespace Bringup;

        {{EarlyAssignment(name + "One")}}

        {{EarlyAssignment(name + "Two")}}

        """;

    /// <summary>A file with many hosts, to measure how long an answer takes in code of some size.</summary>
    /// <param name="hosts">How many hosts; each has about 20 lines.</param>
    public static string Large(int hosts) =>
        "using IrqModel;\n\nnamespace Bringup;\n\n" + string.Concat(Enumerable.Range(0, hosts).Select(index => $$"""
        internal sealed class Host{{index}}(Machine machine) : Host(machine)
        {
            private readonly Iommu iommu = new(machine);

            public override async Flow Boot()
            {
                iommu.EnableInterruptRemapping();
                CreateDefaultMsiDomain();
                await ScanBuses();
            }

            protected override async Flow AddDevice(PciFunction function)
            {
                {{(index == 0 ? TypedHere : $"// host {index}")}}
                iommu.Register(function);
                function.MatchDriver = false;
                await function.Add();
                if (iommu.FindMsiDomain(function) is { } domain) function.AssignMsiDomain(domain);
                function.MatchDriver = true;
                await function.Attach();
            }
        }


        """));

    private static string EarlyAssignment(string name) => $$"""
        internal sealed class {{name}}(Machine machine) : Host(machine)
        {
            private readonly Iommu iommu = new(machine);

            public override Flow Boot() => Flow.Completed;

            protected override async Flow AddDevice(PciFunction function)
            {
                // Nothing is known of the function yet.
                function.AssignMsiDomain(null);
                iommu.Register(function);
            }
        }
        """;
}
