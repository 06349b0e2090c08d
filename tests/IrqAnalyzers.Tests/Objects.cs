using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>Which object is meant: aliases, fields, helpers, lambdas, local functions, generics.</summary>
public class Objects
{
    [Fact]
    public Task Registering_another_function_does_not_count() => Model.ExpectAsync(
        Model.Host("iommu.Register(function.PhysicalFunction!); function.AssignMsiDomain(null);"),
        "IRQ1001 definite any: function.AssignMsiDomain(null)");

    [Fact]
    public Task An_alias_is_the_same_function() => Model.ExpectAsync(
        Model.Host("var other = function; iommu.Register(other); function.AssignMsiDomain(null);"));

    [Fact]
    public Task A_field_holds_the_function() => Model.ExpectAsync(
        Model.Host("current = function; iommu.Register(current); function.AssignMsiDomain(null);", "private PciFunction? current;"));

    [Fact]
    public Task A_conditional_expression_may_be_either() => Model.ExpectAsync("""
        public class C
        {
            public void Both(Iommu iommu, PciBus bus)
            {
                var one = bus.AddFunction("00.0");
                var two = bus.AddFunction("01.0");
                iommu.Register(one);
                var either = Environment.HasShutdownStarted ? one : two;
                either.AssignMsiDomain(null);
            }
        }
        """, "IRQ1001 possible physical: either.AssignMsiDomain(null)");

    [Fact]
    public Task A_function_that_a_bus_gives_is_new() => Model.ExpectAsync("""
        public class C
        {
            public void One(Iommu iommu, PciBus bus)
            {
                var one = bus.AddFunction("00.0");
                one.AssignMsiDomain(null);
            }
        }
        """, "IRQ1001 definite physical: one.AssignMsiDomain(null)");

    [Fact]
    public Task A_new_IOMMU_remaps_nothing_yet() => Model.ExpectAsync("""
        public class TestHost : Host
        {
            public TestHost(Machine machine) : base(machine) { }
            public override async Flow Boot()
            {
                var iommu = new Iommu(Machine);
                EnableX2Apic(iommu);
                iommu.EnableInterruptRemapping();
                EnableX2Apic(iommu);
            }
        }
        """, "IRQ1009 definite any: EnableX2Apic(iommu)");

    [Fact]
    public Task A_function_kept_from_an_earlier_round_is_another() => Model.ExpectAsync("""
        public class C
        {
            public void Loop(Iommu iommu, PciBus bus)
            {
                PciFunction? previous = null;
                for (var i = 0; i < 3; i++)
                {
                    var next = bus.AddFunction("00." + i);
                    if (previous is not null) previous.AssignMsiDomain(null);
                    iommu.Register(next);
                    previous = next;
                }
            }
        }
        """);

    [Fact]
    public Task A_helper_that_registers_counts() => Model.ExpectAsync(
        Model.Host("Prepare(function); function.AssignMsiDomain(null);", "private void Prepare(PciFunction device) { iommu.Register(device); }"));

    [Fact]
    public Task A_helper_that_decides_is_reported_where_it_is_called() => Model.ExpectAsync(
        Model.Host("Decide(function);", "private void Decide(PciFunction device) => device.AssignMsiDomain(iommu.FindMsiDomain(device));"),
        "IRQ1001 definite any: Decide(function)", "IRQ1001 definite any: Decide(function)");

    [Fact]
    public Task A_helper_of_a_helper_is_followed() => Model.ExpectAsync(
        Model.Host("One(function);", "private void One(PciFunction d) => Two(d); private static void Two(PciFunction d) => d.AssignMsiDomain(null);"),
        "IRQ1001 definite any: One(function)");

    [Fact]
    public Task A_helper_in_another_file_is_followed() => Model.ExpectAsync(
        [Model.Host("Helper.Prepare(iommu, function); function.AssignMsiDomain(null);"), "public static class Helper { public static void Prepare(Iommu i, PciFunction f) => i.Register(f); }"]);

    [Fact]
    public Task A_helper_may_treat_kinds_differently() => Model.ExpectAsync(
        Model.Notifier("Place(function);", "private void Place(PciFunction f) { if (f.IsVirtual) f.InheritMsiDomain(); else iommu.Register(f); }"));

    [Fact]
    public Task What_a_helper_returns_tells_the_kind() => Model.ExpectAsync(
        Model.Notifier("if (IsVf(function)) function.InheritMsiDomain();", "private static bool IsVf(PciFunction f) => f.IsVirtual;"));

    [Fact]
    public Task What_a_helper_returns_tells_what_it_did() => Model.ExpectAsync(
        Model.Notifier(
            "if (TryInherit(function)) return; iommu.Register(function);",
            "private bool TryInherit(PciFunction f) { if (flag) { f.InheritMsiDomain(); return true; } return false; }"));

    [Fact]
    public Task A_helper_that_returns_its_argument_is_an_alias() => Model.ExpectAsync(
        Model.Host("iommu.Register(Same(function)); function.AssignMsiDomain(null);", "private static PciFunction Same(PciFunction f) => f;"));

    [Fact]
    public Task An_awaited_helper_is_followed() => Model.ExpectAsync(
        Model.Host("await Bring(function);", "private async Flow Bring(PciFunction f) { await f.Add(); }"),
        "IRQ3001 definite any: Bring(function)");

    [Fact]
    public Task A_helper_that_throws_for_the_other_kind_narrows() => Model.ExpectAsync(
        Model.Notifier("Check(function);", "private static void Check(PciFunction f) { if (f.IsVirtual) throw new InvalidOperationException(); }"));

    [Fact]
    public Task A_virtual_helper_may_do_anything() => Model.ExpectAsync(
        Model.Host("Prepare(function); function.AssignMsiDomain(null);", "protected virtual void Prepare(PciFunction device) => iommu.Register(device);"));

    [Fact]
    public Task What_a_helper_sees_as_possible_its_caller_may_be_sure_of() => Model.ExpectAsync(
        Model.Notifier(
            "Enroll(function);",
            "private void Enroll(PciFunction f) { if (f.IsVirtual) { f.InheritMsiDomain(); return; } if (iommu.Knows(f)) return; iommu.FindMsiDomain(f); }"),
        "IRQ1001 definite physical: Enroll(function)", "IRQ1001 possible physical: iommu.FindMsiDomain(f)");

    [Fact]
    public Task A_helper_with_contracts_is_taken_at_its_word() => Model.ExpectAsync(
        Model.Host(
            "Prepare(function); function.AssignMsiDomain(null);",
            "[Ensures(Facts.Registered, Subject = nameof(device))] protected virtual void Prepare(PciFunction device) { }"));

    [Fact]
    public Task A_helper_that_requires_is_checked() => Model.ExpectAsync(
        Model.Host(
            "Decide(function);",
            "[Requires(Facts.Registered, Subject = nameof(device), Rule = RuleIds.DomainBeforeRegistration)] private void Decide(PciFunction device) => device.AssignMsiDomain(null);"),
        "IRQ1001 definite any: Decide(function)");

    [Fact]
    public Task Contracts_of_an_interface_hold_for_its_implementation() => Model.ExpectAsync("""
        public interface IPreparer { [Ensures(Facts.Registered, Subject = nameof(device))] void Prepare(PciFunction device); }
        public sealed class Preparer : IPreparer { public void Prepare(PciFunction device) { } }
        """ + Model.Host("new Preparer().Prepare(function); function.AssignMsiDomain(null);"));

    [Fact]
    public Task A_local_function_is_followed_with_what_it_captures() => Model.ExpectAsync(
        Model.Host("void Prepare() => iommu.Register(function); Prepare(); function.AssignMsiDomain(null);"));

    [Fact]
    public Task A_local_function_that_decides_is_reported_where_it_is_called() => Model.ExpectAsync(
        Model.Host("Decide(); void Decide() { function.AssignMsiDomain(null); }"),
        "IRQ1001 definite any: Decide()");

    [Fact]
    public Task A_lambda_is_a_body_of_its_own() => Model.ExpectAsync(
        Model.Host("Action a = () => { var f = function.Bus.AddFunction(\"00.0\"); f.AssignMsiDomain(null); }; a();"),
        "IRQ1001 definite physical: f.AssignMsiDomain(null)");

    [Fact]
    public Task A_lambda_that_has_the_function_may_register_it() => Model.ExpectAsync(
        Model.Host("Action a = () => iommu.Register(function); a(); function.AssignMsiDomain(null);"));

    [Fact]
    public Task A_generic_helper_is_followed() => Model.ExpectAsync(
        Model.Host("Decide(function);", "private static void Decide<T>(T device) where T : PciFunction => device.AssignMsiDomain(null);"),
        "IRQ1001 definite any: Decide(function)");

    [Fact]
    public Task An_extension_method_is_followed() => Model.ExpectAsync(
        Model.Host("function.Prepare(iommu); function.AssignMsiDomain(null);") + " public static class E { public static void Prepare(this PciFunction f, Iommu i) => i.Register(f); }");

    [Fact]
    public Task A_property_that_gives_the_function_is_an_alias() => Model.ExpectAsync(
        Model.Host("current = function; iommu.Register(Current!); function.AssignMsiDomain(null);", "private PciFunction? current; private PciFunction? Current => current;"));

    [Fact]
    public Task A_null_check_does_not_hide_the_function() => Model.ExpectAsync(
        Model.Host("ArgumentNullException.ThrowIfNull(function); function.AssignMsiDomain(null);"),
        "IRQ1001 definite any: function.AssignMsiDomain(null)");

    [Fact]
    public Task A_function_put_into_a_list_may_be_registered_from_there() => Model.ExpectAsync(
        Model.Host("var list = new List<PciFunction>(); list.Add(function); foreach (var f in list) iommu.Register(f); function.AssignMsiDomain(null);"));

    [Fact]
    public Task A_conditional_call_is_a_call() => Model.ExpectAsync(
        Model.Host("function?.AssignMsiDomain(null);"),
        "IRQ1001 definite any: .AssignMsiDomain(null)");

    [Fact]
    public Task Two_hosts_are_two_objects() => Model.ExpectAsync("""
        public class C
        {
            public void Two(Host one, Host two, MsiDomain xen)
            {
                one.CreateDefaultMsiDomain();
                two.OverrideDefaultMsiDomain(xen);
                one.OverrideDefaultMsiDomain(xen);
            }
        }
        """, "IRQ1006 definite any: one.OverrideDefaultMsiDomain(xen)");

    [Fact]
    public Task A_tuple_assignment_keeps_the_objects() => Model.ExpectAsync(
        Model.Host("var (a, b) = (function, 1); iommu.Register(a); function.AssignMsiDomain(null);"));

    [Fact]
    public Task What_a_loop_over_an_array_gives_is_one_object_in_each_round() => Model.ExpectAsync("""
        public class C
        {
            public void All(Iommu iommu, PciFunction[] functions)
            {
                foreach (var function in functions)
                {
                    iommu.Unregister(function);
                    function.AssignMsiDomain(null);
                }
            }
        }
        """, "IRQ1001 definite any: function.AssignMsiDomain(null)");
}
