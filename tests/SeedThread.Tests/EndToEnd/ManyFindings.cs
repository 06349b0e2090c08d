using System.Globalization;

namespace SeedThread.Tests.EndToEnd;

/// <summary>A project of many hosts, each with ten findings that have a fix, and a program that runs them all.</summary>
internal static class ManyFindings
{
    public const int PerHost = 10;

    public static IEnumerable<(string Name, string Text)> Files(int hosts)
    {
        for (var number = 0; number < hosts; number++)
            yield return ($"Host{number}.cs", HostSource.Replace("Host0", $"Host{number.ToString(CultureInfo.InvariantCulture)}", StringComparison.Ordinal));

        // A suggestion does not appear in a build's output.
        yield return (".editorconfig", "root = true\n[*.cs]\nirq_report_possible = warning\n");
        yield return ("Program.cs", ProgramSource.Replace(
            "/*hosts*/",
            string.Join(", ", Enumerable.Range(0, hosts).Select(number => $"machine => new Host{number.ToString(CultureInfo.InvariantCulture)}(machine)")),
            StringComparison.Ordinal));
    }

    private const string HostSource = """
        using IrqModel;

        namespace Many;

        internal sealed class Host0(Machine machine) : Host(machine)
        {
            private readonly Iommu iommu = new(machine);

            public override async Flow Boot()
            {
                iommu.EnableInterruptRemapping();
                CreateDefaultMsiDomain();
                Subscribe(new Notifier(iommu));
                await RegisterDriver(new Driver());
                await ScanBuses();
            }

            protected override async Flow AddDevice(PciFunction function)
            {
                function.SetDefaultMsiDomain(DefaultMsiDomain);
                switch (function.Address.Device)
                {
                    case 1:
                        // The domain is looked up too early.
                        function.AssignMsiDomain(iommu.FindMsiDomain(function)); // IRQ1001, twice
                        function.MatchDriver = false;
                        await function.Add();
                        function.MatchDriver = true;
                        await function.Attach();
                        break;
                    case 2:
                        await function.Add(); // IRQ3001
                        break;
                    case 3:
                        function.MatchDriver = false;
                        await function.Add();
                        if (!function.IsVirtual) function.InheritMsiDomainFromBus(); // IRQ1003
                        function.MatchDriver = true;
                        await function.Attach();
                        break;
                    case 4:
                        var domain = iommu.FindMsiDomain(function); // IRQ1001
                        function.AssignMsiDomain(domain); // IRQ1001
                        iommu.Register(function);
                        function.MatchDriver = false;
                        await function.Add();
                        function.MatchDriver = true;
                        await function.Attach();
                        break;
                    case 5:
                        iommu.Register(function);
                        if (function.AllocateVectors(1) > 0) function.RequestInterrupts(); // IRQ1002, and IRQ2001 for a VF
                        function.AssignMsiDomain(iommu.FindMsiDomain(function));
                        function.MatchDriver = false;
                        await function.Add();
                        function.MatchDriver = true;
                        break;
                    default:
                        await base.AddDevice(function);
                        break;
                }
            }

            private sealed class Notifier(Iommu iommu) : IommuNotifier(priority: 1)
            {
                protected override async Flow OnDeviceAdded(PciFunction function)
                {
                    if (function.IsVirtual && function.VectorCapacity == 0) return; // IRQ2001
                    if (function.IsVirtual)
                    {
                        return; // IRQ2001
                    }

                    iommu.Register(function);
                    if (iommu.FindMsiDomain(function) is { } domain) function.AssignMsiDomain(domain);
                }
            }

            private sealed class Driver() : PciDriver("any")
            {
                public override bool Matches(PciFunction function) => function.VectorCapacity > 0;
            }
        }

        """;

    private const string ProgramSource = """
        using IrqModel;
        using IrqModel.Engine;
        using Many;

        Func<Machine, Host>[] hosts = [/*hosts*/];
        var delivered = 0;
        foreach (var host in hosts)
        {
            var result = Simulation.Run(Build, host, running => ((PhysicalFunction)running.Machine[Bdf.Parse("00:01.0")]).EnableSriov(2));
            foreach (var finding in result.Findings) Console.WriteLine(finding);
            foreach (var function in result.Functions)
            {
                if (function.Delivers) delivered++;
                else Console.WriteLine($"{result.Host}: {function.Name} {function.DomainChain} {function.Fault}");
            }
        }

        Console.WriteLine($"{delivered} functions deliver");

        static Machine Build()
        {
            var machine = new Machine("many");
            var root = machine.AddRootBus();
            root.AddFunction("01.0", "one", sriov: new SriovCapability(TotalVfs: 2, FirstVfOffset: 0x80, VfStride: 1));
            root.AddFunction("02.0", "two");
            root.AddFunction("03.0", "three");
            root.AddFunction("04.0", "four");
            root.AddFunction("05.0", "five");
            machine.AddCatchAllUnit();
            return machine;
        }
        """;
}
