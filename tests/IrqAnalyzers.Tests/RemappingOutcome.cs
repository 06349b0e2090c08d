using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>What a host does that asks whether remapping could be switched on.</summary>
public class RemappingOutcome
{
    private const string Parts =
        """

        internal sealed class Deciding : IommuNotifier
        {
            private readonly Iommu iommu;
            public Deciding(Iommu iommu) : base(1) => this.iommu = iommu;
            protected override async Flow OnDeviceAdded(PciFunction function)
            {
                if (function.IsVirtual) { function.InheritMsiDomain(); return; }
                iommu.Register(function);
                if (!function.HasSpecialMsiDomain) function.AssignMsiDomain(iommu.FindMsiDomain(function));
            }
        }

        internal sealed class Allocating : PciDriver
        {
            public Allocating() : base("allocating") { }
            public override bool Matches(PciFunction function) => true;
            protected override async Flow Probe(PciFunction function)
            {
                if (function.AllocateVectors(1) > 0) function.RequestInterrupts();
            }
        }
        """;

    [Theory]
    [InlineData("if (iommu.EnableInterruptRemapping()) Subscribe(new Deciding(iommu)); CreateDefaultMsiDomain(); await ScanBuses();")]
    [InlineData("var isOn = iommu.EnableInterruptRemapping(); CreateDefaultMsiDomain(); if (isOn) Subscribe(new Deciding(iommu)); await ScanBuses();")]
    [InlineData("if (!iommu.EnableInterruptRemapping()) { CreateDefaultMsiDomain(); await ScanBuses(); return; } CreateDefaultMsiDomain(); Subscribe(new Deciding(iommu)); await ScanBuses();")]
    [InlineData("CreateDefaultMsiDomain(); if (Remap()) Subscribe(new Deciding(iommu)); await ScanBuses();")]
    [InlineData("CreateDefaultMsiDomain(); Func<bool> remap = () => iommu.EnableInterruptRemapping(); if (remap()) Subscribe(new Deciding(iommu)); await ScanBuses();")]
    [InlineData("CreateDefaultMsiDomain(); if (flag && iommu.EnableInterruptRemapping()) Subscribe(new Deciding(iommu)); await ScanBuses();")]
    public Task Where_it_could_not_nobody_needs_to_decide_domains(string boot) => Model.ExpectAsync(HostOf(boot));

    [Theory]
    [InlineData("if (!iommu.EnableInterruptRemapping()) Subscribe(new Deciding(iommu)); CreateDefaultMsiDomain(); await ScanBuses();")]
    [InlineData("iommu.EnableInterruptRemapping(); CreateDefaultMsiDomain(); if (flag) Subscribe(new Deciding(iommu)); await ScanBuses();")]
    [InlineData("var isOn = iommu.EnableInterruptRemapping(); isOn = flag; CreateDefaultMsiDomain(); if (isOn) Subscribe(new Deciding(iommu)); await ScanBuses();")]
    [InlineData("CreateDefaultMsiDomain(); if (Remap() && flag) Subscribe(new Deciding(iommu)); await ScanBuses();")]
    public Task Where_it_could_somebody_decides_them(string boot) => Model.ExpectAsync(HostOf(boot), "IRQ1010 possible any: ScanBuses()");

    [Theory]
    [InlineData("if (!iommu.EnableInterruptRemapping()) EnableX2Apic(iommu);")]
    [InlineData("var isOn = iommu.EnableInterruptRemapping(); if (!isOn) flag = true; EnableX2Apic(iommu);")]
    public Task Where_it_could_not_the_processors_stay_as_they_are(string boot) => Model.ExpectAsync(
        HostOf(boot), "IRQ1009 definite any: EnableX2Apic(iommu)");

    private static string HostOf(string boot) => $$"""
        internal sealed class Remapping : Host
        {
            private readonly Iommu iommu;
            private bool flag;
            public Remapping(Machine machine) : base(machine) => iommu = new(machine);
            public override async Flow Boot()
            {
                {{boot}}
                await RegisterDriver(new Allocating());
            }

            private bool Remap() => iommu.EnableInterruptRemapping();

            public void Set(bool value) => flag = value;
        }
        """ + Parts;
}
