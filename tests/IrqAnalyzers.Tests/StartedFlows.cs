using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>IRQ9003: flows that nobody awaits, what can be relied on until they are awaited, and flows that await something else.</summary>
public class StartedFlows
{
    private const string Held = "function.MatchDriver = false; ";

    // Not AddDevice itself, which would owe the function its MatchDriver back.
    private static string InHelper(string body, string members = "") =>
        Model.Host("", $"private async Flow BringUp([ArrivesWithout(Facts.All)] PciFunction function) {{ {body} }} {members}");

    [Fact]
    public Task A_flow_that_is_started_as_a_statement_is_reported() => Model.ExpectAsync(
        InHelper(Held + "function.Add();"),
        "IRQ9003 definite any: function.Add()");

    [Fact]
    public Task What_it_does_is_not_certain() => Model.ExpectAsync(
        InHelper(Held + "function.Add(); function.AssignMsiDomain(null);"),
        "IRQ9003 definite any: function.Add()", "IRQ1001 possible any: function.AssignMsiDomain(null)");

    [Fact]
    public Task A_local_that_is_awaited_later_is_certain_from_there() => Model.ExpectAsync(
        InHelper(Held + "var adding = function.Add(); await adding; function.AssignMsiDomain(null);"));

    [Fact]
    public Task Between_start_and_await_nothing_is_certain() => Model.ExpectAsync(
        InHelper(Held + "var adding = function.Add(); function.AssignMsiDomain(null); await adding;"),
        "IRQ1001 possible any: function.AssignMsiDomain(null)");

    [Fact]
    public Task What_the_operation_requires_is_asked_at_its_start() => Model.ExpectAsync(
        InHelper(Held + "var adding = function.Add(); function.MatchDriver = true; await adding;"));

    [Fact]
    public Task A_local_that_is_never_awaited_is_reported() => Model.ExpectAsync(
        InHelper(Held + "var adding = function.Add();"),
        "IRQ9003 definite any: function.Add()");

    [Fact]
    public Task A_local_that_is_not_awaited_on_a_return_is_reported() => Model.ExpectAsync(
        InHelper(Held + "var adding = function.Add(); if (flag) return; await adding;"),
        "IRQ9003 definite any: function.Add()");

    [Fact]
    public Task A_local_that_is_awaited_on_one_path_only_is_possibly_lost() => Model.ExpectAsync(
        InHelper(Held + "var adding = function.Add(); if (flag) await adding; await function.Attach();"),
        "IRQ9003 possible any: function.Add()");

    [Fact]
    public Task A_local_that_is_lost_in_a_branch_is_reported() => Model.ExpectAsync(
        InHelper(Held + "if (flag) { var adding = function.Add(); } await function.Attach();"),
        "IRQ9003 definite any: function.Add()");

    [Fact]
    public Task A_local_that_is_overwritten_is_lost() => Model.ExpectAsync(
        InHelper(Held + "var flow = function.Add(); flow = function.Attach(); await flow;"),
        "IRQ9003 definite any: function.Add()");

    [Fact]
    public Task A_local_that_a_loop_starts_again_is_lost() => Model.ExpectAsync(
        InHelper("foreach (var other in Machine.Functions) { var flow = other.Attach(); }"),
        "IRQ9003 definite any: other.Attach()");

    [Fact]
    public Task A_local_that_a_loop_awaits_is_not_lost() => Model.ExpectAsync(
        InHelper("foreach (var other in Machine.Functions) { var flow = other.Attach(); await flow; }"));

    [Fact]
    public Task Either_of_two_flows_is_awaited() => Model.ExpectAsync(
        InHelper("var flow = flag ? One(function) : Two(function); await flow; function.AssignMsiDomain(null);", """
            private async Flow One(PciFunction f) { iommu.Register(f); await f.Attach(); }
            private async Flow Two(PciFunction f) { iommu.Register(f); await f.Attach(); }
            """));

    [Fact]
    public Task A_flow_that_is_discarded_is_meant_to_go_on_alone() => Model.ExpectAsync(
        InHelper(Held + "_ = function.Add(); function.AssignMsiDomain(null);"),
        "IRQ1001 possible any: function.AssignMsiDomain(null)");

    [Fact]
    public Task A_flow_that_is_returned_is_the_caller_s() => Model.ExpectAsync(
        InHelper("await Bring(function); function.AssignMsiDomain(null);", """
            private Flow Bring(PciFunction f) { f.MatchDriver = false; return f.Add(); }
            private Flow Start(PciFunction f) { f.MatchDriver = false; var flow = f.Add(); return flow; }
            private Flow Arrow(PciFunction f) => f.Attach();
            """));

    [Fact]
    public Task A_helper_that_returns_what_it_started_is_certain_once_awaited() => Model.ExpectAsync(
        InHelper("await Start(function); function.AssignMsiDomain(null);", "private Flow Start(PciFunction f) { f.MatchDriver = false; var flow = f.Add(); return flow; }"));

    [Fact]
    public Task A_helper_that_is_not_awaited_is_not_certain() => Model.ExpectAsync(
        InHelper("Start(function); function.AssignMsiDomain(null);", "private async Flow Start(PciFunction f) { iommu.Register(f); await f.Attach(); }"),
        "IRQ9003 definite any: Start(function)", "IRQ1001 possible any: function.AssignMsiDomain(null)");

    [Fact]
    public Task What_handlers_do_does_not_await_a_flow_that_only_this_body_has() => Model.ExpectAsync(
        Model.Boot("var scanning = ScanBuses(); await RegisterDriver(driver);", "private readonly PciDriver driver = null!;"),
        "IRQ9003 definite any: ScanBuses()");

    [Theory]
    [InlineData("flows.Add(function.Attach());")]
    [InlineData("var array = new[] { function.Attach() };")]
    [InlineData("pending = function.Attach();")]
    [InlineData("var pair = (function.Attach(), 1);")]
    [InlineData("Later(function.Attach());")]
    [InlineData("var flow = function.Attach(); Action a = () => flows.Add(flow); a();")]
    [InlineData("var flow = function.Attach(); flows.Add(flow);")]
    public Task A_flow_that_somebody_else_has_may_be_awaited_by_him(string body) => Model.ExpectAsync(
        InHelper(body, "private readonly List<Flow> flows = new(); private Flow? pending; protected virtual void Later(Flow flow) { }"));

    [Fact]
    public Task A_value_is_that_of_the_flow_once_awaited() => Model.ExpectAsync(
        InHelper("var same = Same(function); iommu.Register(await same); function.AssignMsiDomain(null);", "private async Flow<PciFunction> Same(PciFunction f) { await f.Attach(); return f; }"));

    [Fact]
    public Task A_conditional_start_is_a_start() => Model.ExpectAsync(
        InHelper("function?.Attach();"),
        "IRQ9003 definite any: .Attach()");

    [Fact]
    public Task A_lambda_that_returns_nothing_loses_the_flow() => Model.ExpectAsync(
        InHelper("Action a = () => function.Attach(); a();"),
        "IRQ9003 definite any: function.Attach()");

    [Fact]
    public Task A_throw_loses_nothing() => Model.ExpectAsync(
        InHelper("var flow = function.Attach(); if (flag) throw new InvalidOperationException(); await flow;"));

    [Theory]
    [InlineData("await {0};", "System.Threading.Tasks.Task.Delay(1)")]
    [InlineData("await {0};", "System.Threading.Tasks.Task.Yield()")]
    [InlineData("await {0};", "default(System.Threading.Tasks.ValueTask)")]
    [InlineData("Func<Flow> f = async () => await {0}; await f();", "System.Threading.Tasks.Task.CompletedTask")]
    [InlineData("await using ({0}) {{ }}", "new System.IO.MemoryStream()")]
    public Task A_flow_that_awaits_something_else_is_reported(string body, string awaited) => Model.ExpectAsync(
        InHelper(string.Format(System.Globalization.CultureInfo.InvariantCulture, body, awaited)),
        $"IRQ9003 definite any: {awaited}");

    [Fact]
    public Task What_waits_for_flows_by_an_extension_is_a_flow() => Model.ExpectAsync(
        InHelper("await new[] { function.Attach() };")
        + "public static class E { public static IrqModel.Runtime.FlowAwaiter GetAwaiter(this Flow[] flows) => flows[0].GetAwaiter(); }");

    [Fact]
    public Task Tasks_of_others_may_await_what_they_like() => Model.ExpectAsync(
        InHelper("await function.Attach();", "private static async System.Threading.Tasks.Task Wait() => await System.Threading.Tasks.Task.Delay(1);"));

    [Fact]
    public async Task The_messages_say_what_happens()
    {
        var found = await Model.AnalyzeAsync(Model.Compile(InHelper("function.Attach(); await System.Threading.Tasks.Task.CompletedTask;")));
        Assert.Equal(
            ["'Attach' is started but not awaited, so what follows cannot rely on it. Await it.",
             "'BringUp' awaits 'Task', which is not a flow, so the engine ends the run there."],
            found.Select(finding => finding.GetMessage()));
        Assert.Equal(
            ["IRQ9003|PciFunction.Attach|Model0.cs:12|PciFunction", "IRQ9003|TestHost.BringUp|Model0.cs:12|Task"],
            found.Select(finding => finding.Properties["irq.key"]));
    }
}
