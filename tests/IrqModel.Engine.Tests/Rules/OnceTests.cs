using System.Reflection;
using IrqModel.Contracts;
using Xunit;

namespace IrqModel.Engine.Tests.Rules;

/// <summary>Operations whose contract says that they are done once throw when they are done twice.</summary>
public sealed class OnceTests
{
    private static readonly Dictionary<string, Func<DoingHost, PhysicalFunction, Flow>> Twice = new()
    {
        [nameof(Iommu.EnableInterruptRemapping)] = async (host, _) => host.Iommu.EnableInterruptRemapping(),
        [nameof(PciFunction.Add)] = async (_, function) => await function.Add(),
        [nameof(PciFunction.AllocateVectors)] = async (_, function) => function.AllocateVectors(1),
        [nameof(PciFunction.ReserveVectors)] = async (_, function) => function.ReserveVectors(1),
        [nameof(PhysicalFunction.EnableSriov)] = async (_, function) => await function.EnableSriov(1),
    };

    public static TheoryData<string> Operations =>
    [
        .. from type in new[] { typeof(Host), typeof(Iommu), typeof(PciFunction), typeof(PhysicalFunction) }
           from method in type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
           where method.GetCustomAttributes<EnsuresAttribute>().Any(says => says.Once)
           select method.Name,
    ];

    [Theory]
    [MemberData(nameof(Operations))]
    public void What_is_done_once_throws_when_it_is_done_twice(string operation)
    {
        Simulation.Run(Build, machine => new DoingHost(machine), async host => await Prepare((DoingHost)host, operation));

        Assert.Throws<ModelException>(() => Simulation.Run(Build, machine => new DoingHost(machine), async host =>
        {
            var function = await Prepare((DoingHost)host, operation);
            await Twice[operation]((DoingHost)host, function);
        }));
    }

    private static async Flow<PhysicalFunction> Prepare(DoingHost host, string operation)
    {
        var function = (PhysicalFunction)host.AddedFunctions[0];
        if (operation is nameof(PciFunction.AllocateVectors) or nameof(PciFunction.ReserveVectors) or nameof(PhysicalFunction.EnableSriov)) await Twice[operation](host, function);
        return function;
    }

    private static Machine Build()
    {
        var machine = new Machine("once");
        machine.AddRootBus().AddFunction("02.0", "nic", msixVectors: 2, sriov: new SriovCapability(2, 1, 1, VfMsixVectors: 1));
        machine.AddCatchAllUnit();
        return machine;
    }

    private sealed class DoingHost(Machine machine) : Host(machine)
    {
        public Iommu Iommu { get; } = new(machine);

        public override async Flow Boot()
        {
            Iommu.EnableInterruptRemapping();
            CreateDefaultMsiDomain();
            Subscribe(new Registrar(Iommu));
            await ScanBuses();
        }
    }

    private sealed class Registrar(Iommu iommu) : IommuNotifier(1)
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
}
