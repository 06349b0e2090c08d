using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>IRQ1010 and IRQ1011: functions that nobody gives a domain, because nobody listens, decides, or has made one.</summary>
public class UndecidedDomains
{
    private const string Nic = "public class Nic : PciDriver { public Nic() : base(\"nic\") { } public override bool Matches(PciFunction function) => true; }";

    private const string Quiet = """
        public class Quiet : IommuNotifier { public Quiet() : base(1) { } protected override async Flow OnDeviceAdded(PciFunction function) { } }
        """;

    private const string Deciding = """
        public class Deciding : IommuNotifier
        {
            private readonly Iommu iommu;
            public Deciding(Iommu iommu) : base(1) { this.iommu = iommu; }
            protected override async Flow OnDeviceAdded(PciFunction function)
            {
                if (function.IsVirtual) { function.InheritMsiDomain(); return; }
                iommu.Register(function);
                if (iommu.FindMsiDomain(function) is { } domain) function.AssignMsiDomain(domain);
            }
        }
        """;

    private static string Host(string boot, string members = "") => $$"""
        public class TestHost : Host
        {
            private readonly Iommu iommu;
            private bool flag;
            public TestHost(Machine machine) : base(machine) { iommu = new Iommu(machine); }
            public override async Flow Boot()
            {
                {{boot}}
            }
            {{members}}
        }
        """;

    [Theory]
    [InlineData("iommu.EnableInterruptRemapping(); CreateDefaultMsiDomain(); await ScanBuses(); await RegisterDriver(new Nic());", "ScanBuses()")]
    [InlineData("iommu.EnableInterruptRemapping(); CreateDefaultMsiDomain(); foreach (var bus in Machine.Buses) await ScanBus(bus); await RegisterDriver(new Nic());", "ScanBus(bus)")]
    [InlineData("var same = iommu; same.EnableInterruptRemapping(); var self = this; self.CreateDefaultMsiDomain(); await self.ScanBuses(); await RegisterDriver(new Nic());", "self.ScanBuses()")]
    [InlineData("iommu.EnableInterruptRemapping(); CreateDefaultMsiDomain(); await Find(); await RegisterDriver(new Nic());", "Find()")]
    [InlineData("iommu.EnableInterruptRemapping(); CreateDefaultMsiDomain(); Func<Flow> find = () => ScanBuses(); await find(); await RegisterDriver(new Nic());", "find()")]
    [InlineData("iommu.EnableInterruptRemapping(); CreateDefaultMsiDomain(); await Do(this); await RegisterDriver(new Nic());", "Do(this)")]
    [InlineData("iommu.EnableInterruptRemapping(); CreateDefaultMsiDomain(); if (flag) Subscribe(new Deciding(iommu)); await ScanBuses(); await RegisterDriver(new Nic());", "ScanBuses()")]
    public Task A_scan_that_nobody_listens_to_leaves_functions_undecided(string boot, string call) => Model.ExpectAsync(
        [Host(boot, "private Flow Find() => ScanBuses(); private static Flow Do<T>(T host) where T : TestHost => host.ScanBuses();"), Nic, boot.Contains("Deciding", StringComparison.Ordinal) ? Deciding : ""],
        $"IRQ1010 possible any: {call}");

    [Theory]
    [InlineData("iommu.EnableInterruptRemapping(); CreateDefaultMsiDomain(); Subscribe(new Deciding(iommu)); await ScanBuses(); await RegisterDriver(new Nic());")]
    [InlineData("CreateDefaultMsiDomain(); await ScanBuses(); await RegisterDriver(new Nic());")]
    [InlineData("iommu.EnableInterruptRemapping(); CreateDefaultMsiDomain(); await ScanBuses();")]
    public Task A_scan_is_right_with_a_notifier_without_remapping_and_without_a_driver(string boot) => Model.ExpectAsync([Host(boot), Nic, Deciding]);

    [Theory]
    [InlineData("protected override async Flow AddDevice(PciFunction function) { await base.AddDevice(function); if (iommu.FindMsiDomain(function) is { } domain) function.AssignMsiDomain(domain); }")]
    [InlineData("protected override MsiDomain? MsiDomainForVectors(PciFunction function) => iommu.FindMsiDomain(function);")]
    public Task A_host_that_decides_by_itself_needs_no_notifier(string members) => Model.ExpectAsync(
        [Host("iommu.EnableInterruptRemapping(); CreateDefaultMsiDomain(); await ScanBuses(); await RegisterDriver(new Nic());", members), Nic]);

    [Fact]
    public Task A_class_that_the_host_asks_decides_for_it() => Model.ExpectAsync(
        [
            Host(
                "iommu.EnableInterruptRemapping(); CreateDefaultMsiDomain(); Subscribe(new Vfs()); await ScanBuses(); await RegisterDriver(new Nic());",
                "protected override async Flow AddDevice(PciFunction function) { await base.AddDevice(function); new Policy().Decide(iommu, function); }"),
            "public class Policy { public void Decide(Iommu iommu, PciFunction function) { iommu.Register(function); function.AssignMsiDomain(iommu.FindMsiDomain(function)); } }",
            Nic,
            "public class Vfs : IommuNotifier { public Vfs() : base(1) { } protected override async Flow OnDeviceAdded(PciFunction function) { if (function.IsVirtual) function.InheritMsiDomain(); } }",
        ]);

    [Fact]
    public Task A_notifier_that_decides_nothing_leaves_PFs_undecided() => Model.ExpectAsync(
        [Host("iommu.EnableInterruptRemapping(); CreateDefaultMsiDomain(); Subscribe(new Quiet()); await ScanBuses(); await RegisterDriver(new Nic());"), Nic, Quiet],
        "IRQ1010 possible physical: OnDeviceAdded",
        "IRQ2001 definite virtual: OnDeviceAdded");

    [Theory]
    [InlineData("Given", "public sealed record Given(string Skipped, int Limit);")]
    [InlineData("Given?", "public sealed class Given { public string Skipped { get; init; } = \"\"; public bool IsSkipped(PciFunction function) => function.Name == Skipped; }")]
    [InlineData("Given", "public sealed class Given { private readonly ILookup<bool, string> names; public Given(IEnumerable<(string Name, bool IsSkipped)> all) => names = all.ToLookup(one => one.IsSkipped, one => one.Name); }")]
    [InlineData("IReadOnlyList<Given>", "public sealed record Given(Given[] Inner, Dictionary<string, Bdf> Slots, TimeSpan? Wait);")]
    [InlineData("Given", "public readonly struct Given { private readonly PciFunction? first; public Given(PciFunction? first) => this.first = first; }")]
    [InlineData("Iommu", "")]
    public Task What_can_hold_no_notifier_decides_nothing(string type, string declaration) => Model.ExpectAsync(
        [GivenHost(type), Nic, Quiet, declaration], "IRQ1010 possible physical: OnDeviceAdded", "IRQ2001 definite virtual: OnDeviceAdded");

    [Theory]
    [InlineData("Given", "public sealed record Given(string Skipped, BusNotifier Listening);")]
    [InlineData("Given", "public sealed class Given { public PciDriver[] Drivers { get; } = Array.Empty<PciDriver>(); }")]
    [InlineData("Given", "public sealed record Given(Inner One); public sealed record Inner(MsiDomain? Domain);")]
    [InlineData("Given", "public sealed class Given { public Action<PciFunction>? Found { get; set; } }")]
    [InlineData("Given", "public sealed class Given { public event Action<PciFunction>? Found; public void Find(PciFunction function) => Found?.Invoke(function); }")]
    [InlineData("Given", "public struct Given { public MsiDomain? Domain; }")]
    [InlineData("Given", "public class Given { public string Skipped { get; init; } = \"\"; } public sealed class More : Given { public BusNotifier? Listening { get; set; } }")]
    [InlineData("Given", "public abstract class Given { public abstract bool IsSkipped(PciFunction function); }")]
    [InlineData("Given", "public interface Given { void Decide(PciFunction function); }")]
    [InlineData("Given", "public sealed class Given { private readonly string skipped; public Given(object any) => skipped = any.ToString()!; }")]
    [InlineData("IEnumerable<BusNotifier>", "")]
    [InlineData("IServiceProvider", "")]
    [InlineData("Func<PciFunction, bool>", "")]
    [InlineData("object", "")]
    [InlineData("dynamic", "")]
    [InlineData("Given", "public sealed class Given { public void Decide(Iommu iommu, PciFunction function) { iommu.Register(function); function.AssignMsiDomain(iommu.FindMsiDomain(function)); } }")]
    public Task What_may_hold_a_notifier_or_code_may_decide(string type, string declaration) => Model.ExpectAsync(
        [GivenHost(type), Nic, Quiet, declaration], "IRQ2001 definite virtual: OnDeviceAdded");

    [Theory]
    [InlineData("if (function is PciBridge) return;", "", false)]
    [InlineData("if (flag && function is PciBridge bridge) return;", "", false)]
    [InlineData("if (function is PciBridge { Kind: BridgeKind.RootPort }) { flag = true; return; }", "", false)]
    [InlineData("switch (function) { case PciBridge: return; }", "", false)]
    [InlineData("switch (function) { case PciBridge when flag: return; }", "", false)]
    [InlineData("switch (function) { case PciBridge: case { IsPlugged: true }: return; }", "", true)]
    [InlineData("if (function is PciBridge || flag) return;", "", true)]
    [InlineData("if (function is not PciBridge) return;", "", true)]
    [InlineData("if (!(function is PciBridge)) return;", "", true)]
    [InlineData("if (function is PciBridge) flag = true; else return;", "", true)]
    [InlineData("if (flag) return;", "", true)]
    [InlineData("if (function is PciBridge) return;", ", msixVectors: 1", true)]
    [InlineData("if (function is PciBridge) return;", null, false)]
    public Task Bridges_that_a_project_gives_no_vectors_need_no_domain(string before, string? vectors, bool isReported) => Model.ExpectAsync(
        [
            Model.Notifier(
                $"if (function.IsVirtual) {{ function.InheritMsiDomain(); return; }} {before} iommu.Register(function); if (iommu.FindMsiDomain(function) is {{ }} domain) function.AssignMsiDomain(domain);"),
            Host("iommu.EnableInterruptRemapping(); CreateDefaultMsiDomain(); Subscribe(new TestNotifier(iommu)); await ScanBuses(); await RegisterDriver(new Nic());"),
            Nic,
            vectors is null ? "" : $"public static class Box {{ public static void Describe(PciBus root) => root.AddBridge(\"1c.0\", secondaryBus: 1{vectors}); }}",
        ],
        isReported ? ["IRQ1010 possible physical: return;"] : []);

    private static string GivenHost(string type) => $$"""
        public class TestHost : Host
        {
            private readonly Iommu iommu;
            private readonly {{type}} given;
            public TestHost(Machine machine, {{type}} given) : base(machine) { iommu = new Iommu(machine); this.given = given; }
            public override async Flow Boot()
            {
                iommu.EnableInterruptRemapping();
                CreateDefaultMsiDomain();
                Subscribe(new Quiet());
                await ScanBuses();
                await RegisterDriver(new Nic());
            }
        }
        """;

    [Fact]
    public Task What_a_base_class_would_subscribe_decides_nothing_where_its_boot_is_overridden() => Model.ExpectAsync(
        [
            Host("iommu.EnableInterruptRemapping(); CreateDefaultMsiDomain(); Subscribe(new Deciding(iommu)); await ScanBuses(); await RegisterDriver(new Nic());"),
            "public class OtherHost : TestHost { private readonly Iommu own; public OtherHost(Machine machine) : base(machine) { own = new Iommu(machine); } "
            + "public override async Flow Boot() { own.EnableInterruptRemapping(); CreateDefaultMsiDomain(); Subscribe(new Quiet()); await ScanBuses(); await RegisterDriver(new Nic()); } }",
            Nic,
            Deciding,
            Quiet,
        ],
        "IRQ1010 possible physical: OnDeviceAdded",
        "IRQ2001 definite virtual: OnDeviceAdded");

    [Fact]
    public Task A_name_means_the_class_of_that_name_in_the_same_namespace() => Model.ExpectAsync(
        [
            "namespace One { " + Host("iommu.EnableInterruptRemapping(); CreateDefaultMsiDomain(); Subscribe(new Own()); await ScanBuses(); await RegisterDriver(new Nic());")
            + Quiet.Replace("Quiet", "Own", StringComparison.Ordinal) + "}",
            "namespace Two { " + Deciding.Replace("Deciding", "Own", StringComparison.Ordinal) + "}",
            Nic,
        ],
        "IRQ1010 possible physical: OnDeviceAdded",
        "IRQ2001 definite virtual: OnDeviceAdded");

    [Theory]
    [InlineData("await ScanBuses(); CreateDefaultMsiDomain();", "CreateDefaultMsiDomain()")]
    [InlineData("foreach (var bus in Machine.Buses) await ScanBus(bus); CreateDefaultMsiDomain();", "CreateDefaultMsiDomain()")]
    [InlineData("if (flag) await ScanBuses(); CreateDefaultMsiDomain();", "CreateDefaultMsiDomain()")]
    [InlineData("await ScanBuses(); var self = this; self.CreateDefaultMsiDomain();", "self.CreateDefaultMsiDomain()")]
    [InlineData("await ScanBuses(); Make();", "Make()")]
    [InlineData("await ScanBuses(); Action make = () => CreateDefaultMsiDomain(); make();", "make()")]
    [InlineData("await ScanBuses(); Of(this);", "Of(this)")]
    public Task A_default_domain_that_comes_after_the_functions_may_leave_them_without(string boot, string call) => Model.ExpectAsync(
        Host(boot, "private void Make() => CreateDefaultMsiDomain(); private static void Of<T>(T host) where T : Host => host.CreateDefaultMsiDomain();"),
        $"IRQ1011 possible any: {call}");

    [Theory]
    [InlineData("CreateDefaultMsiDomain(); await ScanBuses();")]
    [InlineData("CreateDefaultMsiDomain(); foreach (var bus in Machine.Buses) await ScanBus(bus);")]
    public Task A_default_domain_that_comes_first_is_there_for_all(string boot) => Model.ExpectAsync(Host(boot));

    [Theory]
    [InlineData("await ScanBuses(); iommu.EnableInterruptRemapping();", true)]
    [InlineData("await ScanBuses(); iommu.EnableInterruptRemapping(); foreach (var function in AddedFunctions) iommu.Register(function);", true)]
    [InlineData("await ScanBuses(); iommu.EnableInterruptRemapping(); foreach (var function in AddedFunctions.Where(f => !f.IsVirtual)) { iommu.Register(function); function.AssignMsiDomain(iommu.FindMsiDomain(function)); }", false)]
    [InlineData("await ScanBuses(); iommu.EnableInterruptRemapping(); Late();", false)]
    [InlineData("foreach (var function in AddedFunctions) function.AssignMsiDomain(null); await ScanBuses(); iommu.EnableInterruptRemapping();", true)]
    public async Task Remapping_that_comes_after_the_functions_is_right_where_they_are_given_domains_afterwards(string boot, bool isReported)
    {
        var found = (await Model.AnalyzeAsync(Model.Compile(Host(boot, """
            private void Late() { foreach (var function in Candidates()) Decide(function); }
            private IEnumerable<PciFunction> Candidates() { foreach (var function in AddedFunctions) if (!function.IsVirtual) yield return function; }
            private void Decide(PciFunction function) { iommu.Register(function); function.AssignMsiDomain(iommu.FindMsiDomain(function)); }
            """)))).Select(Model.Render);

        Assert.Equal(isReported ? ["IRQ1009 possible any: iommu.EnableInterruptRemapping()"] : [], found.Where(finding => finding.StartsWith("IRQ1009", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("await ScanBuses(); CreateDefaultMsiDomain(")]
    [InlineData("iommu.EnableInterruptRemapping(; CreateDefaultMsiDomain(); await ScanBuses()")]
    public async Task Half_typed_code_raises_nothing_that_the_analyzer_does_not_expect(string boot) =>
        Assert.DoesNotContain(await Model.AnalyzeAsync(Model.Compile(Host(boot))), diagnostic => diagnostic.Id is "AD0001" or "IRQ9001");
}
