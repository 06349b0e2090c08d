using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>Virtual calls without contracts: any of the implementations may run, and what is wrong with one of them is possible.</summary>
public class Hooks
{
    private const string Bad = "IRQ1001 definite any: function.AssignMsiDomain(null)";
    private const string Possible = "IRQ1001 possible any: function.AssignMsiDomain(null)";
    private const string Decide = "function.AssignMsiDomain(null); await function.Add();";

    [Theory]
    [InlineData("public virtual void Before(PciFunction f) { }", "public override void Before(PciFunction f) => count++;")]
    [InlineData("public abstract void Before(PciFunction f);", "public override void Before(PciFunction f) => seen.Add(f);")]
    [InlineData("public abstract void Before(PciFunction f);", "public override void Before(PciFunction f) { if (f.IsVirtual) count++; else seen.Remove(f); }")]
    public Task A_method_that_no_override_gives_an_effect_has_none(string declared, string overridden) => Model.ExpectAsync(
        Model.Host("hooks.Before(function); " + Decide, "private readonly Policy hooks = null!;") + Types("internal", declared, overridden), Bad);

    [Theory]
    [InlineData("public virtual void Before(PciFunction f) { }", "public override void Before(PciFunction f) => iommu.Register(f);")]
    [InlineData("public virtual void Before(PciFunction f) => iommu.Register(f);", "public override void Before(PciFunction f) { }")]
    [InlineData("public abstract void Before(PciFunction f);", "public override void Before(PciFunction f) { seen.Add(f); foreach (var one in seen) iommu.Register(one); }")]
    public Task What_one_of_the_overrides_leaves_undone_is_possible(string declared, string overridden) => Model.ExpectAsync(
        Model.Host("hooks.Before(function); " + Decide, "private readonly Policy hooks = null!;") + Types("internal", declared, overridden), Possible);

    [Theory]
    [InlineData("public abstract void Before(PciFunction f);", "public override void Before(PciFunction f) => Run(() => iommu.Register(f));")]
    [InlineData("public abstract void Before(PciFunction f);", "[Ensures(Facts.Registered, Subject = nameof(f))] public override void Before(PciFunction f) { }")]
    [InlineData("public virtual void Before(PciFunction f) => After(f); public abstract void After(PciFunction f);", "public override void After(PciFunction f) => iommu.Register(f);")]
    public Task What_all_overrides_do_is_done(string declared, string overridden) => Model.ExpectAsync(
        Model.Host("hooks.Before(function); " + Decide, "private readonly Policy hooks = null!;") + Types("internal", declared, overridden));

    [Fact]
    public Task An_abstract_method_that_nobody_implements_here_is_unknown() => Model.ExpectAsync(
        Model.Host("hooks.Before(function); " + Decide, "private readonly Policy hooks = null!;") + "internal abstract class Policy { public abstract void Before(PciFunction f); }");

    [Fact]
    public Task Where_others_can_override_a_method_that_has_no_effect_here_what_follows_is_possible() => Model.ExpectAsync(
        Model.Host("hooks.Before(function); " + Decide, "private readonly Policy hooks = null!;")
            + Types("public", "public virtual void Before(PciFunction f) { }", "public override void Before(PciFunction f) => count++;"),
        Possible);

    [Theory]
    [InlineData("", Bad)]
    [InlineData("iommu.Register(f);", Possible)]
    public Task Implementations_of_an_interface_are_all_that_it_can_run(string work, string finding) => Model.ExpectAsync(
        Model.Host("watch.Seen(function); " + Decide, "private readonly IWatch<PciFunction> watch = null!;") + $$"""
            internal interface IWatch<T> { void Seen(T one); }
            internal class Counting : IWatch<PciFunction> { private int count; void IWatch<PciFunction>.Seen(PciFunction f) => count++; }
            internal class Naming : IWatch<PciFunction> { private readonly Iommu iommu = null!; public void Seen(PciFunction f) { {{work}} } }
            """,
        finding);

    [Fact]
    public Task A_hook_may_assign_what_the_object_has() => Model.ExpectAsync(
        Model.Host("job.Function = function; hooks.Change(job); job.Function.AssignMsiDomain(null);", "private readonly Job job = new(); private readonly Policy hooks = null!;") + """
            internal class Job { public PciFunction Function { get; set; } = null!; }
            internal class Policy { public virtual void Change(Job job) { } }
            internal class Exchanging : Policy { private readonly PciFunction other = null!; public override void Change(Job job) => job.Function = other; }
            """,
        "IRQ1001 possible any: job.Function.AssignMsiDomain(null)");

    [Fact]
    public Task A_hook_that_calls_itself_comes_to_an_end() => Model.ExpectAsync(
        Model.Host("hooks.Before(function); " + Decide, "private readonly Policy hooks = null!;")
            + Types("internal", "public virtual void Before(PciFunction f) { if (count > 0) Before(f); }", "public override void Before(PciFunction f) { if (count-- > 0) base.Before(f); }"),
        Bad);

    [Fact]
    public Task A_driver_with_hooks_around_its_steps_is_gone_through() => Model.ExpectAsync("""
        internal abstract class Base : PciDriver
        {
            protected Base() : base("base") { }
            protected override async Flow Unbind(PciFunction function)
            {
                await Stopping(function);
                if (function.HasVectors) function.FreeVectors();
            }
            protected virtual Flow Stopping(PciFunction function) => Flow.Completed;
        }
        internal class Nic : Base
        {
            private readonly Dictionary<PciFunction, int> queues = new();
            public override bool Matches(PciFunction function) => true;
            protected override Flow Stopping(PciFunction function) { queues.Remove(function); return Flow.Completed; }
        }
        """,
        "IRQ2004 possible physical: Unbind",
        "IRQ4001 possible any: function.FreeVectors()");

    private static string Types(string access, string declared, string overridden) => $$"""
        {{access}} abstract class Policy
        {
            protected int count;
            protected readonly Iommu iommu = null!;
            protected readonly List<PciFunction> seen = new();
            protected void Run(Action action) => action();
            {{declared}}
        }
        {{access}} class Middle : Policy { {{(declared.Contains("abstract", StringComparison.Ordinal) ? overridden : "")}} }
        {{access}} sealed class Last : Middle { {{overridden}} }
        """;
}
