using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>Code that a <c>Lazy</c> in a field runs when it is asked for its value first.</summary>
public class LazyValues
{
    [Theory]
    [InlineData("new Lazy<MsiDomain?>(() => { CreateDefaultMsiDomain(); return DefaultMsiDomain; })")]
    [InlineData("new(Create)")]
    [InlineData("new Lazy<MsiDomain?>(Create, isThreadSafe: false)")]
    public async Task Its_code_runs_where_it_is_asked_for_its_value(string made)
    {
        await Model.ExpectAsync(HostOf(made, "await ScanBuses(); Use(plain.Value); Use(plain.Value);"), "IRQ1011 possible any: plain.Value");
        await Model.ExpectAsync(HostOf(made, "Use(plain.Value); await ScanBuses(); Use(plain.Value);"));
    }

    [Theory]
    [InlineData("new Lazy<MsiDomain?>(DefaultMsiDomain)", "await ScanBuses(); Use(plain.Value);", "")]
    [InlineData("new Lazy<MsiDomain?>(Create)", "await ScanBuses(); Use(null);", "")]
    [InlineData("new Lazy<MsiDomain?>(Create)", "await ScanBuses(); Use(plain.Value);", "private void Early() => Use(plain.Value);")]
    [InlineData("new Lazy<MsiDomain?>(Create)", "if (plain.IsValueCreated) return; await ScanBuses(); Use(plain.Value);", "")]
    public Task Nothing_runs_where_it_may_have_run_before_or_has_no_code(string made, string boot, string members) => Model.ExpectAsync(HostOf(made, boot, members));

    private static string HostOf(string made, string boot, string members = "") => $$"""
        public sealed class LazyHost : Host
        {
            private readonly Lazy<MsiDomain?> plain;
            public LazyHost(Machine machine) : base(machine) => plain = {{made}};
            public override async Flow Boot() { {{boot}} }
            private static void Use(MsiDomain? domain) { }
            private MsiDomain? Create() { CreateDefaultMsiDomain(); return DefaultMsiDomain; }
            {{members}}
        }
        """;
}
