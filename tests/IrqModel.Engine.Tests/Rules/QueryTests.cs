using System.Reflection;
using IrqModel.Contracts;
using IrqModel.Runtime;
using Xunit;

namespace IrqModel.Engine.Tests.Rules;

/// <summary>What the contracts of queries say of facts is so in runs: the engine keeps the facts, and code asks the queries.</summary>
public sealed class QueryTests
{
    private static readonly PropertyInfo Established = typeof(ModelObject).GetProperty("EstablishedFacts", BindingFlags.Instance | BindingFlags.NonPublic)!;

    // Of the units of a machine, and of all units of an IOMMU, the engine keeps no such fact: it asks this very query.
    private static readonly (MemberInfo Query, TestsFactAttribute Says)[] Queries =
    [
        .. from type in new[] { typeof(PciFunction), typeof(PhysicalFunction), typeof(Iommu) }
           from member in type.GetMembers(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly)
           let says = member.GetCustomAttribute<TestsFactAttribute>()
           where says is not null && (says.Subject is "function" || (says.Subject is null && type != typeof(Iommu)))
           select (member, says),
    ];

    [Fact]
    public void What_a_query_says_of_facts_is_so_whenever_it_is_asked()
    {
        var outcomes = Ask();

        foreach (var (query, says, asked, holds, denies, excludes) in outcomes)
        {
            Assert.False(!asked && denies, $"{query.Name} says that none of {says.Denies} holds, and one does");
            Assert.False(asked && excludes, $"{query.Name} says that none of {says.Excludes} holds, and one does");
            if (asked) Assert.True(holds || says.IsWider, $"{query.Name} says that one of {says.AnyOf} holds, and none does");
            else Assert.False(holds && says.IsExact, $"{query.Name} says that none of {says.AnyOf} holds, and one does");
        }
    }

    [Fact]
    public void Every_query_comes_out_either_way_and_one_that_is_not_exact_is_silent_of_facts_that_hold()
    {
        var outcomes = Ask();

        foreach (var (query, says) in Queries)
        {
            Assert.Contains(outcomes, outcome => outcome.Query == query && outcome.Asked);
            Assert.Contains(outcomes, outcome => outcome.Query == query && !outcome.Asked);
            if (says.Denies != 0) Assert.Contains(outcomes, outcome => outcome.Query == query && outcome.HoldsDenied);
            if (says.Excludes != 0) Assert.Contains(outcomes, outcome => outcome.Query == query && outcome.HoldsExcluded);
            if (says.IsOneWay) Assert.Contains(outcomes, outcome => outcome.Query == query && !outcome.Asked && outcome.Holds);
            Assert.False(says.IsOneWay && says.IsExact, $"{query.Name} says nothing and something");
        }
    }

    private static HashSet<(MemberInfo Query, TestsFactAttribute Says, bool Asked, bool Holds, bool HoldsDenied, bool HoldsExcluded)> Ask()
    {
        var outcomes = new HashSet<(MemberInfo, TestsFactAttribute, bool, bool, bool, bool)>();
        foreach (var isRemapping in new[] { true, false })
        {
            foreach (var hasPlatform in new[] { true, false })
            {
                Simulation.Run(
                    Build,
                    machine => new AskingHost(machine, isRemapping, hasPlatform, (iommu, function) => outcomes.UnionWith(Ask(iommu, function))),
                    async host =>
                    {
                        await ((PhysicalFunction)host.AddedFunctions[0]).EnableSriov(1);
                        ((AskingHost)host).AskWhileAGuestUses(host.AddedFunctions[1]);
                        var removed = host.AddedFunctions[0];
                        await removed.Remove();
                        ((AskingHost)host).Ask(removed);
                        await host.HotAdd(removed);
                    });
            }
        }

        return outcomes;
    }

    private static IEnumerable<(MemberInfo Query, TestsFactAttribute Says, bool Asked, bool Holds, bool HoldsDenied, bool HoldsExcluded)> Ask(Iommu iommu, PciFunction function)
    {
        var facts = (Facts)Established.GetValue(function)!;
        foreach (var (query, says) in Queries)
        {
            if (!query.DeclaringType!.IsInstanceOfType(function) && query.DeclaringType != typeof(Iommu)) continue;
            var answer = query switch
            {
                PropertyInfo property => property.GetValue(function),
                MethodInfo { Name: nameof(Iommu.FindMsiDomain) } => iommu.FindMsiDomain(function),
                MethodInfo { Name: nameof(Iommu.Knows) } => iommu.Knows(function),
                _ => throw new InvalidOperationException($"Nobody asks {query.Name}."),
            };
            var isAsked = answer is not (null or false or IReadOnlyCollection<VirtualFunction> { Count: 0 });
            yield return (query, says, isAsked, (facts & says.AnyOf) != 0, (facts & says.Denies) != 0, (facts & says.Excludes) != 0);
        }
    }

    private static Machine Build()
    {
        var machine = new Machine("queries");
        machine.AddRootBus().AddFunction("02.0", "nic", msixVectors: 2, sriov: new SriovCapability(2, 1, 1, VfMsixVectors: 1));
        machine.AddCatchAllUnit();
        return machine;
    }

    private sealed class AskingHost(Machine machine, bool isRemapping, bool hasPlatform, Action<Iommu, PciFunction> ask) : Host(machine)
    {
        private readonly Iommu iommu = new(machine);

        public override async Flow Boot()
        {
            if (isRemapping) iommu.EnableInterruptRemapping();
            if (hasPlatform) OverrideDefaultMsiDomain(new HypervisorMsiDomain("Xen", iommu));
            CreateDefaultMsiDomain();
            Subscribe(new AskingNotifier(iommu, ask));
            await RegisterDriver(new AskingDriver(iommu, ask));
            await ScanBuses();
        }

        public void Ask(PciFunction function) => ask(iommu, function);

        public void AskWhileAGuestUses(PciFunction function)
        {
            function.AssignTo(new Guest("guest"));
            ask(iommu, function);
            ask(iommu, function.PhysicalFunction!);
            function.TakeBack();
            ask(iommu, function.PhysicalFunction!);
        }

        protected override async Flow AddDevice(PciFunction function)
        {
            ask(iommu, function);
            function.SetDefaultMsiDomain(DefaultMsiDomain);
            ask(iommu, function);
            await function.Add();
            ask(iommu, function);
        }
    }

    private sealed class AskingNotifier(Iommu iommu, Action<Iommu, PciFunction> ask) : IommuNotifier(1)
    {
        protected override async Flow OnDeviceAdded(PciFunction function)
        {
            ask(iommu, function);
            iommu.Register(function);
            ask(iommu, function);
            if (!function.HasSpecialMsiDomain && iommu.FindMsiDomain(function) is { } domain) function.AssignMsiDomain(domain);
            ask(iommu, function);
        }

        protected override async Flow OnDeviceRemoved(PciFunction function)
        {
            ask(iommu, function);
            iommu.Unregister(function);
            ask(iommu, function);
        }
    }

    private sealed class AskingDriver(Iommu iommu, Action<Iommu, PciFunction> ask) : PciDriver("asking")
    {
        public override bool Matches(PciFunction function) => true;

        protected override async Flow Probe(PciFunction function)
        {
            ask(iommu, function);
            function.AllocateVectors(1);
            ask(iommu, function);
            function.RequestInterrupts();
            ask(iommu, function);
        }

        protected override async Flow Unbind(PciFunction function)
        {
            ask(iommu, function);
            if (function is PhysicalFunction physical) await physical.DisableSriov();
            if (function.IsVirtual) return;     // what it leaves behind is taken from it
            function.ReleaseInterrupts();
            function.FreeVectors();
            ask(iommu, function);
        }
    }
}
