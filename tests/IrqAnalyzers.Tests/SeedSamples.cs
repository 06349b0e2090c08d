using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>The models of the thread that started it all.</summary>
public class SeedSamples
{
    [Fact]
    public async Task A_notifier_that_skips_virtual_functions_leaves_them_without_a_domain()
    {
        await Model.ExpectAsync("""
            public sealed class DmarNotifier : IommuNotifier {
                private readonly Iommu iommu;
                public DmarNotifier(Iommu iommu) : base(1) { this.iommu = iommu; }
                protected override async Flow OnDeviceAdded(PciFunction function) {
                    if (function.IsVirtual) return;
                    iommu.Register(function);
                    function.AssignMsiDomain(iommu.FindMsiDomain(function));
                }
            }
            """, "IRQ2001 definite virtual: return;");
    }

    [Fact]
    public async Task Looking_up_and_assigning_the_domain_before_registration_are_two_findings()
    {
        await Model.ExpectAsync(Model.Host("""
                function.AssignMsiDomain(iommu.FindMsiDomain(function) ?? DefaultMsiDomain);
                function.MatchDriver = false;
                await function.Add();
                function.MatchDriver = true;
                await function.Attach();
                """), "IRQ1001 definite any: function.AssignMsiDomain(iommu.FindMsiDomain(function) ?? DefaultMsiDomain)",
                "IRQ1001 definite any: iommu.FindMsiDomain(function)");
    }

    [Fact]
    public async Task Adding_with_the_driver_free_to_bind_and_deciding_later_is_too_late()
    {
        await Model.ExpectAsync(Model.Host("""
            await function.Add();
            function.AssignMsiDomain(iommu.FindMsiDomain(function) ?? DefaultMsiDomain);
            await function.Attach();
            """), "IRQ3001 definite any: function.Add()");
    }

    [Fact]
    public async Task Holding_the_driver_back_while_the_function_is_added_is_right()
    {
        await Model.ExpectAsync(Model.Host("""
            function.MatchDriver = false;
            await function.Add();
            function.AssignMsiDomain(iommu.FindMsiDomain(function) ?? DefaultMsiDomain);
            function.MatchDriver = true;
            await function.Attach();
            """));
    }

    [Fact]
    public async Task The_cure_that_was_merged_is_clean()
    {
        await Model.ExpectAsync(Model.Notifier("""
            if (function.IsVirtual)
            {
                function.InheritMsiDomain();
                return;
            }
            iommu.Register(function);
            function.AssignMsiDomain(iommu.FindMsiDomain(function));
            """));
    }

    [Fact]
    public async Task Overriding_the_default_domain_after_it_was_created_is_too_late()
    {
        await Model.ExpectAsync("""
            public sealed class XenHost : Host {
                private readonly MsiDomain xen;
                public XenHost(Machine machine, MsiDomain xen) : base(machine) { this.xen = xen; }
                public override async Flow Boot() {
                    CreateDefaultMsiDomain();
                    OverrideDefaultMsiDomain(xen);
                    await ScanBuses();
                }
            }
            """, "IRQ1006 definite any: OverrideDefaultMsiDomain(xen)");
    }

    [Fact]
    public async Task Taking_the_domain_from_the_bus_is_possibly_wrong()
    {
        await Model.ExpectAsync(Model.Host("""
            function.InheritMsiDomainFromBus();
            await function.Add();
            """), "IRQ1003 possible any: function.InheritMsiDomainFromBus()", "IRQ2003 possible virtual: function.InheritMsiDomainFromBus()");
    }

    [Fact]
    public async Task The_default_host_is_clean()
    {
        await Model.ExpectAsync(Model.Host("""
            function.SetDefaultMsiDomain(function.Bus.MsiDomain ?? DefaultMsiDomain);
            function.MatchDriver = false;
            await function.Add();
            function.MatchDriver = true;
            await function.Attach();
            """));
    }
}
