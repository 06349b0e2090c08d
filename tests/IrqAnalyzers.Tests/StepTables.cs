using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>Steps that stand in a table, as code or as constants, and are run one after the other.</summary>
public class StepTables
{
    private const string Steps = """
        private void Register(PciFunction f) => iommu.Register(f);
        private void Assign(PciFunction f) => f.AssignMsiDomain(null);
        private void Log(PciFunction f) => Console.WriteLine(f);
        private enum Step { Register, Log, Assign }
        private void Run(PciFunction f, Step step)
        {
            switch (step)
            {
                case Step.Register: Register(f); break;
                case Step.Assign: Assign(f); break;
            }
        }
        """;

    [Theory]
    [InlineData("private Action<PciFunction>[] Table { get; }", "Table = new Action<PciFunction>[] { Register, Assign };", true)]
    [InlineData("private Action<PciFunction>[] Table { get; }", "Table = new Action<PciFunction>[] { Log, Assign, Log, Register };", false)]
    [InlineData("private List<Action<PciFunction>> Table { get; } = new();", "Table.Add(Register); Table.Add(Assign);", true)]
    [InlineData("private List<Action<PciFunction>> Table { get; } = new();", "Table.Add(Assign); Table.Add(Register);", false)]
    [InlineData("private Queue<Action<PciFunction>> Table { get; } = new();", "Table.Enqueue(Register); Table.Enqueue(Assign);", true)]
    [InlineData("private readonly Action<PciFunction>[] Table;", "Table = new Action<PciFunction>[] { f => this.iommu.Register(f), Assign };", true)]
    [InlineData("private readonly Action<PciFunction>[] Table;", "Table = new Action<PciFunction>[] { Assign, f => this.iommu.Register(f) };", false)]
    public Task Code_in_a_table_runs_in_the_order_of_the_table(string table, string filled, bool isRight) =>
        ExpectAsync(table, filled, "foreach (var step in Table) step(function);", isRight ? null : "definite", "step(function)");

    [Theory]
    [InlineData("private List<Action<PciFunction>> Table { get; } = new(); public void More() => Table.Add(Assign);", "Table.Add(Register);")]
    [InlineData("private List<Action<PciFunction>> Table { get; } = new();", "Table.Add(Assign); Table.Add(Register); Table.Reverse();")]
    [InlineData("private List<Action<PciFunction>> Table { get; } = new();", "if (iommu.Name.Length > 3) Table.Add(Register); Table.Add(Assign);")]
    [InlineData("private List<Action<PciFunction>> Table { get; } = new();", "Table.Add(Assign); Table.Insert(0, Register);")]
    [InlineData("private List<Action<PciFunction>> Table { get; } = new();", "Table.Add(Assign); Table.Add(Register); Table.Sort();")]
    public Task Code_that_is_not_put_there_once_runs_in_any_order(string table, string filled) =>
        ExpectAsync(table, filled, "foreach (var step in Table) step(function);", "possible", "step(function)");

    [Fact]
    public Task Initializers_fill_a_table_before_constructors_do() => ExpectAsync(
        "", "Table.Add((f, i) => f.AssignMsiDomain(null));", "foreach (var step in Table) step(function, iommu);", null, "",
        "private readonly List<Action<PciFunction, Iommu>> Table = new() { (f, i) => i.Register(f) };");

    [Theory]
    [InlineData("private static readonly Step[] Table = { Step.Register, Step.Log, Step.Assign };", "foreach (var step in Table) Run(function, step);", true)]
    [InlineData("private static readonly Step[] Table = { Step.Assign, Step.Log, Step.Register };", "foreach (var step in Table) Run(function, step);", false)]
    [InlineData("private readonly List<Step> table = new() { Step.Register, Step.Assign };", "foreach (var step in table) Run(function, step);", true)]
    [InlineData("", "foreach (var step in new[] { Step.Register, Step.Assign }) Run(function, step);", true)]
    [InlineData("", "foreach (var step in new[] { Step.Assign, Step.Register }) Run(function, step);", false)]
    [InlineData("", "for (var step = Step.Register; step <= Step.Assign; step++) Run(function, step);", true)]
    [InlineData("", "for (var step = Step.Assign; step >= Step.Register; step--) Run(function, step);", false)]
    public Task Constants_in_a_table_come_in_its_order(string table, string loop, bool isRight) =>
        ExpectAsync(table, "", loop, isRight ? null : "definite", "Run(function, step)");

    [Theory]
    [InlineData("private readonly List<Step> table = new() { Step.Register }; public void More() => table.Add(Step.Assign);", "foreach (var step in table) Run(function, step);")]
    [InlineData("", "foreach (var step in Enum.GetValues<Step>()) Run(function, step);")]
    public Task Constants_that_somebody_may_add_come_in_any_order(string table, string loop) => ExpectAsync(table, "", loop, "possible", "Run(function, step)");

    [Theory]
    [InlineData("slot.Emptied += PowerOff;", "IRQ4005 possible any: .Invoke(this)")]
    [InlineData("slot.Emptied += PowerOff; await Flow.Completed; slot.Emptied -= PowerOff;", "IRQ4005 possible any: .Invoke(this)")]
    [InlineData("slot.Emptied += Log;", null)]
    public Task Code_that_another_type_subscribes_runs_when_the_event_is_raised(string subscribed, string? finding)
    {
        var program = $$"""
            internal class Slot
            {
                public event Action<Slot>? Emptied;
                public Slot(PciFunction function) => Function = function;
                public PciFunction Function { get; }
                public async Flow Eject() { await Function.Remove(); Emptied?.Invoke(this); }
            }
            internal class Hoster : Host
            {
                public Hoster(Machine machine) : base(machine) { }
                public override Flow Boot() => Flow.Completed;
                public async Flow Unplug(PciFunction function) { var slot = new Slot(function); {{subscribed}} await slot.Eject(); }
                private void PowerOff(Slot slot) { slot.Function.Suspend(); }
                private void Log(Slot slot) { Console.WriteLine(slot.Function.Name); }
            }
            """;
        return finding is null ? Model.ExpectAsync(program) : Model.ExpectAsync(program, finding);
    }

    private static Task ExpectAsync(string table, string filled, string loop, string? certainty, string call, string later = "")
    {
        var notifier = $$"""
            internal class Stepping : IommuNotifier
            {
                private readonly Iommu iommu;
                public Stepping(Iommu iommu) : base(1) { this.iommu = iommu; {{filled}} }
                {{table}}
                protected override async Flow OnDeviceAdded(PciFunction function)
                {
                    if (function.IsVirtual) { function.InheritMsiDomain(); return; }
                    {{loop}}
                }
                {{later}}
                {{Steps}}
            }
            """;
        return certainty is null ? Model.ExpectAsync(notifier) : Model.ExpectAsync(notifier, $"IRQ1001 {certainty} physical: {call}");
    }
}
