using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>Whose domain and whose id: IRQ1007, IRQ2002, IRQ2003, IRQ2005; and IRQ3002, who is let in.</summary>
public class DomainOwners
{
    private const string Platform = "public class Platform { public MsiDomain Make(Iommu xen) => new HypervisorMsiDomain(\"XEN-MSI\", xen); }";

    [Theory]
    [InlineData("iommu.Register(function); function.AssignMsiDomain(null);")]
    [InlineData("iommu.Register(function); if (flag && function.HasSpecialMsiDomain) return; function.AssignMsiDomain(null);")]
    [InlineData("iommu.Register(function); while (flag) { if (function.HasSpecialMsiDomain) break; } function.AssignMsiDomain(null);")]
    public Task A_notifier_that_does_not_ask_may_overwrite_a_platforms_domain(string body) => Model.ExpectAsync(
        [Model.Notifier(body), Platform], "IRQ1007 possible any: function.AssignMsiDomain(null)");

    [Theory]
    [InlineData("iommu.Register(function); if (function.HasSpecialMsiDomain) return; function.AssignMsiDomain(null);")]
    [InlineData("iommu.Register(function); var same = function; if (!same.HasSpecialMsiDomain) function.AssignMsiDomain(null);")]
    [InlineData("iommu.Register(function); if (IsTheirs(function)) return; function.AssignMsiDomain(null);")]
    public Task A_notifier_that_asks_leaves_it_alone(string body) => Model.ExpectAsync(
        [Model.Notifier(body, "private static bool IsTheirs(PciFunction asked) => asked.HasSpecialMsiDomain;"), Platform]);

    [Fact]
    public Task A_helper_of_a_notifier_is_told_of_at_its_call() => Model.ExpectAsync(
        [Model.Notifier("iommu.Register(function); Give(function);", "private static void Give(PciFunction to) => to.AssignMsiDomain(null);"), Platform],
        "IRQ1007 possible any: Give(function)");

    [Fact]
    public Task A_project_without_platform_domains_is_not_bothered() => Model.ExpectAsync(
        [Model.Notifier("iommu.Register(function); function.AssignMsiDomain(null);"), "public class HypervisorMsiDomains { }"]);

    [Fact]
    public Task A_class_of_the_project_may_bring_them_too() => Model.ExpectAsync(
        [Model.Notifier("iommu.Register(function); function.AssignMsiDomain(null);"), "[Brings(Assumption.PlatformDomains)] public class Platform { }"],
        "IRQ1007 possible any: function.AssignMsiDomain(null)");

    [Fact]
    public Task A_host_knows_what_it_gave_its_functions() => Model.ExpectAsync(
        [Model.Host("function.SetDefaultMsiDomain(DefaultMsiDomain); iommu.Register(function); function.AssignMsiDomain(null);"), Platform]);

    [Theory]
    [InlineData("iommu.Register(function); function.AssignMsiDomain(null); function.AssignMsiDomain(null);")]
    [InlineData("iommu.Register(function); function.AssignMsiDomain(null); if (flag) function.AssignMsiDomain(null);")]
    public Task A_domain_that_has_been_overwritten_is_not_overwritten_again(string body) => Model.ExpectAsync(
        [Model.Notifier(body), Platform], "IRQ1007 possible any: function.AssignMsiDomain(null)");

    [Fact]
    public Task A_domain_that_is_overwritten_on_one_path_may_be_overwritten_on_the_other() => Model.ExpectAsync(
        [Model.Notifier("iommu.Register(function); if (flag) function.AssignMsiDomain(iommu.FindMsiDomain(function)); function.AssignMsiDomain(null);"), Platform],
        "IRQ1007 possible any: function.AssignMsiDomain(iommu.FindMsiDomain(function))", "IRQ1007 possible any: function.AssignMsiDomain(null)");

    [Fact]
    public Task A_notifier_that_asks_and_overwrites_all_the_same_is_told() => Model.ExpectAsync(
        [Model.Notifier("iommu.Register(function); if (function.HasSpecialMsiDomain) function.AssignMsiDomain(null);"), Platform],
        "IRQ1007 possible any: function.AssignMsiDomain(null)");

    [Theory]
    [InlineData("iommu.Register(function); if (function.HasSpecialMsiDomain) function.AssignMsiDomain(null); function.MatchDriver = false; await function.Add(); function.MatchDriver = true;")]
    [InlineData("function.MatchDriver = false; await function.Add(); iommu.Register(function); if (function.HasSpecialMsiDomain) function.AssignMsiDomain(null); function.MatchDriver = true;")]
    public Task A_host_that_asks_knows_what_it_does(string body) => Model.ExpectAsync([Model.Host(body), Platform]);

    [Fact]
    public Task While_the_notifiers_run_the_domain_is_not_the_hosts() => Model.ExpectAsync(
        [Model.Host("iommu.Register(function); function.MatchDriver = false; var added = function.Add(); if (function.HasSpecialMsiDomain) function.AssignMsiDomain(null); await added; function.MatchDriver = true;", "private readonly Platform platform = new();"), Platform],
        "IRQ1007 possible any: function.AssignMsiDomain(null)");

    [Theory]
    [InlineData("if (function is PhysicalFunction pf) { await pf.EnableSriov(1); iommu.Register(pf); pf.AssignMsiDomain(null); return; } function.InheritMsiDomain();", "pf.EnableSriov(1)")]
    [InlineData("if (function is PhysicalFunction pf) { pf.SetVfEnable(1); await pf.AddVirtualFunctions(); iommu.Register(pf); return; } function.InheritMsiDomain();", "pf.AddVirtualFunctions()")]
    [InlineData("if (function is PhysicalFunction pf) { await Grow(pf); return; } function.InheritMsiDomain();", "Grow(pf)")]
    public Task VFs_before_the_domain_of_their_PF_inherit_the_default(string body, string call) => Model.ExpectAsync(
        Model.Notifier(body, "private static Flow Grow(PhysicalFunction owner) => owner.EnableSriov(2);"), $"IRQ2002 possible physical: {call}");

    [Theory]
    [InlineData("if (function is PhysicalFunction pf) { iommu.Register(pf); pf.AssignMsiDomain(null); await pf.EnableSriov(1); return; } function.InheritMsiDomain();")]
    [InlineData("iommu.Register(function); function.AssignMsiDomain(null); foreach (var i in new[] { 1 }) if (function is PhysicalFunction pf) await pf.EnableSriov(i);")]
    public Task VFs_after_the_domain_of_their_PF_are_right(string body) => Model.ExpectAsync(Model.Notifier(body));

    [Theory]
    [InlineData("function.InheritMsiDomainFromBus();", true)]
    [InlineData("if (function.IsVirtual) function.InheritMsiDomainFromBus(); else iommu.Register(function);", true)]
    [InlineData("if (function.IsVirtual) { function.InheritMsiDomain(); return; } function.InheritMsiDomainFromBus();", false)]
    public Task Only_for_VFs_a_bus_can_be_virtual(string body, bool isReported) => Model.ExpectAsync(
        Model.Notifier(body),
        [
            $"IRQ1003 possible {(!isReported ? "physical" : body.StartsWith("if", StringComparison.Ordinal) ? "virtual" : "any")}: function.InheritMsiDomainFromBus()",
            .. isReported ? ["IRQ2003 possible virtual: function.InheritMsiDomainFromBus()"] : Array.Empty<string>(),
        ]);

    [Theory]
    [InlineData("function.SetInterruptSource(function);", "function.SetInterruptSource(function)")]
    [InlineData("var other = function.Bus.Functions[0]; function.SetInterruptSource(other);", "function.SetInterruptSource(other)")]
    [InlineData("function.SetInterruptSource(flag ? function : function.RealDmaFunction);", "function.SetInterruptSource(flag ? function : function.RealDmaFunction)")]
    [InlineData("function.SetInterruptSource(function.Bus.Functions[0].RealDmaFunction);", "function.SetInterruptSource(function.Bus.Functions[0].RealDmaFunction)")]
    public Task The_id_of_another_function_is_possibly_wrong(string body, string call) => Model.ExpectAsync(
        Model.Notifier("iommu.Register(function); " + body), $"IRQ2005 possible any: {call}");

    [Theory]
    [InlineData("function.SetInterruptSource(function.RealDmaFunction);")]
    [InlineData("var real = function.RealDmaFunction; function.SetInterruptSource(real);")]
    [InlineData("var same = function; function.SetInterruptSource(same.RealDmaFunction);")]
    [InlineData("PciFunction Real() => function.RealDmaFunction; function.SetInterruptSource(Real());")]
    public Task The_id_that_the_function_sends_with_is_right(string body) => Model.ExpectAsync(Model.Notifier("iommu.Register(function); " + body));

    [Theory]
    [InlineData("function.MatchDriver = false; await function.Add();", "AddDevice", "definite")]
    [InlineData("function.MatchDriver = false; await function.Add(); if (flag) return; function.MatchDriver = true;", "return;", "definite")]
    [InlineData("function.MatchDriver = false; await function.Add(); if (flag) function.MatchDriver = true;", "AddDevice", "definite")]
    [InlineData("function.MatchDriver = false; await function.Add(); while (flag) { function.MatchDriver = true; flag = false; }", "AddDevice", "possible")]
    [InlineData("Hold(function); await function.Add();", "AddDevice", "definite")]
    [InlineData("function.MatchDriver = flag; await function.Add(); function.MatchDriver = Environment.HasShutdownStarted;", "AddDevice", "possible")]
    public async Task A_function_that_is_left_held_back_never_binds(string body, string place, string certainty)
    {
        var found = await Model.AnalyzeAsync(Model.Compile(Model.Host(body, "private static void Hold<T>(T held) where T : PciFunction => held.MatchDriver = false;")));
        Assert.Contains($"IRQ3002 {certainty} any: {place}", found.Select(Model.Render));
    }

    [Theory]
    [InlineData("function.MatchDriver = false; await function.Add(); function.MatchDriver = true;")]
    [InlineData("function.MatchDriver = false; try { await function.Add(); } finally { function.MatchDriver = true; }")]
    [InlineData("function.MatchDriver = false; await function.Add(); var same = function; same.MatchDriver = true;")]
    [InlineData("function.MatchDriver = false; await function.Add(); void Free() => function.MatchDriver = true; Free();")]
    [InlineData("function.MatchDriver = false; await function.Add(); throw new InvalidOperationException();")]
    public Task A_function_that_is_let_go_is_right(string body) => Model.ExpectAsync(Model.Host(body));

    [Fact]
    public async Task The_messages_say_what_to_do()
    {
        async Task<string> MessageOf(string id, params string[] models) =>
            Assert.Single(await Model.AnalyzeAsync(Model.Compile(models)), diagnostic => diagnostic.Id == id).GetMessage();
        Assert.Equal(
            "'AssignMsiDomain' overwrites the special MSI domain that the platform gave 'function', if there is one. Test 'HasSpecialMsiDomain' first.",
            await MessageOf("IRQ1007", Model.Notifier("iommu.Register(function); function.AssignMsiDomain(null);"), Platform));
        Assert.Equal(
            "'EnableSriov' adds VFs of 'pf' before 'pf' has its own MSI domain, if interrupt remapping is on, so they would inherit the default. Call 'AssignMsiDomain' first.",
            await MessageOf("IRQ2002", Model.Notifier("iommu.Register(function); if (function is PhysicalFunction pf) await pf.EnableSriov(1);")));
        Assert.Equal(
            "'InheritMsiDomainFromBus' takes the MSI domain of 'function' from its own bus when it is a VF, if that bus is virtual. Call 'InheritMsiDomain' instead.",
            await MessageOf("IRQ2003", Model.Host("function.InheritMsiDomainFromBus();")));
        Assert.Equal(
            "'SetInterruptSource' makes table entries verify the requester id of 'function', if that is not the id in the message. Pass 'RealDmaFunction' instead.",
            await MessageOf("IRQ2005", Model.Notifier("iommu.Register(function); function.SetInterruptSource(function);")));
        Assert.Equal(
            "'function' leaves 'AddDevice' with 'MatchDriver' false, so no driver can ever bind. Set it to true before returning.",
            await MessageOf("IRQ3002", Model.Host("function.MatchDriver = false; await function.Add();")));
    }
}
