using IrqAnalyzers.Tests.Support;

namespace IrqAnalyzers.Tests;

/// <summary>A probe that gives up undoes what it did: a step that was not put down leaves something.</summary>
public class LeftByUndo
{
    private const string Found = "IRQ4002 possible any: function.FailProbe()";
    private const string Release = "undo.Push(() => function.ReleaseInterrupts());";
    private const string Free = "undo.Push(() => function.FreeVectors());";

    private const string Undo = """
        internal sealed class Undo
        {
            private readonly Stack<Action> actions = new();
            public void Push(Action action) => actions.Push(action);
            public void Unwind() { while (actions.TryPop(out var action)) action(); }
            public void UnwindAll() { foreach (var action in actions) action(); actions.Clear(); }
            public void Forget() => actions.Clear();
        }
        """;

    [Theory]
    [InlineData("Undo", "undo.Unwind();")]
    [InlineData("Undo", "undo.UnwindAll();")]
    [InlineData("Stack<Action>", "while (undo.TryPop(out var action)) action();")]
    public async Task IRQ4002_what_no_step_takes_back_is_left(string type, string unwind)
    {
        Assert.Contains(Found, await FindAsync(Probe(type, Release, unwind)));
        Assert.DoesNotContain(Found, await FindAsync(Probe(type, Free + Release, unwind)));
    }

    [Theory]
    [InlineData(Release + " undo.Push(() => { function.FreeVectors(); });")]
    [InlineData(Release + " undo.Push(() => Close(function));")]
    [InlineData(Release + " undo.Push(Stop);")]
    [InlineData(Release + " undo.Push(given);")]
    [InlineData(Release + " void More() => undo.Push(() => function.FreeVectors()); More();")]
    [InlineData("Start(function, undo); " + Release)]
    [InlineData(Release + " function.ReleaseInterrupts(); function.FreeVectors();")]
    public async Task Where_a_step_may_take_it_back_nothing_is_said(string steps) =>
        Assert.DoesNotContain(Found, await FindAsync(Probe("Undo", steps, "undo.Unwind();")));

    [Theory]
    [InlineData("undo.Forget();")]
    [InlineData("others.Unwind();")]
    public async Task Only_what_is_run_counts(string unwind) => Assert.DoesNotContain(Found, await FindAsync(Probe("Undo", "if (flag) return; " + Release, unwind, "", " return;")));

    [Fact]
    public async Task A_probe_that_got_no_vectors_leaves_none() => Assert.DoesNotContain(Found, await FindAsync(
        Undo + Driver("""
            var undo = new Undo();
            undo.Push(() => function.Name.ToString());
            if (function.AllocateVectors(1) == 0)
            {
                undo.Unwind();
                function.FailProbe();
            }
            """)));

    [Fact]
    public async Task The_message_names_the_list_and_what_is_left()
    {
        var found = await Model.AnalyzeAsync(Model.Compile(Probe("Undo", Release, "undo.Unwind();")));
        var message = Assert.Single(found, static finding => finding.Id == "IRQ4002" && Model.Render(finding) == Found);
        Assert.Contains("the steps on 'undo' have been undone, and none of them takes back what 'AllocateVectors' has done", message.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    private static string Probe(string type, string steps, string unwind, string before = "", string early = "") => Undo + Driver($$"""
        var undo = new {{type}}();
        if (function.AllocateVectors(4) == 0) { function.FailProbe(); return; }
        {{before}} function.RequestInterrupts();
        {{steps}}
        if (few)
        {
            {{early}}
            {{unwind}}
            function.FailProbe();
            return;
        }
        """);

    private static string Driver(string probe) => Model.Driver("Up(function, flag, () => { });", $$"""
        private readonly Undo others = new();
        private void Up(PciFunction function, bool few, Action given)
        {
            {{probe}}
        }
        private void Stop() { }
        private static void Start(PciFunction its, Undo undo) => undo.Push(() => its.FreeVectors());
        private static void Close(PciFunction its) => its.FreeVectors();
        protected override async Flow Unbind(PciFunction function) { }
        """);

    private static async Task<List<string>> FindAsync(string model)
    {
        var compilation = Model.Compile(model);
        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error));
        return (await Model.AnalyzeAsync(compilation)).Select(Model.Render).ToList();
    }
}
