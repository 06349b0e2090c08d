using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>Objects that are made with code, and run it when they are disposed of: rollbacks, scopes, owned resources.</summary>
public class GuardObjects
{
    private const string Types = """
        public sealed class Scope : IDisposable { private readonly Action leave; public Scope(Action leave) => this.leave = leave; public void Dispose() => leave(); }
        public readonly struct Light : IDisposable { private readonly Action leave; public Light(Action leave) => this.leave = leave; public void Dispose() => leave(); }
        public sealed class Owned<T> : IDisposable where T : class
        {
            private readonly T value;
            private Action<T>? release;
            public Owned(T value, Action<T> release) { this.value = value; this.release = release; }
            public void Dispose() { release?.Invoke(value); release = null; }
        }
        public sealed class Rollback : IDisposable
        {
            private Action? undo;
            public Rollback(Action undo) => this.undo = undo;
            public void Keep() => undo = null;
            public void Dispose() => undo?.Invoke();
        }
        public sealed class Flagged : IDisposable
        {
            private readonly Action undo;
            private bool isKept;
            public Flagged(Action undo) => this.undo = undo;
            public void Keep() => isKept = true;
            public void Dispose() { if (isKept) return; undo(); }
        }
        """;

    private const string Take = "if (function.AllocateVectors(1) == 0) { function.FailProbe(); return; } ";

    [Theory]
    [InlineData("new Scope(() => function.FreeVectors())")]
    [InlineData("new Light(() => function.FreeVectors())")]
    [InlineData("new Owned<PciFunction>(function, f => f.FreeVectors())")]
    [InlineData("new Rollback(() => function.FreeVectors())")]
    public async Task What_a_guard_runs_at_the_end_comes_last(string guard)
    {
        await Model.ExpectAsync(Driver($"{Take} using var guard = {guard}; function.RequestInterrupts();"), $"IRQ4001 definite any: guard = {guard}");
        await Model.ExpectAsync(Driver($"{Take} using var guard = {guard}; Console.Error.WriteLine(function);"));
        await Model.ExpectAsync(Driver($"{Take} using (var guard = {guard}) {{ }} function.RequestInterrupts();"), "IRQ4005 definite any: function.RequestInterrupts()");
    }

    [Theory]
    [InlineData("Rollback")]
    [InlineData("Flagged")]
    public async Task A_guard_that_is_kept_runs_nothing(string type)
    {
        await Model.ExpectAsync(Driver($"{Take} using var guard = new {type}(() => function.FreeVectors()); if (function.MsiVectors == 3) return; guard.Keep(); function.RequestInterrupts();"));
        await Model.ExpectAsync(Driver($"{Take} using var guard = new {type}(() => function.FreeVectors()); function.RequestInterrupts(); guard.Keep();"));
        await Model.ExpectAsync(
            Driver($"{Take} using var guard = new {type}(() => function.FreeVectors()); function.RequestInterrupts(); Console.Error.WriteLine(function); guard.Keep();"),
            $"IRQ4001 possible any: guard = new {type}(() => function.FreeVectors())");
        await Model.ExpectAsync(
            Driver($"{Take} using (var guard = new {type}(() => function.FreeVectors())) {{ if (flag) guard.Keep(); }} function.RequestInterrupts();"),
            "IRQ4005 possible any: function.RequestInterrupts()");
    }

    [Fact]
    public Task What_is_last_in_a_try_has_thrown_before_it_did_anything() => Model.ExpectAsync(
        Driver($"{Take} var isDone = false; try {{ function.RequestInterrupts(); isDone = true; }} finally {{ if (!isDone) function.FreeVectors(); }}"));

    [Theory]
    [InlineData("new Scope(() => Console.Error.WriteLine(function))")]
    [InlineData("new Owned<string>(\"name\", name => Console.Error.WriteLine(name))")]
    public Task A_guard_that_only_tells_changes_nothing(string guard) => Model.ExpectAsync(Driver($"{Take} using var guard = {guard}; function.RequestInterrupts();"));

    [Fact]
    public Task A_guard_of_which_the_code_is_not_known_is_not_followed() => Model.ExpectAsync(
        Driver($"{Take} Action undo = flag ? Other : () => function.FreeVectors(); using var guard = new Scope(undo); function.RequestInterrupts();", "public Action Other { get; set; } = () => { };"));

    private static string Driver(string probe, string members = "") => Types + Model.Driver(probe, members);
}
