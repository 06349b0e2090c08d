using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>Orders as authors of kernels and hypervisors write them: through classes of their own, lists, and base classes.</summary>
public class ReportKinds
{
    [Theory]
    [InlineData("gpu.VirtualFunctions[0].AssignTo(guest); await gpu.DisableSriov();", "gpu.DisableSriov()")]
    [InlineData("gpu.VirtualFunctions[0].AssignTo(guest); await Reset();", "Reset()")]
    [InlineData("foreach (var vf in gpu.VirtualFunctions) vf.AssignTo(guest); await gpu.RemoveVirtualFunctions();", "gpu.RemoveVirtualFunctions()")]
    [InlineData("Give(gpu.VirtualFunctions[0], guest); await gpu.DisableSriov();", "gpu.DisableSriov()")]
    [InlineData("gpu.VirtualFunctions[0].TakeBack(); gpu.VirtualFunctions[0].AssignTo(guest); await gpu.DisableSriov();", "gpu.DisableSriov()")]
    public Task IRQ2004_VFs_that_were_just_given_to_a_guest_are_not_taken_away(string body, string call) =>
        Model.ExpectAsync(Monitor(body), $"IRQ2004 possible physical: {call}");

    [Theory]
    [InlineData("await gpu.DisableSriov();")]
    [InlineData("gpu.VirtualFunctions[0].AssignTo(guest); if (!gpu.HasVirtualFunctionsInGuests) await gpu.DisableSriov();")]
    [InlineData("gpu.VirtualFunctions[0].AssignTo(guest); if (gpu.HasVirtualFunctionsInGuests) return; await Reset();")]
    [InlineData("gpu.VirtualFunctions[0].AssignTo(guest); gpu.VirtualFunctions[0].TakeBack(); await gpu.DisableSriov();")]
    [InlineData("gpu.VirtualFunctions[0].AssignTo(guest); foreach (var vf in gpu.VirtualFunctions) { if (vf.Guest == guest) vf.TakeBack(); } await gpu.DisableSriov();")]
    [InlineData("gpu.VirtualFunctions[0].AssignTo(guest); await gpu.EnableSriov(2);")]
    public Task IRQ2004_VFs_that_no_guest_has_are(string body) => Model.ExpectAsync(Monitor(body));

    [Theory]
    [InlineData("function.TakeBack(); function.AssignMsiDomain(null); iommu.Register(function);", true)]
    [InlineData("function.AssignMsiDomain(null); iommu.Register(function);", true)]
    [InlineData("function.TakeBack(); iommu.Register(function); function.AssignMsiDomain(null);", false)]
    [InlineData("function.TakeBack(); function.AssignMsiDomain(null); iommu.Unregister(function); iommu.Register(function);", false)]
    public Task IRQ1001_what_was_done_to_a_function_before_does_not_register_it(string body, bool isWrong) => Model.ExpectAsync(
        $$"""
        internal sealed class Cell { public List<PciFunction> Functions { get; } = new(); }
        internal sealed class Cells
        {
            private readonly Iommu iommu;
            public Cells(Iommu iommu) => this.iommu = iommu;
            public void Destroy(Cell cell) { foreach (var function in cell.Functions) { {{body}} } }
        }
        """,
        isWrong ? ["IRQ1001 possible any: function.AssignMsiDomain(null)"] : []);

    [Theory]
    [InlineData("Capability chosen = flag ? new Msix() : new Msi(); chosen.Start(function);", true, true)]
    [InlineData("Capability chosen = flag ? new Msix() : new Msi(); chosen.Start(function);", false, false)]
    [InlineData("held.Start(function);", true, true)]
    [InlineData("held.Start(function);", false, false)]
    [InlineData("Capability chosen = new Msix(); chosen.Start(function);", true, true)]
    public Task IRQ1004_a_step_of_a_base_class_is_that_of_each_class_that_it_may_be(string body, bool isEnabledFirst, bool isWrong) => Model.ExpectAsync(
        Model.Driver("if (function.ReserveVectors(1) == 0) return; " + body + " function.RequestInterrupts();", "private readonly Capability held = Capability.Choose(1);")
        + $$"""

        internal abstract class Capability
        {
            public static Capability Choose(int kind) => kind > 0 ? new Msix() : new Msi();
            public void Start(PciFunction of) { {{(isEnabledFirst ? "Enable(of); Program(of);" : "Program(of); Enable(of);")}} }
            protected abstract void Program(PciFunction of);
            protected abstract void Enable(PciFunction of);
        }

        internal sealed class Msix : Capability
        {
            protected override void Program(PciFunction of) => of.WriteMessages();
            protected override void Enable(PciFunction of) { of.EnableMsi(); of.MaskVectors(); }
        }

        internal sealed class Msi : Capability
        {
            protected override void Program(PciFunction of) => of.WriteMessages();
            protected override void Enable(PciFunction of) => of.EnableMsi();
        }
        """,
        !isWrong ? []
            : body.Contains("= new", StringComparison.Ordinal) ? ["IRQ1004 definite any: chosen.Start(function)"]
            : Enumerable.Repeat($"IRQ1004 possible any: {(body.StartsWith("held", StringComparison.Ordinal) ? "held" : "chosen")}.Start(function)", 2).ToArray());

    [Theory]
    [InlineData("state.Device.FreeVectors(); state.Device.ReleaseInterrupts();", "IRQ4001 possible any: state.Device.FreeVectors()")]
    [InlineData("state.Device.FreeVectors(); TearDown(state);", "IRQ4001 possible any: state.Device.FreeVectors()")]
    [InlineData("try { await Flow.Completed; } finally { state.Device.FreeVectors(); TearDown(state); }", "IRQ4001 possible any: state.Device.FreeVectors()")]
    [InlineData("foreach (var one in all) { one.Device.FreeVectors(); one.Device.ReleaseInterrupts(); }", "IRQ4001 possible any: one.Device.FreeVectors()")]
    [InlineData("state.Device.ClearEntries(); state.Device.DisableMsi();", "IRQ4003 possible any: state.Device.ClearEntries()")]
    [InlineData("state.Device.Disable(); state.Device.ReleaseInterrupts();", "IRQ4007 possible any: state.Device.Disable()")]
    [InlineData("state.Device.ReleaseInterrupts(); state.Device.FreeVectors();", "")]
    [InlineData("TearDown(state); state.Device.FreeVectors();", "")]
    [InlineData("state.Device.FreeVectors();", "")]
    [InlineData("state.Device.FreeVectors(); if (state.Device.AllocateVectors(1) == 0) return; state.Device.RequestInterrupts(); state.Device.ReleaseInterrupts();", "")]
    public Task What_is_given_up_too_late_of_a_function_in_a_field_is_found(string body, string finding) => Model.ExpectAsync(
        $$"""
        internal sealed class Softc { public PciFunction Device { get; } public Softc(PciFunction device) => Device = device; }
        internal sealed class Stopping
        {
            private readonly List<Softc> all = new();
            private Softc state = null;
            public void Start(PciFunction function) { state = new Softc(function); all.Add(state); }
            public async Flow Stop() { {{body}} }
            private static void TearDown(Softc its) => its.Device.ReleaseInterrupts();
        }
        """,
        finding.Length > 0 ? [finding] : []);

    [Theory]
    [InlineData("(PhysicalFunction)Machine[Bdf.Parse(\"00:02.0\")]")]
    [InlineData("(PhysicalFunction)(this.Machine[Port])")]
    public Task A_property_that_names_a_function_gives_the_same_function(string look) => Model.ExpectAsync(
        Named(look, "Nic.Suspend(); await Nic.ConfigureSriov(2);"), "IRQ4006 possible physical: Nic.ConfigureSriov(2)");

    [Theory]
    [InlineData("(PhysicalFunction)Machine[Bdf.Parse(\"00:02.0\")]", "Nic.Suspend(); Nic.PowerUp(); await Nic.ConfigureSriov(2);")]
    [InlineData("(PhysicalFunction)Machine[new Bdf(0, 0, count++, 0)]", "Nic.Suspend(); await Nic.ConfigureSriov(2);")]
    [InlineData("(PhysicalFunction)AddedFunctions[0]", "Nic.Suspend(); await Nic.ConfigureSriov(2);")]
    [InlineData("(PhysicalFunction)Machine[Bdf.Parse(\"00:02.0\")]", "Nic.Suspend(); await Other.ConfigureSriov(2);")]
    public Task One_that_gives_any_function_is_not_taken_for_one(string look, string body) => Model.ExpectAsync(Named(look, body));

    private static string Named(string look, string body) => Model.Boot(
        "await Flow.Completed;",
        $"private static readonly Bdf Port = Bdf.Parse(\"00:02.0\"); private int count; private PhysicalFunction Nic => {look}; "
        + $"private PhysicalFunction Other => (PhysicalFunction)Machine[Bdf.Parse(\"00:03.0\")]; public async Flow Administer() {{ {body} }}");

    private static string Monitor(string body) => $$"""
        internal sealed class Monitor
        {
            private readonly PhysicalFunction gpu;
            public Monitor(PhysicalFunction gpu) => this.gpu = gpu;
            public async Flow Start(Guest guest) { {{body}} }
            private async Flow Reset() => await gpu.DisableSriov();
            private static void Give(VirtualFunction vf, Guest guest) => vf.AssignTo(guest);
        }
        """;
}
