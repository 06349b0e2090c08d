namespace IrqModel.Tool.Tests.Runs;

/// <summary>Models in one file each.</summary>
internal static class Models
{
    /// <summary>A NIC with two VFs that its notifier cares for.</summary>
    public const string Right = """
        using IrqModel;
        using IrqModel.Engine;

        Console.WriteLine("the model speaks");
        Simulation.Run(MyMachine.Build, machine => new MyHost(machine), host => MyMachine.Nic(host).EnableSriov(2));

        internal static class MyMachine
        {
            public static Machine Build()
            {
                var machine = new Machine("one NIC");
                machine.AddRootBus().AddFunction("02.0", "nic", msixVectors: 4, sriov: new SriovCapability(8, 0x80, 2));
                machine.AddCatchAllUnit();
                return machine;
            }

            public static PhysicalFunction Nic(Host host) => (PhysicalFunction)host.Machine[Bdf.Parse("00:02.0")];
        }

        internal sealed class MyHost(Machine machine) : Host(machine)
        {
            private readonly Iommu iommu = new(machine);

            public override async Flow Boot()
            {
                iommu.EnableInterruptRemapping();
                CreateDefaultMsiDomain();
                Subscribe(new MyNotifier(iommu));
                await ScanBuses();
                await RegisterDriver(new MyDriver());
            }
        }

        internal sealed class MyNotifier(Iommu iommu) : IommuNotifier(priority: 1)
        {
            protected override async Flow OnDeviceAdded(PciFunction function)
            {
                if (function.IsVirtual)
                {
                    function.InheritMsiDomain();
                    return;
                }

                iommu.Register(function);
                if (iommu.FindMsiDomain(function) is { } domain) function.AssignMsiDomain(domain);
            }
        }

        internal sealed class MyDriver() : PciDriver("my driver")
        {
            public override bool Matches(PciFunction function) => function.VectorCapacity > 0;
        }
        """;

    /// <summary>The same, and the notifier forgets VFs.</summary>
    public static string Wrong { get; } = Right.Replace("function.InheritMsiDomain();", "", StringComparison.Ordinal);

    /// <summary>The line of a piece of text in a model, from 1.</summary>
    public static int LineOf(string model, string text) =>
        model[..model.IndexOf(text, StringComparison.Ordinal)].Count(letter => letter == '\n') + 1;
}
