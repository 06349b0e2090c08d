using Xunit;

namespace Editors.Tests.LanguageServer;

/// <summary>What a user of csharp-ls sees while code is typed: nothing stale, nothing that flickers.</summary>
public sealed class SquigglesWhileTyping(EditorSession editor, ITestOutputHelper output) : IClassFixture<EditorSession>
{
    private const string Violation = "function.AssignMsiDomain(null);";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Findings_are_underlined_where_they_are_wrong()
    {
        var document = await editor.OpenAsync("Bringup/TwoMistakes.cs", Cancellation);
        var answer = new Answer(document.Text, await document.PullAsync(Cancellation), default);
        Assert.Equal(["IRQ3001", "IRQ2001"], answer.Squiggles.Select(squiggle => squiggle.Rule));
        Assert.Equal(["function.Add()"], answer.Underlined("IRQ3001"));
        Assert.Equal(["return;"], answer.Underlined("IRQ2001"));
        Assert.All(answer.Squiggles, squiggle => Assert.Equal("Warning", squiggle.Severity));
        await document.CloseAsync();
    }

    [Fact]
    public async Task Nothing_is_underlined_unless_analyzers_are_enabled()
    {
        var document = await editor.OpenAsync("Bringup/TwoMistakes.cs", Cancellation);
        await editor.Server.EnableAnalyzersAsync(false);
        var without = await document.PullAsync(Cancellation);
        await editor.Server.EnableAnalyzersAsync(true);
        Assert.Empty(without);
        Assert.NotEmpty(await document.PullAsync(Cancellation));
        await document.CloseAsync();
    }

    [Fact]
    public async Task A_violation_is_underlined_once_it_is_complete_and_no_longer()
    {
        var document = await editor.OpenAsync("Bringup/TwoMistakes.cs", Cancellation);
        var start = await document.PullAsync(Cancellation);
        var at = await StartLineAsync(document);
        foreach (var keystroke in Keystrokes.Type(at, Violation).Concat(Keystrokes.Backspace(at, Violation)))
        {
            var answer = await document.TypeAsync(keystroke, Cancellation);
            await AssertFreshAsync(document, answer);

            // The call is whole with its closing parenthesis; the compiler then asks for the semicolon only.
            var typed = answer.Text.Substring(at, answer.Text.IndexOf('\n', at) - at);
            Assert.Equal(typed.Contains(')', StringComparison.Ordinal) ? [Violation.TrimEnd(';')] : [], answer.Underlined("IRQ1001"));
        }

        await document.TypeAsync(new(at, 1, ""), Cancellation);
        Assert.Equal(start, await document.PullAsync(Cancellation));
        await document.CloseAsync();
    }

    [Theory]
    [InlineData("var text = \"a b\"; // c")]
    [InlineData("foreach (var u in Machine.RemappingUnits) { }")]
    [InlineData("if (function.IsVirtual) { return; }")]
    public async Task A_wrong_line_stays_underlined_while_another_method_is_typed(string text)
    {
        var document = await editor.OpenAsync("Bringup/TwoMistakes.cs", Cancellation);
        foreach (var keystroke in Keystrokes.Type(await StartLineAsync(document), text))
        {
            var answer = await document.TypeAsync(keystroke, Cancellation);
            await AssertFreshAsync(document, answer);
            Assert.Equal(["return;"], answer.Underlined("IRQ2001").Take(1));
        }

        await document.CloseAsync();
    }

    /// <summary>To the compiler, <c>System.</c> and the line below are one call of an unknown method: what that line did is then unknown.</summary>
    [Theory]
    [InlineData("var text = \"a b\"; // c")]
    [InlineData("foreach (var u in Machine.RemappingUnits) { iommu.EnableRemapping(u); }")]
    [InlineData("if (function.IsVirtual) { return; }")]
    [InlineData("System.Console.WriteLine(function.Name);", "System.", "System.Console.")]
    public async Task A_wrong_line_stays_underlined_while_its_own_method_is_typed_unless_a_dot_joins_lines(string text, params string[] joining)
    {
        var document = await editor.OpenAsync("Bringup/TwoMistakes.cs", Cancellation);
        var at = await StartLineAsync(document);
        foreach (var keystroke in Keystrokes.TypeInPairs(at, text))
        {
            var answer = await document.TypeAsync(keystroke, Cancellation);
            await AssertFreshAsync(document, answer);
            var typed = answer.Text[at..answer.Text.IndexOf('\n', at)];
            Assert.Equal((typed, joining.Contains(typed) ? "" : "function.Add()"), (typed, string.Join(' ', answer.Underlined("IRQ3001"))));
        }

        await document.CloseAsync();
    }

    [Fact]
    public async Task A_finding_comes_and_goes_with_a_line_in_another_file()
    {
        const string Registration = "iommu.Register(function);";
        var host = await editor.OpenAsync("Bringup/UsesHelper.cs", Cancellation);
        var helper = await editor.OpenAsync("Bringup/Helper.cs", Cancellation);
        Assert.Empty(await host.PullAsync(Cancellation));
        var at = helper.Text.IndexOf(Registration, StringComparison.Ordinal);
        await helper.ChangeAsync(new(at, Registration.Length, ""));
        Assert.Contains("IRQ1001", (await host.PullAsync(Cancellation)).Select(squiggle => squiggle.Rule));
        await helper.ChangeAsync(new(at, 0, Registration));
        Assert.Empty(await host.PullAsync(Cancellation));
        await helper.CloseAsync();
        await host.CloseAsync();
    }

    [Fact]
    public async Task Each_answer_is_about_the_text_that_it_was_asked_about_however_fast_one_types()
    {
        var document = await editor.OpenAsync("Bringup/TwoMistakes.cs", Cancellation);

        // A space in front of the wrong call moves its squiggle by a column: each text has an answer of its own.
        var at = document.Text.IndexOf("await function.Add()", StringComparison.Ordinal);
        var asked = new List<(string Text, Task<Squiggle[]> Answer)>();
        foreach (var keystroke in Keystrokes.Type(at, new string(' ', 20)).Concat(Keystrokes.Backspace(at, new string(' ', 20))))
        {
            await document.ChangeAsync(keystroke);
            asked.Add((document.Text, document.PullAsync(Cancellation)));
        }

        foreach (var (text, task) in asked) await AssertFreshAsync(document, new(text, await task, default));
        await document.CloseAsync();
    }

    [Fact]
    public async Task Answers_that_are_no_longer_wanted_do_not_delay_or_change_the_last_one()
    {
        var document = await editor.OpenAsync("Bringup/TwoMistakes.cs", Cancellation);
        var at = await StartLineAsync(document);
        var given = new List<Task<Squiggle[]>>();
        foreach (var keystroke in Keystrokes.Type(at, Violation))
        {
            using var unwanted = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
            await document.ChangeAsync(keystroke);
            given.Add(document.PullAsync(unwanted.Token));
            await unwanted.CancelAsync();
        }

        var last = new Answer(document.Text, await document.PullAsync(Cancellation), default);
        await AssertFreshAsync(document, last);
        Assert.Equal([Violation.TrimEnd(';')], last.Underlined("IRQ1001"));
        foreach (var task in given) await task.ContinueWith(static _ => { }, Cancellation, TaskContinuationOptions.None, TaskScheduler.Default);
        await document.CloseAsync();
    }

    /// <summary>docs/editors.md says so; another version of the server may offer them.</summary>
    [Fact]
    public async Task The_server_offers_no_fix_for_a_finding()
    {
        var document = await editor.OpenAsync("Bringup/TwoMistakes.cs", Cancellation);
        foreach (var squiggle in await document.PullAsync(Cancellation))
        {
            var ours = await editor.FixesAsync(document, squiggle, Cancellation);
            Assert.NotEmpty(ours);
            Assert.Empty((await document.QuickFixesAsync(squiggle, Cancellation)).Intersect(ours));
        }

        await document.CloseAsync();
    }

    [Fact]
    public async Task Latency_is_recorded()
    {
        var document = await editor.OpenAsync("Large/Large.cs", Cancellation);
        var at = await StartLineAsync(document);
        await document.PullAsync(Cancellation); // what is done once for a project is not a keystroke's
        List<Answer> with = [], without = [];
        foreach (var keystroke in Keystrokes.Type(at, Violation).Concat(Keystrokes.Backspace(at, Violation)))
        {
            // In turns, so that both suffer alike from what else the machine does.
            var enabled = with.Count <= without.Count;
            await editor.Server.EnableAnalyzersAsync(enabled);
            (enabled ? with : without).Add(await document.TypeAsync(keystroke, Cancellation));
        }

        await editor.Server.EnableAnalyzersAsync(true);
        await document.CloseAsync();

        Assert.Contains(with, answer => answer.Findings.Length > 0);
        Assert.DoesNotContain(without, answer => answer.Findings.Length > 0);
        Figures.Keep(output, "editors", $"""
            csharp-ls, from its start to its first answer: {editor.TimeToFirstAnswer.TotalSeconds:f1} s
            from a keystroke to its squiggles, in a file of {document.Text.Count(character => character == '\n')} lines, {with.Count} keystrokes each:
              with this project's analyzers   {Describe(with)}
              the compiler alone              {Describe(without)}
            """);
    }

    private static string Describe(List<Answer> answers)
    {
        var sorted = answers.Select(answer => answer.Latency.TotalMilliseconds).Order().ToArray();
        return $"median {sorted[sorted.Length / 2],4:f0} ms, 90 of 100 within {sorted[sorted.Length * 9 / 10],4:f0} ms, longest {sorted[^1],4:f0} ms";
    }

    /// <summary>Starts a line where the model says that the tests type, and says where it starts.</summary>
    private static async Task<int> StartLineAsync(OpenDocument document)
    {
        var at = document.Text.IndexOf(Models.TypedHere, StringComparison.Ordinal);
        Assert.True(at >= 0);
        await document.ChangeAsync(new(at, 0, "\n"));
        return at;
    }

    /// <summary>Demands that an answer is what analyzers say that have seen no text but this.</summary>
    private async Task AssertFreshAsync(OpenDocument document, Answer answer) =>
        Assert.Equal(await editor.AnalyzeAfreshAsync(document, answer.Text, Cancellation), answer.Findings);
}
