using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>What a class notes of functions in one method, and asks in another before it gives something back.</summary>
public class KeptNotes
{
    private const string Free = "if (!noted.Remove(function.Address, out var got)) return; function.ReleaseInterrupts(); function.FreeVectors();";

    [Theory]
    [InlineData("var got = function.AllocateVectors(4); if (got == 0) return; if (got < 2) return; function.RequestInterrupts(); noted[function.Address] = got;")]
    [InlineData("var got = function.AllocateVectors(4); if (got == 0) return; if (flag) noted[function.Address] = got;")]
    [InlineData("var got = function.AllocateVectors(4); if (got > 0) function.RequestInterrupts();")]
    [InlineData("var got = function.AllocateVectors(4); noted[function.Address] = got; if (flag) noted.Remove(function.Address);")]
    [InlineData("var state = new State { Vectors = function.AllocateVectors(1) }; if (state.Wanted == 0) return; noted[function.Address] = state.Vectors;")]
    public Task IRQ4002_vectors_that_Probe_does_not_always_note_may_stay(string probe) => Model.ExpectAsync(
        Driver(probe, Free), "IRQ4002 possible any: noted.Remove(function.Address, out var got)");

    [Theory]
    [InlineData("var got = function.AllocateVectors(4); if (got == 0) return; noted[function.Address] = got; if (got < 2) return; function.RequestInterrupts();", Free)]
    [InlineData("var got = function.AllocateVectors(4); if (got < 2) { function.FreeVectors(); return; } noted.Add(function.Address, got);", Free)]
    [InlineData("if (function.AllocateVectors(4) == 0) { function.FailProbe(); return; } noted.Add(function.Address, 1);", Free)]
    [InlineData("if (function.AllocateVectors(4) is 0) return; if (!noted.TryAdd(function.Address, 1)) return; function.RequestInterrupts();", Free)]
    [InlineData("function.AllocateVectors(4); if (!function.HasVectors) return; Note(function);", Free)]
    [InlineData("var state = new State { Vectors = function.AllocateVectors(1) }; if (state.Vectors == 0) return; noted[function.Address] = state.Vectors;", Free)]
    [InlineData("var state = new State(); var got = function.AllocateVectors(1); state.Vectors = got; if (state.Vectors < 1) return; noted[function.Address] = got;", Free)]
    public Task What_Probe_always_notes_is_given_back(string probe, string unbind) => Model.ExpectAsync(Driver(probe, unbind));

    [Theory]
    [InlineData("if (!noted.ContainsKey(function.Address)) return; if (function.HasVectors) { function.ReleaseInterrupts(); function.FreeVectors(); }", true)]
    [InlineData("if (noted.ContainsKey(function.Address)) function.ReleaseInterrupts(); function.FreeVectors();", false)]
    public Task IRQ4002_what_is_given_back_in_any_case_needs_no_note(string unbind, bool isWrong) => Model.ExpectAsync(
        Driver("var got = function.AllocateVectors(4); if (got > 2) noted[function.Address] = got;", unbind),
        isWrong ? ["IRQ4002 possible any: noted.ContainsKey(function.Address)"] : []);

    [Theory]
    [InlineData("if (count > 1) sharing.Add(function); await function.EnableSriov(count);", true)]
    [InlineData("await function.EnableSriov(count);", true)]
    [InlineData("sharing.Add(function); await function.EnableSriov(count);", false)]
    [InlineData("await function.EnableSriov(count); sharing.Add(function);", false)]
    [InlineData("if (count == 0) { await function.DisableSriov(); sharing.Remove(function); return; } sharing.Add(function); await function.EnableSriov(count);", false)]
    public Task IRQ2004_VFs_whose_PF_is_not_noted_may_outlive_their_driver(string configure, bool isWrong) => Model.ExpectAsync(
        Sharing(configure), isWrong ? ["IRQ2004 possible any: sharing.Remove(physical)"] : []);

    [Theory]
    [InlineData("bound.Add(function);", false)]
    [InlineData("if (flag) bound.Add(function);", true)]
    [InlineData("if (flag) { function.FailProbe(); return; } bound.Add(function);", false)]
    public Task IRQ2004_what_Probe_has_noted_still_is_when_VFs_come(string probe, bool isWrong) => Model.ExpectAsync(
        Model.Driver(probe, """
            private readonly HashSet<PciFunction> bound = new();
            protected override async Flow ConfigureSriov(PhysicalFunction function, int count) { if (count > 0) await function.EnableSriov(count); else await function.DisableSriov(); }
            protected override async Flow Unbind(PciFunction function)
            {
                if (!bound.Remove(function)) return;
                if (function is PhysicalFunction physical) await physical.DisableSriov();
                if (!function.HasVectors) return;
                function.ReleaseInterrupts();
                function.FreeVectors();
            }
            """), isWrong ? ["IRQ2004 possible any: bound.Remove(function)"] : []);

    [Theory]
    [InlineData("function.MaskVectors(); requested = false;", true)]
    [InlineData("function.MaskVectors();", false)]
    [InlineData("function.ReleaseInterrupts(); requested = false;", false)]
    public Task IRQ4001_a_flag_that_is_cleared_while_interrupts_are_requested_keeps_nobody_from_freeing(string pause, bool isWrong) => Model.ExpectAsync(
        $$"""
        internal sealed class Session
        {
            private readonly PciFunction function;
            private bool requested;
            public Session(PciFunction function) => this.function = function;
            public void Open() { if (function.AllocateVectors(4) == 0) return; function.RequestInterrupts(); requested = true; }
            public void Pause() { {{pause}} }
            public void Close() { if (!function.HasVectors) return; if (requested) function.ReleaseInterrupts(); requested = false; function.FreeVectors(); }
        }
        """, isWrong ? ["IRQ4001 possible any: function.FreeVectors()"] : []);

    [Theory]
    [InlineData("function.ReleaseInterrupts();", true)]
    [InlineData("function.ReleaseInterrupts(); function.FreeVectors();", false)]
    public Task IRQ4002_of_what_is_noted_all_is_given_back_before_the_function_goes(string close, bool isWrong) => Model.ExpectAsync(
        Model.Boot("", $$"""
            private readonly HashSet<PciFunction> open = new();
            public void Open()
            {
                foreach (var function in AddedFunctions.Where(function => function.Driver is null))
                {
                    if (function.AllocateVectors(1) == 0) continue;
                    function.RequestInterrupts();
                    open.Add(function);
                }
            }
            public async Flow TakeOut(PciFunction function)
            {
                if (open.Remove(function)) { {{close}} }
                await function.Remove();
            }
            """), isWrong ? ["IRQ4002 possible any: function.Remove()"] : []);

    private static string Driver(string probe, string unbind) => Model.Driver(probe, $$"""
        private sealed class State { public int Vectors; public int Wanted; }
        private readonly Dictionary<Bdf, int> noted = new();
        private void Note(PciFunction its) => noted[its.Address] = 1;
        protected override async Flow Unbind(PciFunction function)
        {
            if (function is PhysicalFunction { HasVirtualFunctions: true } physical) await physical.DisableSriov();
            {{unbind}}
        }
        """);

    private static string Sharing(string configure) => Model.Driver("", $$"""
        private readonly HashSet<PhysicalFunction> sharing = new();
        protected override async Flow ConfigureSriov(PhysicalFunction function, int count) { {{configure}} }
        protected override async Flow Unbind(PciFunction function)
        {
            if (function is PhysicalFunction physical && sharing.Remove(physical)) await physical.DisableSriov();
            if (!function.HasVectors) return;
            function.ReleaseInterrupts();
            function.FreeVectors();
        }
        """);
}
